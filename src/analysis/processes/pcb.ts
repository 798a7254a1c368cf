import { TASK_REASONS, TASK_STATES } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog } from "../../shared/log/eventLog";
import { locName, objectName } from "../names";
import { ProcessReplay } from "./processReplay";

/** What the kernel keeps of a thread and its process, at an instant (PCB). Times in ns, memory in pages of 4 KiB. */
export interface Pcb {
  readonly pid: number;
  readonly tid: number;
  readonly name: string;
  readonly ppid: number;
  readonly uid: number;
  readonly state: string;
  /** Why it is in that state, and since when. */
  readonly reason: string;
  readonly since: number;
  /** `file:line` where its code was last; empty: it has not run any. */
  readonly programCounter: string;
  /** The locals of its top frame are not in the log: a debugger that replays the run shows them. */
  readonly registers: undefined;
  readonly memory: { readonly mapped: number; readonly resident: number };
  readonly descriptors: readonly { readonly fd: number; readonly of: string }[];
  readonly scheduling: {
    readonly core: number;
    readonly runTime: number;
    readonly voluntarySwitches: number;
    readonly involuntarySwitches: number;
    readonly migrations: number;
  };
}

/** @param task row of the log's table of kernel threads. `undefined`: it does not exist at that time. */
export function pcbAt(log: EventLog, task: number, time: number): Pcb | undefined {
  const replay = new ProcessReplay(log, time);
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
    registers: undefined,
    memory: { mapped: process.mapped, resident: process.resident },
    descriptors: [...process.descriptors].map(([fd, object]) => ({ fd, of: objectName(log, object) })),
    scheduling: { core, runTime, voluntarySwitches, involuntarySwitches, migrations },
  };
}
