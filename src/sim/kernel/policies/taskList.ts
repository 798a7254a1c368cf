import type { Task } from "../task";

/** A task's place in a list. The list's own one has no task. */
export class ListNode {
  previous: ListNode = this;
  next: ListNode = this;

  constructor(readonly task?: Task) {}

  unlink(): void {
    this.previous.next = this.next;
    this.next.previous = this.previous;
    this.previous = this;
    this.next = this;
  }
}

/** Tasks one after the other. A ring through its own node, so that a task can leave without knowing which list it is in. */
export class TaskList {
  private readonly end = new ListNode();

  get first(): Task | undefined {
    return this.end.next.task;
  }

  append(task: Task): void {
    insertBefore(this.end, nodeOf(task));
  }

  prepend(task: Task): void {
    insertBefore(this.end.next, nodeOf(task));
  }

  /** Takes over all tasks of another list, behind its own. O(1). */
  appendAll(other: TaskList): void {
    const { end } = this;
    const { next: first, previous: last } = other.end;
    if (first === other.end) return;
    other.end.next = other.end;
    other.end.previous = other.end;
    end.previous.next = first;
    first.previous = end.previous;
    last.next = end;
    end.previous = last;
  }

  /** The first one that is accepted. */
  find(accept: (task: Task) => boolean): Task | undefined {
    for (let node = this.end.next; node.task !== undefined; node = node.next)
      if (accept(node.task)) return node.task;
    return undefined;
  }
}

function nodeOf(task: Task): ListNode {
  return (task.sched.node ??= new ListNode(task));
}

function insertBefore(place: ListNode, node: ListNode): void {
  node.previous = place.previous;
  node.next = place;
  place.previous.next = node;
  place.previous = node;
}
