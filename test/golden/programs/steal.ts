import { compute, sync } from "schedlens";

/** @simulate cores=2 gomaxprocs=2 */
export function main() {
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 3; i++) wg.go(() => compute("40us"));
  wg.wait();
  console.log("done");
}
