import { chan, go, sync, time } from "schedlens";

/** @simulate */
export function main() {
  const mu = new sync.Mutex();
  const done = chan<boolean>();
  mu.lock();
  go(() => {
    mu.lock();
    console.log("waiter has it");
    mu.unlock();
    done.send(true);
  });
  time.sleep("3ms");
  mu.unlock();
  mu.lock();
  console.log("main barged in");
  time.sleep("3ms");
  mu.unlock();
  console.log("try", mu.tryLock());
  done.recv();
}
