import { NONE } from "../shared/ids";
import type { GIndex } from "../shared/ids";
import { t } from "../shared/l10n/t";
import type { EventLog } from "../shared/log/eventLog";
import { threadOf } from "../shared/trace/entity";
import type { Entity } from "../shared/trace/entity";

/** How entities are called in texts for people: `G7 worker`, `P0`, `M3`, `core 1`. Where there are several user processes, with their pid. */

/** `G7`; where there are several user processes `4/G7`, with the pid. */
export function gTag(log: EventLog, g: number): string {
  const { goid, process } = log.tables.gs.at(g as GIndex);
  return `${processPrefix(log, process)}G${goid}`;
}

/** `G7 worker`, `G7` without a name, `no goroutine`. */
export function gName(log: EventLog, g: number): string {
  if (g === NONE) return t("no goroutine");
  if (g < 0 || g >= log.tables.gs.length) return `goroutine row ${g}`;
  const text = log.tables.string(log.tables.gs.at(g as GIndex).name);
  return `${gTag(log, g)}${text === "" ? "" : ` ${text}`}`;
}

/** `P0`. */
export function pName(log: EventLog, p: number): string {
  if (p === NONE) return t("no P");
  const entity = log.tables.ps[p];
  return entity === undefined ? `P row ${p}` : `${processPrefix(log, entity.process)}P${entity.id}`;
}

/** `M3 (tid 7)`, or the thread's name. */
export function taskName(log: EventLog, task: number): string {
  if (task === NONE) return t("no task");
  const entity = log.tables.tasks[task];
  return entity === undefined
    ? `task row ${task}`
    : `${processPrefix(log, entity.process)}${entity.name} (tid ${entity.tid})`;
}

/** `T7`, of a Go runtime's M `M3`; where there are several user processes `4/T7`, with the pid. */
export function threadTag(log: EventLog, task: number): string {
  const entity = log.tables.tasks[task];
  if (entity === undefined) return taskName(log, task);
  const tag = isM(log, entity.process) ? entity.name : `T${entity.tid}`;
  return `${processPrefix(log, entity.process)}${tag}`;
}

/** `T7 worker`, of an M as its tag. */
export function threadLabel(log: EventLog, task: number): string {
  const entity = log.tables.tasks[task];
  const tag = threadTag(log, task);
  return entity === undefined || isM(log, entity.process) ? tag : `${tag} ${entity.name}`;
}

/** A goroutine's name, or a thread's label. */
export function entityName(log: EventLog, entity: Entity): string {
  const task = threadOf(entity);
  return task === NONE ? gName(log, entity) : threadLabel(log, task);
}

function isM(log: EventLog, process: number): boolean {
  return log.tables.ps.some((p) => p.process === process);
}

/** `worker (pid 2)`. */
export function processName(log: EventLog, process: number): string {
  const entity = log.tables.processes[process];
  if (entity === undefined) return process === NONE ? t("no process") : `process row ${process}`;
  return `${entity.name} (pid ${entity.pid})`;
}

/** `chan (object 3)`. */
export function objectName(log: EventLog, object: number): string {
  const entity = log.tables.objects[object];
  if (entity === undefined) return object === NONE ? t("no object") : `object row ${object}`;
  return `${entity.kind} ${object}`;
}

export function coreName(core: number): string {
  return core === NONE ? t("no core") : `core ${core}`;
}

/** `main.ts:14`, or nothing for a place that is not known. */
export function locName(log: EventLog, loc: number): string {
  const entity = log.tables.locs[loc];
  if (entity === undefined) return "";
  const uri = log.tables.files[entity.file]?.uri ?? "";
  return `${uri.slice(uri.lastIndexOf("/") + 1)}:${entity.line}`;
}

/** Processes of the program: all but init. */
export function hasSeveralProcesses(log: EventLog): boolean {
  let users = 0;
  for (const { pid } of log.tables.processes) if (pid !== 1 && ++users > 1) return true;
  return false;
}

function processPrefix(log: EventLog, process: number): string {
  if (!hasSeveralProcesses(log)) return "";
  const pid = log.tables.processes[process]?.pid;
  return pid === undefined ? "" : `${pid}/`;
}
