import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import type { Verdict } from "./verdict";
import { fail } from "./verdict";
import type { WorkerSetting } from "./worker";

/** A test that takes longer, in real time, hangs. */
const TIMEOUT_MS = 30_000;

/** Runs tests in so many processes. One whose test hangs, or brings it down, is replaced. */
export async function runAll(
  paths: readonly string[],
  jobs: number,
  script: URL,
  setting: WorkerSetting,
  done: (path: string, verdict: Verdict) => void,
): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    let worker: ChildProcess | undefined;
    for (let path = paths[next++]; path !== undefined; path = paths[next++]) {
      worker ??= start(script, setting);
      const verdict = await runOne(worker, path);
      if (typeof verdict === "string") {
        worker.kill("SIGKILL");
        worker = undefined;
        done(path, fail(verdict));
      } else {
        done(path, verdict);
      }
    }
    worker?.kill();
  };
  await Promise.all(Array.from({ length: jobs }, lane));
}

function start(script: URL, setting: WorkerSetting): ChildProcess {
  const worker = fork(script, {
    execArgv: ["--max-old-space-size=4096"],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  worker.send({ setting });
  return worker;
}

/** The verdict; or why there is none, and will be none from this process. */
function runOne(worker: ChildProcess, path: string): Promise<Verdict | string> {
  return new Promise((resolve) => {
    const settle = (verdict: Verdict | string): void => {
      clearTimeout(timer);
      worker.off("message", settle);
      worker.off("exit", ended);
      resolve(verdict);
    };
    const ended = (code: number | null, signal: string | null): void =>
      settle(`its process ended: ${signal ?? `exit code ${code ?? "unknown"}`}`);
    const timer = setTimeout(() => settle(`hangs: not done after ${TIMEOUT_MS / 1000} s`), TIMEOUT_MS);
    worker.once("message", settle);
    worker.once("exit", ended);
    worker.send({ path });
  });
}
