import type { ToWorker } from "../shared/messages/worker";
import { Session } from "./session";

/** A turn of the event loop without the four milliseconds that nested timers cost. */
const turns: (() => void)[] = [];
const channel = new MessageChannel();
channel.port1.onmessage = () => turns.shift()?.();

const session = new Session({
  post: (message) => self.postMessage(message),
  yieldTurn: () =>
    new Promise((resolve) => {
      turns.push(resolve);
      channel.port2.postMessage(undefined);
    }),
  milliseconds: () => performance.now(),
  memoryPressure: () => 0,
});

self.onmessage = (event: MessageEvent<ToWorker>) => void session.receive(event.data);
