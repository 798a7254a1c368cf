import { NONE } from "../../shared/ids";
import type { EventLog } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { threadEntity } from "../../shared/trace/entity";
import type { Entity } from "../../shared/trace/entity";
import type { SpanColumns } from "../../shared/trace/spanColumns";
import { firstAtLeast } from "../search";

/** Where a run's critical path ends. */
export interface PathEnd {
  readonly entity: Entity;
  readonly time: number;
}

/**
 * Who brought the program to its end: the goroutine, or thread, that ended its process; where nobody did (a deadlock, a limit), the last
 * one that ran. Nothing where nobody ever ran.
 * @param threads lanes of the kernel threads.
 */
export function pathEnd(log: EventLog, threads: SpanColumns): PathEnd | undefined {
  const main = log.tables.processes.findIndex(({ pid }) => pid !== 1);
  let last: PathEnd | undefined;
  for (let index = log.length - 1; index >= log.window.start; index--) {
    const { kind, time, task, g, a } = log.read(index);
    if (kind === Kind.ProcessExit && a === main && task !== NONE)
      return { entity: ranOn(threads, task, time), time };
    if (
      last === undefined &&
      kind !== Kind.RunEnd &&
      task !== NONE &&
      (g !== NONE || kind === Kind.ContextSwitch)
    )
      last = { entity: g === NONE ? ranOn(threads, task, time) : g, time };
  }
  return last;
}

/** The goroutine that a thread has run at last before `time`, or the thread itself. */
function ranOn(threads: SpanColumns, task: number, time: number): Entity {
  const low = threads.laneOffsets[task] ?? 0;
  const at = firstAtLeast(threads.start, low, threads.laneOffsets[task + 1] ?? low, time) - 1;
  const g = at < low ? NONE : (threads.entity[at] ?? NONE);
  return g === NONE ? threadEntity(task) : g;
}
