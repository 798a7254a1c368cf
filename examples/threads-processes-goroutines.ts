/**
 * One program text under four kinds of concurrency: the same jobs, each of which computes, reads from the disk and computes again, as
 * kernel threads (1:1), user-level threads (N:1), goroutines (M:N) and processes. Look at what it takes to create them, at how many cores
 * they use, and at what a read from the disk stops.
 */
import { chan, compute, go, io, os, thread, time, uthread } from "schedlens";

const JOBS = 6;

function job(): void {
  compute("2ms");
  io.disk("1ms");
  compute("1ms");
}

/** Starts the jobs and waits for all. `start` gives what waits for its job. */
function measure(kind: string, start: (job: () => void) => () => void): void {
  const began = time.now();
  const waits = Array.from({ length: JOBS }, () => start(job));
  const created = time.now();
  for (const wait of waits) wait();
  const us = (ns: number): string => `${Math.round(ns / 1000)} µs`;
  console.log(`${JOBS} ${kind}: created in ${us(created - began)}, done after ${us(time.now() - began)}`);
}

/** @simulate runtime=native cores=4 */
export function threads(): void {
  measure("kernel threads", (fn) => {
    const created = thread.create(fn);
    return () => created.join();
  });
}

/** @simulate runtime=native cores=4 */
export function userThreads(): void {
  measure("user-level threads", (fn) => {
    const created = uthread.create(fn);
    return () => uthread.join(created);
  });
}

/** @simulate cores=4 */
export function goroutines(): void {
  measure("goroutines", (fn) => {
    const done = chan<never>();
    go(() => {
      fn();
      done.close();
    });
    return () => done.recv();
  });
}

/** @simulate runtime=native cores=4 */
export function processes(): void {
  measure("processes", (fn) => {
    const pid = os.fork();
    if (pid === 0) {
      fn();
      os.exit(0);
    }
    return () => os.waitpid(pid);
  });
}
