import { compute, go, runtime, sync } from "schedlens";

/**
 * A barrier wakes its goroutines into the P's own queue again and again; one that has given way waits in the global queue.
 *
 * @simulate cores=1 gomaxprocs=1
 */
export function main(): void {
  const lock = new sync.Mutex();
  const next = new sync.Cond(lock);
  const wg = new sync.WaitGroup();
  let waiting = 0;
  let served = false;
  go(function polite() {
    runtime.gosched();
    served = true;
  });
  for (let i = 0; i < 4; i++)
    wg.go(function busy() {
      for (let phase = 0; phase < 30; phase++) {
        compute("1ms");
        lock.lock();
        if (++waiting === 4) {
          waiting = 0;
          next.broadcast();
        } else next.wait();
        lock.unlock();
      }
    });
  wg.wait();
  console.log(served);
}
