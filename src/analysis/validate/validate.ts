import type { EventLog } from "../../shared/log/eventLog";
import { newLogEvent } from "../../shared/log/eventLog";
import { ArgumentsCheck } from "./argumentsCheck";
import { BindingCheck } from "./bindingCheck";
import type { Check, CheckMaker, Violation } from "./check";
import { CoreCheck } from "./coreCheck";
import { CpuQueueCheck } from "./cpuQueueCheck";
import { ExecutorCheck } from "./executorCheck";
import { FrameCheck } from "./frameCheck";
import { GoQueueCheck } from "./goQueueCheck";
import { GStateCheck } from "./gStateCheck";
import { LifetimeCheck } from "./lifetimeCheck";
import { PairsCheck } from "./pairsCheck";
import { PStateCheck } from "./pStateCheck";
import { SpinCheck } from "./spinCheck";
import { TaskStateCheck } from "./taskStateCheck";
import { WakerCheck } from "./wakerCheck";

export type { Violation } from "./check";

/** In the order in which they are asked: the first ones make sure that the others can read what they get. */
const CHECKS: readonly (readonly [name: string, make: CheckMaker])[] = [
  ["frame", FrameCheck],
  ["arguments", ArgumentsCheck],
  ["task states", TaskStateCheck],
  ["goroutine states", GStateCheck],
  ["P states", PStateCheck],
  ["cores", CoreCheck],
  ["bindings", BindingCheck],
  ["executor", ExecutorCheck],
  ["wakers", WakerCheck],
  ["Go queues", GoQueueCheck],
  ["kernel queues", CpuQueueCheck],
  ["pairs", PairsCheck],
  ["spinning", SpinCheck],
  ["lifetimes", LifetimeCheck],
];

/**
 * Checks the invariants of a log, whoever made it.
 * @returns the first one that is broken, or nothing.
 */
export function validate(log: EventLog): Violation | undefined {
  const checks = CHECKS.map(([name, Make]): readonly [string, Check] => [name, new Make(log)]);
  const timed = checks.filter(([, check]) => check.instant !== undefined);
  const event = newLogEvent();
  let time = 0;
  for (let index = 0; index < log.length; index++) {
    log.read(index, event);
    if (event.time > time) {
      for (const [name, check] of timed) {
        const message = check.instant?.(time);
        if (message !== undefined) return { check: name, event: index - 1, time, message };
      }
      time = event.time;
    }
    for (const [name, check] of checks) {
      const message = check.event(event);
      if (message !== undefined) return { check: name, event: index, time: event.time, message };
    }
  }
  const last = Math.max(0, log.length - 1);
  for (const [name, check] of checks) {
    const message = check.instant?.(time) ?? check.end?.(time);
    if (message !== undefined) return { check: name, event: last, time, message };
  }
  return undefined;
}

/** One line for people: `event 17 at 1200 ns: G7 worker: illegal change from waiting to running (local queue)`. */
export function violationText(violation: Violation): string {
  return `event ${violation.event} at ${violation.time} ns: ${violation.message} [${violation.check}]`;
}
