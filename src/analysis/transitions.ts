import { G_STATES, READY_REASONS, RUN_RULES, SYSCALLS, TASK_REASONS, WAIT_REASONS } from "../shared/enums";
import { NONE } from "../shared/ids";
import type { EventLog, LogEvent } from "../shared/log/eventLog";
import { Kind } from "../shared/schema";
import type { TransitionEdge } from "../shared/trace/queries";
import { STATE_AFTER } from "./spans/machineState";

const REASONS: readonly (readonly string[])[] = G_STATES.map((state) => {
  switch (state) {
    case "runnable":
      return READY_REASONS;
    case "running":
      return RUN_RULES;
    case "waiting":
      return WAIT_REASONS;
    case "syscall":
      return SYSCALLS;
    default:
      return [];
  }
});
const SLOTS = 256;
const STATES = G_STATES.length;
const RUNNING = G_STATES.indexOf("running");
const COPYSTACK = G_STATES.indexOf("copystack");
const IDLE = G_STATES.indexOf("idle");
const DEAD = G_STATES.indexOf("dead");

/** The reason of a goroutine's or a thread's change of state, in words; empty where it has none. */
export function changeReason({ kind, aux, b }: LogEvent): string {
  if (kind === Kind.TaskState) return TASK_REASONS[b] ?? "";
  if (kind === Kind.ContextSwitch) return TASK_REASONS[aux] ?? "";
  return REASONS[STATE_AFTER[kind] ?? NONE]?.[aux] ?? "";
}

/**
 * The edges that goroutines took in the state diagram: those that `include` says, all by default. In the order of states and reasons.
 * A stack copy shows as running → copystack → running.
 */
export function transitions(log: EventLog, include: (g: number) => boolean): TransitionEdge[] {
  const count = new Float64Array(STATES * STATES * SLOTS);
  const time = new Float64Array(count.length);
  const state = new Int8Array(log.tables.gs.length).fill(NONE);
  const since = new Float64Array(state.length);
  const shown = Uint8Array.from(state, (_, g) => (include(g) ? 1 : 0));
  const take = (g: number, from: number, to: number, reason: number, now: number): void => {
    const edge = (from * STATES + to) * SLOTS + reason;
    count[edge] = (count[edge] ?? 0) + 1;
    time[edge] = (time[edge] ?? 0) + now - (since[g] ?? now);
    since[g] = now;
  };
  const { start, from: whole } = log.window;
  log.forEach((event) => {
    const g = event.a;
    const to = event.kind === Kind.GoNew ? IDLE : (STATE_AFTER[event.kind] ?? NONE);
    if (event.kind === Kind.GoCopystack && shown[g] === 1 && event.index >= start) {
      take(g, RUNNING, COPYSTACK, 0, event.time);
      take(g, COPYSTACK, RUNNING, 0, event.time);
    }
    if (to === NONE || shown[g] !== 1) return;
    const from = state[g] ?? NONE;
    if (from === NONE || event.index < start) since[g] = Math.max(event.time, whole);
    else take(g, from, to, to === DEAD ? 0 : event.aux, event.time);
    state[g] = to;
  });
  const edges: TransitionEdge[] = [];
  for (let edge = 0; edge < count.length; edge++) {
    if (count[edge] === 0) continue;
    const to = Math.floor(edge / SLOTS) % STATES;
    edges.push({
      from: G_STATES[Math.floor(edge / SLOTS / STATES)] ?? "",
      to: G_STATES[to] ?? "",
      reason: edge % SLOTS === 0 && to === RUNNING ? startOrNone(edge) : (REASONS[to]?.[edge % SLOTS] ?? ""),
      count: count[edge] ?? 0,
      time: time[edge] ?? 0,
    });
  }
  return edges;
}

/** Copying back from copystack has no rule; code 0 from other states is the rule "start". */
function startOrNone(edge: number): string {
  return Math.floor(edge / SLOTS / STATES) === COPYSTACK ? "" : RUN_RULES[0];
}
