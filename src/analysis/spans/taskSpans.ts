import { codeOf, TASK_STATES } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import type { SpanColumns } from "../../shared/trace/spanColumns";
import { MachineState } from "./machineState";
import { SpanStore } from "./spanStore";

const RUNNABLE = codeOf(TASK_STATES, "runnable");
const WAITING = codeOf(TASK_STATES, "waiting");

/**
 * The kernel's states of every task, one lane each: `kind` is a position in TASK_STATES and one of runnable, running and waiting;
 * `other` the core, −1 where the task has none.
 */
export function taskSpans(log: EventLog): SpanColumns {
  const state = new MachineState(log);
  const store = new SpanStore(log.tables.tasks.length);
  log.forEach((event) => {
    if (event.kind !== Kind.TaskState && event.kind !== Kind.ContextSwitch) return;
    state.apply(event);
    const show = (task: number): void => {
      if (task === NONE) return;
      const status = state.taskState[task] ?? NONE;
      const lives = status >= RUNNABLE && status <= WAITING;
      const core = lives && status !== WAITING ? (state.taskCore[task] ?? NONE) : NONE;
      store.show(task, event.time, lives ? status : NONE, NONE, core, event.index);
    };
    show(event.a);
    if (event.kind === Kind.ContextSwitch) show(event.b);
  });
  return store.finish(log.endTime);
}
