import { compute, sync, time } from "schedlens";

/**
 * A sum by divide and conquer: each half is given to a new goroutine, the other half is kept.
 *
 * All work is born on one P. Watch the other three wake up in a chain, spin, and steal half of somebody's queue; the steal arrows are
 * dense at the beginning, when queues hold big halves of the tree, and again at the end, when only crumbs are left. Set GOMAXPROCS to 1
 * and compare the last line of the output.
 *
 * @simulate cores=4 gomaxprocs=4
 */
export function main(): void {
  const start = time.now();
  const total = sum(0, 64);
  const elapsed = time.now() - start;
  console.log(`sum = ${total}`);
  console.log(`${Math.round(elapsed / 1000)} us`);
}

/** Sums the leaves from `low` to before `high`. */
function sum(low: number, high: number): number {
  if (high - low === 1) return leaf(low);
  const middle = (low + high) >> 1;
  let left = 0;
  const wg = new sync.WaitGroup();
  wg.go(() => {
    left = sum(low, middle);
  });
  const right = sum(middle, high);
  wg.wait();
  return left + right;
}

/** Leaves take from 60 to 360 us, so that an even split of the range is no even split of the work. */
function leaf(n: number): number {
  compute(60_000 + ((n * 7) % 11) * 30_000);
  return n * n;
}
