import type { Task } from "../task";
import type { SchedEntity } from "./schedEntity";

/** A number kept for every subtree: what a task counts, and what two parts count together. */
export interface Measure {
  readonly of: (entity: SchedEntity) => number;
  readonly join: (x: number, y: number) => number;
}

/**
 * Tasks in the order of (`sched.key`, `sched.seq`), which must not change while they are in. Inserting and removing take O(log n). A treap: a
 * search tree by order that is a heap by `sched.rank`, a scrambled counter, so that its shape is a random one and the same in every
 * run. With a measure, `sched.measure` is that of the subtree.
 */
export class TaskTree {
  root: Task | undefined;
  length = 0;
  private ranks = 0;

  constructor(private readonly measure?: Measure) {}

  /** The first in order. */
  get first(): Task | undefined {
    let task = this.root;
    while (task?.sched.left !== undefined) task = task.sched.left;
    return task;
  }

  insert(task: Task): void {
    const { sched } = task;
    sched.left = undefined;
    sched.right = undefined;
    this.ranks = (this.ranks + 0x9e37_79b9) >>> 0;
    sched.rank = Math.imul(this.ranks ^ (this.ranks >>> 15), 0x2c1b_3c6d) >>> 0;
    sched.inTree = true;
    this.root = this.insertAt(this.root, task);
    this.length++;
  }

  remove(task: Task): void {
    this.root = this.removeAt(this.root, task);
    task.sched.left = undefined;
    task.sched.right = undefined;
    task.sched.inTree = false;
    this.length--;
  }

  /** The first in order that is accepted. */
  find(accept: (task: Task) => boolean, from: Task | undefined = this.root): Task | undefined {
    for (let task = from; task !== undefined; task = task.sched.right) {
      const found = this.findLeft(accept, task.sched.left);
      if (found !== undefined) return found;
      if (accept(task)) return task;
    }
    return undefined;
  }

  private findLeft(accept: (task: Task) => boolean, left: Task | undefined): Task | undefined {
    return left === undefined ? undefined : this.find(accept, left);
  }

  private insertAt(root: Task | undefined, task: Task): Task {
    if (root === undefined || task.sched.rank > root.sched.rank) {
      this.split(root, task);
      return this.update(task);
    }
    if (before(task, root)) root.sched.left = this.insertAt(root.sched.left, task);
    else root.sched.right = this.insertAt(root.sched.right, task);
    return this.update(root);
  }

  /** Makes what is before `at` in the subtree its left one, and the rest its right one. */
  private split(root: Task | undefined, at: Task): void {
    if (root === undefined) return;
    const { sched } = at;
    if (before(root, at)) {
      this.split(root.sched.right, at);
      root.sched.right = sched.left;
      sched.left = this.update(root);
    } else {
      this.split(root.sched.left, at);
      root.sched.left = sched.right;
      sched.right = this.update(root);
    }
  }

  private removeAt(root: Task | undefined, task: Task): Task | undefined {
    if (root === undefined) throw new Error(`task ${task.tid} is not in the tree`);
    if (root === task) return this.merge(task.sched.left, task.sched.right);
    if (before(task, root)) root.sched.left = this.removeAt(root.sched.left, task);
    else root.sched.right = this.removeAt(root.sched.right, task);
    return this.update(root);
  }

  private merge(left: Task | undefined, right: Task | undefined): Task | undefined {
    if (left === undefined) return right;
    if (right === undefined) return left;
    if (left.sched.rank > right.sched.rank) {
      left.sched.right = this.merge(left.sched.right, right);
      return this.update(left);
    }
    right.sched.left = this.merge(left, right.sched.left);
    return this.update(right);
  }

  private update(task: Task): Task {
    const { measure } = this;
    if (measure === undefined) return task;
    const { sched } = task;
    let value = measure.of(sched);
    if (sched.left !== undefined) value = measure.join(sched.left.sched.measure, value);
    if (sched.right !== undefined) value = measure.join(value, sched.right.sched.measure);
    sched.measure = value;
    return task;
  }
}

function before({ sched: x }: Task, { sched: y }: Task): boolean {
  return x.key < y.key || (x.key === y.key && x.seq < y.seq);
}
