import { go, runtime, sync } from "schedlens";

/** @simulate */
export function main() {
  const n = 5;
  const forks: InstanceType<typeof sync.Mutex>[] = [];
  for (let i = 0; i < n; i++) forks.push(new sync.Mutex());
  const wg = new sync.WaitGroup();
  for (let i = 0; i < n; i++) {
    wg.add(1);
    go(() => {
      try {
        const first = Math.min(i, (i + 1) % n);
        const second = Math.max(i, (i + 1) % n);
        for (let r = 0; r < 2; r++) {
          forks[first]!.lock();
          runtime.gosched();
          forks[second]!.lock();
          console.log("philosopher", i, "eats", r);
          forks[second]!.unlock();
          forks[first]!.unlock();
        }
      } finally {
        wg.done();
      }
    });
  }
  wg.wait();
}
