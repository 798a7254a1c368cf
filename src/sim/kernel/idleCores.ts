import { NONE } from "../../shared/ids";
import type { Machine } from "../machine/machine";
import { Pending } from "./core";
import type { Core } from "./core";
import type { Task } from "./task";

/** The cores that have nothing to run. */
export class IdleCores {
  count: number;

  constructor(
    private readonly machine: Machine,
    private readonly cores: readonly Core[],
  ) {
    this.count = cores.length;
  }

  /** The lowest that the task may have. */
  lowest(task: Task): Core | undefined {
    if (this.count === 0) return undefined;
    return this.cores.find((core) => this.machine.isIdle(core.id) && task.mayRunOn(core.id));
  }

  /** The lowest that may have one of the tasks that wait at a core. */
  lowestFor({ queue }: Core): Core | undefined {
    return this.cores.find(({ id }) => this.machine.isIdle(id) && queue.find(id) !== undefined);
  }

  /** An idle core gets something to do. Another core's wake-up reaches it by an interrupt, after wakeLatency. */
  start(core: Core): void {
    const { machine } = this;
    core.pending |= Pending.Resched;
    this.count--;
    const waker = machine.log.core;
    if (waker === NONE || waker === core.id) {
      machine.start(core.id, machine.now());
    } else {
      core.pending |= Pending.Ipi;
      machine.start(core.id, machine.now() + machine.costs.wakeLatency);
    }
  }

  /** A core has nothing to run. */
  stop(core: Core): void {
    core.pending = 0;
    this.count++;
    this.machine.stop(core.id);
  }
}
