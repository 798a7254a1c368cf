import type { CoreId } from "../../shared/ids";
import { present } from "../../shared/assert";
import type { Machine } from "../machine/machine";
import type { Core } from "./core";
import type { IdleCores } from "./idleCores";
import type { Task } from "./task";

/** Where a woken task goes: the core that it still occupies, its own if idle, another idle one, its own. */
export function selectCore(task: Task, idle: IdleCores, machine: Machine): CoreId {
  if (task.onCore >= 0 || idle.count === 0 || machine.isIdle(task.core)) return task.core;
  return idle.lowest(task)?.id ?? task.core;
}

/** Where a new task goes (Linux: SD_BALANCE_FORK): an idle core, or that with the fewest tasks. */
export function idlestCore(task: Task, idle: IdleCores, cores: readonly Core[]): Core {
  const free = idle.lowest(task);
  if (free !== undefined) return free;
  const allowed = cores.filter((core) => task.mayRunOn(core.id));
  return allowed.reduce(
    (best, core) => (core.load() < best.load() ? core : best),
    present(allowed[0], "core"),
  );
}
