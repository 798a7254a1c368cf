import { fork } from "node:child_process";
import type { Beat, Died, FromWorker } from "../../shared/messages/worker";
import { LONGEST_CALL_S, MEMORY_LIMIT_MIB } from "../limits";
import type { WorkerPort, WorkerThread } from "./port";
import { ResilientWorker } from "./resilient";

/**
 * Without a word from the worker, s. Longer than what it gives one call by itself: it is for the few built-ins that V8 cannot interrupt.
 */
const PATIENCE_S = 3 * LONGEST_CALL_S;

/** Starts a worker from the bundled script (dist/worker.node.js). */
export function startNodeWorker(script: string, memoryMib = MEMORY_LIMIT_MIB): WorkerPort {
  return new ResilientWorker(() => startProcess(script, memoryMib), PATIENCE_S);
}

/**
 * A process of its own, for what V8 cannot do it ends the process for: a list that has grown beyond 2²⁷ elements, for instance. The editor's
 * runs as Node only if it is told to.
 */
function startProcess(script: string, memoryMib: number): WorkerThread {
  const child = fork(script, [String(memoryMib)], {
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    execArgv: [],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
  });
  let ended = false;
  return {
    post: (message) => {
      if (child.connected) child.send(message);
    },
    onMessage: (receive) =>
      child.on("message", (message: FromWorker | Beat | Died) => {
        if (!ended && message.type !== "died") receive(message);
      }),
    onDeath: (receive) => {
      const died = (reason: string, lostBy: Died["lostBy"]): void => {
        if (ended) return;
        ended = true;
        child.kill("SIGKILL");
        receive(reason, lostBy);
      };
      child.on("message", (message: FromWorker | Beat | Died) => {
        if (message.type === "died") died(message.reason, message.lostBy);
      });
      child.on("error", (error) => died(`the worker could not be started: ${error.message}`, undefined));
      child.on("exit", (code, signal) =>
        died(`the worker ended: ${signal ?? `exit code ${code ?? "unknown"}`}`, "engine"),
      );
    },
    terminate: () => {
      ended = true;
      child.kill("SIGKILL");
    },
  };
}
