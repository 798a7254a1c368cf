import { PriorityReason } from "../machine/codes";
import type { Task } from "./task";

/** What inheritance needs of the kernel: gives a task another nice value, where `why` is a code in PRIORITY_REASONS. */
export type Renice = (task: Task, nice: number, why: number) => void;

/**
 * Priority inheritance (Sha, Rajkumar and Lehoczky, 1990; Linux: rt_mutex_adjust_prio_chain): who holds a lock has at least the priority
 * of each task that waits for it, and passes that on to whom it waits for itself.
 */
export class Inheritance {
  constructor(private readonly renice: Renice) {}

  /** `task` is about to wait for what `holder` holds. */
  wait(task: Task, holder: Task): void {
    if (task.waitsFor === holder) return;
    this.release(task);
    if (task === holder) return;
    task.waitsFor = holder;
    holder.lenders ??= new Set();
    holder.lenders.add(task);
    this.adjust(holder);
  }

  /** `task` waits no longer. */
  release(task: Task): void {
    const holder = task.waitsFor;
    if (holder === undefined) return;
    task.waitsFor = undefined;
    holder.lenders?.delete(task);
    this.adjust(holder);
  }

  /** They do not wait for what one task holds any longer: it has let go of it. */
  releaseAll(tasks: Iterable<Task>): void {
    let holder: Task | undefined;
    for (const task of tasks) {
      holder = task.waitsFor ?? holder;
      task.waitsFor?.lenders?.delete(task);
      task.waitsFor = undefined;
    }
    if (holder !== undefined) this.adjust(holder);
  }

  /**
   * Gives the task what it is to have now, and passes it on.
   * A circle of tasks that wait for each other comes to an end, since a nice value that is passed on no longer changes anything.
   * @param own why it changes where it is its own; none: the log has that already.
   */
  adjust(task: Task, own: number = PriorityReason["inheritance over"]): void {
    let nice = task.nice;
    for (const lender of task.lenders ?? []) nice = Math.min(nice, lender.sched.nice);
    if (nice === task.sched.nice) return;
    this.renice(task, nice, nice === task.nice ? own : PriorityReason.inherited);
    if (task.waitsFor !== undefined) this.adjust(task.waitsFor);
  }
}
