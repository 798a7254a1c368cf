import type { CoreId } from "../../shared/ids";
import type { EventEntry } from "../machine/eventQueue";
import type { CacheWarmth } from "./cacheWarmth";
import type { Process } from "./process";
import type { RunQueue } from "./runQueue";
import { TaskStatus } from "./task";
import type { Task } from "./task";

/** What a core has to do in the kernel before it goes on with its task: bits of `Core.pending`. */
export const enum Pending {
  /** A reschedule interrupt from another core. */
  Ipi = 1,
  /** A signal's interrupt from another core. */
  Signal = 2,
  /** Its task's execution is over. */
  Exit = 4,
  /** Its task has called sched_yield. */
  Yield = 8,
  /** The kernel's part of sched_yield is done. */
  Yielded = 16,
  /** Choose the next task. */
  Resched = 32,
  /** The switch to `current` is under way: start it. */
  Start = 64,
  /** Put `current` back into the run queue before any core chooses. */
  PutBack = 128,
}

/** A core, as the kernel sees it. */
export class Core {
  /**
   * The task that occupies the core: running; or runnable while the core switches to it (Pending.Start); or gone to sleep or over
   * while the core has still to switch away from it. Undefined while idle.
   */
  current: Task | undefined;
  /** Bits of `Pending`. Not 0: the core's next turn is the kernel's. */
  pending = 0;
  /** Its task is to give way because of what happened at this instant, but may first do what takes no time. */
  settles = false;
  /** Up to when the current task's run time is accounted. */
  accountedAt = 0;
  /** Whose address space is loaded. */
  addressSpace: Process | undefined;
  /** When it next compares its load with the others'. */
  nextBalance = 0;

  constructor(
    readonly id: CoreId,
    readonly queue: RunQueue,
    /** What is in its cache, where that is simulated; and when the current task's working set will be. */
    readonly cache: CacheWarmth | undefined,
    readonly warm: EventEntry,
    /** The end of the current task's slice. */
    readonly sliceEnd: EventEntry,
  ) {}

  /** Tasks that have or want the core (Linux: nr_running). */
  load(): number {
    return this.queue.length + (this.runs() ? 1 : 0);
  }

  /** Whether `current` is running or about to. */
  runs(): boolean {
    const { current } = this;
    if (current === undefined) return false;
    return current.status === TaskStatus.Running || (this.pending & Pending.Start) !== 0;
  }
}

/** @throws RangeError where there is no such core. */
export function coreOf(cores: readonly Core[], id: CoreId): Core {
  const core = cores[id];
  if (core === undefined) throw new RangeError(`no core ${id} on a machine of ${cores.length}`);
  return core;
}
