import { go, sync, time } from "schedlens";

/** @simulate */
export function main() {
  const mu = new sync.Mutex();
  const wg = new sync.WaitGroup();
  mu.lock();
  for (let i = 0; i < 4; i++) {
    wg.add(1);
    go(() => {
      try {
        for (let r = 0; r < 2; r++) {
          mu.lock();
          console.log("g", i, "round", r);
          time.sleep("2ms");
          mu.unlock();
        }
      } finally {
        wg.done();
      }
    });
  }
  time.sleep("5ms");
  mu.unlock();
  wg.wait();
}
