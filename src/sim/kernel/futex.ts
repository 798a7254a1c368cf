import type { ObjectIndex } from "../../shared/ids";
import type { FutexRef } from "./services";
import type { Task } from "./task";

/**
 * A word with its queue of sleepers, first come first woken.
 * Invariant: a task is in at most one such queue, and only while it waits.
 */
export class Futex implements FutexRef {
  value = 0;
  private head: Task | undefined;
  private tail: Task | undefined;

  constructor(readonly object: ObjectIndex) {}

  append(task: Task): void {
    if (task.futex !== undefined) throw new Error(`task ${task.tid} sleeps on a futex already`);
    task.futex = this;
    task.previousWaiter = this.tail;
    if (this.tail === undefined) this.head = task;
    else this.tail.nextWaiter = task;
    this.tail = task;
  }

  /** Takes out the one that has slept longest. */
  shift(): Task | undefined {
    const task = this.head;
    if (task !== undefined) this.remove(task);
    return task;
  }

  remove(task: Task): void {
    if (task.futex !== this) throw new Error(`task ${task.tid} does not sleep on this futex`);
    const { previousWaiter, nextWaiter } = task;
    if (previousWaiter === undefined) this.head = nextWaiter;
    else previousWaiter.nextWaiter = nextWaiter;
    if (nextWaiter === undefined) this.tail = previousWaiter;
    else nextWaiter.previousWaiter = previousWaiter;
    task.futex = undefined;
    task.previousWaiter = undefined;
    task.nextWaiter = undefined;
  }
}
