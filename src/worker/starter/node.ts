import { Worker } from "node:worker_threads";
import type { Beat, FromWorker } from "../../shared/messages/worker";
import { LONGEST_CALL_S, MEMORY_LIMIT_MIB } from "../limits";
import type { WorkerPort, WorkerThread } from "./port";
import { ResilientWorker } from "./resilient";

/**
 * Without a word from the worker, s. Longer than what it gives one call by itself: it is for the few built-ins that V8 cannot interrupt.
 */
const PATIENCE_S = 3 * LONGEST_CALL_S;

/** Native stack of the worker, MiB: parser, compiler and V8 recurse over the program's text, which may be nested deeply. */
const STACK_MIB = 256;

/** Starts a worker from the bundled script (dist/worker.node.js). */
export function startNodeWorker(script: string, memoryMib = MEMORY_LIMIT_MIB): WorkerPort {
  return new ResilientWorker(() => startThread(script, memoryMib), PATIENCE_S);
}

function startThread(script: string, memoryMib: number): WorkerThread {
  const worker = new Worker(script, {
    resourceLimits: { maxOldGenerationSizeMb: memoryMib, stackSizeMb: STACK_MIB },
    stdout: false,
    stderr: false,
  });
  let ended = false;
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (receive) => worker.on("message", (message: FromWorker | Beat) => ended || receive(message)),
    onDeath: (receive) => {
      const died = (reason: string, outOfMemory: boolean): void => {
        if (ended) return;
        ended = true;
        receive(reason, outOfMemory);
      };
      worker.on("error", (error: NodeJS.ErrnoException) => {
        const outOfMemory = error.code === "ERR_WORKER_OUT_OF_MEMORY";
        died(
          outOfMemory
            ? `the program needed more than ${memoryMib} MiB of real memory`
            : String(error.stack ?? error),
          outOfMemory,
        );
      });
      worker.on("exit", (code) => died(`the worker ended with code ${code}`, false));
    },
    terminate: () => {
      ended = true;
      void worker.terminate();
    },
  };
}
