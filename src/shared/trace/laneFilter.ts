import type { Entity } from "./entity";
import type { Grouping } from "./queries";

/**
 * Which goroutines and threads the lanes are about:
 * - `found`: those that the search finds by a text, with their states at an instant
 * - `involved`: one, those that made, woke or signalled it or that it did so to, and who uses something (a channel, a lock, a pipe) that it uses
 * - `range`: those that ran, or whose state changed, in a stretch of time
 */
export type LaneFilter =
  | { readonly kind: "found"; readonly text: string; readonly time: number }
  /** `label`: the entity as people read it. */
  | { readonly kind: "involved"; readonly entity: Entity; readonly label: string }
  | { readonly kind: "range"; readonly from: number; readonly to: number };

/**
 * What a filter leaves of a grouping. Lanes of goroutines, threads and processes without anybody that the filter is about are gone; lanes of cores
 * and Ps all stay, and what runs there of others is `waiting`, of nobody.
 */
export interface KeptLanes {
  /** Positions in the grouping, in order. Questions with the filter count the lanes by their positions in this list. */
  readonly lanes: Uint32Array;
  /** Goroutines and threads that the filter is about. */
  readonly entities: number;
}

/** Whether the lanes of a grouping are of machinery that all use: a filter takes none of them away, and what others do there is shown as a line. */
export function areShared(grouping: Grouping): boolean {
  return grouping === "core" || grouping === "p";
}
