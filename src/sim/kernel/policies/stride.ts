import type { Task } from "../task";
import { Ordered } from "./ordered";
import { Enqueue } from "./policy";

/** The stride of one ticket, for one quantum. */
const STRIDE_1 = 10_000;

/** Tickets of who declares none. */
const TICKETS = 100;

/**
 * Stride scheduling (Waldspurger and Weihl, 1995): the task with the smallest pass runs for a quantum, and its pass grows by its stride, which
 * is inverse to its tickets (100 where it declares none); by less where it gives up its core before. Who has been away comes back as
 * far behind the smallest pass as it was, so that it has no claim on the time that it has been away.
 */
export class Stride extends Ordered {
  /** The pass of who has got the core, or goes on there, last: nobody waiting is before it. */
  private least = 0;

  constructor(private readonly quantum: number) {
    super();
  }

  override enqueueTask(task: Task, how: Enqueue): void {
    const { sched } = task;
    sched.vruntime = how === Enqueue.Created ? this.least : this.least + sched.lag;
    super.enqueueTask(task, how);
  }

  override dequeueTask(task: Task): void {
    super.dequeueTask(task);
    task.sched.lag = Math.max(0, task.sched.vruntime - this.least);
  }

  protected override key(task: Task): number {
    return task.sched.vruntime;
  }

  protected override picked({ sched, runTime }: Task): void {
    sched.accounted = runTime;
    this.least = Math.max(this.least, sched.vruntime);
  }

  protected override stopped(task: Task): void {
    this.advance(task);
  }

  protected override left(task: Task): void {
    this.advance(task);
  }

  override slice(): number {
    return this.quantum;
  }

  /** A full quantum later the stride counts; among equal passes the one that arrived first is before. */
  override sliceEnd(current: Task): boolean {
    if (this.length > 0) return true;
    // It goes on alone: who comes then begins where it is.
    this.advance(current);
    this.least = Math.max(this.least, current.sched.vruntime);
    return false;
  }

  private advance({ params, sched, runTime }: Task): void {
    const tickets = Math.max(1, params.tickets ?? TICKETS);
    sched.vruntime += (STRIDE_1 * (runTime - sched.accounted)) / (this.quantum * tickets);
    sched.accounted = runTime;
  }

  override wakeupPreempt(): boolean {
    return false;
  }
}
