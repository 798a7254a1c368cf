import { sync } from "schedlens";

/** @simulate */
export function main() {
  const mu = new sync.Mutex();
  console.log(mu.tryLock(), mu.tryLock());
  mu.unlock();
  console.log(mu.tryLock());
  const rw = new sync.RWMutex();
  console.log(rw.tryRLock(), rw.tryRLock(), rw.tryLock());
  rw.rUnlock();
  console.log(rw.tryLock());
  rw.rUnlock();
  console.log(rw.tryLock(), rw.tryLock(), rw.tryRLock());
  rw.unlock();
  console.log(rw.tryRLock());
}
