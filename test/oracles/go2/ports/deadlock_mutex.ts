import { sync } from "schedlens";

/** @simulate */
export function main() {
  const mu = new sync.Mutex();
  mu.lock();
  mu.lock();
}
