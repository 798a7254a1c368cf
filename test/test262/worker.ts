import { parentPort, workerData } from "node:worker_threads";
import { Executor } from "./execute";
import { Suite } from "./suite";
import { fail } from "./verdict";
import type { Verdict } from "./verdict";

export interface WorkerData {
  readonly root: string;
  readonly realmSource: string;
}

const { root, realmSource } = workerData as WorkerData;
const executor = new Executor(new Suite(root), realmSource);

function verdictOf(path: string): Verdict {
  try {
    return executor.execute(path);
  } catch (error) {
    return fail(`the engine failed: ${String(error)}`);
  }
}

parentPort?.on("message", (path: string) => {
  parentPort?.postMessage(verdictOf(path));
});
