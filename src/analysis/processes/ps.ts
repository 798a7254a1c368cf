import { codeOf, TASK_REASONS, TASK_STATES } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog } from "../../shared/log/eventLog";
import { psRow, stateLetter } from "../../shared/psRow";
import type { PsRow } from "../../shared/psRow";
import { ProcessReplay, isStopped } from "./processReplay";
import type { ProcessNow } from "./processReplay";

const WAITING = codeOf(TASK_STATES, "waiting");
const UNINTERRUPTIBLE = new Set([codeOf(TASK_REASONS, "disk"), codeOf(TASK_REASONS, "system call")]);

/** What ps would have shown at an instant of the run, by pid. */
export function psAt(log: EventLog, time: number): PsRow[] {
  return psOf(new ProcessReplay(log, time));
}

/** As `psAt`, of a replay that is there. */
export function psOf(replay: ProcessReplay): PsRow[] {
  return [...replay.processes.values()].map((process) => rowOf(process, replay));
}

function rowOf(process: ProcessNow, { processes, time }: ProcessReplay): PsRow {
  const { uid, pid, name, parent, ended, tasks, started, endedRunTime, resident, mapped } = process;
  const [first] = tasks.values();
  let cpuTime = endedRunTime;
  for (const { runTime } of tasks.values()) cpuTime += runTime;
  const facts = first && {
    stopped: isStopped(first),
    runs: first.state !== WAITING,
    uninterruptible: UNINTERRUPTIBLE.has(first.reason),
  };
  return psRow(
    {
      uid,
      pid,
      ppid: parent === NONE ? 0 : (processes.get(parent)?.pid ?? 0),
      name,
      state: stateLetter(facts, ended),
      threads: tasks.size,
      started,
      cpuTime,
      residentPages: resident,
      mappedPages: mapped,
    },
    time,
  );
}

/** A process with its children, in the order of their pids. */
export interface ProcessNode {
  readonly row: PsRow;
  readonly children: readonly ProcessNode[];
}

/** The tree of processes at an instant, from init down; `undefined` before there is any. */
export function processTreeAt(log: EventLog, time: number): ProcessNode | undefined {
  const rows = psAt(log, time);
  const node = (row: PsRow): ProcessNode => ({
    row,
    children: rows.filter(({ ppid }) => ppid === row.pid).map(node),
  });
  const init = rows.find(({ ppid }) => ppid === 0);
  return init && node(init);
}
