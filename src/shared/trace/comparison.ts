import type { Entity } from "./entity";
import type { Place } from "./queries";

/** One figure of two runs. null: the run has no such figure, because it has no such thing or it did not happen. */
export interface ComparisonRow {
  /** What it is a figure of: `run`, `core 0`, `process 2 main`, `thread 5 worker`, `goroutine 7 main.func1`, as A calls it if A has it. */
  readonly of: string;
  /** What B calls it; absent where that is the same or there is none. */
  readonly ofB?: string;
  /** Its name, as `--stats` spells it: one that ends in Ns is in ns. */
  readonly measure: string;
  readonly a: number | null;
  readonly b: number | null;
  /** b − a */
  readonly difference: number | null;
  /** b / a */
  readonly ratio: number | null;
}

/** What a row is a figure of, for people: `goroutine 7 worker | 23 worker` where B calls it otherwise. */
export function ofBoth({ of, ofB }: Pick<ComparisonRow, "of" | "ofB">): string {
  return ofB === undefined ? of : `${of} | ${ofB.slice(ofB.indexOf(" ") + 1)}`;
}

/** All numbers of a run, in columns: `value[i]`, NaN for null, is the figure `measures[measure[i]]` of `things[thing[i]]`. */
export interface Figures {
  readonly things: readonly string[];
  /** By thing: what it is in every run. */
  readonly lineages: Float64Array;
  readonly measures: readonly string[];
  readonly thing: Uint32Array;
  readonly measure: Uint32Array;
  readonly value: Float64Array;
}

/** A choice of a scheduler: who runs where, from whom is stolen, who is moved, who is to give way. */
export interface DecisionRow {
  /** Which one of the run, from 0. */
  readonly n: number;
  readonly event: number;
  readonly time: number;
  /** `P1 runs G7 worker (steal)`. */
  readonly what: string;
  /** Whom it is about; NONE for a theft. */
  readonly entity: Entity;
  /** Where the program goes on by it. */
  readonly place: Place | undefined;
}

/** What tells the decisions of two runs apart without asking for them one by one. */
export interface DecisionDigests {
  /** Decisions in the log. */
  readonly total: number;
  /** The log has dropped none: they count from the start of the run. */
  readonly whole: boolean;
  /** After the first from + stride decisions, from + 2·stride, …, the last after the first `to`: equal where all of them are the same. */
  readonly digests: Float64Array;
}

/** An instant in the life of a goroutine or a thread, as another run can be asked for it. */
export interface Occasion {
  /** As people call it. */
  readonly name: string;
  /** Who it is in every run. */
  readonly lineage: number;
  /** Changes of its state up to the instant. */
  readonly n: number;
}

/** Where an occasion is in this run. */
export interface OccasionAt {
  readonly entity: Entity;
  /** As people call it in this run. */
  readonly name: string;
  /** When it happened n times, ns; undefined: it did so less often. */
  readonly time: number | undefined;
  /** How often it did. */
  readonly total: number;
}
