import { EventLog } from "../../../src/shared/log/eventLog";
import type { LogEvent } from "../../../src/shared/log/eventLog";

/** All events as objects. */
export function eventsOf(log: EventLog): LogEvent[] {
  const events: LogEvent[] = [];
  log.forEach((event) => events.push({ ...event }));
  return events;
}

/** A log with other events over the same tables. Times may go backwards: that is put into the columns behind emit's back. */
export function withEvents(log: EventLog, events: readonly LogEvent[]): EventLog {
  const copy = new EventLog(log.config);
  Object.assign(copy, { tables: log.tables });
  for (const event of events) {
    copy.now = Math.max(copy.now, event.time);
    copy.core = event.core;
    copy.task = event.task;
    copy.p = event.p;
    copy.g = event.g;
    copy.loc = event.loc;
    copy.emit(event.kind, event.aux, event.a, event.b);
    const chunk = copy.chunks.at(-1)!;
    chunk.delta[copy.chunkLength(copy.chunks.length - 1) - 1] = event.time - chunk.base;
  }
  return copy;
}
