import type { ToWorker } from "../shared/messages/worker";
import { hardenRealm } from "../program/realm/harden";
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
  harden: hardenRealm,
  // Nothing in a browser interrupts a thread from outside but ending it, which its starter does (starter/resilient.ts).
  watch: (work) => {
    work();
    return true;
  },
});

self.onmessage = (event: MessageEvent<ToWorker>) => void session.receive(event.data);
