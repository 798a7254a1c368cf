import { Executor } from "./execute";
import { Suite } from "./suite";
import { HOST } from "./unsupported";
import { fail, skip } from "./verdict";
import type { Verdict } from "./verdict";

export interface WorkerSetting {
  readonly root: string;
  readonly realmSource: string;
}

/** What the process is sent: first the setting, then one path after the other. */
export type WorkerMessage = { readonly setting: WorkerSetting } | { readonly path: string };

let executor: Executor | undefined;

async function verdictOf(path: string): Promise<Verdict> {
  try {
    if (executor === undefined) throw new Error("there is no setting yet");
    const verdict = executor.execute(path);
    return verdict.kind === "fail" && (await executor.hostFails(path)) ? skip(HOST) : verdict;
  } catch (error) {
    return fail(`the engine failed: ${String(error)}`);
  }
}

process.on("message", (message: WorkerMessage) => {
  if ("setting" in message)
    executor = new Executor(new Suite(message.setting.root), message.setting.realmSource);
  else void verdictOf(message.path).then((verdict) => process.send?.(verdict));
});
