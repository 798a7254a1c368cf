import type { Entity } from "./entity";
import type { Place } from "./queries";

/** Somebody in a queue. */
export interface QueueMember {
  readonly entity: Entity;
  readonly label: string;
}

/** A queue, the next one first: at most as many members as a view shows, and how many there are. */
export interface QueueContent {
  readonly members: readonly QueueMember[];
  readonly total: number;
}

/** The run queues of a P. */
export interface PQueues {
  readonly label: string;
  /** Who runs there; undefined: nobody. */
  readonly runs: QueueMember | undefined;
  /** What the P does: `runs`, `idle`, `in a system call` … */
  readonly doing: string;
  readonly runnext: QueueMember | undefined;
  readonly ring: QueueContent;
}

/** The run queues of a process with a Go runtime. */
export interface GoQueues {
  readonly process: string;
  readonly ps: readonly PQueues[];
  readonly global: QueueContent;
}

/** A run queue of the kernel. In it are threads in the order in which they came; the policy chooses among them. */
export interface KernelQueue {
  /** `core 0`, or `all cores`. */
  readonly label: string;
  /** Who has its core, or its cores. */
  readonly running: readonly QueueMember[];
  readonly waiting: QueueContent;
}

/** Those that wait at an object, or for something, the first to have come first. */
export interface WaitQueue {
  /** `chan 3`, or what they wait for. */
  readonly label: string;
  readonly reason: string;
  /** Where the object was made. */
  readonly place: Place | undefined;
  readonly waiting: QueueContent;
}

/** All queues at an instant. */
export interface QueuesAt {
  /** Of the processes that have a thread. */
  readonly go: readonly GoQueues[];
  readonly kernel: readonly KernelQueue[];
  readonly policy: string;
  readonly waits: readonly WaitQueue[];
}
