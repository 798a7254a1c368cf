import { chan, go, type Chan } from "schedlens";

/** @simulate */
export function main() {
  let ch = chan<number>();
  go(() => {
    for (let i = 2; ; i++) {
      ch.send(i);
    }
  });
  for (let i = 0; i < 30; i++) {
    const p = ch.recv()!;
    console.log(p);
    const next = chan<number>();
    go(
      (input: Chan<number>, output: Chan<number>) => {
        for (;;) {
          const v = input.recv()!;
          if (v % p !== 0) {
            output.send(v);
          }
        }
      },
      ch,
      next,
    );
    ch = next;
  }
}
