import { codeOf, TASK_REASONS, TASK_STATES } from "../shared/enums";
import { NONE } from "../shared/ids";
import type { EventLog } from "../shared/log/eventLog";
import { Kind } from "../shared/schema";
import type { TaskMeasures } from "../shared/trace/measures";

const RUNNABLE = codeOf(TASK_STATES, "runnable");
const RUNNING = codeOf(TASK_STATES, "running");
const WAITING = codeOf(TASK_STATES, "waiting");
const ZOMBIE = codeOf(TASK_STATES, "zombie");
const DEAD = codeOf(TASK_STATES, "dead");
const PREEMPTED = codeOf(TASK_REASONS, "preempted");
/** It happened before the log's window: nobody knows when. */
const BEFORE = -2;

interface TaskRow {
  state: number;
  since: number;
  arrival: number;
  firstRun: number;
  end: number;
  readonly ns: Float64Array;
  switches: number;
  involuntary: number;
  migrations: number;
}

/** What can be said of a thread without other runs. */
export type TaskTimes = Omit<TaskMeasures, "lineage">;

/** Of each kernel thread, in the order of creation. */
export function taskMeasures(log: EventLog): TaskTimes[] {
  const rows = log.tables.tasks.map((): TaskRow => ({
    state: NONE,
    since: 0,
    arrival: NONE,
    firstRun: NONE,
    end: NONE,
    ns: new Float64Array(TASK_STATES.length),
    switches: 0,
    involuntary: 0,
    migrations: 0,
  }));
  const { start, from } = log.window;
  log.forEach(({ index, kind, aux, a, time }) => {
    const row = rows[a];
    if (row === undefined) return;
    if (index < start) {
      if (kind === Kind.TaskState)
        Object.assign(row, { state: aux, since: from, arrival: BEFORE, firstRun: BEFORE });
    } else if (kind === Kind.TaskState) {
      enter(row, aux, time);
    } else if (kind === Kind.ContextSwitch) {
      row.switches++;
      if (aux === PREEMPTED) row.involuntary++;
    } else if (kind === Kind.Migrate) {
      row.migrations++;
    }
  });
  const end = log.endTime;
  return rows.map((row, task): TaskTimes => {
    enter(row, NONE, end);
    const entity = log.tables.tasks[task];
    return {
      pid: log.tables.processes[entity?.process ?? NONE]?.pid ?? 0,
      tid: entity?.tid ?? 0,
      name: entity?.name ?? "",
      arrivalNs: orNull(row.arrival),
      firstRunNs: orNull(row.firstRun),
      endNs: orNull(row.end),
      runNs: row.ns[RUNNING] ?? 0,
      waitingNs: row.ns[RUNNABLE] ?? 0,
      blockedNs: row.ns[WAITING] ?? 0,
      turnaroundNs: difference(row.arrival, row.end),
      responseNs: difference(row.arrival, row.firstRun),
      switches: row.switches,
      involuntarySwitches: row.involuntary,
      migrations: row.migrations,
    };
  });
}

function enter(row: TaskRow, state: number, time: number): void {
  if (row.state !== NONE) row.ns[row.state] = (row.ns[row.state] ?? 0) + time - row.since;
  row.state = state;
  row.since = time;
  if (state === RUNNABLE && row.arrival === NONE) row.arrival = time;
  if (state === RUNNING && row.firstRun === NONE) row.firstRun = time;
  if ((state === ZOMBIE || state === DEAD) && row.end === NONE) row.end = time;
}

/** A time of an event, null where that did not happen or nobody knows when. */
export function orNull(time: number): number | null {
  return time < 0 ? null : time;
}

export function difference(from: number, to: number): number | null {
  return from < 0 || to < 0 ? null : to - from;
}
