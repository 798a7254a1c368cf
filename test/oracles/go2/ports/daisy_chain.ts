import { chan, go } from "schedlens";
import type { Chan } from "schedlens";

/** @simulate */
export function main() {
  const leftmost = chan<number>();
  let right = leftmost;
  let left = leftmost;
  for (let i = 0; i < 1000; i++) {
    right = chan<number>();
    go((l: Chan<number>, r: Chan<number>) => l.send(1 + (r.recv() ?? 0)), left, right);
    left = right;
  }
  go((c: Chan<number>) => c.send(1), right);
  console.log(leftmost.recv());
}
