import { Worker } from "node:worker_threads";
import type { FromWorker } from "../../shared/messages/worker";
import { MEMORY_LIMIT_MIB } from "../limits";
import type { WorkerPort } from "./port";

/** Starts a worker thread from the bundled script (dist/worker.node.js). */
export function startNodeWorker(script: string): WorkerPort {
  const worker = new Worker(script, {
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MIB },
    stdout: false,
    stderr: false,
  });
  let ended = false;
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (receive) => worker.on("message", (message: FromWorker) => ended || receive(message)),
    onDeath: (receive) => {
      const died = (reason: string): void => {
        if (ended) return;
        ended = true;
        receive(reason);
      };
      worker.on("error", (error: NodeJS.ErrnoException) => {
        const outOfMemory = error.code === "ERR_WORKER_OUT_OF_MEMORY";
        died(
          outOfMemory
            ? `the program needed more than ${MEMORY_LIMIT_MIB} MiB of real memory`
            : String(error.stack ?? error),
        );
      });
      worker.on("exit", (code) => died(`the worker ended with code ${code}`));
    },
    terminate: () => {
      ended = true;
      void worker.terminate();
    },
  };
}
