import { go, sync, time } from "schedlens";

/**
 * Two goroutines take two locks in opposite orders; a third one comes later for one of them; main lives on.
 *
 * @simulate cores=2 gomaxprocs=2
 */
export function main(): void {
  const first = new sync.Mutex();
  const second = new sync.Mutex();
  go(function forth() {
    first.lock();
    time.sleep("1ms");
    second.lock();
    second.unlock();
    first.unlock();
  });
  go(function back() {
    second.lock();
    time.sleep("1ms");
    first.lock();
    first.unlock();
    second.unlock();
  });
  go(function late() {
    time.sleep("3ms");
    first.lock();
    first.unlock();
  });
  for (let i = 0; i < 10; i++) time.sleep("1ms");
  console.log("main goes on");
}
