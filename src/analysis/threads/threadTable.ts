import { codeOf, TASK_REASONS, TASK_STATES } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import type { Page, QueryArgs } from "../../shared/trace/queries";
import type { ThreadRow } from "../../shared/trace/threads";
import { threadTag } from "../names";
import { taskMeasures } from "../taskMeasures";
import type { TaskTimes } from "../taskMeasures";

type Sort = QueryArgs<"threads">["sort"];

const WAITING = codeOf(TASK_STATES, "waiting");
const DEAD = codeOf(TASK_STATES, "dead");

const KEYS: Readonly<Record<Sort, (row: ThreadRow) => number>> = {
  tid: ({ tid }) => tid,
  running: ({ running }) => running,
  runnable: ({ runnable }) => runnable,
  waiting: ({ waiting }) => waiting,
  switches: ({ switches }) => switches,
};

/** The table of all kernel threads, in any order, page by page. Made in one go: there are at most thousands. */
export class ThreadTable {
  private readonly rows: readonly ThreadRow[];
  private readonly orders = new Map<Sort, readonly ThreadRow[]>();

  constructor(log: EventLog) {
    const waits = new WaitSums(log);
    this.rows = taskMeasures(log).map((measures, task) => rowOf(log, task, measures, waits));
  }

  page({ offset, count, sort, descending }: QueryArgs<"threads">): Page<ThreadRow> {
    const order = this.order(sort);
    const total = order.length;
    const first = Math.min(Math.max(0, Math.trunc(offset)), total);
    const last = Math.min(total, first + Math.max(0, Math.trunc(count)));
    const rows = descending ? order.slice(total - last, total - first).reverse() : order.slice(first, last);
    return { offset: first, total, rows };
  }

  private order(sort: Sort): readonly ThreadRow[] {
    const known = this.orders.get(sort);
    if (known !== undefined) return known;
    const key = KEYS[sort];
    const order = [...this.rows].sort((one, other) => key(one) - key(other) || one.task - other.task);
    this.orders.set(sort, order);
    return order;
  }
}

function rowOf(log: EventLog, task: number, measures: TaskTimes, waits: WaitSums): ThreadRow {
  const { tid, pid, name, runNs, waitingNs, blockedNs, switches, involuntarySwitches, migrations } = measures;
  return {
    task,
    tid,
    pid,
    tag: threadTag(log, task),
    name,
    createdAt: waits.created[task] ?? NONE,
    endedAt: waits.ended[task] ?? NONE,
    running: runNs,
    runnable: waitingNs,
    waiting: blockedNs,
    switches,
    preemptions: involuntarySwitches,
    migrations,
    waits: waits.of(task),
  };
}

/** How long and how often each thread waited for what, and when it lived; one pass over the log. */
class WaitSums {
  readonly created: Float64Array;
  readonly ended: Float64Array;
  private readonly ns: Float64Array;
  private readonly counts: Uint32Array;

  constructor(log: EventLog) {
    const threads = log.tables.tasks.length;
    this.created = new Float64Array(threads).fill(NONE);
    this.ended = new Float64Array(threads).fill(NONE);
    this.ns = new Float64Array(threads * TASK_REASONS.length);
    this.counts = new Uint32Array(this.ns.length);
    const waitsFor = new Int16Array(threads).fill(NONE);
    const since = new Float64Array(threads);
    const leave = (task: number, time: number): void => {
      const reason = waitsFor[task] ?? NONE;
      if (reason === NONE) return;
      const cell = task * TASK_REASONS.length + reason;
      this.ns[cell] = (this.ns[cell] ?? 0) + time - (since[task] ?? time);
      this.counts[cell] = (this.counts[cell] ?? 0) + 1;
      waitsFor[task] = NONE;
    };
    const { from } = log.window;
    log.forEach(({ kind, a, b, aux, time: at }) => {
      if (kind === Kind.TaskNew) this.created[a] = at;
      if (kind !== Kind.TaskState) return;
      const time = Math.max(at, from);
      leave(a, time);
      if (aux === WAITING) {
        waitsFor[a] = b;
        since[a] = time;
      } else if (aux === DEAD) {
        this.ended[a] = time;
      }
    });
    for (let task = 0; task < threads; task++) leave(task, log.endTime);
  }

  of(task: number): ThreadRow["waits"] {
    return TASK_REASONS.map((reason, code) => {
      const cell = task * TASK_REASONS.length + code;
      return { reason, ns: this.ns[cell] ?? 0, count: this.counts[cell] ?? 0 };
    })
      .filter(({ count }) => count > 0)
      .sort((one, other) => other.ns - one.ns);
  }
}
