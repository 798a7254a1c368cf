import { TASK_REASONS, TASK_STATES } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import type { TransitionEdge } from "../../shared/trace/queries";
import { stateAfter } from "./threadIndex";

const STATES = TASK_STATES.length;
const REASONS = TASK_REASONS.length;

/** The edges that threads took in their state diagram: of one, or with NONE of all. In the order of states and reasons. */
export function threadTransitions(log: EventLog, only: number): TransitionEdge[] {
  const count = new Float64Array(STATES * STATES * REASONS);
  const ns = new Float64Array(count.length);
  const state = new Int8Array(log.tables.tasks.length).fill(NONE);
  const since = new Float64Array(state.length);
  const { start, from: whole } = log.window;
  log.forEach((event) => {
    const { kind, a: task, b: reason } = event;
    if ((kind !== Kind.TaskNew && kind !== Kind.TaskState) || (only !== NONE && task !== only)) return;
    const to = stateAfter(event);
    const from = state[task] ?? NONE;
    const time = Math.max(event.time, whole);
    if (from !== NONE && event.index >= start) {
      const edge = (from * STATES + to) * REASONS + reason;
      count[edge] = (count[edge] ?? 0) + 1;
      ns[edge] = (ns[edge] ?? 0) + time - (since[task] ?? time);
    }
    state[task] = to;
    since[task] = time;
  });
  const edges: TransitionEdge[] = [];
  for (let edge = 0; edge < count.length; edge++) {
    if (count[edge] === 0) continue;
    edges.push({
      from: TASK_STATES[Math.floor(edge / REASONS / STATES)] ?? "",
      to: TASK_STATES[Math.floor(edge / REASONS) % STATES] ?? "",
      reason: TASK_REASONS[edge % REASONS] ?? "",
      count: count[edge] ?? 0,
      time: ns[edge] ?? 0,
    });
  }
  return edges;
}
