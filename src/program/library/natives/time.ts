import { toNanoseconds } from "../../../shared/duration";
import type { Timer } from "../../../sim/goruntime/api";
import type { Routine } from "../../../sim/routine";
import { callSite, requireFunction } from "./binding";
import type { Binding } from "./binding";
import type { Chans } from "./chan";

/** The operations behind package time. Timers go through the prelude as they are: it keeps them from the program. */
export function makeTime(binding: Binding, chans: Chans): Readonly<Record<string, unknown>> {
  const { api } = binding;
  const makeRoutine = (fn: unknown): Routine => binding.routine(fn, []);
  return {
    sleep: (d: unknown) => api.sleep(toNanoseconds(d)),
    now: () => binding.process.now(),
    newTimer: (d: unknown) => api.newTimer(toNanoseconds(d), callSite(binding)),
    newTicker: (d: unknown) => api.newTicker(toNanoseconds(d), callSite(binding)),
    afterFunc: (d: unknown, fn: unknown) => {
      const name = binding.nameOf(requireFunction(fn, "afterFunc: the second argument"));
      return api.afterFunc(
        toNanoseconds(d),
        { makeRoutine, fn, name, loc: callSite(binding) },
        callSite(binding),
      );
    },
    timerChannel: (timer: Timer) => chans.wrap(timer.chan),
    stopTimer: (timer: Timer) => api.stopTimer(timer),
    resetTimer: (timer: Timer, d: unknown) => api.resetTimer(timer, toNanoseconds(d)),
    resetTicker: (timer: Timer, d: unknown) => api.resetTicker(timer, toNanoseconds(d)),
  };
}
