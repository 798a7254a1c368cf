import { TICK_NS } from "../../machine/machine";
import type { Task } from "../task";
import { Enqueue } from "./policy";
import type { Accept, SchedPolicy } from "./policy";
import { NICE_0_WEIGHT } from "./schedEntity";
import type { SchedEntity } from "./schedEntity";
import { TaskTree } from "./taskTree";

/** Linux's sysctl_sched_base_slice on a machine with 8 or more cpus: 0.75 ms * (1 + log2(8)). */
export const BASE_SLICE_NS = 3_000_000;

/** Real time as virtual time of an entity (Linux: calc_delta_fair). */
export function virtual(ns: number, entity: SchedEntity): number {
  return Math.floor((ns * NICE_0_WEIGHT) / entity.weight);
}

/**
 * Earliest eligible virtual deadline first, as kernel/sched/fair.c has it since Linux 6.6. Every task is owed its share of the core by
 * weight; its lag says by how much it is behind (above 0) or ahead of that. Among those that are not ahead, the one with the
 * earliest virtual deadline runs, until its slice is used up (RUN_TO_PARITY).
 *
 * All quantities are whole numbers, exact in a double. Left out: delayed dequeue of sleepers with negative lag (they keep it, and it
 * counts when they come back), slices that differ between tasks, group scheduling. A queue for several cores, which Linux has not, has one
 * average over all of them.
 */
export class Eevdf implements SchedPolicy {
  /** Waiting tasks by deadline, the earlier enqueued first among equals; for each subtree the smallest vruntime. */
  private readonly waiting = new TaskTree({ of: ({ vruntime }) => vruntime, join: Math.min });
  private readonly running = new Set<Task>();
  private arrivals = 0;
  /** A recent average vruntime: keys are relative to it so that their products with weights stay small. */
  private origin = 0;
  /** Sum over the waiting tasks of (vruntime - origin) * weight, and of weight. */
  private keys = 0;
  private weights = 0;

  constructor(private readonly baseSlice: number = BASE_SLICE_NS) {}

  get length(): number {
    return this.waiting.length;
  }

  find(accept: Accept): Task | undefined {
    return this.waiting.find(accept);
  }

  /** place_entity: a comer gets back the lag it left with; a new task has half a slice to its first deadline. */
  enqueueTask(task: Task, how: Enqueue): void {
    const { sched } = task;
    this.update();
    let load = this.weights;
    for (const other of this.running) load += other.sched.weight;
    // Entering with lag moves the average: scaled so that afterwards the lag is what it was.
    const lag = load === 0 ? 0 : Math.trunc((sched.lag * (load + sched.weight)) / load);
    sched.vruntime = this.average() - lag;
    const slice = virtual(this.baseSlice, sched);
    sched.deadline = sched.vruntime + (how === Enqueue.Created ? slice >> 1 : slice);
    sched.accounted = task.runTime;
    this.insert(task);
  }

  dequeueTask(task: Task): void {
    this.update();
    const { sched } = task;
    const most = virtual(Math.max(2 * this.baseSlice, TICK_NS), sched);
    const lag = Math.max(-most, Math.min(most, this.average() - sched.vruntime));
    if (!this.running.delete(task)) this.remove(task);
    sched.lag = lag;
  }

  pickNextTask(previous: Task | undefined, accept?: Accept): Task | undefined {
    this.update();
    const best = this.best(previous, accept);
    if (best !== previous) {
      if (previous !== undefined) {
        this.running.delete(previous);
        this.insert(previous);
      }
      if (best !== undefined) {
        this.remove(best);
        this.running.add(best);
      }
    }
    if (best !== undefined) {
      best.sched.pickedDeadline = best.sched.deadline;
      best.sched.accounted = best.runTime;
    }
    return best;
  }

  tick({ sched }: Task): boolean {
    this.update();
    return this.length > 0 && sched.deadline !== sched.pickedDeadline;
  }

  slice(): number {
    // As on Linux without HRTICK: a slice that is used up ends at the next tick.
    return 0;
  }

  sliceEnd(): boolean {
    return false;
  }

  /** yield_task_fair: the rest of the slice is forfeited. */
  yieldTask({ sched }: Task): void {
    this.update();
    sched.deadline += virtual(this.baseSlice, sched);
  }

  wakeupPreempt(current: Task, woken: Task): boolean {
    this.update();
    return this.best(current) === woken;
  }

  /** reweight_entity: what it is owed, and what is left to its deadline, are another virtual time. */
  changeNice(task: Task, nice: number): void {
    this.update();
    const { sched } = task;
    const queued = sched.inTree;
    const average = this.average();
    if (queued) this.remove(task);
    const before = sched.weight;
    sched.setNice(nice);
    const scaled = (ns: number): number => Math.trunc((ns * before) / sched.weight);
    const left = scaled(sched.deadline - sched.vruntime);
    const picked = sched.deadline === sched.pickedDeadline;
    sched.lag = scaled(sched.lag);
    if (!queued && !this.running.has(task)) return;
    sched.vruntime = average - scaled(average - sched.vruntime);
    sched.deadline = sched.vruntime + left;
    if (picked) sched.pickedDeadline = sched.deadline;
    if (queued) this.insert(task);
  }

  /** update_curr and update_deadline for the current tasks. */
  private update(): void {
    for (const task of this.running) {
      const { sched } = task;
      sched.vruntime += virtual(task.runTime - sched.accounted, sched);
      sched.accounted = task.runTime;
      if (sched.vruntime >= sched.deadline) sched.deadline = sched.vruntime + virtual(this.baseSlice, sched);
    }
    const average = this.average();
    this.keys -= (average - this.origin) * this.weights;
    this.origin = average;
  }

  /** avg_vruntime: the vruntime at which a task is owed nothing, rounded down. */
  private average(): number {
    let { keys, weights } = this;
    for (const { sched } of this.running) {
      keys += (sched.vruntime - this.origin) * sched.weight;
      weights += sched.weight;
    }
    return weights === 0 ? this.origin : this.origin + Math.floor(keys / weights);
  }

  /** pick_eevdf over the waiting tasks and `current` if that is given. */
  private best(current: Task | undefined, accept?: Accept): Task | undefined {
    let { keys, weights } = this;
    for (const task of this.running) {
      keys += (task.sched.vruntime - this.origin) * task.sched.weight;
      weights += task.sched.weight;
    }
    const eligible = (vruntime: number): boolean => keys >= (vruntime - this.origin) * weights;
    const candidate = current !== undefined && eligible(current.sched.vruntime) ? current : undefined;
    if (candidate !== undefined && candidate.sched.deadline === candidate.sched.pickedDeadline)
      return candidate;
    const first =
      accept === undefined
        ? this.firstEligible(eligible)
        : this.waiting.find((task) => eligible(task.sched.vruntime) && accept(task));
    if (first !== undefined && !(candidate !== undefined && candidate.sched.deadline < first.sched.deadline))
      return first;
    if (candidate !== undefined || current !== undefined) return candidate ?? current;
    // Nobody who waits is eligible: those are running on other cores, or this core may not have them.
    return accept === undefined ? this.waiting.first : this.waiting.find(accept);
  }

  /** The waiting task with the earliest deadline among the eligible ones, found by the smallest vruntime of each subtree. */
  private firstEligible(eligible: (vruntime: number) => boolean): Task | undefined {
    let task = this.waiting.root;
    while (task !== undefined) {
      const { left, right, vruntime } = task.sched;
      if (left !== undefined && eligible(left.sched.measure)) task = left;
      else if (eligible(vruntime)) return task;
      else task = right;
    }
    return undefined;
  }

  private insert(task: Task): void {
    const { sched } = task;
    sched.key = sched.deadline;
    sched.seq = this.arrivals++;
    this.waiting.insert(task);
    this.keys += (sched.vruntime - this.origin) * sched.weight;
    this.weights += sched.weight;
  }

  private remove(task: Task): void {
    const { sched } = task;
    if (!sched.inTree) return;
    this.waiting.remove(task);
    this.keys -= (sched.vruntime - this.origin) * sched.weight;
    this.weights -= sched.weight;
  }
}
