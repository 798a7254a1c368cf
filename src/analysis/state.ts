import { G_STATES } from "../shared/enums";
import { NONE } from "../shared/ids";
import type { GIndex } from "../shared/ids";
import type { EventLog, LogEvent } from "../shared/log/eventLog";
import { Kind } from "../shared/schema";
import type { GoroutineAt } from "../shared/trace/queries";
import type { SpanColumns } from "../shared/trace/spanColumns";
import { gTag } from "./names";
import { placeOf } from "./placeIndex";
import type { PlaceIndex } from "./placeIndex";
import { firstAbove } from "./search";
import { STATE_AFTER } from "./spans/machineState";
import { SPAN_OFF_CORE, SPAN_RUNNING } from "./spans/spanKinds";
import { G_RUNNING, G_SYSCALL } from "./goroutines";
import type { Summary } from "./summary";
import { changeReason } from "./transitions";

/**
 * The state of goroutines at an instant, by binary search in their lanes. What happens in an instant counts as done at it. The
 * first question builds the indexes; after that an answer costs a few searches for each goroutine in it.
 */
export class StateIndex {
  private readonly created: Float64Array;
  private readonly ended: Float64Array;
  private readonly users: Uint32Array;
  /** Changes in the last instant of the run, the latest of each goroutine: they have no span. */
  private readonly last = new Map<number, LogEvent>();

  constructor(
    private readonly log: EventLog,
    private readonly summary: Summary,
    private readonly spans: SpanColumns,
    private readonly pSpans: SpanColumns,
    private readonly places: PlaceIndex,
  ) {
    const users: number[] = [];
    for (let g = 0; g < log.tables.gs.length; g++) if (summary.isUser(g)) users.push(g);
    this.users = Uint32Array.from(users);
    const times = (column: Float64Array): Float64Array =>
      Float64Array.from(users, (g) => column[g] ?? NONE)
        .filter((time) => time !== NONE)
        .sort();
    this.created = times(summary.createdAt);
    this.ended = times(summary.endedAt);
    const { endTime, window } = log;
    log.forEach(
      (event) => {
        if (STATE_AFTER[event.kind] !== NONE) this.last.set(event.a, { ...event });
      },
      window.from === endTime ? 0 : log.firstAtOrAfter(endTime),
    );
  }

  /** Number of the program's goroutines that exist at `time`; 0 before the log's window. */
  totalAt(time: number): number {
    if (time < this.log.window.from) return 0;
    return (
      firstAbove(this.created, 0, this.created.length, time) -
      firstAbove(this.ended, 0, this.ended.length, time)
    );
  }

  /** Goroutines that exist at `time`, the running ones first, the others in the order of their creation; at most `max`. */
  at(time: number, max: number): GoroutineAt[] {
    if (time < this.log.window.from) return [];
    const running = this.runningAt(time);
    const rows = running.slice(0, max).map((g) => this.one(g, time));
    const shown = new Set(running);
    for (const g of this.users) {
      if (rows.length >= max) break;
      if (this.exists(g, time) && !shown.has(g)) rows.push(this.one(g, time));
    }
    return rows;
  }

  /** State of one goroutine that exists at `time`. */
  one(g: number, time: number): GoroutineAt {
    const { goid, name } = this.log.tables.gs.at(g as GIndex);
    const before = this.log.firstAtOrAfter(time + 1);
    const span = spanAt(this.spans, g, time, this.log.endTime);
    const last = time >= this.log.endTime ? this.last.get(g) : undefined;
    const change = this.changeAt(g, time);
    const state = change === undefined ? 0 : (STATE_AFTER[change.kind] ?? 0);
    const placed = state === G_RUNNING || state === G_SYSCALL;
    const spanned = placed && last === undefined && span !== NONE;
    return {
      g,
      goid,
      tag: gTag(this.log, g),
      name: this.log.tables.string(name),
      state: G_STATES[state] ?? "",
      reason: change === undefined ? "" : changeReason(change),
      since: change?.time ?? this.summary.createdAt[g] ?? 0,
      place: placeOf(this.log, this.places.locBefore(g, before)),
      p: spanned ? (this.spans.entity[span] ?? NONE) : placed ? (last?.p ?? NONE) : NONE,
      core: spanned ? (this.spans.other[span] ?? NONE) : placed ? (last?.core ?? NONE) : NONE,
    };
  }

  /** The change by which a goroutine that exists at `time` came into its state; undefined right after its creation. */
  changeAt(g: number, time: number): LogEvent | undefined {
    const span = spanAt(this.spans, g, time, this.log.endTime);
    const last = time >= this.log.endTime ? this.last.get(g) : undefined;
    return last ?? (span === NONE ? undefined : this.log.read(this.spans.event[span] ?? 0));
  }

  exists(g: number, time: number): boolean {
    const created = this.summary.createdAt[g] ?? NONE;
    const ended = this.summary.endedAt[g] ?? NONE;
    return created !== NONE && created <= time && (ended === NONE || ended > time);
  }

  private runningAt(time: number): number[] {
    const running: number[] = [];
    const end = this.log.endTime;
    for (let p = 0; p + 1 < this.pSpans.laneOffsets.length; p++) {
      const span = spanAt(this.pSpans, p, time, end);
      if (span === NONE) continue;
      const kind = this.pSpans.kind[span];
      const g = this.pSpans.entity[span] ?? NONE;
      if (g === NONE || (kind !== SPAN_RUNNING && kind !== SPAN_OFF_CORE)) continue;
      if (time >= end && this.last.has(g)) continue;
      if (this.summary.isUser(g) && this.exists(g, time)) running.push(g);
    }
    if (time < end) return running;
    for (const [g, { kind }] of this.last)
      if (STATE_AFTER[kind] === G_RUNNING && this.summary.isUser(g)) running.push(g);
    return running;
  }
}

/** Position of the span of a lane that holds at `time`: at the very end of the run, the last one that reaches it. */
export function spanAt(spans: SpanColumns, lane: number, time: number, endTime: number): number {
  const low = spans.laneOffsets[lane] ?? 0;
  const high = spans.laneOffsets[lane + 1] ?? low;
  const span = firstAbove(spans.end, low, high, Math.min(time, endTime));
  if (span < high) return (spans.start[span] ?? 0) <= time ? span : NONE;
  return time >= endTime && high > low && spans.end[high - 1] === endTime ? high - 1 : NONE;
}

/** Kinds of events at which a schedule is looked at step by step. */
const STEP_KINDS = new Set<number>([
  Kind.ContextSwitch,
  Kind.GoNew,
  Kind.GoRunnable,
  Kind.GoRunning,
  Kind.GoWaiting,
  Kind.GoSyscall,
  Kind.GoDead,
  Kind.Steal,
]);

/** Time of the nearest scheduling event of the log's window after (`back`: before) `time`. */
export function stepAny(log: EventLog, time: number, back: boolean): number | undefined {
  let index = back ? log.firstAtOrAfter(time) - 1 : Math.max(log.window.start, log.firstAtOrAfter(time + 1));
  for (; index >= log.window.start && index < log.length; index += back ? -1 : 1) {
    const event = log.read(index);
    if (STEP_KINDS.has(event.kind)) return event.time;
  }
  return undefined;
}

/** Time of the nearest change in a lane after (`back`: before) `time`. */
export function stepLane(spans: SpanColumns, lane: number, time: number, back: boolean): number | undefined {
  const low = spans.laneOffsets[lane];
  const high = spans.laneOffsets[lane + 1];
  if (low === undefined || high === undefined || low === high) return undefined;
  const next = firstAbove(spans.start, low, high, time);
  const end = spans.end[high - 1] ?? 0;
  if (!back) return next < high ? spans.start[next] : end > time ? end : undefined;
  if (end < time) return end;
  for (let i = next - 1; i >= low; i--) if ((spans.start[i] ?? 0) < time) return spans.start[i];
  return undefined;
}
