import type { Task } from "../task";
import type { Accept, PolicyHost, SchedPolicy } from "./policy";
import { TicketTree } from "./ticketTree";

/** Recorded random numbers, taken one after the other by all queues of a run. */
export class Draws {
  private taken = 0;

  constructor(private readonly numbers: readonly number[]) {}

  next(): number | undefined {
    return this.numbers[this.taken++];
  }
}

/**
 * Lottery scheduling (Waldspurger and Weihl, 1994): for each quantum a ticket is drawn; who holds it runs. Tickets are numbered in the order
 * in which the tasks were created. Who declares no tickets, or none, runs only when nobody who has some could; then each of them
 * has one, and if it is alone nothing is drawn. A wake-up takes no core away.
 */
export class Lottery implements SchedPolicy {
  private readonly holders = new TicketTree();
  private readonly others = new TicketTree();

  constructor(
    private readonly quantum: number,
    /** To draw by before the run's seed has its say. */
    private readonly draws: Draws,
    private readonly host: PolicyHost,
  ) {}

  get length(): number {
    return this.holders.length + this.others.length;
  }

  find(accept: Accept): Task | undefined {
    return this.holders.find(accept) ?? this.others.find(accept);
  }

  enqueueTask(task: Task): void {
    this.treeOf(task).insert(task, task.params.tickets || 1);
  }

  dequeueTask(task: Task): void {
    const tree = this.treeOf(task);
    if (tree.has(task)) tree.remove(task);
  }

  pickNextTask(previous: Task | undefined, accept?: Accept): Task | undefined {
    if (previous !== undefined) this.enqueueTask(previous);
    const tree = accepted(this.holders, accept) > 0 ? this.holders : this.others;
    const next = this.winner(tree, accept);
    if (next !== undefined) tree.remove(next);
    return next;
  }

  slice(): number {
    return this.quantum;
  }

  /** Who has tickets takes part in every draw, even alone. */
  sliceEnd(current: Task): boolean {
    return this.length > 0 || this.treeOf(current) === this.holders;
  }

  yieldTask(): void {
    // It takes part in the next draw as everybody does.
  }

  wakeupPreempt(): boolean {
    return false;
  }

  changeNice(task: Task, nice: number): void {
    task.sched.setNice(nice);
  }

  private treeOf({ params }: Task): TicketTree {
    return (params.tickets ?? 0) > 0 ? this.holders : this.others;
  }

  private winner(tree: TicketTree, accept: Accept | undefined): Task | undefined {
    const total = accepted(tree, accept);
    if (tree === this.others && total <= 1) return tree.find(accept ?? (() => true));
    const ticket = this.draw(total);
    const next = accept === undefined ? tree.holder(ticket) : holderAmong(tree, ticket, accept);
    if (next !== undefined) this.host.drew(next, ticket);
    return next;
  }

  private draw(total: number): number {
    const random = this.draws.next();
    return random === undefined ? this.host.below(total) : random % total;
  }
}

/** Tickets of those that a core may have. */
function accepted(tree: TicketTree, accept: Accept | undefined): number {
  if (accept === undefined) return tree.total;
  let total = 0;
  tree.find((task, tickets) => {
    if (accept(task)) total += tickets;
    return false;
  });
  return total;
}

function holderAmong(tree: TicketTree, ticket: number, accept: Accept): Task | undefined {
  let left = ticket;
  return tree.find((task, tickets) => {
    if (!accept(task)) return false;
    left -= tickets;
    return left < 0;
  });
}
