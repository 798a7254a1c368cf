import type { Machine } from "../machine/machine";
import type { Core } from "./core";
import { TaskStatus } from "./task";

/** How long tasks have had their cores, and when their slices end and their working sets are in the cache. */
export class CoreTime {
  /**
   * @param shared all cores have one run queue.
   * @param preemptive slices end.
   */
  constructor(
    private readonly machine: Machine,
    private readonly cores: readonly Core[],
    private readonly shared: boolean,
    private readonly preemptive: boolean,
  ) {}

  /** Brings the run times of all tasks that have a core up to date. */
  accountAll(): void {
    for (const core of this.cores) this.account(core);
  }

  /** Brings the run times of all current tasks of the core's run queue up to date. */
  accountQueue(core: Core): void {
    if (this.shared) this.accountAll();
    else this.account(core);
  }

  /** Brings the current task's run time up to date. */
  account(core: Core): void {
    const { now } = this.machine.log;
    const task = core.current;
    if (task?.status === TaskStatus.Running) {
      task.runTime += now - core.accountedAt;
      core.cache?.ran(task, now - core.accountedAt);
    }
    core.accountedAt = now;
  }

  /** The current task has begun to run. */
  start(core: Core): void {
    core.accountedAt = this.machine.log.now;
    this.startWarming(core, this.machine.log.now);
    this.startSlice(core, this.machine.now());
  }

  /** The current task gives up the core. */
  stop(core: Core): void {
    this.machine.cancel(core.sliceEnd);
    this.machine.cancel(core.warm);
  }

  startSlice(core: Core, from: number): void {
    const { current, queue } = core;
    const ns = this.preemptive && current !== undefined ? queue.policy.slice(current) : 0;
    if (ns > 0) this.machine.schedule(core.sliceEnd, from + ns);
  }

  /** The current task has computed long enough: from now on the core's turns go at its rate. */
  warmed(core: Core): void {
    this.account(core);
    this.startWarming(core, this.machine.now());
  }

  private startWarming(core: Core, from: number): void {
    const { cache, current } = core;
    if (cache === undefined || current === undefined) return;
    const ns = cache.untilWarm(current);
    if (ns > 0) this.machine.schedule(core.warm, from + ns);
  }
}
