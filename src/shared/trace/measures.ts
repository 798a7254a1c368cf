import type { RunEndName } from "../enums";

/** Version of the shape of `Measures`, which `--stats` writes. */
export const MEASURES_VERSION = 1;

/** The figures of a run. Times in ns of virtual time; null where something did not happen. */
export interface Measures {
  readonly version: typeof MEASURES_VERSION;
  readonly end: RunEndName;
  readonly exitCode: number;
  readonly endNs: number;
  readonly events: number;
  /** The three add up to endNs. */
  readonly cores: readonly {
    readonly core: number;
    readonly busyNs: number;
    readonly overheadNs: number;
    readonly idleNs: number;
  }[];
  readonly tasks: readonly TaskMeasures[];
  /** The program's goroutines, without the runtime's own. */
  readonly goroutines: readonly GoroutineMeasures[];
  readonly steals: {
    readonly total: number;
    readonly fromRing: number;
    readonly fromRunnext: number;
    /** Goroutines that changed their P. */
    readonly goroutines: number;
    /** Rounds over all Ps that found nothing. */
    readonly failed: number;
    /** By thief and victim, those that happened. */
    readonly pairs: readonly { readonly thief: string; readonly victim: string; readonly count: number }[];
  };
  readonly switches: {
    /** Of all cores: from thread to thread, or to and from idle. */
    readonly context: number;
    readonly contextByReason: Readonly<Record<string, number>>;
    /** Goroutines put on a P. */
    readonly goroutine: number;
    readonly goroutineByRule: Readonly<Record<string, number>>;
    /** Threads moved to another core. */
    readonly migrations: number;
    readonly preemptRequests: number;
  };
  /** Greatest lengths. */
  readonly queueMaxima: {
    /** By P: its ring and runnext together. */
    readonly p: Readonly<Record<string, number>>;
    readonly global: number;
    /** By core: the kernel's run queue. */
    readonly core: readonly number[];
  };
}

export interface TaskMeasures {
  readonly pid: number;
  readonly tid: number;
  readonly name: string;
  /** First runnable. */
  readonly arrivalNs: number | null;
  readonly firstRunNs: number | null;
  readonly endNs: number | null;
  /** In the state running. */
  readonly runNs: number;
  /** In the state runnable. */
  readonly waitingNs: number;
  /** In the state waiting. */
  readonly blockedNs: number;
  /** endNs − arrivalNs */
  readonly turnaroundNs: number | null;
  /** firstRunNs − arrivalNs */
  readonly responseNs: number | null;
  /** Times that a core was switched away from it. */
  readonly switches: number;
  /** Of these: it lost the core though it could have gone on. */
  readonly involuntarySwitches: number;
  readonly migrations: number;
}

export interface GoroutineMeasures {
  /** As `goroutine N` prints it. */
  readonly id: number;
  readonly pid: number;
  readonly name: string;
  /** Place of the go statement, `file:line:column`; null for main. */
  readonly createdAt: string | null;
  readonly createdNs: number | null;
  readonly endNs: number | null;
  /** The time in each state adds up to the lifetime: until endNs, or the end of the run. */
  readonly lifetimeNs: number;
  readonly states: {
    readonly idle: number;
    readonly runnable: number;
    readonly running: number;
    readonly syscall: number;
    readonly waiting: number;
  };
  readonly switches: number;
  /** Longest first. */
  readonly waits: readonly { readonly reason: string; readonly ns: number; readonly count: number }[];
}
