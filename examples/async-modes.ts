import { compute, runtime, time } from "schedlens";

/**
 * The same program under both meanings of `async`. Run the two entries and put the panels side by side.
 *
 * As an event loop everything runs on goroutine 1, in JavaScript's own order: the answers come in while nobody computes, but the three
 * evaluations follow each other, and a timer that is due in between waits for its turn. Look at the one busy lane, and at how late the
 * timer is.
 *
 * @simulate cores=4 async=event-loop
 */
export async function eventLoop(): Promise<void> {
  await program();
}

/**
 * As goroutines each call of an async function is a goroutine, and `await` blocks only that one: the evaluations run in parallel on three
 * cores, the timer is in time, and the whole takes half as long. What was safe between two awaits is not any more: the sum of
 * `total += …` may lose an evaluation.
 *
 * @simulate cores=4 async=goroutines
 */
export async function goroutines(): Promise<void> {
  await program();
}

let total = 0;

async function program(): Promise<void> {
  const start = time.now();
  const since = (): string => `${((time.now() - start) / 1e6).toFixed(1)} ms`;
  const timer = new Promise<void>((resolve) => {
    setTimeout(() => {
      console.log(`timer of 5 ms after ${since()}`);
      resolve();
    }, 5);
  });
  const pages = await Promise.all([1, 2, 3].map(async (n) => evaluate(n, await download(n))));
  await timer;
  console.log(`${pages.join(", ")}: ${total} in all, after ${since()}`);
}

/** Waits 3 ms for an answer, without a core. */
function download(n: number): Promise<string> {
  return new Promise((resolve) => {
    setTimeout(() => resolve("x".repeat(n)), 3);
  });
}

async function evaluate(n: number, text: string): Promise<string> {
  const goroutine = runtime.goid();
  compute("4ms");
  total += text.length;
  return `page ${n} by goroutine ${goroutine}`;
}
