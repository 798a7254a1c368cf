import type { Place } from "./queries";

/** What can be wrong with a run, the gravest first. */
export const FINDING_KINDS = [
  "deadlock",
  "partial deadlock",
  "lock convoy",
  "runnext monopoly",
  "starvation",
  "goroutine leak",
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

export const SEVERITIES = ["error", "warning", "info"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** `certain`: it follows from the log. `inferred`: it follows unless somebody would yet do what they never did in the run. */
export const CERTAINTIES = ["certain", "inferred"] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** A goroutine's part in a finding. */
export interface FindingGoroutine {
  readonly g: number;
  readonly goid: number;
  readonly pid: number;
  /** `G7`; where there are several processes `4/G7`, with the pid. */
  readonly tag: string;
  readonly name: string;
  /** What it does in the finding, in a few words: `waits for mutex 3 (main.ts:7)`, `waited 32 ms to run`. */
  readonly part: string;
  /** Since when, ns. */
  readonly since: number;
  /** Where it stands. */
  readonly at: Place | undefined;
  /** Where its go statement is. */
  readonly created: Place | undefined;
}

export interface FindingObject {
  readonly object: number;
  /** `mutex 3` */
  readonly label: string;
  readonly created: Place | undefined;
}

export interface WaitNode {
  readonly g: number;
  /** `G7 worker` */
  readonly label: string;
  readonly state: "blocked" | "ended";
  /** Wait reason; empty for one that has ended. */
  readonly reason: string;
  readonly at: Place | undefined;
}

/** One goroutine waits for what only another one can do. Positions in `WaitGraph.nodes`. */
export interface WaitEdge {
  readonly from: number;
  readonly to: number;
  /** What lies between them: `mutex 3`. */
  readonly object: string;
  /** Where the waiting one waits. */
  readonly at: Place | undefined;
  /** Where the other one took the lock, for locks. */
  readonly heldAt: Place | undefined;
}

/** Who waits for whom. A goroutine without an edge waits for what nobody can do. */
export interface WaitGraph {
  readonly nodes: readonly WaitNode[];
  readonly edges: readonly WaitEdge[];
  /** Goroutines of the finding that are not drawn. */
  readonly left: number;
}

export interface Finding {
  readonly kind: FindingKind;
  readonly severity: Severity;
  readonly certainty: Certainty;
  readonly title: string;
  /** What happened, and what to do about it. */
  readonly text: string;
  /** When it began, ns. */
  readonly onset: number;
  /** When it was over, ns; undefined: not before the end of the run. */
  readonly end: number | undefined;
  /** Goroutines that it is about, in all. */
  readonly count: number;
  /** The first of them. */
  readonly goroutines: readonly FindingGoroutine[];
  readonly objects: readonly FindingObject[];
  /** Names of Ps: `P0`. */
  readonly ps: readonly string[];
  readonly graph: WaitGraph | undefined;
}
