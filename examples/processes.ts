import { compute, os, time } from "schedlens";

let orders = 0;

/**
 * A parent forks three children, each of which works and exits with a code of its own; the parent waits for them.
 *
 * fork copies everything: each child counts up its own `orders`, and the parent's stays as it was. The copy has one goroutine on one
 * thread: find the Process Fork events on the timeline, the children's threads side by side on the cores, and the parent's thread in
 * wait4 until the shortest child has ended. Set the cores to 1 and compare how long the last child takes.
 *
 * @simulate cores=2 gomaxprocs=2
 */
export function main(): void {
  const start = time.now();
  for (let id = 1; id <= 3; id++) {
    orders++;
    if (os.fork() === 0) child(id);
  }
  for (let id = 1; id <= 3; id++) {
    const ended = os.wait();
    console.log(`parent: ${ended.pid} has exited with code ${ended.code}`);
  }
  console.log(`parent: orders = ${orders} after ${Math.round((time.now() - start) / 1e6)} ms`);
}

/** Works, longer the earlier it was forked, and ends its process. */
function child(id: number): never {
  compute((4 - id) * 3_000_000);
  orders += id * 100;
  console.log(`child ${id}: orders = ${orders}`);
  os.exit(id);
}
