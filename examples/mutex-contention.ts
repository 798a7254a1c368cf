import { compute, sync, time } from "schedlens";

/**
 * One greedy goroutine takes a lock again as soon as it has given it back; four polite ones need it for a moment now and then.
 *
 * An unlock wakes the first waiter, but the greedy goroutine is running and takes the lock before the waiter has a core: barging. When a
 * waiter has lost for more than 1 ms the mutex goes into starvation mode (find "starvation mode on" in the events) and is handed over
 * directly. In the lanes per goroutine the polite ones wait in sync.Mutex.Lock for about one and a half milliseconds each time, and no longer.
 *
 * @simulate cores=4 gomaxprocs=4
 */
export function main(): void {
  const lock = new sync.Mutex();
  const stop = new sync.atomic.Int();
  const counts = [0, 0, 0, 0, 0];

  const greedy = new sync.WaitGroup();
  greedy.go(() => {
    while (stop.load() === 0) {
      lock.lock();
      compute("280us");
      counts[0] = (counts[0] ?? 0) + 1;
      lock.unlock();
    }
  });
  const polite = new sync.WaitGroup();
  for (let id = 1; id <= 4; id++)
    polite.go(() => {
      for (let round = 0; round < 6; round++) {
        time.sleep(100_000 * id);
        lock.lock();
        compute("20us");
        counts[id] = (counts[id] ?? 0) + 1;
        lock.unlock();
      }
    });
  polite.wait();
  stop.store(1);
  greedy.wait();
  console.log(`greedy ${counts[0]}, polite ${counts.slice(1).join(" ")}`);
}
