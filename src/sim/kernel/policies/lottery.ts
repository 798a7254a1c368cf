import type { Task } from "../task";
import type { Accept, PolicyHost, SchedPolicy } from "./policy";
import { TaskTree } from "./taskTree";

/** Recorded random numbers, taken one after the other by all queues of a run. */
export class Draws {
  private taken = 0;

  constructor(private readonly numbers: readonly number[]) {}

  next(): number | undefined {
    return this.numbers[this.taken++];
  }
}

/** The order of creation, and the tickets up to a place in it. */
function holders(tickets: (task: Task) => number): TaskTree {
  return new TaskTree({
    of: ({ task }) => tickets(task),
    join: (x, y) => x + y,
  });
}

/**
 * Lottery scheduling (Waldspurger and Weihl, 1994): for each quantum a ticket is drawn; who holds it runs. Tickets are numbered in the order
 * in which the tasks were created. Who declares no tickets, or none, runs only when nobody who has some could; then each of them
 * has one, and if it is alone nothing is drawn. A wake-up takes no core away.
 */
export class Lottery implements SchedPolicy {
  private readonly holders = holders(({ params }) => params.tickets ?? 0);
  private readonly others = holders(() => 1);

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
    task.sched.key = task.index;
    this.treeOf(task).insert(task);
  }

  dequeueTask(task: Task): void {
    if (task.sched.inTree) this.treeOf(task).remove(task);
  }

  pickNextTask(previous: Task | undefined, accept?: Accept): Task | undefined {
    if (previous !== undefined) this.enqueueTask(previous);
    const next = this.winner(accept);
    if (next !== undefined) this.dequeueTask(next);
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

  private treeOf({ params }: Task): TaskTree {
    return (params.tickets ?? 0) > 0 ? this.holders : this.others;
  }

  private winner(accept: Accept | undefined): Task | undefined {
    const tree = accepted(this.holders, accept) > 0 ? this.holders : this.others;
    const total = accepted(tree, accept);
    if (tree === this.others && total <= 1) return tree.find(accept ?? (() => true));
    const ticket = this.draw(total);
    const next = accept === undefined ? holderOf(tree, ticket) : holderAmong(tree, ticket, accept);
    if (next !== undefined) this.host.drew(next, ticket);
    return next;
  }

  private draw(total: number): number {
    const random = this.draws.next();
    return random === undefined ? this.host.below(total) : random % total;
  }
}

/** Tickets of those that a core may have. */
function accepted(tree: TaskTree, accept: Accept | undefined): number {
  if (accept === undefined) return tree.root?.sched.measure ?? 0;
  let total = 0;
  tree.find((task) => {
    if (accept(task)) total += tree.own(task);
    return false;
  });
  return total;
}

/** The first task with which the sum of the tickets exceeds the drawn one. */
function holderOf(tree: TaskTree, ticket: number): Task | undefined {
  let left = ticket;
  let task = tree.root;
  while (task !== undefined) {
    const before = task.sched.left?.sched.measure ?? 0;
    const own = tree.own(task);
    if (left < before) {
      task = task.sched.left;
    } else if (left < before + own) {
      return task;
    } else {
      left -= before + own;
      task = task.sched.right;
    }
  }
  return undefined;
}

function holderAmong(tree: TaskTree, ticket: number, accept: Accept): Task | undefined {
  let left = ticket;
  return tree.find((task) => {
    if (!accept(task)) return false;
    left -= tree.own(task);
    return left < 0;
  });
}
