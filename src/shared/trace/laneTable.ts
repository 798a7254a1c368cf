import type { SpanColumns } from "./spanColumns";

/** One family of lanes for the table of spans: `core`, `p`, `g` or `t`, with what its columns mean. */
export interface LaneTable {
  readonly family: "core" | "p" | "g" | "t";
  readonly spans: SpanColumns;
  /** State by `spans.kind`. */
  readonly states: readonly string[];
  /** What `spans.entity` and `spans.other` are; the first that is a row goes into the column `entity`. */
  readonly entity: "p" | "g" | "none";
  readonly other: "core" | "t" | "none";
}
