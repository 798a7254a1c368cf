import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { KINDS, Kind } from "../../shared/schema";
import type { Check } from "./check";

/** RunStart comes first and once, RunEnd last and once, time never decreases. */
export class FrameCheck implements Check {
  private time = 0;
  private ended = false;
  private last = "";

  constructor(private readonly log: EventLog) {}

  event(event: LogEvent): string | undefined {
    const name = KINDS[event.kind]?.name;
    if (name === undefined) return `${event.kind} is not a kind of event`;
    if (event.time < this.time)
      return `time goes back from ${this.time} ns (${this.last}) to ${event.time} ns (${name})`;
    this.time = event.time;
    this.last = name;
    if (this.ended) return `${name} after RunEnd`;
    if (event.index === 0 && event.kind !== Kind.RunStart) return `the log begins with ${name}, not RunStart`;
    if (event.kind === Kind.RunStart) return this.start(event);
    if (event.kind === Kind.Dropped || event.kind === Kind.GoPlace)
      return `${name}, but the log is whole from event ${this.log.window.start} on`;
    if (event.kind === Kind.RunEnd) this.ended = true;
    return undefined;
  }

  restore(event: LogEvent): string | undefined {
    const ofTheStart = event.kind === Kind.GoPlace || event.index + 1 === this.log.window.start;
    return event.index > 0 && ofTheStart ? undefined : this.event(event);
  }

  end(): string | undefined {
    if (this.log.length === 0) return "the log is empty";
    return this.ended ? undefined : `the log ends with ${this.last}, not RunEnd`;
  }

  private start(event: LogEvent): string | undefined {
    if (event.index > 0) return "a second RunStart";
    const { cores } = this.log.config;
    return event.a === cores
      ? undefined
      : `RunStart tells of ${event.a} cores, the configuration of ${cores}`;
  }
}
