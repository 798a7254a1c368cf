import type { FromWorker } from "../../shared/messages/worker";
import type { WorkerPort } from "./port";

/**
 * Starts a web worker from the text of the bundled script (dist/worker.web.js). A browser's extension host may not load a worker from
 * the extension's own address, so the script goes through a blob.
 */
export function startWebWorker(scriptText: string): WorkerPort {
  const url = URL.createObjectURL(new Blob([scriptText], { type: "text/javascript" }));
  const worker = new Worker(url, { name: "schedlens" });
  let ended = false;
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (receive) => {
      worker.onmessage = (event: MessageEvent<FromWorker>) => {
        if (!ended) receive(event.data);
      };
    },
    onDeath: (receive) => {
      worker.onerror = (event) => {
        if (ended) return;
        ended = true;
        receive(event.message || "the worker could not be started");
      };
    },
    terminate: () => {
      ended = true;
      worker.terminate();
      URL.revokeObjectURL(url);
    },
  };
}
