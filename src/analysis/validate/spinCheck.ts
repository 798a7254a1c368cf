import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { processName } from "../names";
import type { Check } from "./check";

/** The number of spinning Ms of a process is what the events say, and never negative. A waker may count an M that it starts. */
export class SpinCheck implements Check {
  readonly kinds = [Kind.SpinStart, Kind.SpinStop];
  private readonly spinning: Int32Array;

  constructor(private readonly log: EventLog) {
    this.spinning = new Int32Array(log.tables.processes.length);
  }

  event({ kind, task, a: stated }: LogEvent): string | undefined {
    if (kind !== Kind.SpinStart && kind !== Kind.SpinStop) return undefined;
    const process = this.log.tables.tasks[task]?.process ?? NONE;
    if (process === NONE) return "an M that is no thread spins";
    const now = (this.spinning[process] ?? 0) + (kind === Kind.SpinStart ? 1 : -1);
    this.spinning[process] = now;
    if (now < 0) return `${processName(this.log, process)} has ${now} spinning Ms`;
    return now === stated
      ? undefined
      : `${processName(this.log, process)} has ${now} spinning Ms, the event says ${stated}`;
  }
}
