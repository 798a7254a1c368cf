import type { Beat, FromWorker } from "../../shared/messages/worker";
import { LONGEST_CALL_S } from "../limits";
import type { WorkerPort, WorkerThread } from "./port";
import { ResilientWorker } from "./resilient";

/** Starts a worker from the text of the bundled script (dist/worker.web.js). Nothing but ending it interrupts one that is stuck. */
export function startWebWorker(scriptText: string): WorkerPort {
  return new ResilientWorker(() => startThread(scriptText), LONGEST_CALL_S);
}

/**
 * Starts a web worker from the text of its script. A browser's extension host may not load a worker from
 * the extension's own address, so the script goes through a blob.
 */
function startThread(scriptText: string): WorkerThread {
  const url = URL.createObjectURL(new Blob([scriptText], { type: "text/javascript" }));
  const worker = new Worker(url, { name: "schedlens" });
  let ended = false;
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (receive) => {
      worker.onmessage = (event: MessageEvent<FromWorker | Beat>) => {
        if (!ended) receive(event.data);
      };
    },
    onDeath: (receive) => {
      worker.onerror = (event) => {
        if (ended) return;
        ended = true;
        receive(event.message || "the worker could not be started", undefined);
      };
    },
    terminate: () => {
      ended = true;
      worker.terminate();
      URL.revokeObjectURL(url);
    },
  };
}
