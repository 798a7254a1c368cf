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

/** The range moved, and if need be shortened, into the run. */
export function clampRange(range: Range, endTime: number): Range {
  const whole = wholeRange(endTime);
  const size = Math.min(Math.max(span(range), SHORTEST), whole.to);
  const from = Math.min(Math.max(range.from, 0), whole.to - size);
  return { from, to: from + size };
}

/** The part of the range, in whole ns, that is within the run; nothing where it has no length. */
export function cut(range: Range, endTime: number): Range | undefined {
  const from = Math.max(0, Math.floor(Math.min(range.from, range.to)));
  const to = Math.min(endTime, Math.ceil(Math.max(range.from, range.to)));
  return to > from ? { from, to } : undefined;
}

/** Makes the range `factor` times as long (below 1: closer) while `at` keeps its place on the screen. */
export function zoomAt(range: Range, factor: number, at: number, endTime: number): Range {
  const size = Math.min(Math.max(span(range) * factor, SHORTEST), wholeRange(endTime).to);
  const share = (at - range.from) / span(range);
  const from = at - share * size;
  return clampRange({ from, to: from + size }, endTime);
}

export function panBy(range: Range, by: number, endTime: number): Range {
  return clampRange({ from: range.from + by, to: range.to + by }, endTime);
}

/** Shows `of` with some room on both sides. */
export function fit(of: Range, endTime: number): Range {
  const room = Math.max(span(of) * 0.15, SHORTEST / 4);
  return clampRange({ from: of.from - room, to: of.to + room }, endTime);
}

/** Moves the range, keeping its length, so that `time` is in it and not at its very edge. */
export function bringIntoView(range: Range, time: number, endTime: number): Range {
  const margin = span(range) * 0.05;
  if (time >= range.from + margin && time <= range.to - margin) return range;
  if (time >= range.from && time <= range.to && (range.from <= 0 || range.to >= endTime)) return range;
  return clampRange({ from: time - span(range) / 2, to: time + span(range) / 2 }, endTime);
}
