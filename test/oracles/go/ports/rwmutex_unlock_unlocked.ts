import { sync } from "schedlens";

/** @simulate */
export function main() {
  const mu = new sync.RWMutex();
  mu.unlock();
}
