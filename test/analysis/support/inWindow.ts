import type { EventLog } from "../../../src/shared/log/eventLog";
import type { SpanColumns } from "../../../src/shared/trace/spanColumns";

/**
 * The spans of a lane from `from` on, as a log that is whole from there shows them, in words: each with the event that began it where
 * that is in the window.
 */
export function spansFrom(log: EventLog, spans: SpanColumns, lane: number, from: number): string[] {
  const texts: string[] = [];
  for (let i = spans.laneOffsets[lane] ?? 0; i < (spans.laneOffsets[lane + 1] ?? 0); i++) {
    const [start, end] = [spans.start[i] ?? 0, spans.end[i] ?? 0];
    if (end <= from) continue;
    const { kind, entity, other } = spans;
    const began = eventText(log, spans.event[i] ?? 0, from);
    texts.push(`${Math.max(start, from)}-${end} ${kind[i]} of ${entity[i]} on ${other[i]}${began}`);
  }
  return texts;
}

function eventText(log: EventLog, index: number, from: number): string {
  const { time, kind, aux, a } = log.read(index);
  return time > from ? ` since ${time} ${kind} ${aux} ${a}` : "";
}
