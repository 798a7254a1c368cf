import { assertUnreachable } from "../../shared/assert";
import { NONE } from "../../shared/ids";
import { threadEntity } from "../../shared/trace/entity";
import type { Grouping } from "../../shared/trace/queries";
import type { SpanColumns } from "../../shared/trace/spanColumns";
import type { ProcessLanes } from "../spans/processLanes";
import { SPAN_WAITING } from "../spans/spanKinds";
import type { Members } from "./members";

/** Positions of the lanes that stay, in order. @param spans the grouping's. */
export function keptLanes(
  kept: Members,
  grouping: Grouping,
  spans: SpanColumns,
  processLanes: () => ProcessLanes,
): Uint32Array {
  const all = Uint32Array.from({ length: spans.laneOffsets.length - 1 }, (_, lane) => lane);
  switch (grouping) {
    case "core":
    case "p":
      return all;
    case "g":
      return all.filter((lane) => kept.has(lane));
    case "m":
      return all.filter((lane) => isKept(kept, spans, lane, lane));
    case "process": {
      const { tasks, processes } = processLanes();
      const threads = all.filter((lane) => {
        const task = tasks[lane] ?? NONE;
        return task !== NONE && isKept(kept, spans, lane, task);
      });
      const wholes = new Set(Array.from(threads, (lane) => processes[lane] ?? NONE));
      const stays = new Set(threads);
      return all.filter(
        (lane) => stays.has(lane) || (tasks[lane] === NONE && wholes.has(processes[lane] ?? NONE)),
      );
    }
    default:
      return assertUnreachable(grouping);
  }
}

/** A thread stays for itself, or for a goroutine that it has run. */
function isKept(kept: Members, { laneOffsets, entity }: SpanColumns, lane: number, task: number): boolean {
  if (kept.has(threadEntity(task))) return true;
  for (let at = laneOffsets[lane] ?? 0; at < (laneOffsets[lane + 1] ?? 0); at++)
    if (kept.has(entity[at] ?? NONE)) return true;
  return false;
}

/** Shared lanes in which all that is not of one of those kept is waiting, of nobody. Positions of spans stay as they are. */
export function faded(kept: Members, spans: SpanColumns): SpanColumns {
  const kind = spans.kind.slice();
  const entity = spans.entity.slice();
  for (let at = 0; at < entity.length; at++) {
    if (kept.has(entity[at] ?? NONE)) continue;
    kind[at] = SPAN_WAITING;
    entity[at] = NONE;
  }
  return { ...spans, kind, entity };
}
