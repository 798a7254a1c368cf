/**
 * Three tickers and a job that reads from a slow disk. As user-level threads, which share one kernel thread, the read stops the tickers too, since
 * the kernel puts to sleep the only thread that it knows. As kernel threads the ticks go on.
 */
import { compute, io, thread, time, uthread } from "schedlens";

const milliseconds = (ns: number): string => `${(ns / 1e6).toFixed(1)} ms`;

/** Ticks thirty times and says how far apart two of its ticks were at most. */
function tick(name: string, giveWay: () => void): void {
  let last = time.now();
  let longest = 0;
  for (let i = 0; i < 30; i++) {
    compute("300us");
    giveWay();
    longest = Math.max(longest, time.now() - last);
    last = time.now();
  }
  console.log(`${name}: at most ${milliseconds(longest)} between two ticks`);
}

function read(): void {
  io.disk("20ms");
  console.log(`read after ${milliseconds(time.now())}`);
}

/** @simulate runtime=native cores=4 */
export function userThreads(): void {
  const all = ["a", "b", "c"].map((name) => uthread.create(() => tick(name, uthread.yield)));
  all.push(uthread.create(read));
  for (const each of all) uthread.join(each);
}

/** @simulate runtime=native cores=4 */
export function kernelThreads(): void {
  const all = ["a", "b", "c"].map((name) => thread.create(() => tick(name, thread.yield)));
  all.push(thread.create(read));
  for (const each of all) each.join();
}
