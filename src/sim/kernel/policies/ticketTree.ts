import type { Task } from "../task";

/**
 * Tickets of tasks, numbered in the order in which the tasks were created. Inserting, removing and finding a ticket's holder take
 * O(log n) of n tasks of the run. A Fenwick tree (Fenwick, 1994) by `Task.index`: a choice among many tasks touches none of them but the
 * one that it falls on.
 */
export class TicketTree {
  /** How many tasks there are. */
  length = 0;
  /** Tickets of all of them. */
  total = 0;
  private tasks: (Task | undefined)[] = new Array<Task | undefined>(64).fill(undefined);
  private tickets = new Float64Array(64);
  /** At i, counted from 1: the sum of those of the i & -i tasks up to the i-th. */
  private sums = new Float64Array(65);

  has({ index }: Task): boolean {
    return this.tasks[index] !== undefined;
  }

  /** @param tickets one or more. */
  insert(task: Task, tickets: number): void {
    const { index } = task;
    while (index >= this.tickets.length) this.grow();
    this.tasks[index] = task;
    this.tickets[index] = tickets;
    this.add(index, tickets);
    this.length++;
  }

  remove({ index }: Task): void {
    this.tasks[index] = undefined;
    this.add(index, -(this.tickets[index] ?? 0));
    this.tickets[index] = 0;
    this.length--;
  }

  /** Who holds a ticket, 0 … total − 1. */
  holder(ticket: number): Task | undefined {
    let left = ticket;
    let at = 0;
    for (let step = this.tickets.length; step > 0; step >>= 1) {
      const sum = this.sums[at + step] ?? Infinity;
      if (sum > left) continue;
      at += step;
      left -= sum;
    }
    return this.tasks[at];
  }

  /** The first in the order of creation that is accepted. `tickets`: its own. */
  find(accept: (task: Task, tickets: number) => boolean): Task | undefined {
    for (let before = 0; before < this.total;) {
      const task = this.holder(before);
      if (task === undefined) return undefined;
      const tickets = this.tickets[task.index] ?? 0;
      if (accept(task, tickets)) return task;
      before += tickets;
    }
    return undefined;
  }

  private add(index: number, tickets: number): void {
    const { sums } = this;
    this.total += tickets;
    for (let at = index + 1; at < sums.length; at += at & -at) sums[at] = (sums[at] ?? 0) + tickets;
  }

  private grow(): void {
    const { tasks, tickets, total } = this;
    this.tasks = [...tasks, ...new Array<undefined>(tasks.length).fill(undefined)];
    this.tickets = new Float64Array(2 * tickets.length);
    this.sums = new Float64Array(2 * tickets.length + 1);
    this.total = 0;
    this.tickets.set(tickets);
    for (let index = 0; index < tickets.length; index++) this.add(index, tickets[index] ?? 0);
    this.total = total;
  }
}
