import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { newLogEvent } from "../../shared/log/eventLog";
import { KINDS } from "../../shared/schema";
import { ArgumentsCheck } from "./argumentsCheck";
import { BindingCheck } from "./bindingCheck";
import type { Check, CheckMaker, Violation } from "./check";
import { CoreCheck } from "./coreCheck";
import { CpuQueueCheck } from "./cpuQueueCheck";
import { ExecutorCheck } from "./executorCheck";
import { FrameCheck } from "./frameCheck";
import { GcCheck } from "./gcCheck";
import { GoQueueCheck } from "./goQueueCheck";
import { GStateCheck } from "./gStateCheck";
import { IpcCheck } from "./ipcCheck";
import { LifetimeCheck } from "./lifetimeCheck";
import { LotteryCheck } from "./lotteryCheck";
import { MemoryCheck } from "./memoryCheck";
import { PageFaultCheck } from "./pageFaultCheck";
import { PairsCheck } from "./pairsCheck";
import { PreemptCheck } from "./preemptCheck";
import { PriorityCheck } from "./priorityCheck";
import { PStateCheck } from "./pStateCheck";
import { RegistersCheck } from "./registersCheck";
import { RuleCheck } from "./ruleCheck";
import { SpinCheck } from "./spinCheck";
import { StartCheck } from "./startCheck";
import { StealCheck } from "./stealCheck";
import { TickCheck } from "./tickCheck";
import { TaskStateCheck } from "./taskStateCheck";
import { UserThreadCheck } from "./userThreadCheck";
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
  ["steals", StealCheck],
  ["rules", RuleCheck],
  ["schedtick", TickCheck],
  ["starts", StartCheck],
  ["preemption", PreemptCheck],
  ["kernel queues", CpuQueueCheck],
  ["pairs", PairsCheck],
  ["spinning", SpinCheck],
  ["garbage collector", GcCheck],
  ["lifetimes", LifetimeCheck],
  ["page faults", PageFaultCheck],
  ["memory", MemoryCheck],
  ["communication", IpcCheck],
  ["user-level threads", UserThreadCheck],
  ["registers", RegistersCheck],
  ["lottery", LotteryCheck],
  ["priorities", PriorityCheck],
];

/**
 * Checks the invariants of a log, whoever made it.
 * @returns the first one that is broken, or nothing.
 */
export function validate(log: EventLog): Violation | undefined {
  const checks = CHECKS.map(([name, Make]): Named => ({ name, check: new Make(log) }));
  const listeners = listenersByKind(checks);
  const timed = checks.filter(({ check }) => check.instant !== undefined);
  let time = 0;
  let violation: Violation | undefined;
  const event = newLogEvent();
  const { start } = log.window;
  for (let index = 0; index < log.length; index++) {
    log.read(index, event);
    const listening = listeners[event.kind] ?? checks;
    if (index < start) {
      violation = restore(listening, event);
      if (violation !== undefined) return violation;
      time = event.time;
      continue;
    }
    if (event.time > time) {
      violation = instantOver(timed, index - 1, time);
      if (violation !== undefined) return violation;
      time = event.time;
    }
    for (let i = 0; i < listening.length; i++) {
      const message = listening[i]?.check.event(event);
      if (message !== undefined)
        return { check: listening[i]?.name ?? "", event: index, time: event.time, message };
    }
  }
  return instantOver(checks, Math.max(0, log.length - 1), time) ?? logOver(checks, log, time);
}

/** Lets the checks know what held when the window of the log began. */
function restore(checks: readonly Named[], event: LogEvent): Violation | undefined {
  for (const { name, check } of checks) {
    if (check.restore === undefined) {
      check.event(event);
      continue;
    }
    const message = check.restore(event);
    if (message !== undefined) return { check: name, event: event.index, time: event.time, message };
  }
  return undefined;
}

interface Named {
  readonly name: string;
  readonly check: Check;
}

/** By kind of event: who looks at it, in the order of the checks. */
function listenersByKind(checks: readonly Named[]): readonly (readonly Named[])[] {
  return KINDS.map((_, kind) =>
    checks.filter(({ check }) => check.kinds === undefined || check.kinds.includes(kind)),
  );
}

function instantOver(checks: readonly Named[], event: number, time: number): Violation | undefined {
  for (const { name, check } of checks) {
    const message = check.instant?.(time);
    if (message !== undefined) return { check: name, event, time, message };
  }
  return undefined;
}

function logOver(checks: readonly Named[], log: EventLog, time: number): Violation | undefined {
  for (const { name, check } of checks) {
    const message = check.end?.(time);
    if (message !== undefined) return { check: name, event: Math.max(0, log.length - 1), time, message };
  }
  return undefined;
}

/** One line for people: `event 17 at 1200 ns: G7 worker: illegal change from waiting to running (local queue)`. */
export function violationText(violation: Violation): string {
  return `event ${violation.event} at ${violation.time} ns: ${violation.message} [${violation.check}]`;
}
