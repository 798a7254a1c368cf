import { go, runtime, sync } from "schedlens";

/** @simulate */
export function main() {
  const mu = new sync.Mutex();
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 4; i++) {
    wg.add(1);
    go(() => {
      try {
        for (let r = 0; r < 3; r++) {
          mu.lock();
          console.log("g", i, "round", r);
          runtime.gosched();
          mu.unlock();
        }
      } finally {
        wg.done();
      }
    });
  }
  wg.wait();
}
