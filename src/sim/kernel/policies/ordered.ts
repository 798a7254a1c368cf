import type { Task } from "../task";
import type { Accept, SchedPolicy } from "./policy";
import { Enqueue } from "./policy";
import { TaskHeap } from "./taskHeap";

/**
 * What the policies have in common that run the waiting task with the smallest key. Equals are in the order of their arrival; who has used
 * up its slice or has yielded arrives anew.
 */
export abstract class Ordered implements SchedPolicy {
  protected readonly waiting = new TaskHeap();
  private arrivals = 0;

  get length(): number {
    return this.waiting.length;
  }

  find(accept: Accept): Task | undefined {
    return this.waiting.find(accept);
  }

  enqueueTask(task: Task, how: Enqueue): void {
    if (how !== Enqueue.Migrated) this.arrived?.(task, how);
    task.sched.spent = true;
    this.insert(task);
  }

  dequeueTask(task: Task): void {
    if (this.waiting.has(task)) this.waiting.remove(task);
    else this.left?.(task);
  }

  pickNextTask(previous: Task | undefined, accept?: Accept): Task | undefined {
    if (previous !== undefined) {
      this.stopped?.(previous);
      this.insert(previous);
    }
    const next = accept === undefined ? this.waiting.first : this.waiting.find(accept);
    if (next === undefined) return undefined;
    this.waiting.remove(next);
    this.picked?.(next);
    return next;
  }

  slice(): number {
    return 0;
  }

  sliceEnd(current: Task): boolean {
    current.sched.spent = this.length > 0;
    return current.sched.spent;
  }

  yieldTask(current: Task): void {
    current.sched.spent = true;
  }

  abstract wakeupPreempt(current: Task, woken: Task): boolean;

  changeNice(task: Task, nice: number): void {
    const waits = this.waiting.has(task);
    if (waits) this.waiting.remove(task);
    task.sched.setNice(nice);
    if (waits) this.insert(task);
  }

  /** What the task is ordered by; asked when it begins to wait for a core. */
  protected abstract key(task: Task): number;

  /** It has arrived or has been woken. */
  protected arrived?(task: Task, how: Enqueue): void;

  /** It has been given a core. */
  protected picked?(task: Task): void;

  /** It gives up its core and is still runnable. */
  protected stopped?(task: Task): void;

  /** It gives up its core to sleep or to end. */
  protected left?(task: Task): void;

  protected insert(task: Task): void {
    const { sched } = task;
    if (sched.spent) {
      sched.seq = this.arrivals++;
      sched.spent = false;
    }
    this.waiting.insert(task, this.key(task), sched.seq);
  }
}
