import { sync } from "schedlens";

/** @simulate */
export function main() {
  const mu = new sync.Mutex();
  const c = new sync.Cond(mu);
  mu.lock();
  c.wait();
}
