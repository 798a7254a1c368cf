import { codeOf, READY_REASONS, TASK_REASONS, TASK_STATES } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import type { Flow } from "../../shared/trace/tracks";
import { gName, pName, taskName } from "../names";
import { stealDetail } from "../steals";
import type { Family } from "./sliceText";

const CREATED = codeOf(READY_REASONS, "created");
const RUNNABLE = codeOf(TASK_STATES, "runnable");
const WOKEN = codeOf(TASK_REASONS, "woken");

/** Ids of tracks, by row. */
export type TrackIds = Readonly<Record<Family, Map<number, number>>>;

/** Every wake-up and steal between two tracks: of goroutines by goroutines, or by the thread that looked at timers and network; of threads by threads. */
export function* flows(log: EventLog, ids: TrackIds): Generator<Flow> {
  for (let index = log.window.start; index < log.length; index++) {
    const { kind, time, aux, task, p, g, a, b } = log.read(index);
    if (kind === Kind.GoRunnable && (g !== NONE || task !== NONE) && g !== a) {
      const from = g === NONE ? ids.t.get(task) : ids.g.get(g);
      const [does, done] = aux === CREATED ? ["creates", "created"] : ["wakes", "woken"];
      const by = g === NONE ? taskName(log, task) : gName(log, g);
      yield* between(from, ids.g.get(a), {
        time,
        category: "wakeup",
        fromText: `${does} ${gName(log, a)}`,
        toText: `${done} by ${by}`,
      });
    } else if (kind === Kind.TaskState && aux === RUNNABLE && b === WOKEN && task !== NONE && task !== a) {
      yield* between(ids.t.get(task), ids.t.get(a), {
        time,
        category: "wakeup",
        fromText: `wakes ${taskName(log, a)}`,
        toText: `woken by ${taskName(log, task)}`,
      });
    } else if (kind === Kind.Steal) {
      const { batch } = stealDetail(b);
      yield* between(ids.p.get(a), ids.p.get(p), {
        time,
        category: "steal",
        fromText: `loses ${batch} to ${pName(log, p)}`,
        toText: `steals ${batch} from ${pName(log, a)}`,
      });
    }
  }
}

function* between(
  from: number | undefined,
  to: number | undefined,
  rest: Omit<Flow, "from" | "to">,
): Generator<Flow> {
  if (from !== undefined && to !== undefined) yield { from, to, ...rest };
}
