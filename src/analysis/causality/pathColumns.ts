import type { SpanColumns } from "../../shared/trace/spanColumns";
import type { PathSegment } from "./causalPath";

/** A path as one lane, in order of time: `entity` is an Entity, `other` the core. Neighbours that differ in nothing but their core are one. */
export function pathColumns(latestFirst: Iterable<PathSegment>): SpanColumns {
  const segments: PathSegment[] = [];
  for (const segment of latestFirst) {
    const last = segments.at(-1);
    if (
      last?.start === segment.end &&
      last.entity === segment.entity &&
      last.kind === segment.kind &&
      last.event === segment.event
    )
      segments[segments.length - 1] = { ...segment, end: last.end };
    else segments.push(segment);
  }
  segments.reverse();
  return {
    laneOffsets: Uint32Array.of(0, segments.length),
    start: Float64Array.from(segments, ({ start }) => start),
    end: Float64Array.from(segments, ({ end }) => end),
    kind: Uint8Array.from(segments, ({ kind }) => kind),
    entity: Int32Array.from(segments, ({ entity }) => entity),
    other: Int32Array.from(segments, ({ core }) => core),
    event: Uint32Array.from(segments, ({ event }) => event),
  };
}
