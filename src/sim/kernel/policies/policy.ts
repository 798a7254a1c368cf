import type { Task } from "../task";

/** How a task comes into a run queue. */
export const enum Enqueue {
  Created,
  Woken,
  Migrated,
}

/**
 * A scheduling policy at work on one run queue. The queue has waiting tasks and at most one current task, which `pickNextTask` took out
 * of them and which stays the queue's until it is dequeued or picked over. The kernel keeps `runTime` of the current task up to
 * date before every call.
 */
export interface SchedPolicy {
  /** The waiting tasks; a core without work takes the first one that it may. */
  readonly waiting: readonly Task[];
  /** Takes a task in as a waiting one. */
  enqueueTask(task: Task, how: Enqueue): void;
  /** Gives up a waiting task, or the current one, that sleeps, ends or migrates. */
  dequeueTask(task: Task): void;
  /**
   * Chooses the next current task among the waiting ones and `previous`: the current one until now if it is still runnable, which
   * otherwise becomes a waiting one.
   */
  pickNextTask(previous: Task | undefined): Task | undefined;
  /** The periodic timer interrupt. @returns whether the current task has to give way. */
  tick(current: Task): boolean;
  /** sched_yield by the current task; `pickNextTask` follows. */
  yieldTask(current: Task): void;
  /** Whether `woken`, which has just been enqueued, takes the core from the current task. */
  wakeupPreempt(current: Task, woken: Task): boolean;
  /** Time on the core, ns, after which the current task gives way to waiting ones, exactly; 0: only ticks are looked at. */
  readonly quantum: number;
}

/** Makes the policy of one run queue. */
export type PolicyFactory = () => SchedPolicy;
