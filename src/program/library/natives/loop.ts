import type { GoApi, Hchan, Timer } from "../../../sim/goruntime/api";
import type { LoopHost } from "../../engine/coroutines/eventLoop";

/**
 * What the main goroutine waits with while it is the event loop: a select over a timer's channel, and one through which other goroutines
 * that settle a promise wake it.
 */
export function makeLoopHost(api: GoApi): LoopHost {
  let made: Hchan | undefined;
  const woken = (): Hchan => (made ??= api.makechan(1));
  return {
    now: () => api.now(),
    startTimer: (ns) => api.newTimer(ns),
    wait: (timer) =>
      api.selectgo(
        [
          { chan: (timer as Timer).chan, dir: "recv" },
          { chan: woken(), dir: "recv" },
        ],
        false,
        () => undefined,
      ),
    stopTimer: (timer) => api.stopTimer(timer as Timer),
    wake: (value) => api.selectgo([{ chan: woken(), dir: "send", value: true }], true, () => value),
  };
}
