import { compute, sync } from "schedlens";

/**
 * Forty requests at once, on one P.
 *
 * Each goroutine parks in IO wait and costs no thread: the netpoller wakes it when its answer is there. When nothing is runnable, the one
 * thread sleeps in epoll_wait itself; otherwise the scheduler polls on the way. Compare with blocking-syscalls.ts, where each waiting
 * goroutine needs a thread of its own: here count the threads.
 *
 * @simulate cores=2 gomaxprocs=1
 */
export function main(): void {
  const wg = new sync.WaitGroup();
  let bytes = 0;
  for (let id = 0; id < 40; id++)
    wg.go(() => {
      const page = fetchPage(id);
      compute("60us");
      const next = page.next === undefined ? undefined : fetchPage(page.next);
      bytes += page.size + (next?.size ?? 0);
    });
  wg.wait();
  console.log(`${bytes} bytes`);
}

/**
 * @io network 3ms
 * @mock {size: 400 + id * 10, next: id % 2 === 0 ? id + 1 : undefined}
 */
function fetchPage(id: number): { size: number; next?: number | undefined } {
  throw new Error(`page ${id}: there is no network in a simulation`);
}
