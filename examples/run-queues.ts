import { compute, sync } from "schedlens";

/**
 * One loop starts 600 goroutines before any of them can run.
 *
 * The newest goroutine sits in runnext, the others in the ring of 256 slots; each time the ring is full, half of it moves to the global
 * queue: a saw-tooth in the queue-length chart. Then everybody takes batches from the global queue. The first lines of output show the
 * order: the last one started runs first, then the oldest that is still in the ring.
 *
 * @simulate cores=2 gomaxprocs=1
 */
export function main(): void {
  const wg = new sync.WaitGroup();
  const order: number[] = [];
  for (let i = 0; i < 600; i++)
    wg.go(() => {
      compute("15us");
      order.push(i);
    });
  wg.wait();
  console.log(`first: ${order.slice(0, 8).join(" ")}`);
  console.log(`last: ${order.slice(-8).join(" ")}`);
}
