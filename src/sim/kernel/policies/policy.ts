import type { Task } from "../task";

/** How a task comes into a run queue. */
export const enum Enqueue {
  Created,
  Woken,
  Migrated,
}

export type Accept = (task: Task) => boolean;

/**
 * A scheduling policy at work on one run queue. The queue has waiting tasks and current ones: at most one on each core that it serves, which
 * `pickNextTask` took out of the waiting ones, and which stays the queue's until it is dequeued or given to `pickNextTask` as the
 * previous one. The kernel keeps `runTime` of the current tasks up to date before every call. No call takes more than O(log n) for n
 * waiting tasks, but for the tasks that `accept` refuses.
 */
export interface SchedPolicy {
  /** How many tasks wait. */
  readonly length: number;
  /** The first waiting task, roughly in the order in which they would be picked, that is accepted: for cores that take work from others. */
  find(accept: Accept): Task | undefined;
  /** Takes a task in as a waiting one. */
  enqueueTask(task: Task, how: Enqueue): void;
  /** Gives up a waiting task that migrates or ends, or a current one that sleeps or ends. */
  dequeueTask(task: Task): void;
  /**
   * Chooses a core's next current task among the waiting ones and `previous`: the current one until now if it is still runnable, which
   * otherwise becomes a waiting one. `accept`, where given, says which waiting tasks the core may have.
   */
  pickNextTask(previous: Task | undefined, accept?: Accept): Task | undefined;
  /** The periodic timer interrupt. @returns whether the current task has to give way. Absent: the policy counts no ticks. */
  tick?(current: Task): boolean;
  /** Time on the core that the current task has from now on until `sliceEnd` is called, ns; 0: it never is. */
  slice(current: Task): number;
  /** The slice is over. @returns whether the kernel shall choose anew; else a new slice begins. */
  sliceEnd(current: Task): boolean;
  /** sched_yield by the current task; `pickNextTask` follows. */
  yieldTask(current: Task): void;
  /** Whether `woken`, which waits, takes the core from a current task. */
  wakeupPreempt(current: Task, woken: Task): boolean;
  /** Gives a task of the queue another nice value. */
  changeNice(task: Task, nice: number): void;
  /** Slices end on all cores at once, at multiples of the quantum: all current tasks are put back before any core chooses. */
  readonly aligned?: boolean;
}

/** What a policy needs of the kernel. */
export interface PolicyHost {
  /** Virtual time, ns. */
  now(): number;
  /** A whole number 0 … n − 1 by the run's seed. */
  below(n: number): number;
  /** For the log: a draw of `lottery`, of one of `total` tickets. */
  drew(winner: Task, ticket: number): void;
  /** For the log: a task, or all (undefined), now has another priority in the policy's own numbers. `why`: code in PRIORITY_REASONS. */
  prioritized(task: Task | undefined, priority: number, why: number): void;
}

/** Makes the policy of one run queue. */
export type PolicyFactory = (host: PolicyHost) => SchedPolicy;
