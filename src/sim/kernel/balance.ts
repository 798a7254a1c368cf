import type { EventLog } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import type { Core } from "./core";
import { Enqueue } from "./policies/policy";
import type { Task } from "./task";

/** A busy core looks at the others every 16 ms per core of the machine (Linux: sd->balance_interval times busy_factor). */
export function balanceInterval(cores: number): number {
  return 16_000_000 * cores;
}

/** The core with the most tasks among those with at least two, the lowest among equals; a core with one is about to run it itself. */
export function busiestCore(cores: readonly Core[], except: Core): Core | undefined {
  let busiest: Core | undefined;
  let most = 1;
  for (const core of cores) {
    const load = core.load();
    if (core !== except && load > most && migratable(core) !== undefined) {
      busiest = core;
      most = load;
    }
  }
  return busiest;
}

/** Moves one waiting task from a core's run queue to another's. */
export function pullTask(log: EventLog, from: Core, to: Core): void {
  const task = migratable(from);
  if (task === undefined) return;
  from.queue.dequeueTask(task);
  log.emit(Kind.Migrate, to.id, task.index, from.id);
  task.migrated = true;
  to.queue.enqueueTask(task, Enqueue.Migrated);
}

/** The first waiting task that does not still occupy a core, which it has not been switched away from. */
function migratable(core: Core): Task | undefined {
  for (const task of core.queue.policy.waiting) if (task.onCore < 0) return task;
  return undefined;
}
