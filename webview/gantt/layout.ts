import type { Range } from "../model/range";
import { span } from "../model/range";

/** Lanes are as high as they fit, between these, CSS pixels. */
export const LEAST_LANE = 20;
export const MOST_LANE = 44;

export function laneHeight(lanes: number, room: number): number {
  if (lanes === 0) return MOST_LANE;
  return Math.min(MOST_LANE, Math.max(LEAST_LANE, Math.floor(room / lanes)));
}

/** Lanes that are at least partly visible. */
export function visibleLanes(
  scroll: number,
  height: number,
  room: number,
  lanes: number,
): { readonly first: number; readonly count: number } {
  const first = Math.min(Math.max(0, Math.floor(scroll)), Math.max(0, lanes - 1));
  const last = Math.min(lanes, Math.ceil(scroll + room / height));
  return { first, count: Math.max(0, last - first) };
}

export function timeAt(range: Range, width: number, x: number): number {
  return range.from + (x / Math.max(1, width)) * span(range);
}

export function xOf(range: Range, width: number, time: number): number {
  return ((time - range.from) / span(range)) * width;
}

/** The lane at `y` px below the top of the lanes, or `undefined` where there is none. */
export function laneAt(y: number, scroll: number, height: number, lanes: number): number | undefined {
  const lane = Math.floor(scroll + y / height);
  return lane >= 0 && lane < lanes ? lane : undefined;
}

/**
 * Where a box of `size` stands so that it is inside `room`: behind `at` with a gap, else before it, else against the edge.
 */
export function beside(at: number, size: number, room: number, gap: number): number {
  if (at + gap + size <= room) return at + gap;
  if (at - gap - size >= 0) return at - gap - size;
  return Math.max(0, Math.min(at - size / 2, room - size));
}
