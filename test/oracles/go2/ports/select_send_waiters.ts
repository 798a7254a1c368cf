import { chan, go, runtime, select, send, sync } from "schedlens";

/** @simulate */
export function main() {
  const a = chan<number>();
  const b = chan<number>();
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 4; i++) {
    wg.add(1);
    go(() => {
      try {
        select(
          send(a, i, () => console.log(i, "to a")),
          send(b, i, () => console.log(i, "to b")),
        );
      } finally {
        wg.done();
      }
    });
  }
  runtime.gosched();
  console.log("from b", b.recv());
  console.log("from a", a.recv());
  console.log("from a", a.recv());
  console.log("from b", b.recv());
  wg.wait();
}
