import { codeOf, G_STATES, WAIT_REASONS } from "../shared/enums";
import { NONE } from "../shared/ids";
import type { GIndex } from "../shared/ids";
import type { EventLog } from "../shared/log/eventLog";
import { Kind } from "../shared/schema";
import type { GoroutineRow, Page, QueryArgs } from "../shared/trace/queries";
import type { SpanColumns } from "../shared/trace/spanColumns";
import { SPAN_WAITING } from "./spans/spanKinds";
import { gTag } from "./names";
import type { Summary } from "./summary";

type Sort = QueryArgs<"goroutines">["sort"];
type Wait = GoroutineRow["waits"][number];

export const G_RUNNING = codeOf(G_STATES, "running");
export const G_RUNNABLE = codeOf(G_STATES, "runnable");
export const G_WAITING = codeOf(G_STATES, "waiting");
export const G_SYSCALL = codeOf(G_STATES, "syscall");
const G_PREEMPTED = codeOf(G_STATES, "preempted");

/** ns that it waited: also for a scan of its stack to begin. */
export function waitingTime(summary: Summary, g: number): number {
  return summary.timeIn(g, G_WAITING) + summary.timeIn(g, G_PREEMPTED);
}

/** Times and counts of a goroutine, by table row. */
export function goroutineRow(log: EventLog, summary: Summary, spans: SpanColumns, g: number): GoroutineRow {
  const entity = log.tables.gs.at(g as GIndex);
  return {
    g,
    goid: entity.goid,
    tag: gTag(log, g),
    name: log.tables.string(entity.name),
    created: entity.created,
    createdAt: summary.createdAt[g] ?? NONE,
    endedAt: summary.endedAt[g] ?? NONE,
    running: summary.timeIn(g, G_RUNNING),
    runnable: summary.timeIn(g, G_RUNNABLE),
    waiting: waitingTime(summary, g),
    syscall: summary.timeIn(g, G_SYSCALL),
    switches: summary.switches[g] ?? 0,
    waits: waitsOf(log, spans, g),
  };
}

/** The goroutine's waits by reason, longest first, then by the reason's position in WAIT_REASONS. */
export function waitsOf(log: EventLog, spans: SpanColumns, g: number): Wait[] {
  const ns = new Float64Array(WAIT_REASONS.length);
  const count = new Uint32Array(WAIT_REASONS.length);
  for (let i = spans.laneOffsets[g] ?? 0; i < (spans.laneOffsets[g + 1] ?? 0); i++) {
    if (spans.kind[i] !== SPAN_WAITING) continue;
    const event = log.read(spans.event[i] ?? 0);
    if (event.kind !== Kind.GoWaiting) continue;
    ns[event.aux] = (ns[event.aux] ?? 0) + (spans.end[i] ?? 0) - (spans.start[i] ?? 0);
    count[event.aux] = (count[event.aux] ?? 0) + 1;
  }
  const waits: Wait[] = [];
  for (const [code, reason] of WAIT_REASONS.entries()) {
    if ((count[code] ?? 0) > 0) waits.push({ reason, ns: ns[code] ?? 0, count: count[code] ?? 0 });
  }
  return waits.sort((one, other) => other.ns - one.ns);
}

/** The table of the program's goroutines, in any order, page by page. */
export class GoroutineTable {
  private readonly users: Uint32Array;
  private readonly orders = new Map<Sort, Uint32Array>();

  constructor(
    private readonly log: EventLog,
    private readonly summary: Summary,
    private readonly spans: () => SpanColumns,
  ) {
    const users: number[] = [];
    for (let g = 0; g < log.tables.gs.length; g++) if (summary.isUser(g)) users.push(g);
    this.users = Uint32Array.from(users);
  }

  get count(): number {
    return this.users.length;
  }

  page({ offset, count, sort, descending }: QueryArgs<"goroutines">): Page<GoroutineRow> {
    const order = this.order(sort);
    const total = order.length;
    const first = Math.min(Math.max(0, Math.trunc(offset)), total);
    const rows: GoroutineRow[] = [];
    for (let i = first; i < Math.min(total, first + Math.trunc(count)); i++) {
      const g = order[descending ? total - 1 - i : i] ?? 0;
      rows.push(goroutineRow(this.log, this.summary, this.spans(), g));
    }
    return { offset: first, total, rows };
  }

  private order(sort: Sort): Uint32Array {
    const known = this.orders.get(sort);
    if (known !== undefined) return known;
    const keys = Float64Array.from(this.users, (g) => this.key(g, sort));
    const byKey = Uint32Array.from(keys, (_, i) => i).sort(
      (one, other) => (keys[one] ?? 0) - (keys[other] ?? 0) || one - other,
    );
    const order = byKey.map((i) => this.users[i] ?? 0);
    this.orders.set(sort, order);
    return order;
  }

  private key(g: number, sort: Sort): number {
    switch (sort) {
      case "goid":
        return this.log.tables.gs.at(g as GIndex).goid;
      case "running":
        return this.summary.timeIn(g, G_RUNNING);
      case "runnable":
        return this.summary.timeIn(g, G_RUNNABLE);
      case "waiting":
        return waitingTime(this.summary, g);
      case "switches":
        return this.summary.switches[g] ?? 0;
    }
  }
}
