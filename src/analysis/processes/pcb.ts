import { TASK_REASONS, TASK_STATES } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog } from "../../shared/log/eventLog";
import { locName, objectName } from "../names";
import type { Pcb } from "../../shared/pcb";
import { ProcessReplay } from "./processReplay";

/** Of each thread that a process has then, in the order of their creation. Empty: it has none, or there is no such process. */
export function pcbsAt(log: EventLog, pid: number, time: number): Pcb[] {
  return pcbsOf(log, new ProcessReplay(log, time), pid);
}

/** As `pcbsAt`, of a replay that is there. */
export function pcbsOf(log: EventLog, replay: ProcessReplay, pid: number): Pcb[] {
  const process = [...replay.processes.values()].find((each) => each.pid === pid);
  return [...(process?.tasks.keys() ?? [])].flatMap((task) => blockOf(log, replay, task) ?? []);
}

function blockOf(log: EventLog, replay: ProcessReplay, task: number): Pcb | undefined {
  const now = replay.task(task);
  const entity = log.tables.tasks[task];
  const process = replay.processes.get(now?.process ?? NONE);
  if (now === undefined || entity === undefined || process === undefined || !process.tasks.has(task))
    return undefined;
  const { core, runTime, voluntarySwitches, involuntarySwitches, migrations } = now;
  return {
    pid: process.pid,
    tid: entity.tid,
    name: entity.name,
    ppid: replay.processes.get(process.parent)?.pid ?? 0,
    uid: process.uid,
    state: TASK_STATES[now.state] ?? "",
    reason: TASK_REASONS[now.reason] ?? "",
    since: now.since,
    programCounter: now.loc === NONE ? "" : locName(log, now.loc),
    registers:
      now.registers === NONE ? undefined : { text: log.tables.string(now.registers), savedAt: now.savedAt },
    memory: { mapped: process.mapped, resident: process.resident },
    descriptors: [...process.descriptors].map(([fd, object]) => ({ fd, of: objectName(log, object) })),
    scheduling: { core, runTime, voluntarySwitches, involuntarySwitches, migrations },
  };
}
