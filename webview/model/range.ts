/** A stretch of virtual time, ns. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The shortest stretch that a view shows, ns. */
export const SHORTEST = 20;

/** Virtual time that a whole run takes up; never empty, so that a run of 0 ns has a picture too. */
export function wholeRange(endTime: number): Range {
  return { from: 0, to: Math.max(endTime, SHORTEST) };
}

export function span(range: Range): number {
  return range.to - range.from;
}

/** The least range that holds both. */
export function union(one: Range, other: Range): Range {
  return { from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) };
}

export function shift({ from, to }: Range, by: number): Range {
  return { from: from + by, to: to + by };
}

/** The range moved, and if need be shortened, into what may be shown. */
export function clampRange(range: Range, bounds: Range): Range {
  const size = Math.min(Math.max(span(range), SHORTEST), span(bounds));
  const from = Math.min(Math.max(range.from, bounds.from), bounds.to - size);
  return { from, to: from + size };
}

/** The part of the range, in whole ns, that is within the run; nothing where it has no length. */
export function cut(range: Range, endTime: number): Range | undefined {
  const from = Math.max(0, Math.floor(Math.min(range.from, range.to)));
  const to = Math.min(endTime, Math.ceil(Math.max(range.from, range.to)));
  return to > from ? { from, to } : undefined;
}

/** Makes the range `factor` times as long (below 1: closer) while `at` keeps its place on the screen. */
export function zoomAt(range: Range, factor: number, at: number, bounds: Range): Range {
  const size = Math.min(Math.max(span(range) * factor, SHORTEST), span(bounds));
  const share = (at - range.from) / span(range);
  const from = at - share * size;
  return clampRange({ from, to: from + size }, bounds);
}

export function panBy(range: Range, by: number, bounds: Range): Range {
  return clampRange(shift(range, by), bounds);
}

/** Shows `of` with some room on both sides. */
export function fit(of: Range, bounds: Range): Range {
  const room = Math.max(span(of) * 0.15, SHORTEST / 4);
  return clampRange({ from: of.from - room, to: of.to + room }, bounds);
}

/** Moves the range, keeping its length, so that `time` is in it and not at its very edge. */
export function bringIntoView(range: Range, time: number, bounds: Range): Range {
  const margin = span(range) * 0.05;
  if (time >= range.from + margin && time <= range.to - margin) return range;
  if (time >= range.from && time <= range.to && (range.from <= bounds.from || range.to >= bounds.to))
    return range;
  return clampRange({ from: time - span(range) / 2, to: time + span(range) / 2 }, bounds);
}
