import { sync } from "schedlens";

/** @simulate */
export function main() {
  const c = new sync.Cond(new sync.Mutex());
  c.wait();
}
