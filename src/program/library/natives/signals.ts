import { signalName, signalNumber } from "../../../shared/signals";
import { Kill } from "../../../sim/kernel/signals/signalCalls";
import type { MaskChange } from "../../../sim/kernel/signals/signalCalls";
import { bitOf, signalsOf } from "../../../sim/kernel/signals/signalState";
import { callSite, wholeNumber } from "./binding";
import type { Binding } from "./binding";

/** Of what is no signal: the calls give EINVAL for it. */
const NO_SIGNAL = 99;

/** @throws TypeError for what is neither a name nor a number. */
function signalOf(value: unknown, what: string): number {
  if (typeof value !== "number" && typeof value !== "string")
    throw new TypeError(`${what} must be the name or the number of a signal, as "SIGTERM" or 15`);
  return signalNumber(value) ?? NO_SIGNAL;
}

/** @throws TypeError, RangeError */
function setOf(signals: unknown): number {
  if (!Array.isArray(signals)) throw new TypeError("os.sigprocmask: the signals must be an array");
  let set = 0;
  for (const each of signals as readonly unknown[]) {
    const signal = signalOf(each, "os.sigprocmask: each signal");
    if (signal === NO_SIGNAL) throw new RangeError(`os.sigprocmask: there is no signal ${String(each)}`);
    set |= bitOf(signal);
  }
  return set;
}

const CHANGES: readonly MaskChange[] = ["block", "unblock", "setmask"];

/** os.kill, os.signal, os.sigprocmask. */
export function makeSignals(binding: Binding): Readonly<Record<string, unknown>> {
  return {
    kill: (pid: unknown, signal: unknown) =>
      binding.process.call(
        new Kill(
          wholeNumber(pid, "os.kill: the pid"),
          signal === 0 ? 0 : signalOf(signal, "os.kill: the signal"),
        ),
      ),
    signal: (signal: unknown, action: unknown) => {
      const number = signalOf(signal, "os.signal: the signal");
      if (action === "default" || action === "ignore") return binding.process.signal(number, action);
      if (typeof action !== "function")
        throw new TypeError('os.signal: the action must be a function, "default" or "ignore"');
      return binding.process.signal(number, "handle", {
        makeRoutine: (fn, name) => binding.routine(fn, [name]),
        fn: action,
        name: binding.nameOf(action),
        loc: callSite(binding),
      });
    },
    sigprocmask: (how: unknown, signals: unknown) => {
      const change = CHANGES.find((each) => each === how);
      if (change === undefined)
        throw new RangeError(`os.sigprocmask: the change must be one of ${CHANGES.join(", ")}`);
      return binding.process.sigprocmask(change, setOf(signals), (before) =>
        signalsOf(before).map(signalName),
      );
    },
  };
}
