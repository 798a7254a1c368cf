import { chan, go } from "schedlens";

/** @simulate */
export function main() {
  for (let i = 0; i < 2; i++) {
    go(() => {
      for (;;) {}
    });
  }
  const done = chan<number>();
  go(() => {
    let s = 0;
    for (let i = 0; i < 20000000; i++) {
      s += i & 1;
    }
    done.send(s);
  });
  console.log(done.recv()! * 10);
}
