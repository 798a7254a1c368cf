import type { Task } from "../task";
import { virtual } from "./eevdf";
import { Enqueue } from "./policy";
import type { Accept, SchedPolicy } from "./policy";
import { TaskTree } from "./taskTree";

/** In ns. */
export interface CfsParams {
  /** sysctl_sched_latency: in this time every runnable task shall have run once. */
  readonly latency: number;
  /** sysctl_sched_min_granularity: no slice is shorter. */
  readonly granularity: number;
  /** sysctl_sched_wakeup_granularity: by how much a woken task must be behind the current one to take its core. */
  readonly wakeup: number;
}

/** Linux's values on a machine with 8 or more cpus: 6 ms, 0.75 ms and 1 ms, each * (1 + log2(8)). */
export const CFS_DEFAULTS: CfsParams = { latency: 24_000_000, granularity: 3_000_000, wakeup: 4_000_000 };

/**
 * The completely fair scheduler, as kernel/sched/fair.c had it up to Linux 6.5: the task with the smallest virtual run time runs; its
 * slice is its share, by weight, of the latency, and is looked at by the tick (check_preempt_tick). A sleeper comes back with at
 * least min_vruntime less half the latency (GENTLE_FAIR_SLEEPERS), a new task a slice behind it (START_DEBIT).
 *
 * Left out: buddies other than the one to skip after a yield, group scheduling, autogroups.
 */
export class CompletelyFair implements SchedPolicy {
  private readonly waiting = new TaskTree();
  private readonly running = new Set<Task>();
  private arrivals = 0;
  private weights = 0;
  private minVruntime = 0;
  private skip: Task | undefined;

  constructor(private readonly params: CfsParams = CFS_DEFAULTS) {}

  get length(): number {
    return this.waiting.length;
  }

  find(accept: Accept): Task | undefined {
    return this.waiting.find(accept);
  }

  /** place_entity. A vruntime counts from min_vruntime where the task comes from another queue. */
  enqueueTask(task: Task, how: Enqueue): void {
    const { sched } = task;
    const { home } = sched;
    this.update();
    this.weights += sched.weight;
    sched.accounted = task.runTime;
    sched.home = this;
    if (home instanceof CompletelyFair && home !== this)
      sched.vruntime += this.minVruntime - home.minVruntime;
    if (how === Enqueue.Created) {
      // task_fork_fair: not before its parent either, which is taken to be the current task.
      sched.vruntime = this.minVruntime + virtual(this.ideal(task, 1), sched);
      for (const parent of this.running) sched.vruntime = Math.max(parent.sched.vruntime, sched.vruntime);
    } else if (how === Enqueue.Woken) {
      sched.vruntime = Math.max(sched.vruntime, this.minVruntime - (this.params.latency >> 1));
    }
    this.insert(task);
  }

  dequeueTask(task: Task): void {
    this.update();
    this.weights -= task.sched.weight;
    if (!this.running.delete(task)) this.waiting.remove(task);
    if (this.skip === task) this.skip = undefined;
    this.advanceMin();
  }

  pickNextTask(previous: Task | undefined, accept?: Accept): Task | undefined {
    this.update();
    if (previous !== undefined) {
      this.running.delete(previous);
      this.insert(previous);
    }
    const next = this.best(accept);
    this.skip = undefined;
    if (next === undefined) return undefined;
    this.waiting.remove(next);
    this.running.add(next);
    next.sched.accounted = next.runTime;
    // What it had when it was picked: prev_sum_exec_runtime.
    if (next !== previous) next.sched.since = next.runTime;
    return next;
  }

  /** check_preempt_tick. */
  tick(current: Task): boolean {
    this.update();
    const { first } = this.waiting;
    if (first === undefined) return false;
    const ideal = this.ideal(current);
    const had = current.runTime - current.sched.since;
    if (had > ideal) return true;
    if (had < this.params.granularity) return false;
    return current.sched.vruntime - first.sched.vruntime > ideal;
  }

  slice(): number {
    return 0;
  }

  sliceEnd(): boolean {
    return false;
  }

  /** yield_task_fair: passed over once, if the next one is not too far ahead. */
  yieldTask(current: Task): void {
    this.update();
    this.skip = current;
  }

  /** wakeup_preempt_entity. */
  wakeupPreempt(current: Task, woken: Task): boolean {
    this.update();
    return current.sched.vruntime - woken.sched.vruntime > virtual(this.params.wakeup, woken.sched);
  }

  changeNice(task: Task, nice: number): void {
    this.update();
    const { sched } = task;
    const here = sched.inTree || this.running.has(task);
    const before = sched.weight;
    sched.setNice(nice);
    if (here) this.weights += sched.weight - before;
  }

  private best(accept: Accept | undefined): Task | undefined {
    const { skip } = this;
    const first = accept === undefined ? this.waiting.first : this.waiting.find(accept);
    if (first === undefined || first !== skip) return first;
    const second = this.waiting.find((task) => task !== skip && (accept === undefined || accept(task)));
    if (second === undefined) return first;
    const ahead = second.sched.vruntime - first.sched.vruntime;
    return ahead > virtual(this.params.wakeup, first.sched) ? first : second;
  }

  /** sched_slice: the task's share of the period, which grows where the shares would be shorter than the granularity. */
  private ideal({ sched }: Task, comers = 0): number {
    const { latency, granularity } = this.params;
    const runnable = this.waiting.length + this.running.size + comers;
    const period = Math.max(latency, runnable * granularity);
    return Math.floor((period * sched.weight) / this.weights);
  }

  /** update_curr and update_min_vruntime. */
  private update(): void {
    for (const task of this.running) {
      const { sched } = task;
      sched.vruntime += virtual(task.runTime - sched.accounted, sched);
      sched.accounted = task.runTime;
    }
    this.advanceMin();
  }

  private advanceMin(): void {
    let least = this.waiting.first?.sched.vruntime ?? Infinity;
    for (const { sched } of this.running) least = Math.min(least, sched.vruntime);
    if (least !== Infinity) this.minVruntime = Math.max(this.minVruntime, least);
  }

  private insert(task: Task): void {
    const { sched } = task;
    sched.key = sched.vruntime;
    sched.seq = this.arrivals++;
    this.waiting.insert(task);
  }
}
