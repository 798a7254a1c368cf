import { go, runtime, sync } from "schedlens";

/** @simulate */
export function main() {
  const rw = new sync.RWMutex();
  const wg = new sync.WaitGroup();
  rw.rLock();
  wg.add(1);
  go(() => {
    console.log("writer asks");
    rw.lock();
    console.log("writer has it");
    rw.unlock();
    wg.done();
  });
  runtime.gosched();
  for (let i = 0; i < 3; i++) {
    wg.add(1);
    go(() => {
      console.log("reader", i, "asks", rw.tryRLock());
      rw.rLock();
      console.log("reader", i, "has it");
      rw.rUnlock();
      wg.done();
    });
  }
  runtime.gosched();
  console.log("first reader ends");
  rw.rUnlock();
  wg.wait();
}
