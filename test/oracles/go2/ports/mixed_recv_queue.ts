import { chan, go, recv, runtime, select, sync } from "schedlens";

/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  const a = chan<number>();
  const b = chan<number>();
  for (let i = 0; i < 5; i++) {
    wg.add(1);
    go(() => {
      try {
        if (i === 1 || i === 3) {
          select(
            recv(a, (v) => console.log("select", i, "a", v)),
            recv(b, (v) => console.log("select", i, "b", v)),
          );
          return;
        }
        console.log("plain", i, "a", a.recv());
      } finally {
        wg.done();
      }
    });
  }
  runtime.gosched();
  b.send(100);
  for (let i = 0; i < 4; i++) a.send(i);
  wg.wait();
}
