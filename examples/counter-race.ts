import { compute, os, time } from "schedlens";

/**
 * Two processes count in shared memory, once without and once with a semaphore around each step.
 *
 * A step is a read and, a little later, a write. Where the other process comes in between, one of the two counts is lost: the first sum is
 * too small. With the semaphore it is right, but each step is two system calls, and many of them wait: compare the times. Shared memory is
 * all that a fork does not copy; with an ordinary array each process would count for itself.
 *
 * @simulate runtime=native cores=2
 */
export function main(): void {
  count("without a lock", 20_000, false);
  count("with a lock", 500, true);
}

function increment(counter: Int32Array & { 0: number }): void {
  const seen = counter[0];
  compute("10ns");
  counter[0] = seen + 1;
}

function count(name: string, steps: number, locked: boolean): void {
  const memory = os.sharedMemory(name, 4);
  const counter = new Int32Array(memory.buffer) as Int32Array & { 0: number };
  const lock = os.namedSemaphore(name, 1);
  const begin = time.now() + 1_000_000;
  const child = os.fork();
  // Both begin at the same time.
  os.sleep(begin - time.now());
  if (locked) {
    for (let i = 0; i < steps; i++) {
      lock.acquire();
      increment(counter);
      lock.release();
    }
  } else {
    for (let i = 0; i < steps; i++) increment(counter);
  }
  if (child === 0) os.exit(0);
  os.wait();
  const step = (time.now() - begin) / steps;
  console.log(`${name}: ${counter[0]} of ${2 * steps}, ${step.toFixed(0)} ns a step`);
}
