import { compute, thread, time } from "schedlens";

function work(): void {
  const threads = [1, 2, 3, 4].map((n) => thread.create(() => compute("10ms"), { name: `thread ${n}` }));
  for (const each of threads) each.join();
  console.log("four threads of 10 ms are done after", Math.round(time.now() / 1e6), "ms");
}

/**
 * Concurrency is not parallelism: the same four threads on one core and on four.
 *
 * On one core all four are under way at the same time, and take turns: that is concurrency, and it takes as long as one after the other. On four
 * cores they run at the same time: that is parallelism. Look at the lanes per core and per thread of both.
 *
 * @simulate runtime=native cores=1
 */
export function concurrent(): void {
  work();
}

/** @simulate runtime=native cores=4 */
export function parallel(): void {
  work();
}
