import { compute, thread, time } from "schedlens";

function inversion(): void {
  const mutex = new thread.Mutex();
  const low = (): void => {
    mutex.lock();
    compute("5ms");
    mutex.unlock();
  };
  const high = (): void => {
    mutex.lock();
    console.log("high has the lock after", ((time.now() - 1e6) / 1e6).toFixed(1), "ms");
    mutex.unlock();
  };
  const threads = [
    thread.create(low, { name: "low", nice: 15 }),
    thread.create(high, { name: "high", nice: 0, start: "1ms" }),
    thread.create(() => compute("30ms"), { name: "medium", nice: 10, start: "2ms" }),
  ];
  for (const each of threads) each.join();
}

/**
 * Priority inversion: the most urgent thread waits for one that it has nothing to do with.
 *
 * `low` has a lock that `high` needs. `medium` needs no lock, but is more urgent than `low`, so `low` does not come to unlock until `medium` is done, and
 * `high` waits for both. With inheritance (`inherit=on`) `low` is as urgent as `high` for as long as it has the lock.
 *
 * @simulate runtime=native cores=1 policy=priority
 */
export function inverted(): void {
  inversion();
}

/** @simulate runtime=native cores=1 policy=priority inherit=on */
export function inherited(): void {
  inversion();
}
