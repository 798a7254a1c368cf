import type { Opening } from "../../shared/trace/opening";
import type { BucketSpans } from "../../shared/trace/queries";
import type { LogTraceSource } from "../source";

/** A log of fewer events is read at once. */
const LEAST_EVENTS = 1 << 16;
/** Buckets of the coarsest level, at least; that of the next is half as wide, and so on: the finest does for 4096 pixels. */
const COARSEST = 512;
const MOST_LEVELS = 4;
/** There is at most a bucket for so many events, so that the file grows by a few hundredths only. */
const EVENTS_PER_BUCKET = 16;

/** What the first picture of a run needs; nothing for a small log, or one with so few spans that they are shown one by one. */
export function makeOpening(source: LogTraceSource): Opening | undefined {
  const { log } = source;
  if (log.length < LEAST_EVENTS) return undefined;
  const { laneOffsets, start, end } = source.spansOf("core");
  const count = laneOffsets.length - 1;
  let from = Infinity;
  let to = 0;
  for (let lane = 0; lane < count; lane++) {
    const [first = 0, stop = 0] = laneOffsets.subarray(lane, lane + 2);
    if (first === stop) continue;
    from = Math.min(from, start[first] ?? 0);
    to = Math.max(to, end[stop - 1] ?? 0);
  }
  if (from >= to) return undefined;
  const levels: BucketSpans[] = [];
  let room = log.length / EVENTS_PER_BUCKET;
  let resolution = (log.endTime - log.window.from) / COARSEST;
  for (; levels.length < MOST_LEVELS && resolution >= 1; resolution /= 2) {
    const spans = source.answer("spans", { grouping: "core", first: 0, count, from, to, resolution });
    if (spans.form !== "buckets") break;
    room -= spans.lanes * spans.buckets;
    if (room < 0) break;
    levels.push(spans);
  }
  if (levels.length === 0) return undefined;
  return {
    overview: source.answer("overview", {}),
    lanes: source.answer("lanes", { grouping: "core", offset: 0, count }).rows,
    spanCounts: Array.from(
      { length: count },
      (_, lane) => (laneOffsets[lane + 1] ?? 0) - (laneOffsets[lane] ?? 0),
    ),
    from,
    to,
    levels,
  };
}
