import type { GoApi, Hchan, Timer } from "../../../sim/goruntime/api";
import { WaitForLoop, WakeLoop } from "../../../sim/native/loopWait";
import type { LoopWaker } from "../../../sim/native/loopWait";
import type { ProcessApi } from "../../../sim/processApi";
import type { LoopHost, ParallelHost } from "../../engine/coroutines/eventLoop";

/**
 * What the main goroutine waits with while it is the event loop: a select over a timer's channel, and one through which other goroutines
 * that settle a promise wake it.
 * @param process what the process that runs has of its own.
 */
export function makeLoopHost(
  api: GoApi,
  mode: "event-loop" | "goroutines",
  process: () => { woken: Hchan | undefined },
): LoopHost {
  const woken = (): Hchan => (process().woken ??= api.makechan(1));
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
    parallel: mode === "goroutines" ? makeParallelHost(api) : undefined,
  };
}

/** The same in a process without a Go runtime: the loop's thread sleeps in the kernel. */
export function makeNativeLoopHost(process: () => ProcessApi, waker: () => LoopWaker): LoopHost {
  return {
    now: () => process().now(),
    startTimer: (ns) => process().now() + ns,
    wait: (due) => process().call(new WaitForLoop(waker(), due as number)),
    stopTimer: () => undefined,
    wake: (value) => process().call(new WakeLoop(waker()), () => value),
  };
}

/** Whoever awaits a promise receives from a channel that is closed when it is settled. */
function makeParallelHost(api: GoApi): ParallelHost {
  const here = () => api.rt.getg().routine.loc();
  return {
    gate: () => api.makechan(0, here()),
    wait: (gate) => api.chanrecv(gate as Hchan, () => undefined),
    release: (gate, started, value) => {
      const loc = here();
      return api.release(
        (gate as Hchan | undefined) ?? null,
        started.map((each) => ({ ...each, loc })),
        value,
      );
    },
    afterFunc: (ns, timer, start, name) => {
      const loc = here();
      return api.afterFunc(ns, { makeRoutine: start, fn: timer, name, loc }, loc);
    },
  };
}
