import { codeOf, TASK_REASONS, TASK_STATES, WAIT_REASONS } from "../shared/enums";
import { NONE } from "../shared/ids";
import type { GIndex } from "../shared/ids";
import type { EventLog } from "../shared/log/eventLog";
import { Kind } from "../shared/schema";
import type { LineWaits } from "../shared/trace/lineWaits";
import { goTasks } from "./spans/buildSpans";

const WAITING = codeOf(TASK_STATES, "waiting");

/** The waits of one line, while they are added up. */
class Line {
  ns = 0;
  count = 0;
  longest = 0;
  started = 0;
  startedNs = 0;
  readonly reasons = new Map<string, { ns: number; count: number }>();

  add(reason: string, ns: number): void {
    this.ns += ns;
    this.count++;
    this.longest = Math.max(this.longest, ns);
    const sum = this.reasons.get(reason) ?? { ns: 0, count: 0 };
    this.reasons.set(reason, { ns: sum.ns + ns, count: sum.count + 1 });
  }
}

/** One goroutine or thread, while the log is read. */
interface Waiter {
  /** Row of the table of places where it is, and where it was started. */
  loc: number;
  readonly created: number;
  wait: { readonly reason: string; readonly since: number; readonly loc: number } | undefined;
}

/** Where the program was blocked, by line, in one pass over the log: by file and line. A wait that lasts ends with the log. */
export function lineWaits(log: EventLog): readonly LineWaits[] {
  const { tables } = log;
  const lines = new Map<string, Line>();
  const lineAt = (loc: number): Line | undefined => {
    const row = tables.locs[loc];
    if (row === undefined) return undefined;
    const key = `${row.file}:${row.line}`;
    const known = lines.get(key) ?? new Line();
    lines.set(key, known);
    return known;
  };
  const goroutines = new Map<number, Waiter>();
  const threads = new Map<number, Waiter>();
  const start = (waiters: Map<number, Waiter>, row: number, created: number): Waiter => {
    const waiter: Waiter = { loc: created, created, wait: undefined };
    waiters.set(row, waiter);
    const line = lineAt(created);
    if (line !== undefined) line.started++;
    return waiter;
  };
  const leave = (waiter: Waiter, time: number): void => {
    if (waiter.wait === undefined) return;
    const { reason, since, loc } = waiter.wait;
    waiter.wait = undefined;
    lineAt(loc)?.add(reason, time - since);
    const line = lineAt(waiter.created);
    if (line !== undefined) line.startedNs += time - since;
  };
  const isM = goTasks(log);
  const goroutine = (g: number): Waiter | undefined => {
    const entity = tables.gs.at(g as GIndex);
    return entity.system ? undefined : (goroutines.get(g) ?? start(goroutines, g, entity.created));
  };
  const thread = (task: number, created: number): Waiter | undefined =>
    isM[task] === 1 ? undefined : (threads.get(task) ?? start(threads, task, created));

  const { from } = log.window;
  log.forEach(({ kind, a, b, aux, g, task, loc, time: at }) => {
    const time = Math.max(at, from);
    if (loc !== NONE) {
      const who = g === NONE ? threads.get(task) : goroutines.get(g);
      if (who !== undefined) who.loc = loc;
    }
    switch (kind) {
      case Kind.GoWaiting: {
        const waiter = goroutine(a);
        if (waiter === undefined) return;
        leave(waiter, time);
        waiter.wait = { reason: WAIT_REASONS[aux] ?? "", since: time, loc: waiter.loc };
        return;
      }
      case Kind.GoRunnable:
      case Kind.GoRunning:
      case Kind.GoDead: {
        const waiter = goroutine(a);
        if (waiter !== undefined) leave(waiter, time);
        return;
      }
      case Kind.TaskNew:
        thread(a, loc);
        return;
      case Kind.TaskState: {
        const waiter = thread(a, NONE);
        if (waiter === undefined) return;
        leave(waiter, time);
        if (aux === WAITING) waiter.wait = { reason: TASK_REASONS[b] ?? "", since: time, loc: waiter.loc };
        return;
      }
      default:
    }
  });
  for (const waiter of [...goroutines.values(), ...threads.values()]) leave(waiter, log.endTime);
  return [...lines].map(([key, line]) => rowOf(log, key, line)).sort(byPlace);
}

function rowOf({ tables }: EventLog, key: string, sums: Line): LineWaits {
  const [file, line] = key.split(":").map(Number);
  const { ns, count, longest, started, startedNs } = sums;
  const reasons = [...sums.reasons].map(([reason, sum]) => ({ reason, ...sum }));
  reasons.sort((one, other) => other.ns - one.ns || other.count - one.count);
  const uri = tables.files[file ?? NONE]?.uri ?? "";
  return { uri, line: line ?? 0, ns, count, longest, reasons, started, startedNs };
}

function byPlace(one: LineWaits, other: LineWaits): number {
  return one.uri === other.uri ? one.line - other.line : one.uri < other.uri ? -1 : 1;
}
