import { go, sync, time } from "schedlens";

/** @simulate */
export function main() {
  const rw = new sync.RWMutex();
  const wg = new sync.WaitGroup();
  const mu = new sync.Mutex();
  let inside = 0;
  let peak = 0;
  for (let i = 0; i < 5; i++) {
    wg.add(1);
    go(() => {
      try {
        rw.rLock();
        mu.lock();
        inside++;
        peak = Math.max(peak, inside);
        mu.unlock();
        time.sleep("20ms");
        mu.lock();
        inside--;
        mu.unlock();
        rw.rUnlock();
      } finally {
        wg.done();
      }
    });
  }
  wg.wait();
  console.log("peak readers", peak);
}
