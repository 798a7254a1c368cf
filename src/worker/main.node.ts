import { getHeapStatistics } from "node:v8";
import { isMainThread, parentPort } from "node:worker_threads";
import { present } from "../shared/assert";
import type { ToWorker } from "../shared/messages/worker";
import { hardenRealm } from "../program/realm/harden";
import { relay } from "./relay.node";
import { Session } from "./session";
import { watch } from "./watch.node";

function work(): void {
  const port = present(parentPort, "parent port: this is a worker thread");
  const session = new Session({
    post: (message) => port.postMessage(message),
    yieldTurn: () => new Promise((resolve) => setImmediate(resolve)),
    milliseconds: () => performance.now(),
    memoryPressure: (logBytes) => {
      const heap = getHeapStatistics();
      const used = Math.max(heap.used_heap_size, heap.external_memory - logBytes);
      return used / heap.heap_size_limit;
    },
    harden: hardenRealm,
    watch,
  });
  port.on("message", (message: ToWorker) => void session.receive(message));
}

if (isMainThread) relay(__filename, Number(process.argv[2]));
else work();
