import type { EventLog } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { threadEntity } from "../../shared/trace/entity";
import type { Entity } from "../../shared/trace/entity";
import { SPAN_KINDS } from "../../shared/trace/queries";
import type { RangeRow, RangeSort, RangeStats, StateShare } from "../../shared/trace/rangeStats";
import type { SpanColumns } from "../../shared/trace/spanColumns";
import { entityName } from "../names";
import { firstAbove } from "../search";
import { goTasks } from "../spans/buildSpans";
import {
  SPAN_OFF_CORE,
  SPAN_OVERHEAD,
  SPAN_RUNNABLE,
  SPAN_RUNNING,
  SPAN_SYSCALL,
  SPAN_WAITING,
} from "../spans/spanKinds";
import { spanReason } from "../spans/spanReason";
import { LengthCounter } from "./histogram";

export interface RangeLanes {
  readonly core: SpanColumns;
  readonly g: SpanColumns;
  readonly m: SpanColumns;
  /** Goroutines of the program, not of its runtime. */
  readonly isUser: (g: number) => boolean;
}

export interface RangePage {
  readonly sort: RangeSort;
  readonly descending: boolean;
  readonly offset: number;
  readonly count: number;
}

/** Statistics of the instants from `from` up to `to`, ns. */
export function rangeStats(
  log: EventLog,
  lanes: RangeLanes,
  from: number,
  to: number,
  page: RangePage,
): RangeStats {
  const reader = new RangeReader(log, from, to);
  const { gs, tasks, processes } = log.tables;
  for (let g = 0; g < gs.length; g++) if (lanes.isUser(g)) reader.add(g, lanes.g, g);
  const isM = goTasks(log);
  tasks.forEach(({ process }, task) => {
    if (isM[task] === 0 && processes[process]?.pid !== 1) reader.add(threadEntity(task), lanes.m, task);
  });
  return { ...reader.result(page), cores: coresWithin(lanes.core, from, to) };
}

function coresWithin(spans: SpanColumns, from: number, to: number): RangeStats["cores"] {
  let [busy, overhead, all] = [0, 0, 0];
  for (let core = 0; core + 1 < spans.laneOffsets.length; core++) {
    all += to - from;
    for (const at of touching(spans, core, from, to)) {
      const ns = within(spans, at, from, to);
      if (spans.kind[at] === SPAN_OVERHEAD) overhead += ns;
      else busy += ns;
    }
  }
  return { busy, overhead, idle: all - busy - overhead };
}

/** Positions of the lane's spans that touch the range. */
function* touching(spans: SpanColumns, lane: number, from: number, to: number): Generator<number> {
  const low = spans.laneOffsets[lane] ?? 0;
  const high = spans.laneOffsets[lane + 1] ?? low;
  for (let at = firstAbove(spans.end, low, high, from); at < high && (spans.start[at] ?? 0) < to; at++)
    yield at;
}

function within(spans: SpanColumns, at: number, from: number, to: number): number {
  return Math.min(spans.end[at] ?? 0, to) - Math.max(spans.start[at] ?? 0, from);
}

type Times = { -readonly [Key in "running" | "runnable" | "waiting" | "syscall" | "switches"]: number };

/** A stretch in one state: positions of its spans, which differ in their core, and how much of it is within the range. */
interface Stretch {
  readonly first: number;
  readonly last: number;
  readonly ns: number;
}

class RangeReader {
  private readonly states = new Shares();
  private readonly waits = new Shares();
  private readonly rows: (Times & { entity: Entity })[] = [];
  private readonly runs = new LengthCounter();
  private readonly delays = new LengthCounter();
  private readonly waitLengths = new LengthCounter();

  constructor(
    private readonly log: EventLog,
    private readonly from: number,
    private readonly to: number,
  ) {}

  add(entity: Entity, spans: SpanColumns, lane: number): void {
    const times = { entity, running: 0, runnable: 0, waiting: 0, syscall: 0, switches: 0 };
    let stretch: Stretch | undefined;
    for (const at of touching(spans, lane, this.from, this.to)) {
      const ns = within(spans, at, this.from, this.to);
      if (stretch !== undefined && this.continues(spans, at)) {
        stretch = { ...stretch, last: at, ns: stretch.ns + ns };
        continue;
      }
      if (stretch !== undefined) this.take(spans, stretch, times);
      stretch = { first: this.begin(spans, lane, at), last: at, ns };
    }
    if (stretch === undefined) return;
    this.take(spans, { ...stretch, last: this.end(spans, lane, stretch.last) }, times);
    this.rows.push(times);
  }

  private take(spans: SpanColumns, { first, last, ns }: Stretch, times: Times): void {
    const kind = spans.kind[first] ?? 0;
    const start = spans.start[first] ?? 0;
    const length = (spans.end[last] ?? 0) - start;
    const why = spanReason(this.log, spans, first);
    const begins = start >= this.from;
    const state = SPAN_KINDS[kind] ?? "";
    this.states.add(state, ns, length);
    if (why !== "") this.waits.add(why, ns, length);
    switch (kind) {
      case SPAN_RUNNING:
        times.running += ns;
        if (!begins) return;
        times.switches++;
        this.runs.add(length);
        return;
      case SPAN_RUNNABLE:
      case SPAN_OFF_CORE:
        times.runnable += ns;
        if (begins) this.delays.add(length);
        return;
      case SPAN_SYSCALL:
        times.syscall += ns;
        return;
      case SPAN_WAITING:
        times.waiting += ns;
        if (begins) this.waitLengths.add(length);
        return;
    }
  }

  /** Whether a span is the same stretch as the one before it in its lane. */
  private continues(spans: SpanColumns, at: number): boolean {
    return (
      spans.kind[at - 1] === spans.kind[at] &&
      spans.end[at - 1] === spans.start[at] &&
      (spans.event[at - 1] === spans.event[at] ||
        this.log.read(spans.event[at] ?? 0).kind === Kind.ContextSwitch)
    );
  }

  /** The first span of a stretch, perhaps before the range. */
  private begin(spans: SpanColumns, lane: number, at: number): number {
    const low = spans.laneOffsets[lane] ?? 0;
    while (at > low && this.continues(spans, at)) at--;
    return at;
  }

  /** The last one, perhaps after the range. */
  private end(spans: SpanColumns, lane: number, at: number): number {
    const high = spans.laneOffsets[lane + 1] ?? 0;
    while (at + 1 < high && this.continues(spans, at + 1)) at++;
    return at;
  }

  result({ sort, descending, offset, count }: RangePage): Omit<RangeStats, "cores"> {
    const first = Math.max(0, Math.trunc(offset));
    const sign = descending ? -1 : 1;
    const names = new Map<Entity, string>();
    const name = (entity: Entity): string => {
      const known = names.get(entity) ?? entityName(this.log, entity);
      names.set(entity, known);
      return known;
    };
    this.rows.sort((a, b) =>
      sort === "name"
        ? sign * name(a.entity).localeCompare(name(b.entity), "en", { numeric: true })
        : sign * (a[sort] - b[sort]),
    );
    const rows = this.rows
      .slice(first, first + Math.trunc(count))
      .map((row): RangeRow => ({ ...row, name: name(row.entity) }));
    return {
      from: this.from,
      to: this.to,
      states: this.states.sorted(),
      waits: this.waits.sorted(),
      entities: { offset: first, total: this.rows.length, rows },
      runs: this.runs.result(),
      delays: this.delays.result(),
      waitLengths: this.waitLengths.result(),
    };
  }
}

class Shares {
  private readonly shares = new Map<string, { ns: number; count: number; longest: number }>();

  add(what: string, ns: number, length: number): void {
    const share = this.shares.get(what) ?? { ns: 0, count: 0, longest: 0 };
    share.ns += ns;
    share.count++;
    share.longest = Math.max(share.longest, length);
    this.shares.set(what, share);
  }

  /** The longest first. */
  sorted(): StateShare[] {
    return [...this.shares]
      .map(([what, share]): StateShare => ({ what, ...share }))
      .sort((a, b) => b.ns - a.ns || (a.what < b.what ? -1 : 1));
  }
}
