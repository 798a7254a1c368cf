import { CacheChange } from "../machine/codes";
import type { CacheParams } from "./parseCache";
import type { Task } from "./task";

/**
 * What is in a core's cache, by the rules of Arpaci-Dusseau, Operating Systems: Three Easy Pieces, chapter 10: a task with a working set
 * that has computed on a core for `warmup` has it in the cache there, and computes `rate` times as fast, until those that came later need
 * the room. One that is larger than the cache never stays there. Tasks that declare no working set are not concerned.
 *
 * What has ended leaves its data behind. Only `compute` depends on the rate: what statements and calls cost does not.
 */
export class CacheWarmth {
  /** Whose working sets are in it, the latest first. */
  private readonly warm: Task[] = [];
  private used = 0;
  /** How long the others that have been here still have to compute until theirs are, ns. */
  private readonly left = new Map<Task, number>();

  constructor(
    private readonly params: CacheParams,
    /** `change`: code in CACHE_CHANGES. */
    private readonly changed: (task: Task, change: number) => void,
  ) {}

  /** What the task gets done in 1 ns. */
  rate(task: Task): number {
    return this.warm.includes(task) ? this.params.rate : 1;
  }

  /** Time on the core until its working set is in the cache, ns; 0: it is, or there is none. */
  untilWarm(task: Task): number {
    if (task.params.workingSet === undefined || this.warm.includes(task)) return 0;
    return this.left.get(task) ?? this.params.warmup;
  }

  /** The task has had the core for `ns`. */
  ran(task: Task, ns: number): void {
    const until = this.untilWarm(task);
    if (until === 0) return;
    if (ns < until) this.left.set(task, until - ns);
    else this.admit(task);
  }

  /** A task has ended: what it has in the cache stays until it is displaced. */
  forget(task: Task): void {
    this.left.delete(task);
  }

  private admit(task: Task): void {
    this.left.delete(task);
    this.warm.unshift(task);
    this.used += sizeOf(task);
    this.changed(task, CacheChange.warm);
    while (this.used > this.params.size) {
      const victim = this.warm.pop();
      if (victim === undefined) return;
      this.used -= sizeOf(victim);
      this.changed(victim, CacheChange.evicted);
    }
  }
}

function sizeOf({ params }: Task): number {
  return params.workingSet ?? 0;
}
