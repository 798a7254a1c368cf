import type { Task } from "../task";

/**
 * Tasks one after the other, in one array, so that going round many of them is going through memory. `sched.slot` is where a task is, so
 * that one can leave from anywhere, which leaves a hole. Each call but `find` is O(1), amortized.
 */
export class TaskDeque {
  length = 0;
  /** A power of two of slots: from `head` on, `span` of them, holes included, are in use. Neither the first nor the last is a hole. */
  private slots: (Task | undefined)[] = new Array<Task | undefined>(64).fill(undefined);
  private head = 0;
  private span = 0;

  has(task: Task): boolean {
    return this.slots[task.sched.slot] === task;
  }

  /** Takes out the first. That touches nothing of it: it may be far away in memory. */
  shift(): Task | undefined {
    const first = this.slots[this.head];
    if (first === undefined) return undefined;
    this.slots[this.head] = undefined;
    this.length--;
    this.close();
    return first;
  }

  append(task: Task): void {
    if (this.span === this.slots.length) this.makeRoom();
    const slot = (this.head + this.span) & (this.slots.length - 1);
    this.slots[slot] = task;
    task.sched.slot = slot;
    this.span++;
    this.length++;
  }

  prepend(task: Task): void {
    if (this.span === this.slots.length) this.makeRoom();
    this.head = (this.head - 1) & (this.slots.length - 1);
    this.slots[this.head] = task;
    task.sched.slot = this.head;
    this.span++;
    this.length++;
  }

  remove({ sched }: Task): void {
    this.slots[sched.slot] = undefined;
    this.length--;
    this.close();
  }

  private close(): void {
    const { slots } = this;
    const last = slots.length - 1;
    while (this.span > 0 && slots[this.head] === undefined) {
      this.head = (this.head + 1) & last;
      this.span--;
    }
    while (this.span > 0 && slots[(this.head + this.span - 1) & last] === undefined) this.span--;
  }

  /** The first one that is accepted. */
  find(accept: (task: Task) => boolean): Task | undefined {
    for (let at = 0; at < this.span; at++) {
      const task = this.slots[(this.head + at) & (this.slots.length - 1)];
      if (task !== undefined && accept(task)) return task;
    }
    return undefined;
  }

  /** Closes the holes, where they are at least half, or doubles the room. */
  private makeRoom(): void {
    const { slots, head, span } = this;
    const room = this.length <= slots.length / 2 ? slots.length : 2 * slots.length;
    this.slots = new Array<Task | undefined>(room).fill(undefined);
    this.head = 0;
    this.span = 0;
    this.length = 0;
    for (let at = 0; at < span; at++) {
      const task = slots[(head + at) & (slots.length - 1)];
      if (task !== undefined) this.append(task);
    }
  }
}
