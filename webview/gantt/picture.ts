import type { Arrows, Grouping, Spans } from "../../src/shared/trace/queries";
import type { Range } from "../model/range";
import type { Palette } from "../theme/palette";

/** An answer with what it covers: lanes `first` … `first + count` − 1, all of `range`. */
export interface Coverage {
  readonly spans: Spans;
  readonly range: Range;
  readonly first: number;
  readonly count: number;
}

/** A slice to be outlined. */
export interface Outline {
  readonly lane: number;
  readonly start: number;
  readonly end: number;
}

/** Everything that the controller draws. */
export interface GanttPicture {
  readonly grouping: Grouping;
  readonly range: Range;
  /** First visible lane; a fraction where it is scrolled half out of sight. */
  readonly scroll: number;
  /** CSS pixels. */
  readonly laneHeight: number;
  readonly lanes: number;
  /** Best first: what the first does not cover is drawn from the next. */
  readonly answers: readonly Coverage[];
  readonly arrows: Arrows | undefined;
  readonly selected: Outline | undefined;
  readonly palette: Palette;
  readonly fontFamily: string;
  /** Text of a slice: kind as its code, entity and other as in the spans; empty where it has none. */
  readonly label: (kind: number, entity: number, other: number) => string;
}

/** Height of the time axis above the lanes, CSS pixels. */
export const AXIS_HEIGHT = 28;

/** Slices of at least this many device pixels are shapes; more where there would be too many to draw. */
const WIDE = 3;
const CROWD = 6000;

/** Width from which a slice is drawn as a shape, in columns. */
export function shapeWidth(slices: number): number {
  return slices > CROWD ? WIDE * Math.ceil(slices / CROWD) : WIDE;
}
