import type { RunEndName } from "../enums";
import type { Certainty, FindingKind, Severity } from "./findings";

/** Version of the shape of `Measures`, which `--stats` writes. */
export const MEASURES_VERSION = 2;

/** The figures of a run. Times in ns of virtual time; null where something did not happen. */
export interface Measures {
  readonly version: typeof MEASURES_VERSION;
  readonly end: RunEndName;
  readonly exitCode: number;
  readonly endNs: number;
  /** In the log from `dropped.untilNs` on: all figures are of this time. */
  readonly events: number;
  /** What is missing of a log that was capped; 0 where nothing is. */
  readonly dropped: { readonly events: number; readonly untilNs: number };
  /** The three add up to endNs − dropped.untilNs. */
  readonly cores: readonly {
    readonly core: number;
    readonly busyNs: number;
    readonly overheadNs: number;
    readonly idleNs: number;
  }[];
  /** Of the run as a whole. */
  readonly run: RunMeasures;
  readonly processes: readonly ProcessMeasures[];
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
  /** What is wrong with the run, the gravest first. */
  readonly findings: readonly FindingMeasures[];
  /** Of the program's goroutines, when they were largest together. */
  readonly stacks: StackMeasures;
  /** null: there is no garbage collector (gc=off). */
  readonly gc: GcMeasures | null;
  /** By process, of those that have faulted. Absent where none has: nobody has forked, or nobody has written since. */
  readonly pageFaults?: readonly PageFaultMeasures[];
}

/** First writes to pages that processes shared since a fork. */
export interface PageFaultMeasures {
  readonly pid: number;
  readonly faults: number;
  /** Of these: the page was copied. The others were re-used by the last process that had them. */
  readonly copies: number;
}

export interface StackMeasures {
  readonly peakBytes: number;
  readonly peakNs: number;
  /** How many goroutines there were then. */
  readonly goroutines: number;
  readonly bytesPerGoroutine: number;
  /** What as many threads would reserve for their stacks: 8 MiB each. */
  readonly asThreadsBytes: number;
}

/** What the garbage collector did. Times in ns. */
export interface GcMeasures {
  readonly cycles: number;
  /** Of these: begun because two minutes had passed. */
  readonly timedCycles: number;
  readonly worldStops: number;
  /** From the request to stop until all had stopped, and while they were, summed up. */
  readonly stoppingNs: number;
  readonly stoppedNs: number;
  readonly longestStopNs: number;
  /** In the mark phase. */
  readonly markNs: number;
  /** Of mark workers, by mode. */
  readonly workerNs: { readonly dedicated: number; readonly fractional: number; readonly idle: number };
  /** Of goroutines that had to help, waits for credit included. */
  readonly assistNs: number;
  /** Dedicated and fractional workers' share of all Ps in the mark phase: Go aims at a quarter. */
  readonly backgroundShare: number;
  readonly heapPeakBytes: number;
}

/** A place as text: `file:line:column`. */
type PlaceText = string;

export interface FindingMeasures {
  readonly kind: FindingKind;
  readonly severity: Severity;
  readonly certainty: Certainty;
  readonly title: string;
  readonly text: string;
  readonly onsetNs: number;
  /** null: it lasted until the end of the run. */
  readonly endNs: number | null;
  /** Goroutines that it is about; `goroutines` lists the first of them. */
  readonly count: number;
  readonly goroutines: readonly {
    readonly id: number;
    readonly pid: number;
    readonly name: string;
    readonly part: string;
    readonly sinceNs: number;
    readonly at: PlaceText | null;
    readonly createdAt: PlaceText | null;
  }[];
  readonly objects: readonly { readonly name: string; readonly createdAt: PlaceText | null }[];
  readonly ps: readonly string[];
  /** Who waits for whom; null where nobody does. */
  readonly waitsFor:
    | readonly {
        readonly from: string;
        readonly to: string;
        readonly object: string;
        readonly at: PlaceText | null;
        readonly heldAt: PlaceText | null;
      }[]
    | null;
}

/** The figures by which schedulers are compared; the averages are over the kernel threads that have them, null where none has. */
export interface RunMeasures {
  /** Busy time over all time, mean of the cores, 0 … 1. */
  readonly utilization: number;
  /** Kernel work over all time that is not idle, 0 … 1. */
  readonly overheadShare: number;
  /** Threads that ended, in a second. */
  readonly throughputPerS: number;
  readonly averageTurnaroundNs: number | null;
  readonly averageResponseNs: number | null;
  /** Time in the state runnable, of each thread. */
  readonly averageWaitingNs: number | null;
  /**
   * Jain's index over the share of the time in which a thread could run that it did run: 1 where all got the same share, 1/n where
   * one of n got all (R. Jain, D. Chiu, W. Hawe: "A Quantitative Measure of Fairness", DEC-TR-301, 1984). Of threads that could run for
   * at least a hundredth of the run; null where there is none.
   */
  readonly fairness: number | null;
  /** Threads that were runnable without having a core. */
  readonly runQueue: RunQueueMeasures;
  /**
   * Threads that ran, could run or waited for the disk, averaged with the weight e^(−age/T) for T of 1, 5 and 15 minutes, at the end of the
   * run: what Linux's load average approximates by samples every 5 s (kernel/sched/loadavg.c).
   */
  readonly loadAverage: readonly [one: number, five: number, fifteen: number];
}

export interface RunQueueMeasures {
  readonly mean: number;
  readonly maximum: number;
  /** The mean in each of equal parts of the run, up to 100. */
  readonly series: { readonly stepNs: number; readonly means: readonly number[] };
}

/** A process and what its threads come to together. */
export interface ProcessMeasures {
  readonly pid: number;
  /** The same number in other runs: it was created there by the same one, at the same place, as the manyth. */
  readonly lineage: number;
  /** Of the process that created it; 0: none. */
  readonly ppid: number;
  readonly name: string;
  readonly startNs: number | null;
  readonly endNs: number | null;
  /** As waitpid tells it in the second byte; null: alive when the run ended. */
  readonly exitCode: number | null;
  readonly threads: number;
  readonly runNs: number;
  readonly waitingNs: number;
  readonly blockedNs: number;
  /** endNs − startNs */
  readonly turnaroundNs: number | null;
  /** Until its first thread ran for the first time. */
  readonly responseNs: number | null;
  readonly switches: number;
  readonly involuntarySwitches: number;
  readonly migrations: number;
}

export interface TaskMeasures {
  readonly pid: number;
  readonly tid: number;
  /** As of a process. */
  readonly lineage: number;
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
  /** As of a process. */
  readonly lineage: number;
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
  /** Its largest stack. */
  readonly stackPeakBytes: number;
  /** Longest first. */
  readonly waits: readonly { readonly reason: string; readonly ns: number; readonly count: number }[];
}
