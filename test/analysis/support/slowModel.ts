import { P_STATES, TASK_STATES } from "../../../src/shared/enums";
import { NONE } from "../../../src/shared/ids";
import type { GIndex } from "../../../src/shared/ids";
import type { EventLog, LogEvent } from "../../../src/shared/log/eventLog";
import { Kind } from "../../../src/shared/schema";
import { threadEntity } from "../../../src/shared/trace/entity";
import { SPAN_KINDS } from "../../../src/shared/trace/queries";
import type { Grouping } from "../../../src/shared/trace/queries";
import type { SpanColumns } from "../../../src/shared/trace/spanColumns";
import { eventsOf } from "./editLog";

export interface SlowSpan {
  start: number;
  end: number;
  kind: string;
  entity: number;
  other: number;
}

/** The state of a goroutine after an event about it. */
export const GO_STATES: Partial<Record<number, string>> = {
  [Kind.GoRunnable]: "runnable",
  [Kind.GoRunning]: "running",
  [Kind.GoWaiting]: "waiting",
  [Kind.GoSyscall]: "syscall",
  [Kind.GoDead]: "dead",
  [Kind.GoPreempted]: "waiting",
};

/** What is the case after all events up to an instant: recomputed from the start for every question. */
export class Snapshot {
  readonly task = new Map<number, { state: string; core: number }>();
  readonly core = new Map<number, number>();
  readonly p = new Map<number, { state: string; m: number }>();
  readonly g = new Map<number, { state: string; m: number; p: number; event: LogEvent; loc: number }>();
  readonly overhead = new Map<number, [from: number, to: number, task: number][]>();
  readonly ring = new Map<number, number>();
  readonly next = new Map<number, number>();
  global = 0;

  constructor(
    readonly log: EventLog,
    events: readonly LogEvent[],
    readonly time: number,
  ) {
    for (const event of events) if (event.time <= time) this.apply(event);
  }

  gOn(m: number): number {
    for (const [g, { m: on }] of this.g) if (on === m && m !== NONE) return g;
    return NONE;
  }

  private apply(event: LogEvent): void {
    const { a, b, aux } = event;
    const g = (state: string): void => {
      const before = this.g.get(a);
      const on =
        state === "running"
          ? { m: event.task, p: event.p }
          : state === "syscall"
            ? { m: before!.m, p: before!.p }
            : { m: NONE, p: NONE };
      this.g.set(a, { state, ...on, event, loc: before?.loc ?? NONE });
    };
    if (event.g !== NONE && event.loc !== NONE && this.g.has(event.g)) this.g.get(event.g)!.loc = event.loc;
    switch (event.kind) {
      case Kind.TaskNew:
        this.task.set(a, { state: "new", core: NONE });
        break;
      case Kind.TaskState:
        this.task.get(a)!.state = TASK_STATES[aux]!;
        break;
      case Kind.ContextSwitch:
        if (a !== NONE) this.task.get(a)!.core = NONE;
        if (b !== NONE) this.task.get(b)!.core = event.core;
        this.core.set(event.core, b);
        break;
      case Kind.Overhead: {
        const list = this.overhead.get(event.core) ?? [];
        const from = Math.max(event.time, list.at(-1)?.[1] ?? 0);
        const to = Math.min(from + this.log.readWide(a), this.log.endTime);
        list.push([from, to, this.core.get(event.core) ?? NONE]);
        this.overhead.set(event.core, list);
        break;
      }
      case Kind.PState: {
        const state = P_STATES[aux]!;
        const m = state === "syscall" && b === NONE ? (this.p.get(a)?.m ?? NONE) : b;
        this.p.set(a, { state, m });
        break;
      }
      case Kind.GoNew:
        g("idle");
        break;
      case Kind.GoRunnable:
        g("runnable");
        break;
      case Kind.GoRunning:
        g("running");
        break;
      case Kind.GoWaiting:
        g("waiting");
        break;
      case Kind.GoSyscall:
        g("syscall");
        break;
      case Kind.GoDead:
        g("dead");
        break;
      case Kind.ProcessExit:
        if (event.time < this.log.endTime) this.end(a);
        break;
      case Kind.RunqPut:
      case Kind.RunqGet: {
        const by = event.kind === Kind.RunqPut ? 1 : -1;
        if (aux === 2) this.global += by;
        else {
          const queue = aux === 0 ? this.next : this.ring;
          queue.set(event.p, (queue.get(event.p) ?? 0) + by);
        }
        break;
      }
    }
  }

  /** Goroutines and Ps go with their process. */
  private end(process: number): void {
    const { gs, ps } = this.log.tables;
    for (const [g, state] of this.g)
      if (gs.at(g as GIndex).process === process)
        this.g.set(g, { ...state, state: "dead", m: NONE, p: NONE });
    for (const p of this.p.keys()) if (ps[p]?.process === process) this.p.set(p, { state: "idle", m: NONE });
  }

  private offCore(task: number): boolean {
    return this.task.get(task)?.state === "runnable";
  }

  /** Its process has a Go runtime. */
  private isM(task: number): boolean {
    const { ps, tasks } = this.log.tables;
    return ps.some(({ process }) => process === tasks[task]?.process);
  }

  /** What a lane shows from this instant on. */
  shows(grouping: Grouping, lane: number): Omit<SlowSpan, "start" | "end"> | undefined {
    switch (grouping) {
      case "core": {
        const covered = this.overhead.get(lane)?.find(([from, to]) => from <= this.time && this.time < to);
        if (covered !== undefined) return { kind: "overhead", entity: NONE, other: covered[2] };
        const task = this.core.get(lane) ?? NONE;
        if (task === NONE) return undefined;
        const g = this.gOn(task);
        if (g === NONE && !this.isM(task))
          return { kind: "running", entity: threadEntity(task), other: task };
        return { kind: g === NONE ? "scheduler" : "running", entity: g, other: task };
      }
      case "p": {
        const p = this.p.get(lane);
        if (p === undefined || (p.state !== "running" && p.state !== "syscall")) return undefined;
        const g = this.gOn(p.m);
        const other = this.task.get(p.m)?.core ?? NONE;
        if (p.state === "syscall") return { kind: "syscall", entity: g, other };
        const runs = g !== NONE && this.g.get(g)!.state === "running";
        const on = runs ? "running" : "scheduler";
        return { kind: this.offCore(p.m) ? "off-core" : on, entity: runs ? g : NONE, other };
      }
      case "g": {
        const g = this.g.get(lane);
        if (g === undefined || g.state === "idle" || g.state === "dead") return undefined;
        const kind = g.state === "running" && this.offCore(g.m) ? "off-core" : g.state;
        return { kind, entity: g.p, other: this.task.get(g.m)?.core ?? NONE };
      }
      case "m": {
        const task = this.task.get(lane);
        if (task === undefined || !["runnable", "running", "waiting"].includes(task.state)) return undefined;
        const g = this.gOn(lane);
        const inCall = g !== NONE && this.g.get(g)!.state === "syscall";
        const on =
          task.state === "running"
            ? inCall
              ? "syscall"
              : g === NONE && this.isM(lane)
                ? "scheduler"
                : "running"
            : task.state === "waiting" && inCall
              ? "syscall"
              : task.state;
        return { kind: on, entity: g, other: task.core };
      }
      case "process": {
        const { process, task } = slowProcessLanes(this.log)[lane]!;
        if (task !== NONE) return this.shows("m", task);
        const all = [...this.log.tables.tasks.keys()]
          .filter((row) => this.log.tables.tasks[row]?.process === process)
          .map((row) => this.shows("m", row)?.kind);
        const order = ["running", "scheduler", "runnable", "syscall", "waiting"];
        const kind = order.find((each) => all.includes(each));
        return kind === undefined ? undefined : { kind, entity: NONE, other: NONE };
      }
    }
  }
}

/** Processes with their threads; a process with one thread has one lane only. */
function slowProcessLanes({ tables }: EventLog): { process: number; task: number }[] {
  return tables.processes.flatMap((_, process) => {
    const tasks = [...tables.tasks.keys()].filter((row) => tables.tasks[row]?.process === process);
    return [...(tasks.length > 1 ? [NONE as number] : []), ...tasks].map((task) => ({ process, task }));
  });
}

/** Every instant at which anything may change. */
export function instants(log: EventLog): number[] {
  const events = eventsOf(log);
  const times = new Set(events.map(({ time }) => time));
  for (const list of new Snapshot(log, events, Infinity).overhead.values())
    for (const [from, to] of list) times.add(from).add(to);
  return [...times].sort((one, other) => one - other);
}

export function slowSpans(log: EventLog, grouping: Grouping, lanes: number): SlowSpan[][] {
  const events = eventsOf(log);
  const times = instants(log);
  const result: SlowSpan[][] = Array.from({ length: lanes }, () => []);
  for (const [at, start] of times.entries()) {
    const end = times[at + 1];
    if (end === undefined) break;
    const snapshot = new Snapshot(log, events, start);
    for (const [lane, spans] of result.entries()) {
      const shown = snapshot.shows(grouping, lane);
      if (shown !== undefined) spans.push({ start, end, ...shown });
    }
  }
  return result.map(merged);
}

/** Spans that touch and show the same become one. */
export function merged(spans: readonly SlowSpan[]): SlowSpan[] {
  const result: SlowSpan[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (
      last !== undefined &&
      last.end === span.start &&
      last.kind === span.kind &&
      last.entity === span.entity &&
      last.other === span.other
    )
      last.end = span.end;
    else result.push({ ...span });
  }
  return result;
}

/** The spans of a lane as objects. */
export function laneOf(spans: SpanColumns, lane: number): SlowSpan[] {
  const result: SlowSpan[] = [];
  for (let i = spans.laneOffsets[lane]!; i < spans.laneOffsets[lane + 1]!; i++) {
    result.push({
      start: spans.start[i]!,
      end: spans.end[i]!,
      kind: SPAN_KINDS[spans.kind[i]!]!,
      entity: spans.entity[i]!,
      other: spans.other[i]!,
    });
  }
  return result;
}
