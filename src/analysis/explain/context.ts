import { NONE } from "../../shared/ids";
import { durationText } from "../../shared/l10n/numbers";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import type { SpanColumns } from "../../shared/trace/spanColumns";
import { coreName, gName, locName, pName, taskName } from "../names";
import { andMore, atPlace, inParentheses, listed } from "../words";
import { STATE_AFTER } from "../spans/machineState";
import { SPAN_OFF_CORE, SPAN_RUNNING, SPAN_SCHEDULER, SPAN_SYSCALL } from "../spans/spanKinds";
import { spanAt } from "../state";
import { eventIndexes } from "./eventIndex";
import type { EventIndex } from "./eventIndex";
import type { QueueIndex } from "./queueIndex";
import { Slices } from "./slices";

/** Kinds of events that change a goroutine's state. */
const STATE_CHANGES = Array.from(STATE_AFTER.keys()).filter((kind) => STATE_AFTER[kind] !== NONE);

/** Goroutines by name, before "and n more". */
const MOST_NAMED = 4;

/** The spans of each grouping that explanations look at. */
export interface Lanes {
  readonly core: SpanColumns;
  readonly p: SpanColumns;
  readonly g: SpanColumns;
  readonly m: SpanColumns;
}

/** What a P is doing. */
export interface PView {
  readonly doing: "runs" | "off-core" | "schedules" | "in a system call" | "idle";
  readonly g: number;
  readonly core: number;
  /** Since when, ns. */
  readonly since: number;
}

const DOING: Readonly<Record<number, PView["doing"]>> = {
  [SPAN_RUNNING]: "runs",
  [SPAN_OFF_CORE]: "off-core",
  [SPAN_SCHEDULER]: "schedules",
  [SPAN_SYSCALL]: "in a system call",
};

/** The indexes over a log that explanations are made from, and names for what they find. */
export class ExplainContext {
  readonly slices: Slices;
  /** Operations on each object: locks and channels. */
  readonly uses: EventIndex;
  /** When the number of spinning Ms of each process changed. */
  readonly spins: EventIndex;
  /** Changes of each goroutine's state. */
  readonly changes: EventIndex;
  /** Requests to each goroutine to give way, and their ends. */
  readonly requests: EventIndex;

  constructor(
    readonly log: EventLog,
    readonly lanes: Lanes,
    readonly queues: QueueIndex,
  ) {
    const { objects, gs, ps, processes, tasks } = log.tables;
    const argument = ({ a }: LogEvent): number => a;
    const { uses, spins, changes, requests, begins, ticks } = eventIndexes(log, {
      spins: {
        rows: processes.length,
        kinds: [Kind.SpinStart, Kind.SpinStop],
        rowOf: ({ task }) => tasks[task]?.process ?? NONE,
      },
      uses: {
        rows: objects.length,
        kinds: [Kind.Sync, Kind.ChanSend, Kind.ChanRecv, Kind.ChanClose],
        rowOf: argument,
      },
      changes: { rows: gs.length, kinds: STATE_CHANGES, rowOf: argument },
      requests: { rows: gs.length, kinds: [Kind.PreemptRequest, Kind.PreemptDone], rowOf: argument },
      begins: { rows: ps.length, kinds: [Kind.GoRunning], rowOf: ({ b, p }) => (b === 0 ? p : NONE) },
      ticks: { rows: ps.length, kinds: [Kind.Schedtick], rowOf: argument },
    });
    this.uses = uses;
    this.spins = spins;
    this.changes = changes;
    this.requests = requests;
    this.slices = new Slices(log, begins, ticks);
  }

  /** The event that comes first after everything that happens at `time`. */
  after(time: number): number {
    return this.log.firstAtOrAfter(time + 1);
  }

  pAt(p: number, time: number): PView {
    const spans = this.lanes.p;
    const span = spanAt(spans, p, time, this.log.endTime);
    const doing = span === NONE ? undefined : DOING[spans.kind[span] ?? NONE];
    if (doing === undefined) return { doing: "idle", g: NONE, core: NONE, since: NONE };
    return {
      doing,
      g: spans.entity[span] ?? NONE,
      core: spans.other[span] ?? NONE,
      since: spans.start[span] ?? NONE,
    };
  }

  /** Ms of a process that spin, before an event. */
  spinning(process: number, before: number): number {
    const event = this.spins.lastBefore(process, before);
    return event === NONE ? 0 : this.log.read(event).a;
  }

  g(g: number): string {
    return gName(this.log, g);
  }

  /** `G4 worker, G5 worker and 7 more`. */
  gs(gs: readonly number[]): string {
    const named = gs.slice(0, MOST_NAMED).map((g) => this.g(g));
    return gs.length <= MOST_NAMED ? listed(named, MOST_NAMED) : andMore(named, gs.length - MOST_NAMED);
  }

  p(p: number): string {
    return pName(this.log, p);
  }

  m(task: number): string {
    return taskName(this.log, task);
  }

  core(core: number): string {
    return coreName(core);
  }

  /** ` at main.ts:14`, or nothing. */
  at(loc: number): string {
    return atPlace(this.log, loc);
  }

  /** ` (main.ts:14)`, or nothing. */
  place(loc: number): string {
    return inParentheses(locName(this.log, loc));
  }

  ns(ns: number): string {
    return durationText(ns);
  }
}
