import { compute, sync } from "schedlens";

/**
 * Eight goroutines wait for one lock most of the time, but each keeps it for long.
 *
 * @simulate cores=4 gomaxprocs=4
 */
export function main(): void {
  const lock = new sync.Mutex();
  const wg = new sync.WaitGroup();
  let total = 0;
  for (let i = 0; i < 8; i++)
    wg.go(() => {
      for (let round = 0; round < 20; round++) {
        lock.lock();
        compute("400us");
        total++;
        lock.unlock();
      }
    });
  wg.wait();
  console.log(total);
}
