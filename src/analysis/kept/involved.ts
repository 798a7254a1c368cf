import { SYNC_OPS } from "../../shared/enums";
import type { ObjectKind } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { GIndex } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { KINDS, Kind } from "../../shared/schema";
import { threadEntity } from "../../shared/trace/entity";
import type { Entity } from "../../shared/trace/entity";
import { doerOf, isWakeup } from "../causality/wakeups";
import type { Wakeups } from "../causality/wakeups";

/** Events that name an object which this does not connect anybody by: descriptors are inherited, a timer's object is its own. */
const NO_TIE: readonly number[] = [
  Kind.FdOpen,
  Kind.FdClose,
  Kind.TimerStart,
  Kind.TimerFire,
  Kind.TimerStop,
  Kind.FileAccess,
];

/** They carry something from one that uses them to another. Of the others, locks for instance, uses matter to those only who wait for them. */
const CARRIERS = new Set<ObjectKind>(["chan", "pipe", "socket", "message queue", "shared memory"]);
const WAITS = SYNC_OPS.map((op) => op.includes("wait"));

/** By kind: which of the two arguments is an object through which goroutines and threads meet. */
const TIES = KINDS.map((kind, code) => ({
  a: "a" in kind && kind.a.type === "object" && !NO_TIE.includes(code),
  b: "b" in kind && kind.b.type === "object" && !NO_TIE.includes(code),
}));

/**
 * The entity; those that made, woke or signalled it, and those that it did so to; all who use a channel, a pipe and the like that it uses; and those
 * between whom and it there is another object, such as a lock, that one of the two has waited for. One step only: those that they in turn have to do
 * with are not in it.
 */
export function involvedWith(log: EventLog, wakeups: Wakeups, entity: Entity): Set<Entity> {
  const found = new Set<Entity>([entity]);
  /** Objects whose users are all involved, and those of which only the users are that wait. */
  const shared = new Set<number>();
  const used = new Set<number>();
  const { start } = log.window;
  const mains = mainGoroutines(log);
  log.forEach((event) => {
    const other = touched(event, mains);
    if (other !== NONE) {
      const by = isWakeup(event) ? wakeups.wakerOf(event) : doerOf(event);
      if (by === entity) found.add(other);
      else if (other === entity && by !== NONE) found.add(by);
    }
    if (doerOf(event) === entity)
      eachTie(event, (object) => {
        const kind = log.tables.objects[object]?.kind;
        const all = isWait(event) || (kind !== undefined && CARRIERS.has(kind));
        (all ? shared : used).add(object);
      });
  }, start);
  if (shared.size + used.size === 0) return found;
  log.forEach((event) => {
    eachTie(event, (object) => {
      if (!shared.has(object) && !(used.has(object) && isWait(event))) return;
      const by = doerOf(event);
      if (by !== NONE) found.add(by);
    });
  }, start);
  return found;
}

/** Whom the event makes, wakes or signals; NONE where it does nothing of that. */
function touched(event: LogEvent, mains: ReadonlyMap<number, number>): Entity {
  const { kind, a } = event;
  if (kind === Kind.ProcessStart) return mains.get(a) ?? NONE;
  if (kind === Kind.GoNew) return a;
  if (kind === Kind.TaskNew || kind === Kind.Signal) return threadEntity(a);
  if (!isWakeup(event)) return NONE;
  return kind === Kind.GoRunnable ? a : threadEntity(a);
}

/** By process: the first of the program's goroutines in it. */
function mainGoroutines({ tables: { gs } }: EventLog): Map<number, number> {
  const mains = new Map<number, number>();
  for (let g = 0; g < gs.length; g++) {
    const { process, system } = gs.at(g as GIndex);
    if (!system && !mains.has(process)) mains.set(process, g);
  }
  return mains;
}

function eachTie({ kind, a, b }: LogEvent, visit: (object: number) => void): void {
  const tie = TIES[kind];
  if (tie?.a === true && a !== NONE) visit(a);
  if (tie?.b === true && b !== NONE) visit(b);
}

function isWait({ kind, aux }: LogEvent): boolean {
  return kind === Kind.GoWaiting || kind === Kind.FutexWait || (kind === Kind.Sync && WAITS[aux] === true);
}
