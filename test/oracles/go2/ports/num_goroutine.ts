import { chan, go, runtime, sync, time } from "schedlens";

/** @simulate */
export function main() {
  console.log("start", runtime.numGoroutine());
  const stop = chan<boolean>();
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 10; i++) {
    wg.add(1);
    go(() => {
      stop.recv();
      wg.done();
    });
  }
  console.log("ten more", runtime.numGoroutine());
  runtime.gosched();
  console.log("blocked", runtime.numGoroutine());
  stop.close();
  wg.wait();
  time.sleep("5ms");
  console.log("end", runtime.numGoroutine());
}
