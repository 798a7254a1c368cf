import { NONE } from "../../shared/ids";
import type { EventLog } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { threadEntity } from "../../shared/trace/entity";
import type { Entity } from "../../shared/trace/entity";
import type { SpanColumns } from "../../shared/trace/spanColumns";
import { firstAbove, firstAtLeast } from "../search";

/** Events by which the goroutine in `a` changes state. */
const GOROUTINES = new Set([
  Kind.GoNew,
  Kind.GoRunnable,
  Kind.GoRunning,
  Kind.GoWaiting,
  Kind.GoSyscall,
  Kind.GoDead,
]);

/** Those that ran at an instant from `from` up to `to`, or whose state changed there. @param cores lanes of the cores. */
export function activeIn(log: EventLog, cores: SpanColumns, from: number, to: number): Set<Entity> {
  const found = new Set<Entity>();
  const { laneOffsets, start, end, entity } = cores;
  for (let core = 0; core + 1 < laneOffsets.length; core++) {
    const high = laneOffsets[core + 1] ?? 0;
    const low = firstAbove(end, laneOffsets[core] ?? 0, high, from);
    for (let at = low, stop = firstAtLeast(start, low, high, to); at < stop; at++)
      found.add(entity[at] ?? NONE);
  }
  log.forEach(
    ({ kind, a }) => {
      if (GOROUTINES.has(kind)) found.add(a);
      else if (kind === Kind.TaskNew || kind === Kind.TaskState) found.add(threadEntity(a));
    },
    Math.max(log.window.start, log.firstAtOrAfter(from)),
    log.firstAtOrAfter(to),
  );
  found.delete(NONE);
  return found;
}
