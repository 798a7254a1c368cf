import { Worker } from "node:worker_threads";
import type { Verdict } from "./verdict";
import { fail } from "./verdict";
import type { WorkerData } from "./worker";

/** A test that takes longer, in real time, hangs. */
const TIMEOUT_MS = 30_000;

/** Runs tests in so many worker threads. A worker whose test hangs is replaced. */
export async function runAll(
  paths: readonly string[],
  jobs: number,
  script: URL,
  data: WorkerData,
  done: (path: string, verdict: Verdict) => void,
): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    let worker: Worker | undefined;
    for (let path = paths[next++]; path !== undefined; path = paths[next++]) {
      worker ??= new Worker(script, { workerData: data });
      const verdict = await runOne(worker, path);
      if (verdict === undefined) {
        await worker.terminate();
        worker = undefined;
      }
      done(path, verdict ?? fail(`hangs: not done after ${TIMEOUT_MS / 1000} s`));
    }
    await worker?.terminate();
  };
  await Promise.all(Array.from({ length: jobs }, lane));
}

function runOne(worker: Worker, path: string): Promise<Verdict | undefined> {
  return new Promise((resolve) => {
    const settle = (verdict: Verdict | undefined): void => {
      clearTimeout(timer);
      worker.off("message", settle);
      worker.off("error", failed);
      resolve(verdict);
    };
    const failed = (error: unknown): void => settle(fail(`the worker ended: ${String(error)}`));
    const timer = setTimeout(() => settle(undefined), TIMEOUT_MS);
    worker.once("message", settle);
    worker.once("error", failed);
    worker.postMessage(path);
  });
}
