import type { Entity } from "./entity";
import type { Page } from "./queries";

/** What happened in a stretch of time, over all goroutines of the program and all threads of its processes without a Go runtime. Times in ns. */
export interface RangeStats {
  readonly from: number;
  readonly to: number;
  /** Of all cores together. */
  readonly cores: { readonly busy: number; readonly overhead: number; readonly idle: number };
  /** Time in each state, the longest first. */
  readonly states: readonly StateShare[];
  /** Waits and system calls by what for, the longest first. */
  readonly waits: readonly StateShare[];
  readonly entities: Page<RangeRow>;
  /** Whole lengths of the stretches that began within the range: on a core, until there was one, and of waits. */
  readonly runs: Histogram;
  readonly delays: Histogram;
  readonly waitLengths: Histogram;
}

export interface StateShare {
  readonly what: string;
  /** Within the range. */
  readonly ns: number;
  /** Stretches that touch the range. */
  readonly count: number;
  /** The longest of them, as long as it is, ns. */
  readonly longest: number;
}

export const RANGE_SORTS = ["name", "running", "runnable", "waiting", "switches"] as const;
export type RangeSort = (typeof RANGE_SORTS)[number];

/** Who was there in the range. */
export interface RangeRow {
  readonly entity: Entity;
  readonly name: string;
  readonly running: number;
  /** Including off-core. */
  readonly runnable: number;
  readonly waiting: number;
  readonly syscall: number;
  /** How often it began to run. */
  readonly switches: number;
}

/** counts[i] lengths are at least 2^(first + i) ns and less than twice that; in the first also shorter ones. */
export interface Histogram {
  readonly first: number;
  readonly counts: readonly number[];
}
