import { sync } from "schedlens";

/** @simulate */
export function main() {
  const rw = new sync.RWMutex();
  rw.lock();
  rw.rLock();
}
