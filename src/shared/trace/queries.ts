import type { RunConfig } from "../config";
import type { RunEndName } from "../enums";
import type { SourceFile } from "../entities";
import type { Entity } from "./entity";
import type { CausalPathAnswer } from "./causality";
import type { DecisionDigests, DecisionRow, Figures, Occasion, OccasionAt } from "./comparison";
import type { FindAnswer } from "./find";
import type { Finding } from "./findings";
import type { KeptLanes, LaneFilter } from "./laneFilter";
import type { LineWaits } from "./lineWaits";
import type { RangeSort, RangeStats } from "./rangeStats";
import type { ChannelAt, ProcessAt, ProcessDetail } from "./processes";
import type { CostsView } from "./costs";
import type { QueuesAt } from "./queues";
import type { StealMatrix, StealRings } from "./steals";
import type { MigrationRow, ThreadAt, ThreadRow } from "./threads";

/** How the timeline's lanes are chosen. */
export const GROUPINGS = ["core", "p", "g", "m", "process"] as const;
export type Grouping = (typeof GROUPINGS)[number];

/**
 * What a span of a lane shows.
 * - core lanes: running (a goroutine or a native thread), scheduler (an M without a goroutine), overhead (kernel work); idle is a gap
 * - p lanes: running, syscall, scheduler, off-core; idle is a gap
 * - m lanes: running, scheduler, runnable (no core), waiting, syscall
 * - g lanes: running, runnable, waiting, syscall, off-core
 * - process lanes: as m lanes; a process as a whole shows what the busiest of its threads does
 *
 * off-core: the goroutine is running as far as Go knows, and the P is held by an M; but the kernel has that M wait for a core.
 */
export const SPAN_KINDS = [
  "running",
  "runnable",
  "waiting",
  "syscall",
  "scheduler",
  "overhead",
  "off-core",
] as const;
export type SpanKind = (typeof SPAN_KINDS)[number];

export interface Lane {
  /** Index of the entity: core number, P index, G index or task index; of process lanes the lane's own. */
  readonly entity: number;
  /** It is one of those that belong to a lane above it. */
  readonly under: boolean;
  /** `Core 0`, `P0`, `G7 worker`, `M2`. */
  readonly label: string;
  /** More for the tooltip: creation site, process. */
  readonly detail: string;
}

export interface Overview {
  readonly config: RunConfig;
  readonly end: RunEndName;
  readonly exitCode: number;
  readonly message: string;
  /** When the program's first goroutine, or thread, begins, ns. */
  readonly beginTime: number;
  /** Virtual time of the end, ns. */
  readonly endTime: number;
  /** In the log, from `dropped.until` on. */
  readonly events: number;
  /** What is missing of a log that was capped: so many events, all of before `until` (ns). 0 where nothing is. */
  readonly dropped: { readonly events: number; readonly until: number };
  /** Lanes in each grouping. */
  readonly laneCounts: Readonly<Record<Grouping, number>>;
  readonly goroutines: number;
  /** Kernel threads. */
  readonly threads: number;
  readonly steals: number;
  /** Threads moved from core to core by the kernel. */
  readonly migrations: number;
  readonly contextSwitches: number;
  readonly goroutineSwitches: number;
  /** Per core: ns in each, adding up to endTime − dropped.until. */
  readonly coreTimes: readonly { readonly busy: number; readonly overhead: number; readonly idle: number }[];
  readonly files: readonly { readonly uri: string }[];
  /** Name of the entry function, and the run's name for people. */
  readonly entry: string;
}

/** Exact spans of lanes `firstLane` … in order; lane i holds spans laneOffsets[i] … laneOffsets[i + 1] − 1, in order of time, not overlapping. */
export interface ExactSpans {
  readonly form: "exact";
  readonly firstLane: number;
  readonly laneOffsets: Uint32Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** Position in SPAN_KINDS. */
  readonly kind: Uint8Array;
  /** What runs there: on core lanes an Entity; on p, m and process lanes the G index or −1; on g lanes the P index or −1. */
  readonly entity: Int32Array;
  /** On core lanes the task index; on p, m and process lanes the core; on g lanes the core; −1 where there is none. */
  readonly other: Int32Array;
  /** Index of the event that began the span; on g lanes, of the goroutine's change of state (spans are also cut where its core changes). */
  readonly event: Uint32Array;
}

/** A lane's spans summed up in buckets of `bucket` ns: bucket j of lane i is at i * buckets + j, and begins at (firstBucket + j) * bucket. */
export interface BucketSpans {
  readonly form: "buckets";
  readonly firstLane: number;
  readonly lanes: number;
  /** A power of two, ns. */
  readonly bucket: number;
  readonly firstBucket: number;
  readonly buckets: number;
  /** Share of the bucket's time in each kind, 0 … 255, a rare kind at least 1: SPAN_KINDS.length values a bucket. */
  readonly share: Uint8Array;
  /** Entity of the longest span in the bucket, −1 for none. */
  readonly entity: Int32Array;
  /** Kind of the longest span in the bucket. */
  readonly kind: Uint8Array;
}

export type Spans = ExactSpans | BucketSpans;

/** What moved between lanes: stolen goroutines; where there is no P, threads that the kernel moved to other cores. */
export interface Arrows {
  readonly time: Float64Array;
  /** Lane positions in the grouping; −1 where the entity has no lane there. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** What moved: an Entity. */
  readonly entity: Int32Array;
  readonly event: Uint32Array;
  /** All there are in the range: larger than time.length when the answer was thinned out. */
  readonly total: number;
}

/** A step function: value[i] holds from time[i] to time[i + 1]; in a thinned answer min and max of the step. */
export interface Series {
  readonly name: string;
  readonly time: Float64Array;
  readonly value: Float64Array;
  readonly max: Float64Array;
}

export interface GoroutineRow {
  readonly g: number;
  readonly goid: number;
  /** `G7`; where there are several processes `4/G7`, with the pid. */
  readonly tag: string;
  readonly name: string;
  /** Place of the go statement, or −1. */
  readonly created: number;
  readonly createdAt: number;
  readonly endedAt: number;
  readonly running: number;
  readonly runnable: number;
  readonly waiting: number;
  readonly syscall: number;
  readonly switches: number;
  /** Wait reasons with their ns, longest first. */
  readonly waits: readonly { readonly reason: string; readonly ns: number; readonly count: number }[];
}

export interface GoroutineAt {
  readonly g: number;
  readonly goid: number;
  /** `G7`; where there are several processes `4/G7`, with the pid. */
  readonly tag: string;
  readonly name: string;
  /** One of G_STATES. */
  readonly state: string;
  /** Wait reason, or the rule or reason of the state. */
  readonly reason: string;
  /** Since when, ns. */
  readonly since: number;
  readonly place: Place | undefined;
  /** P and core where it runs, or −1. */
  readonly p: number;
  readonly core: number;
}

export interface Place {
  readonly uri: string;
  readonly line: number;
  readonly column: number;
  readonly fn: string;
}

export interface StealRow {
  readonly event: number;
  readonly time: number;
  /** P numbers. */
  readonly thief: number;
  readonly victim: number;
  readonly before: number;
  readonly after: number;
  readonly batch: number;
  readonly round: number;
  /** Length of the thief's own ring before and after: what it runs is not in it. */
  readonly thiefBefore: number;
  readonly thiefAfter: number;
  readonly fromRunnext: boolean;
  /** The goroutine that the thief runs, for people. */
  readonly g: string;
}

export interface OutputRow {
  readonly time: number;
  readonly stream: "stdout" | "stderr";
  readonly text: string;
  readonly g: string;
  readonly place: Place | undefined;
}

/** The kinds of entities with a state diagram of their own. */
export const ENTITY_KINDS = ["goroutine", "thread"] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

export interface TransitionEdge {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly count: number;
  /** ns spent in `from` before this edge was taken, summed up. */
  readonly time: number;
}

export interface Page<Row> {
  readonly offset: number;
  readonly total: number;
  readonly rows: readonly Row[];
}

/** Everything about the span under the pointer, for tooltip and selection. */
export interface SpanDetail {
  readonly kind: SpanKind;
  readonly start: number;
  readonly end: number;
  readonly title: string;
  /** Label and text, in the order to show them. */
  readonly facts: readonly (readonly [label: string, text: string])[];
  readonly place: Place | undefined;
  readonly entity: Entity;
}

/** Why a goroutine, or a thread, runs, or does not, at an instant: in sentences for people. */
export interface Explanation {
  readonly entity: Entity;
  readonly time: number;
  /** One of G_STATES, or of TASK_STATES. */
  readonly state: string;
  /** The answer in one sentence. */
  readonly sentence: string;
  /** What more there is to know: what is before it, what would have to happen, what did happen; the rule that chose it. */
  readonly points: readonly string[];
}

/** What a view can ask, and what it gets. Times in ns. */
export interface QueryMap {
  overview: { args: Readonly<Record<string, never>>; result: Overview };
  lanes: { args: { grouping: Grouping; offset: number; count: number }; result: Page<Lane> };
  /** What a filter leaves of the lanes. */
  keptLanes: { args: { grouping: Grouping; filter: LaneFilter }; result: KeptLanes };
  /**
   * Spans of `count` lanes from lane `first`, that touch [from, to]; summed up where a bucket of `resolution` ns would hold several. With a
   * filter, here and below, lanes are positions in its `KeptLanes.lanes`.
   */
  spans: {
    args: {
      grouping: Grouping;
      filter?: LaneFilter | undefined;
      first: number;
      count: number;
      from: number;
      to: number;
      resolution: number;
    };
    result: Spans;
  };
  /** The span that covers (lane, time) or the nearest within `tolerance` ns. */
  spanAt: {
    args: {
      grouping: Grouping;
      filter?: LaneFilter | undefined;
      lane: number;
      time: number;
      tolerance: number;
    };
    result: SpanDetail | undefined;
  };
  /** Of `thief` from `victim`, positions of Ps in the log's table; NONE is any of them. */
  steals: {
    args: { offset: number; count: number; thief: number; victim: number };
    result: Page<StealRow>;
  };
  stealMatrix: { args: Readonly<Record<string, never>>; result: StealMatrix };
  /** Of the Steal event of that index; nothing where it is none. */
  stealRings: { args: { event: number }; result: StealRings | undefined };
  stealArrows: {
    args: { grouping: Grouping; filter?: LaneFilter | undefined; from: number; to: number; max: number };
    result: Arrows;
  };
  /**
   * Run-queue lengths: one series for each P, one for the global queue, or of the kernel for each core where there is no P; busy cores; bytes of memory: the stacks of the program's
   * goroutines, and with a garbage collector the heap and its goal.
   */
  series: {
    args: { what: "runqueues" | "utilization" | "memory"; from: number; to: number; points: number };
    result: readonly Series[];
  };
  /** Of one entity; with NONE of all goroutines of the program, or of all threads. */
  transitions: { args: { of: EntityKind; entity: Entity }; result: readonly TransitionEdge[] };
  goroutines: {
    args: {
      offset: number;
      count: number;
      sort: "goid" | "running" | "runnable" | "waiting" | "switches";
      descending: boolean;
    };
    result: Page<GoroutineRow>;
  };
  /** Goroutines that exist at `time`, the running ones first; at most `max`. */
  stateAt: {
    args: { time: number; max: number };
    result: { readonly total: number; readonly goroutines: readonly GoroutineAt[] };
  };
  /** Why the entity is in its state at `time`; nothing where it does not exist then. */
  explain: { args: { entity: Entity; time: number }; result: Explanation | undefined };
  /** What is wrong with the run, the gravest first. */
  findings: { args: Readonly<Record<string, never>>; result: readonly Finding[] };
  /** Where the program was blocked, by line: file by file, line by line. */
  lineWaits: { args: Readonly<Record<string, never>>; result: readonly LineWaits[] };
  output: { args: { offset: number; count: number }; result: Page<OutputRow> };
  source: { args: { uri: string }; result: SourceFile | undefined };
  /** Time of the next (or, `back`, the previous) scheduling event after `time`, of one entity or (NONE) of any. */
  step: { args: { time: number; entity: Entity; back: boolean }; result: number | undefined };
  threads: {
    args: {
      offset: number;
      count: number;
      sort: "tid" | "running" | "runnable" | "waiting" | "switches";
      descending: boolean;
    };
    result: Page<ThreadRow>;
  };
  /** Threads that exist at `time`, in the order of their creation; at most `max`. */
  threadsAt: {
    args: { time: number; max: number };
    result: { readonly total: number; readonly threads: readonly ThreadAt[] };
  };
  migrations: { args: { offset: number; count: number }; result: Page<MigrationRow> };
  /**
   * The chain of causes before an instant of an entity, with its latest `max` stretches; with NONE the critical path of the whole run, whatever
   * the time. Nothing where the entity did nothing before.
   */
  causes: {
    args: { entity: Entity; time: number; max: number };
    result: CausalPathAnswer | undefined;
  };
  /** The critical path as one lane, whose spans have an Entity each; no spans where there is none. */
  pathSpans: { args: { from: number; to: number; resolution: number }; result: Spans };
  /** Goroutines and threads by name, by state or reason at `time`, or by line: at most `max`. */
  find: { args: { text: string; time: number; max: number }; result: FindAnswer };
  /** Statistics of the instants from `from` up to `to`. */
  range: {
    args: {
      from: number;
      to: number;
      offset: number;
      count: number;
      sort: RangeSort;
      descending: boolean;
    };
    result: RangeStats;
  };
  /** Processes at `time`, and the row of the one to which the entity belongs. */
  processesAt: {
    args: { time: number; entity: Entity };
    result: { readonly processes: readonly ProcessAt[]; readonly of: number };
  };
  /** Of the log's row `process`; nothing where there is no such row. */
  processAt: { args: { process: number; time: number }; result: ProcessDetail | undefined };
  channelsAt: { args: { time: number }; result: readonly ChannelAt[] };
  queuesAt: { args: { time: number }; result: QueuesAt };
  costs: { args: Readonly<Record<string, never>>; result: CostsView };
  /** All numbers that `--stats` writes. */
  figures: { args: Readonly<Record<string, never>>; result: Figures };
  /** Scheduling decisions in their order. */
  decisions: { args: { offset: number; count: number }; result: Page<DecisionRow> };
  decisionDigests: { args: { from: number; to: number; stride: number }; result: DecisionDigests };
  /** The latest occasion of an entity at `time`. */
  occasionAt: { args: { entity: Entity; time: number }; result: Occasion };
  /** Where an occasion of another run is in this one; nothing where nobody has that lineage. */
  occasion: { args: { lineage: number; n: number }; result: OccasionAt | undefined };
}
export type QueryName = keyof QueryMap;
export type QueryArgs<Name extends QueryName> = QueryMap[Name]["args"];
export type QueryResult<Name extends QueryName> = QueryMap[Name]["result"];

/** Where a view gets what it shows: over messages from the worker that holds the log, or in the page. */
export interface TraceSource {
  /** @throws Error (rejects) when the run is gone or the query fails. */
  query<Name extends QueryName>(name: Name, args: QueryArgs<Name>): Promise<QueryResult<Name>>;
}
