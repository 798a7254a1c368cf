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
  const column = <Column extends { [index: number]: number }>(
    into: Column,
    of: (segment: PathSegment) => number,
  ): Column => {
    segments.forEach((segment, i) => {
      (into as { [index: number]: number })[i] = of(segment);
    });
    return into;
  };
  const { length } = segments;
  return {
    laneOffsets: Uint32Array.of(0, length),
    start: column(new Float64Array(length), ({ start }) => start),
    end: column(new Float64Array(length), ({ end }) => end),
    kind: column(new Uint8Array(length), ({ kind }) => kind),
    entity: column(new Int32Array(length), ({ entity }) => entity),
    other: column(new Int32Array(length), ({ core }) => core),
    event: column(new Uint32Array(length), ({ event }) => event),
  };
}
