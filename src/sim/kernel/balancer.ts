import { Kind } from "../../shared/schema";
import type { Machine } from "../machine/machine";
import type { Core } from "./core";
import type { CoreTime } from "./coreTime";
import type { IdleCores } from "./idleCores";
import { Enqueue } from "./policies/policy";
import type { Queues } from "./queues";

/** A busy core looks at the others every 16 ms per core of the machine (Linux: sd->balance_interval times busy_factor). */
function balanceInterval(cores: number): number {
  return 16_000_000 * cores;
}

/** Evens out the run queues of the cores, as the options of the queues say. */
export class Balancer {
  /** @param startIdle gives an idle core something to do. */
  constructor(
    private readonly machine: Machine,
    private readonly cores: readonly Core[],
    private readonly queues: Queues,
    private readonly idle: IdleCores,
    private readonly time: CoreTime,
    private readonly startIdle: (core: Core) => void,
  ) {}

  /** newidle_balance: a core that would go idle takes a task from the busiest. */
  newidle(core: Core): void {
    if (!this.queues.newidle) return;
    const from = this.busiest(core);
    if (from !== undefined) this.pull(from, core);
  }

  /** Whether a tick's balancing can do anything. */
  get ticks(): boolean {
    const { shared, balance } = this.queues;
    return this.cores.length > 1 && (shared || balance !== 0);
  }

  /** A tick's balancing: an idle core is made to take what waits here; a busy one evens out with the busiest from time to time. */
  tick(core: Core): void {
    const { log } = this.machine;
    const { shared, balance } = this.queues;
    if (!this.ticks) return;
    if (this.idle.count > 0) {
      const idle = core.queue.length === 0 ? undefined : this.idle.lowestFor(core);
      if (idle !== undefined) this.startIdle(idle);
      return;
    }
    if (shared || log.now < core.nextBalance) return;
    core.nextBalance = log.now + (balance ?? balanceInterval(this.cores.length));
    const from = this.busiest(core);
    if (from !== undefined && from.load() >= core.load() + 2) this.pull(from, core);
  }

  /**
   * The core with the most tasks among those with at least two, one of which `to` may have; the lowest among equals. A core with one is
   * about to run it itself.
   */
  private busiest(to: Core): Core | undefined {
    let busiest: Core | undefined;
    let most = 1;
    for (const core of this.cores) {
      const load = core.load();
      if (core !== to && load > most && core.queue.find(to.id) !== undefined) {
        busiest = core;
        most = load;
      }
    }
    return busiest;
  }

  /** Moves the first waiting task that may move from a core's run queue to another's. */
  pull(from: Core, to: Core): void {
    this.time.account(from);
    this.time.account(to);
    const task = from.queue.find(to.id);
    if (task === undefined) return;
    from.queue.dequeueTask(task);
    this.machine.log.emit(Kind.Migrate, to.id, task.index, from.id);
    task.migrated = true;
    to.queue.enqueueTask(task, Enqueue.Migrated);
  }
}
