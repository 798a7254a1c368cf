import { NONE } from "../../shared/ids";
import type { Machine } from "../machine/machine";
import { Pending } from "./core";
import type { Core } from "./core";
import type { IdleCores } from "./idleCores";
import type { Task } from "./task";

/** Which core a task gets that waits for one: an idle one, or that of a task that has to give way. */
export class Preemption {
  /** When slices ended on all cores at once last: cores that choose at that instant do so after the tasks have been put back. */
  alignedAt = -1;

  /** @param preemptive ticks, ends of slices and wake-ups take the core from a task. */
  constructor(
    private readonly machine: Machine,
    private readonly cores: readonly Core[],
    private readonly idle: IdleCores,
    private readonly preemptive: boolean,
  ) {}

  /** Sees to it that a waiting task gets a core, if it may have one now: that of its queue, or one of those that share it. */
  offer(task: Task, core: Core | undefined): void {
    if (core === undefined) {
      // The core that it still occupies is about to choose, and offers it to the others if it chooses another.
      if (task.onCore !== NONE) return;
      const idle = this.idle.lowest(task);
      if (idle !== undefined) this.startIdle(idle);
      else this.preempt(task);
    } else if (this.machine.isIdle(core.id)) {
      this.startIdle(core);
    } else if (this.losesCore(core, task)) {
      this.resched(core);
    }
  }

  /** Whether the core's current task has to give way to one that waits. */
  private losesCore(core: Core, task: Task): boolean {
    const { current } = core;
    return (
      this.preemptive &&
      current !== undefined &&
      core.runs() &&
      core.queue.policy.wakeupPreempt(current, task)
    );
  }

  /** Among the cores from which the task may take the current one: the one whose current task every other such one would take it from. */
  private preempt(task: Task): void {
    let victim: Core | undefined;
    for (const core of this.cores) {
      if ((core.pending & Pending.Resched) !== 0 || !task.mayRunOn(core.id) || !this.losesCore(core, task))
        continue;
      const best = victim?.current;
      if (best === undefined || this.losesCore(core, best)) victim = core;
    }
    if (victim !== undefined) this.resched(victim);
  }

  /** An idle core gets something to do. */
  startIdle(core: Core): void {
    this.idle.start(core);
    if (this.alignedAt === this.machine.log.now) this.machine.defer(core.id);
  }

  /** resched_curr: a busy core shall choose anew. */
  resched(core: Core): void {
    if ((core.pending & Pending.Resched) !== 0) return;
    core.pending |= Pending.Resched;
    const { log, cpu } = this.machine;
    core.settles = cpu.core === NONE;
    if (cpu.core === core.id) cpu.lower(cpu.now(), cpu.now() - 1);
    else if (log.core !== core.id) core.pending |= Pending.Ipi;
  }
}
