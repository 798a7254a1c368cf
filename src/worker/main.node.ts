import { getHeapStatistics } from "node:v8";
import { parentPort } from "node:worker_threads";
import { present } from "../shared/assert";
import type { ToWorker } from "../shared/messages/worker";
import { Session } from "./session";

const port = present(parentPort, "parent port: this script runs as a worker thread");

const session = new Session({
  post: (message) => port.postMessage(message),
  yieldTurn: () => new Promise((resolve) => setImmediate(resolve)),
  milliseconds: () => performance.now(),
  memoryPressure: () => {
    const heap = getHeapStatistics();
    return heap.used_heap_size / heap.heap_size_limit;
  },
});

port.on("message", (message: ToWorker) => void session.receive(message));
