import { go, runtime, sync } from "schedlens";

/** @simulate */
export function main() {
  const rw = new sync.RWMutex();
  const wg = new sync.WaitGroup();
  rw.lock();
  for (let i = 0; i < 6; i++) {
    wg.add(1);
    go(() => {
      try {
        if (i % 3 === 0) {
          rw.lock();
          console.log("writer", i);
          runtime.gosched();
          rw.unlock();
          return;
        }
        rw.rLock();
        console.log("reader", i);
        runtime.gosched();
        rw.rUnlock();
      } finally {
        wg.done();
      }
    });
  }
  runtime.gosched();
  console.log("main unlocks");
  rw.unlock();
  wg.wait();
}
