import { chan, go } from "schedlens";

function depth(n: number): number {
  if (n === 0) return 0;
  return depth(n - 1) + 1;
}

/** @simulate */
export function main() {
  const sums = chan<number>();
  for (let i = 1; i <= 3; i++) {
    go(() => sums.send(depth(i * 20000)));
  }
  console.log(sums.recv()! + sums.recv()! + sums.recv()!);
  console.log(depth(200000));
}
