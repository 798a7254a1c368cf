import type { ExactSpans } from "./queries";

/**
 * All spans of a grouping, lane after lane: lane i holds spans laneOffsets[i] … laneOffsets[i + 1] − 1, in order of time, not
 * overlapping, none of them empty. Columns only: there may be millions.
 */
export type SpanColumns = Omit<ExactSpans, "form" | "firstLane">;
