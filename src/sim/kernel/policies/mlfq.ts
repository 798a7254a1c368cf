import { PriorityReason } from "../../machine/codes";
import type { Task } from "../task";
import { Enqueue } from "./policy";
import type { Accept, PolicyHost, SchedPolicy } from "./policy";
import { TaskList } from "./taskList";

export interface MlfqParams {
  /** From the highest queue to the lowest: the quantum, ns, and how many of them a task has there before it goes down. */
  readonly levels: readonly { readonly quantum: number; readonly allotment: number }[];
  /** Period after which all tasks go to the highest queue, ns; 0: never. */
  readonly boost: number;
  /** Who waits for something begins anew in its queue afterwards: the rule that can be gamed. */
  readonly stay: boolean;
  /** Who comes back from waiting is the first of its queue, not the last. */
  readonly iobump: boolean;
}

/**
 * The multi-level feedback queue, with the rules of Arpaci-Dusseau, Operating Systems: Three Easy Pieces, chapter 8. Queues are numbered
 * from 0, the lowest. A task stays in its queue while it runs, where it is the first unless somebody has been put before it; who loses the
 * core to a higher queue keeps its place and what is left of its quantum. At one instant a used-up quantum comes first, then a
 * boost, then who arrives.
 *
 * A boost takes O(queues): queues are appended as a whole, and each task sees by the period that it has been boosted.
 */
export class MultiLevelFeedbackQueue implements SchedPolicy {
  length = 0;
  private readonly queues: readonly TaskList[];
  private readonly running = new Set<Task>();
  /** The number of the latest boost that has been made. */
  private period = 0;

  constructor(
    private readonly params: MlfqParams,
    private readonly host: PolicyHost,
  ) {
    this.queues = params.levels.map(() => new TaskList());
  }

  find(accept: Accept): Task | undefined {
    const waits = (task: Task): boolean => !this.running.has(task) && accept(task);
    for (let level = this.top; level >= 0; level--) {
      const found = this.queues[level]?.find(waits);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  enqueueTask(task: Task, how: Enqueue): void {
    this.settle();
    if (how === Enqueue.Created) this.begin(task, this.top);
    else this.refresh(task);
    const queue = this.queues[task.sched.level];
    if (how === Enqueue.Woken && this.params.iobump) queue?.prepend(task);
    else queue?.append(task);
    this.length++;
  }

  dequeueTask(task: Task): void {
    this.settle();
    this.refresh(task);
    task.sched.node?.unlink();
    if (this.running.delete(task)) this.stays(task);
    else this.length--;
  }

  pickNextTask(previous: Task | undefined, accept: Accept = () => true): Task | undefined {
    this.settle();
    if (previous !== undefined) {
      this.running.delete(previous);
      this.length++;
      if (previous.sched.spent) this.toTail(previous);
      previous.sched.spent = false;
    }
    const next = this.find(accept);
    if (next === undefined) return undefined;
    this.refresh(next);
    next.sched.accounted = next.runTime;
    this.running.add(next);
    this.length--;
    return next;
  }

  slice(current: Task): number {
    this.settle();
    const { boost } = this.params;
    const untilBoost = boost === 0 ? Infinity : (this.period + 1) * boost - this.host.now();
    return Math.max(1, Math.min(current.sched.quantumLeft, untilBoost));
  }

  sliceEnd(current: Task): boolean {
    this.settle();
    return this.outrun(current);
  }

  yieldTask(current: Task): void {
    current.sched.spent = true;
  }

  wakeupPreempt(current: Task, woken: Task): boolean {
    this.refresh(current);
    this.refresh(woken);
    const { level } = current.sched;
    if (woken.sched.level !== level) return woken.sched.level > level;
    return this.params.iobump && this.queues[level]?.first === woken;
  }

  changeNice(task: Task, nice: number): void {
    task.sched.setNice(nice);
  }

  private get top(): number {
    return this.params.levels.length - 1;
  }

  /** Whether anybody that waits is before the task in the queues. */
  private outrun(current: Task): boolean {
    for (let level = this.top; level >= current.sched.level; level--) {
      const first = this.queues[level]?.find((task) => task === current || !this.running.has(task));
      if (first !== undefined) return first !== current;
    }
    return false;
  }

  /** Brings everything up to the present: used-up quanta, then the boost that is due. */
  private settle(): void {
    for (const task of this.running) this.charge(task);
    const { boost } = this.params;
    const period = boost === 0 ? 0 : Math.floor(this.host.now() / boost);
    if (period > this.period) {
      this.period = period;
      this.boost();
    }
  }

  private charge(task: Task): void {
    const { sched, runTime } = task;
    this.refresh(task);
    sched.quantumLeft -= runTime - sched.accounted;
    sched.accounted = runTime;
    if (sched.quantumLeft <= 0) this.expire(task);
  }

  private expire(task: Task): void {
    const { sched } = task;
    sched.expiredAt = this.host.now();
    sched.expiredLevel = sched.level;
    if (--sched.allotment > 0) sched.quantumLeft = this.level(sched.level).quantum;
    else this.demote(task, sched.level);
    this.toTail(task);
  }

  private demote(task: Task, from: number): void {
    const to = Math.max(0, from - 1);
    this.begin(task, to);
    if (to !== from) this.host.prioritized(task, to, PriorityReason["quantum used up"]);
  }

  /**
   * The task waits for something. With `stay` its quantum and allotment are full afterwards; if its quantum was used up just now, that counts
   * as the first one of the new allotment.
   */
  private stays(task: Task): void {
    const { sched } = task;
    if (!this.params.stay) return;
    if (sched.expiredAt !== this.host.now()) {
      this.begin(task, sched.level);
      return;
    }
    const { allotment } = this.level(sched.expiredLevel);
    if (allotment === 1) return;
    if (sched.level !== sched.expiredLevel)
      this.host.prioritized(task, sched.expiredLevel, PriorityReason["waits, so stays"]);
    this.begin(task, sched.expiredLevel);
    sched.allotment = allotment - 1;
  }

  /** Rule 5: after some time period all tasks move to the topmost queue, the lower queues before the higher ones. */
  private boost(): void {
    const top = this.queues[this.top];
    for (let level = 0; level < this.top; level++) {
      const queue = this.queues[level];
      if (queue !== undefined) top?.appendAll(queue);
    }
    for (const task of this.running) this.refresh(task);
    this.host.prioritized(undefined, this.top, PriorityReason.boost);
  }

  /** Boosts that have been since the task was looked at last. */
  private refresh(task: Task): void {
    if (task.sched.period === this.period) return;
    this.begin(task, this.top);
    task.sched.expiredAt = -1;
  }

  private begin({ sched }: Task, level: number): void {
    const { quantum, allotment } = this.level(level);
    sched.level = level;
    sched.quantumLeft = quantum;
    sched.allotment = allotment;
    sched.period = this.period;
  }

  private toTail(task: Task): void {
    task.sched.node?.unlink();
    this.queues[task.sched.level]?.append(task);
  }

  private level(level: number): { readonly quantum: number; readonly allotment: number } {
    const found = this.params.levels[this.top - level];
    if (found === undefined) throw new RangeError(`no queue ${level}`);
    return found;
  }
}
