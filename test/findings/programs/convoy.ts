import { compute, sync } from "schedlens";

/**
 * Sixty-four goroutines need one lock for a moment, and again soon after.
 *
 * @simulate cores=4 gomaxprocs=4
 */
export function main(): void {
  const lock = new sync.Mutex();
  const wg = new sync.WaitGroup();
  let total = 0;
  for (let i = 0; i < 64; i++)
    wg.go(() => {
      for (let round = 0; round < 100; round++) {
        lock.lock();
        compute("20us");
        total++;
        lock.unlock();
        compute("100us");
      }
    });
  wg.wait();
  console.log(total);
}
