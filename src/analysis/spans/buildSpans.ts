import { codeOf, G_STATES, P_STATES, TASK_STATES } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { threadEntity } from "../../shared/trace/entity";
import type { Grouping } from "../../shared/trace/queries";
import type { SpanColumns } from "../../shared/trace/spanColumns";
import { ProcessMembers } from "../processMembers";
import { MachineState, STATE_AFTER } from "./machineState";
import { ProcessKinds, ProcessLanes } from "./processLanes";
import {
  SPAN_OFF_CORE,
  SPAN_OVERHEAD,
  SPAN_RUNNABLE,
  SPAN_RUNNING,
  SPAN_SCHEDULER,
  SPAN_SYSCALL,
  SPAN_WAITING,
} from "./spanKinds";
import { SpanStore } from "./spanStore";

const G_RUNNING = codeOf(G_STATES, "running");
const G_SYSCALL = codeOf(G_STATES, "syscall");
const P_RUNNING = codeOf(P_STATES, "running");
const P_SYSCALL = codeOf(P_STATES, "syscall");
const TASK_RUNNABLE = codeOf(TASK_STATES, "runnable");
const TASK_RUNNING = codeOf(TASK_STATES, "running");
const TASK_WAITING = codeOf(TASK_STATES, "waiting");

/** What a goroutine's lane shows in each of G_STATES; −1: nothing. */
const G_SHOWS = [
  NONE,
  SPAN_RUNNABLE,
  SPAN_RUNNING,
  SPAN_SYSCALL,
  SPAN_WAITING,
  NONE,
  SPAN_RUNNING,
  SPAN_WAITING,
];

/** Lanes of a grouping: one for each core of the machine, or row of the entity's table. */
export function laneCount(log: EventLog, grouping: Grouping): number {
  const { tables } = log;
  switch (grouping) {
    case "core":
      return log.config.cores;
    case "p":
      return tables.ps.length;
    case "g":
      return tables.gs.length;
    case "m":
      return tables.tasks.length;
    case "process":
      return new ProcessLanes(log).count;
  }
}

/** The spans of a grouping, as SPAN_KINDS documents them, in one pass over the log. Lane i is entity i, or what `ProcessLanes` says. */
export function buildSpans(log: EventLog, grouping: Grouping): SpanColumns {
  return new SpanBuilder(log, grouping).build();
}

/** Which tasks belong to a process with a Go runtime: what they do without a goroutine is the scheduler's work. */
export function goTasks(log: EventLog): Uint8Array {
  const processes = new Set(log.tables.ps.map((p) => p.process));
  return Uint8Array.from(log.tables.tasks, (task) => (processes.has(task.process) ? 1 : 0));
}

interface Processes {
  readonly lanes: ProcessLanes;
  readonly kinds: ProcessKinds;
}

/**
 * Every lane shows a function of the machine's state, so each event only has to name the lanes whose entities it touched.
 */
class SpanBuilder {
  private readonly state: MachineState;
  private readonly members: ProcessMembers;
  private readonly store: SpanStore;
  private readonly end: number;
  private readonly isM: Uint8Array;
  /** Per goroutine: the event by which it came into its state. Its spans point there even where its core has changed since. */
  private readonly changed: Uint32Array;

  private readonly processes: Processes | undefined;

  /** Per core: when the work is done that was given to it before the log's window. */
  private readonly workUntil: Float64Array;

  constructor(
    private readonly log: EventLog,
    private readonly grouping: Grouping,
  ) {
    this.state = new MachineState(log);
    this.members = new ProcessMembers(log);
    this.store = new SpanStore(laneCount(log, grouping), log.window.from);
    this.workUntil = new Float64Array(log.config.cores);
    if (grouping === "process")
      this.processes = { lanes: new ProcessLanes(log), kinds: new ProcessKinds(log) };
    this.end = log.endTime;
    this.isM = goTasks(log);
    this.changed = new Uint32Array(log.tables.gs.length);
  }

  build(): SpanColumns {
    this.log.forEach((event) => this.event(event));
    return this.store.finish(this.end);
  }

  private event(event: LogEvent): void {
    const { kind, a, b } = event;
    if (kind === Kind.Overhead) {
      if (this.grouping === "core" && event.core !== NONE) this.overhead(event);
      return;
    }
    const { state } = this;
    if (STATE_AFTER[kind] !== NONE) {
      const task = state.gTask[a] ?? NONE;
      state.apply(event);
      this.changed[a] = event.index;
      this.touchG(a, event);
      if (task !== NONE) this.touchTask(task, event);
      if (event.task !== task && state.gTask[a] === event.task) this.touchTask(event.task, event);
    } else if (kind === Kind.PState) {
      state.apply(event);
      this.touchP(a, event);
    } else if (kind === Kind.TaskState) {
      state.apply(event);
      this.touchTask(a, event);
    } else if (kind === Kind.ContextSwitch) {
      state.apply(event);
      if (this.grouping === "core") this.touchCore(event.core, event);
      if (a !== NONE) this.touchTask(a, event);
      if (b !== NONE) this.touchTask(b, event);
    } else if (this.members.isEnd(event)) {
      this.processEnds(event);
    }
  }

  private processEnds(event: LogEvent): void {
    const gs = this.members.gs(event.a);
    const ps = this.members.ps(event.a);
    this.state.end(gs, ps);
    for (const g of gs) this.touchG(g, event);
    for (const p of ps) this.touchP(p, event);
  }

  private overhead(event: LogEvent): void {
    const task = this.state.coreTask[event.core] ?? NONE;
    let { time } = event;
    let ns = this.log.readWide(event.a);
    const { start, from } = this.log.window;
    if (event.index < start) {
      const until = Math.max(time, this.workUntil[event.core] ?? 0) + ns;
      this.workUntil[event.core] = until;
      ns = Math.min(ns, until - from);
      time = from;
      if (ns <= 0) return;
    }
    this.store.cover(event.core, time, ns, SPAN_OVERHEAD, task, event.index, this.end);
  }

  /** The task's own lane, and those of what it carries: its core, its P, its goroutine. */
  private touchTask(task: number, event: LogEvent): void {
    const { state, grouping } = this;
    if (grouping === "m" || grouping === "process") this.showTask(task, event);
    else if (grouping === "core") this.touchCore(state.taskCore[task] ?? NONE, event);
    else if (grouping === "p") this.touchP(state.taskP[task] ?? NONE, event);
    else this.touchG(state.taskG[task] ?? NONE, event);
  }

  private touchCore(core: number, event: LogEvent): void {
    if (core === NONE) return;
    const { state, store } = this;
    const task = state.coreTask[core] ?? NONE;
    if (task === NONE) {
      store.show(core, event.time, NONE, NONE, NONE, event.index);
      return;
    }
    const g = state.taskG[task] ?? NONE;
    const schedules = g === NONE && this.isM[task] === 1;
    const entity = g === NONE && !schedules ? threadEntity(task) : g;
    store.show(core, event.time, schedules ? SPAN_SCHEDULER : SPAN_RUNNING, entity, task, event.index);
  }

  private touchP(p: number, event: LogEvent): void {
    if (p === NONE || this.grouping !== "p") return;
    const { state, store } = this;
    const task = state.pTask[p] ?? NONE;
    const status = state.pState[p] ?? NONE;
    if (status !== P_RUNNING && status !== P_SYSCALL) {
      store.show(p, event.time, NONE, NONE, NONE, event.index);
      return;
    }
    const g = task === NONE ? NONE : (state.taskG[task] ?? NONE);
    const core = task === NONE ? NONE : (state.taskCore[task] ?? NONE);
    const runs = g !== NONE && state.gState[g] === G_RUNNING;
    const on = runs ? SPAN_RUNNING : SPAN_SCHEDULER;
    const kind = status === P_SYSCALL ? SPAN_SYSCALL : this.offCore(task) ? SPAN_OFF_CORE : on;
    store.show(p, event.time, kind, runs || kind === SPAN_SYSCALL ? g : NONE, core, event.index);
  }

  /** The kernel has the task wait for a core. */
  private offCore(task: number): boolean {
    return task !== NONE && this.state.taskState[task] === TASK_RUNNABLE;
  }

  private touchG(g: number, event: LogEvent): void {
    if (g === NONE || this.grouping !== "g") return;
    const { state, store } = this;
    const shows = G_SHOWS[state.gState[g] ?? NONE] ?? NONE;
    const task = state.gTask[g] ?? NONE;
    const p = shows === SPAN_RUNNING || shows === SPAN_SYSCALL ? (state.gP[g] ?? NONE) : NONE;
    const kind = shows === SPAN_RUNNING && this.offCore(task) ? SPAN_OFF_CORE : shows;
    const core = task === NONE ? NONE : (state.taskCore[task] ?? NONE);
    store.show(g, event.time, kind, p, core, this.changed[g] ?? 0);
  }

  private showTask(task: number, event: LogEvent): void {
    const { state, store } = this;
    const g = state.taskG[task] ?? NONE;
    const core = state.taskCore[task] ?? NONE;
    const inCall = g !== NONE && state.gState[g] === G_SYSCALL;
    const kind = this.taskShows(state.taskState[task] ?? NONE, task, g, inCall);
    if (this.processes === undefined) store.show(task, event.time, kind, g, core, event.index);
    else this.showProcess(this.processes, task, event, kind, g, core);
  }

  private showProcess(
    { lanes, kinds }: Processes,
    task: number,
    event: LogEvent,
    kind: number,
    g: number,
    core: number,
  ): void {
    this.store.show(lanes.ofThread(task), event.time, kind, g, core, event.index);
    const whole = kinds.change(task, kind);
    const lane = lanes.ofWhole(this.log.tables.tasks[task]?.process ?? NONE);
    if (lane !== NONE) this.store.show(lane, event.time, whole, NONE, NONE, event.index);
  }

  private taskShows(state: number, task: number, g: number, inCall: boolean): number {
    if (state === TASK_RUNNABLE) return SPAN_RUNNABLE;
    if (state === TASK_WAITING) return inCall ? SPAN_SYSCALL : SPAN_WAITING;
    if (state !== TASK_RUNNING) return NONE;
    if (inCall) return SPAN_SYSCALL;
    return g === NONE && this.isM[task] === 1 ? SPAN_SCHEDULER : SPAN_RUNNING;
  }
}
