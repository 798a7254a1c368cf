import { TICK_NS } from "../../machine/machine";
import type { Task } from "../task";
import { Enqueue } from "./policy";
import type { SchedPolicy } from "./policy";
import { NICE_0_WEIGHT } from "./schedEntity";
import type { SchedEntity } from "./schedEntity";

/** Linux's sysctl_sched_base_slice on a machine with 8 or more cpus: 0.75 ms * (1 + log2(8)). */
export const BASE_SLICE_NS = 3_000_000;

/** Real time as virtual time of an entity (Linux: calc_delta_fair). */
function virtual(ns: number, entity: SchedEntity): number {
  return Math.floor((ns * NICE_0_WEIGHT) / entity.weight);
}

/**
 * Earliest eligible virtual deadline first, as kernel/sched/fair.c has it since Linux 6.6. Every task is owed its share of the core by
 * weight; its lag says by how much it is behind (above 0) or ahead of that. Among those that are not ahead, the one with the
 * earliest virtual deadline runs, until its slice is used up (RUN_TO_PARITY).
 *
 * All quantities are whole numbers, exact in a double. Left out: delayed dequeue of sleepers with negative lag (they keep it, and it
 * counts when they come back), slices that differ between tasks, group scheduling.
 */
export class Eevdf implements SchedPolicy {
  /** Waiting tasks by deadline, the earlier enqueued first among equals. */
  readonly waiting: Task[] = [];
  /** As on Linux without HRTICK: a slice that is used up ends at the next tick. */
  readonly quantum = 0;
  private current: Task | undefined;
  /** A recent average vruntime: keys are relative to it so that their products with weights stay small. */
  private origin = 0;
  /** Sum over the waiting tasks of (vruntime - origin) * weight, and of weight. */
  private keys = 0;
  private weights = 0;

  constructor(private readonly baseSlice: number = BASE_SLICE_NS) {}

  /** place_entity: a comer gets back the lag it left with; a new task has half a slice to its first deadline. */
  enqueueTask(task: Task, how: Enqueue): void {
    const { sched } = task;
    this.update();
    const load = this.weights + (this.current?.sched.weight ?? 0);
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
    if (task === this.current) this.current = undefined;
    else this.remove(task);
    sched.lag = lag;
  }

  pickNextTask(previous: Task | undefined): Task | undefined {
    this.update();
    const best = this.best(previous);
    if (best !== previous) {
      if (previous !== undefined) this.insert(previous);
      if (best !== undefined) this.remove(best);
    }
    this.current = best;
    if (best !== undefined) {
      best.sched.pickedDeadline = best.sched.deadline;
      best.sched.accounted = best.runTime;
    }
    return best;
  }

  tick(current: Task): boolean {
    this.update();
    return this.waiting.length > 0 && current.sched.deadline !== current.sched.pickedDeadline;
  }

  /** yield_task_fair: the rest of the slice is forfeited. */
  yieldTask(current: Task): void {
    this.update();
    current.sched.deadline += virtual(this.baseSlice, current.sched);
  }

  wakeupPreempt(current: Task, woken: Task): boolean {
    this.update();
    return this.best(current) === woken;
  }

  /** update_curr and update_deadline for the current task. */
  private update(): void {
    const task = this.current;
    if (task !== undefined) {
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
    const current = this.current?.sched;
    if (current !== undefined) {
      keys += (current.vruntime - this.origin) * current.weight;
      weights += current.weight;
    }
    return weights === 0 ? this.origin : this.origin + Math.floor(keys / weights);
  }

  /** pick_eevdf over the waiting tasks and `current` if that is given. */
  private best(current: Task | undefined): Task | undefined {
    let { keys, weights } = this;
    if (current !== undefined) {
      keys += (current.sched.vruntime - this.origin) * current.sched.weight;
      weights += current.sched.weight;
    }
    const eligible = ({ sched }: Task): boolean => keys >= (sched.vruntime - this.origin) * weights;
    const candidate = current !== undefined && eligible(current) ? current : undefined;
    if (candidate !== undefined && candidate.sched.deadline === candidate.sched.pickedDeadline)
      return candidate;
    for (const task of this.waiting) {
      if (candidate !== undefined && candidate.sched.deadline < task.sched.deadline) return candidate;
      if (eligible(task)) return task;
    }
    return candidate ?? current;
  }

  private insert(task: Task): void {
    const { sched } = task;
    let low = 0;
    let high = this.waiting.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.waiting[middle]?.sched.deadline ?? 0) <= sched.deadline) low = middle + 1;
      else high = middle;
    }
    this.waiting.splice(low, 0, task);
    this.keys += (sched.vruntime - this.origin) * sched.weight;
    this.weights += sched.weight;
  }

  private remove(task: Task): void {
    const at = this.waiting.indexOf(task);
    if (at < 0) return;
    this.waiting.splice(at, 1);
    this.keys -= (task.sched.vruntime - this.origin) * task.sched.weight;
    this.weights -= task.sched.weight;
  }
}
