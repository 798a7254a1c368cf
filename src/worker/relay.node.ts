import { Worker } from "node:worker_threads";
import type { Died } from "../shared/messages/worker";

/** Native stack of the worker, MiB: parser, compiler and V8 recurse over the program's text, which may be nested deeply. */
const STACK_MIB = 256;

/**
 * The main thread of the worker's process: it has the work done in a second thread, whose stack and memory it can set, and passes messages
 * on. The process ends with its owner.
 */
export function relay(script: string, memoryMib: number): void {
  const thread = new Worker(script, {
    resourceLimits: { maxOldGenerationSizeMb: memoryMib, stackSizeMb: STACK_MIB },
  });
  const send = (message: unknown): void => void process.send?.(message);
  const died = (message: Omit<Died, "type">): void => send({ type: "died", ...message });
  process.on("message", (message) => thread.postMessage(message));
  process.on("disconnect", () => process.exit());
  thread.on("message", send);
  thread.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "ERR_WORKER_OUT_OF_MEMORY")
      died({ reason: `the program needed more than ${memoryMib} MiB of real memory`, lostBy: "memory" });
    else died({ reason: String(error.stack ?? error), lostBy: undefined });
  });
}
