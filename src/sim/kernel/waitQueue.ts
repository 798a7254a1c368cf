import type { Task } from "./task";

/** A task on one wait queue. */
export class Waiter {
  next: Waiter | undefined;
  previous: Waiter | undefined;

  constructor(
    readonly task: Task,
    readonly queue: WaitQueue,
  ) {}
}

/**
 * Sleeping tasks, first come first woken (Linux: wait_queue_head). A task may be on several queues, as poll(2) needs; whoever wakes it, and
 * a signal or its end, takes it out of all.
 */
export class WaitQueue {
  private head: Waiter | undefined;
  private tail: Waiter | undefined;
  private count = 0;

  get length(): number {
    return this.count;
  }

  /** The one that has slept longest. */
  get first(): Task | undefined {
    return this.head?.task;
  }

  /**
   * The task, in an attempt of a KernelCall, is going to sleep here.
   * @param reason code in TASK_REASONS.
   * @param timeout ns after which it is woken all the same, with `task.timedOut`; -1: none.
   */
  add(task: Task, reason: number, timeout = -1): void {
    const waiter = new Waiter(task, this);
    waiter.previous = this.tail;
    if (this.tail === undefined) this.head = waiter;
    else this.tail.next = waiter;
    this.tail = waiter;
    this.count++;
    task.waiters = [...task.waiters, waiter];
    task.waitReason = reason;
    task.waitTimeout = timeout;
  }

  /** Takes the waiter out. Whoever calls it takes it off `task.waiters` too. */
  remove({ previous, next }: Waiter): void {
    if (previous === undefined) this.head = next;
    else previous.next = next;
    if (next === undefined) this.tail = previous;
    else next.previous = previous;
    this.count--;
  }

  /** Wakes the one that has slept longest. */
  wakeOne(): Task | undefined {
    const task = this.head?.task;
    task?.wake();
    return task;
  }

  wakeAll(): void {
    while (this.wakeOne() !== undefined);
  }

  /** Those that sleep here, in the order in which they would be woken. */
  *tasks(): Generator<Task> {
    for (let waiter = this.head; waiter !== undefined; waiter = waiter.next) yield waiter.task;
  }
}
