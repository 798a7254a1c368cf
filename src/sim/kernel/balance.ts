import type { EventLog } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import type { Core } from "./core";
import { Enqueue } from "./policies/policy";

/** A busy core looks at the others every 16 ms per core of the machine (Linux: sd->balance_interval times busy_factor). */
export function balanceInterval(cores: number): number {
  return 16_000_000 * cores;
}

/**
 * The core with the most tasks among those with at least two, one of which `to` may have; the lowest among equals. A core with one is
 * about to run it itself.
 */
export function busiestCore(cores: readonly Core[], to: Core): Core | undefined {
  let busiest: Core | undefined;
  let most = 1;
  for (const core of cores) {
    const load = core.load();
    if (core !== to && load > most && core.queue.find(to.id) !== undefined) {
      busiest = core;
      most = load;
    }
  }
  return busiest;
}

/** Moves the first waiting task that may move from a core's run queue to another's. */
export function pullTask(log: EventLog, from: Core, to: Core): void {
  const task = from.queue.find(to.id);
  if (task === undefined) return;
  from.queue.dequeueTask(task);
  log.emit(Kind.Migrate, to.id, task.index, from.id);
  task.migrated = true;
  to.queue.enqueueTask(task, Enqueue.Migrated);
}
