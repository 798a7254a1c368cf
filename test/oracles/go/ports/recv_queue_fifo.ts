import { chan, go, runtime, sync } from "schedlens";

/** @simulate */
export function main() {
  const c = chan<number>();
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 6; i++) {
    wg.add(1);
    go(() => {
      const v = c.recv();
      console.log("receiver", i, "value", v);
      wg.done();
    });
  }
  for (let i = 0; i < 10; i++) {
    runtime.gosched();
  }
  for (let i = 100; i < 106; i++) {
    c.send(i);
  }
  wg.wait();
}
