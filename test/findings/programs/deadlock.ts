import { chan, go } from "schedlens";

/** @simulate gomaxprocs=1 cores=1 */
export function main(): void {
  const a = chan<number>();
  const b = chan<number>();
  go(() => {
    b.recv();
    a.send(1);
  });
  a.recv();
  b.send(2);
}
