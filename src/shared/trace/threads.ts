import type { Place } from "./queries";

/** How a kernel thread spent its life. Times in ns. */
export interface ThreadRow {
  /** Row of the log's table. */
  readonly task: number;
  readonly tid: number;
  readonly pid: number;
  /** `T7`, of a Go runtime's M `M2`; where there are several processes `4/T7`, with the pid. */
  readonly tag: string;
  readonly name: string;
  readonly createdAt: number;
  /** −1: it lives to the end of the run. */
  readonly endedAt: number;
  readonly running: number;
  readonly runnable: number;
  readonly waiting: number;
  readonly switches: number;
  readonly preemptions: number;
  readonly migrations: number;
  /** What it waited for, longest first. */
  readonly waits: readonly { readonly reason: string; readonly ns: number; readonly count: number }[];
}

/** A kernel thread at an instant. */
export interface ThreadAt {
  readonly task: number;
  readonly tid: number;
  readonly tag: string;
  readonly name: string;
  /** One of TASK_STATES. */
  readonly state: string;
  /** One of TASK_REASONS. */
  readonly reason: string;
  /** Since when, ns. */
  readonly since: number;
  /** Where its code was last. */
  readonly place: Place | undefined;
  /** Where it runs, or is queued; −1: nowhere. */
  readonly core: number;
}

/** The kernel moves a thread. */
export interface MigrationRow {
  readonly event: number;
  readonly time: number;
  readonly task: number;
  readonly thread: string;
  readonly from: number;
  readonly to: number;
}
