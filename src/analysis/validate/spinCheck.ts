import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { processName, taskName } from "../names";
import type { Check } from "./check";

/**
 * The number of spinning Ms of a process is what the events say, and never negative. A waker may count an M that it starts. An M is
 * refused to spin only where half of the busy Ps have spinning Ms.
 */
export class SpinCheck implements Check {
  readonly kinds = [Kind.SpinStart, Kind.SpinStop, Kind.SpinRefused];
  private readonly spinning: Int32Array;

  constructor(private readonly log: EventLog) {
    this.spinning = new Int32Array(log.tables.processes.length);
  }

  restore({ task, a: spinning }: LogEvent): undefined {
    const process = this.log.tables.tasks[task]?.process ?? NONE;
    if (process !== NONE) this.spinning[process] = spinning;
  }

  event({ kind, task, a: stated, b: busy }: LogEvent): string | undefined {
    const process = this.log.tables.tasks[task]?.process ?? NONE;
    if (process === NONE) return "an M that is no thread spins";
    const change = kind === Kind.SpinRefused ? 0 : kind === Kind.SpinStart ? 1 : -1;
    const now = (this.spinning[process] ?? 0) + change;
    this.spinning[process] = now;
    if (now < 0) return `${processName(this.log, process)} has ${now} spinning Ms`;
    if (kind === Kind.SpinRefused && 2 * stated < busy)
      return `${taskName(this.log, task)} is refused to spin, but only ${stated} spin for ${busy} busy Ps`;
    return now === stated
      ? undefined
      : `${processName(this.log, process)} has ${now} spinning Ms, the event says ${stated}`;
  }
}
