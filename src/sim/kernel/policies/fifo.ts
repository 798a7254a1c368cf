import type { Task } from "../task";
import type { Accept, SchedPolicy } from "./policy";
import { TaskDeque } from "./taskDeque";

/** First come, first served: who has a core keeps it until it waits, ends or yields, which puts it at the tail. */
export class Fifo implements SchedPolicy {
  private readonly waiting = new TaskDeque();

  get length(): number {
    return this.waiting.length;
  }

  find(accept: Accept): Task | undefined {
    return this.waiting.find(accept);
  }

  enqueueTask(task: Task): void {
    this.waiting.append(task);
  }

  dequeueTask(task: Task): void {
    if (this.waiting.has(task)) this.waiting.remove(task);
  }

  pickNextTask(previous: Task | undefined, accept?: Accept): Task | undefined {
    if (previous !== undefined) this.putBack(previous);
    if (accept === undefined) return this.waiting.shift();
    const next = this.waiting.find(accept);
    if (next !== undefined) this.waiting.remove(next);
    return next;
  }

  slice(): number {
    return 0;
  }

  sliceEnd({ sched }: Task): boolean {
    return sched.spent;
  }

  yieldTask(current: Task): void {
    current.sched.spent = true;
  }

  wakeupPreempt(): boolean {
    return false;
  }

  changeNice(task: Task, nice: number): void {
    task.sched.setNice(nice);
  }

  /** Who has to give way without having used up its turn stays the first. */
  private putBack(task: Task): void {
    if (task.sched.spent) this.waiting.append(task);
    else this.waiting.prepend(task);
    task.sched.spent = false;
  }
}
