import { go, sync, time } from "schedlens";

/** @simulate cores=2 gomaxprocs=2 */
export function main(): void {
  const first = new sync.Mutex();
  const second = new sync.Mutex();
  for (let i = 0; i < 2; i++)
    go(() => {
      first.lock();
      time.sleep("1ms");
      second.lock();
      second.unlock();
      first.unlock();
    });
  for (let i = 0; i < 10; i++) time.sleep("1ms");
}
