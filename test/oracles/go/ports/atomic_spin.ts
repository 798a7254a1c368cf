import { chan, go, runtime, sync } from "schedlens";

/** @simulate */
export function main() {
  const turn = new sync.atomic.Int();
  const done = chan<boolean>();
  for (let i = 0; i < 3; i++) {
    go(() => {
      for (let r = 0; r < 3; r++) {
        while (turn.load() !== i) {
          runtime.gosched();
        }
        console.log("turn of", i, "round", r);
        turn.store((i + 1) % 3);
      }
      done.send(true);
    });
  }
  for (let i = 0; i < 3; i++) {
    done.recv();
  }
}
