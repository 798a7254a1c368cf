import { parentPort, workerData } from "node:worker_threads";
import { Executor } from "./execute";
import { Suite } from "./suite";
import { HOST } from "./unsupported";
import { fail, skip } from "./verdict";
import type { Verdict } from "./verdict";

export interface WorkerData {
  readonly root: string;
  readonly realmSource: string;
}

const { root, realmSource } = workerData as WorkerData;
const executor = new Executor(new Suite(root), realmSource);

async function verdictOf(path: string): Promise<Verdict> {
  try {
    const verdict = executor.execute(path);
    return verdict.kind === "fail" && (await executor.hostFails(path)) ? skip(HOST) : verdict;
  } catch (error) {
    return fail(`the engine failed: ${String(error)}`);
  }
}

parentPort?.on("message", (path: string) => {
  void verdictOf(path).then((verdict) => parentPort?.postMessage(verdict));
});
