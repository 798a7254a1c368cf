import { sync } from "schedlens";

/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  wg.done();
}
