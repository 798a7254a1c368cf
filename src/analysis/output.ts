import { STREAMS } from "../shared/enums";
import { NONE } from "../shared/ids";
import type { EventLog } from "../shared/log/eventLog";
import type { OutputRow, Page } from "../shared/trace/queries";
import { gName, taskName } from "./names";
import { placeOf } from "./placeIndex";

/** A page of what the program printed. `events` are the indexes of the Output events. */
export function outputPage(
  log: EventLog,
  events: Uint32Array,
  offset: number,
  count: number,
): Page<OutputRow> {
  const first = Math.min(Math.max(0, Math.trunc(offset)), events.length);
  const rows: OutputRow[] = [];
  for (let i = first; i < Math.min(events.length, first + Math.trunc(count)); i++) {
    const event = log.read(events[i] ?? 0);
    rows.push({
      time: event.time,
      stream: STREAMS[event.aux] ?? "stdout",
      text: log.tables.string(event.a),
      g: event.g === NONE ? (event.task === NONE ? "" : taskName(log, event.task)) : gName(log, event.g),
      place: placeOf(log, event.loc),
    });
  }
  return { offset: first, total: events.length, rows };
}
