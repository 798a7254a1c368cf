import { chan, go } from "schedlens";

/** @simulate cores=1 gomaxprocs=1 */
export function main() {
  const c = chan<number>();
  go(() => c.send(42));
  console.log(c.recv());
}
