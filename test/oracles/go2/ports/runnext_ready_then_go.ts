import { chan, go, runtime, sync } from "schedlens";

/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  const c = chan<number>();
  wg.add(4);
  go(() => {
    console.log("receiver", c.recv());
    wg.done();
  });
  runtime.gosched();
  go(() => {
    console.log("first");
    wg.done();
  });
  c.send(7);
  go(() => {
    console.log("second");
    wg.done();
  });
  go(() => {
    console.log("third");
    wg.done();
  });
  console.log("main waits");
  wg.wait();
}
