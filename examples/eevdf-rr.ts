import { compute, os, thread, time } from "schedlens";

/** A thread that wakes up for 1 ms of work now and then, beside three that compute all the time. */
function beside(): void {
  const interactive = (): void => {
    for (let i = 0; i < 5; i++) {
      os.sleep("10ms");
      compute("1ms");
    }
  };
  const hogs = [1, 2, 3].map((n) => thread.create(() => compute("50ms"), { name: `hog ${n}` }));
  const start = time.now();
  thread.create(interactive, { name: "interactive" }).join();
  console.log("5 times 10 ms of sleep and 1 ms of work took", Math.round((time.now() - start) / 1e6), "ms");
  for (const hog of hogs) hog.join();
}

/**
 * What a policy does for a thread that sleeps most of the time: EEVDF against round robin.
 *
 * EEVDF knows that the thread has had less than its share while it slept, and gives it the core within a slice or two of its waking up. Round robin puts it
 * behind three others, each of which has a quantum first. Compare the `interactive` lane of both.
 *
 * @simulate runtime=native cores=1 policy=eevdf
 */
export function eevdf(): void {
  beside();
}

/** @simulate runtime=native cores=1 policy=rr:quantum=20ms */
export function roundRobin(): void {
  beside();
}
