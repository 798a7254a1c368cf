import { chan, go, recv, runtime, select, sync } from "schedlens";

/** @simulate */
export function main() {
  const a = chan<number>();
  const b = chan<number>();
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 6; i++) {
    wg.add(1);
    go(() => {
      try {
        select(
          recv(a, (v) => console.log(i, "a", v)),
          recv(b, (v) => console.log(i, "b", v)),
        );
      } finally {
        wg.done();
      }
    });
  }
  runtime.gosched();
  for (let v = 0; v < 3; v++) {
    a.send(v);
    b.send(v);
  }
  console.log("all sent");
  wg.wait();
}
