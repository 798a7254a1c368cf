import { codeOf, G_STATES, P_STATES, TASK_STATES } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";

const G_RUNNABLE = codeOf(G_STATES, "runnable");
const G_RUNNING = codeOf(G_STATES, "running");
const G_SYSCALL = codeOf(G_STATES, "syscall");
const G_WAITING = codeOf(G_STATES, "waiting");
const G_DEAD = codeOf(G_STATES, "dead");
const P_IDLE = codeOf(P_STATES, "idle");
const P_SYSCALL = codeOf(P_STATES, "syscall");
const TASK_NEW = codeOf(TASK_STATES, "new");

const goStates = new Map([
  [Kind.GoRunnable, G_RUNNABLE],
  [Kind.GoRunning, G_RUNNING],
  [Kind.GoWaiting, G_WAITING],
  [Kind.GoSyscall, G_SYSCALL],
  [Kind.GoDead, G_DEAD],
  [Kind.GoPreempted, codeOf(G_STATES, "preempted")],
]);

/** By kind of event: the state in which it leaves the goroutine of its argument a, −1 for all others. */
export const STATE_AFTER: Int8Array = Int8Array.from(
  { length: 256 },
  (_, kind) => goStates.get(kind) ?? NONE,
);

/** Which core, task, P and goroutine belong together while a log is read from its start. Entities are rows of the log's tables. */
export class MachineState {
  readonly coreTask: Int32Array;
  readonly taskState: Int8Array;
  readonly taskCore: Int32Array;
  readonly taskG: Int32Array;
  readonly taskP: Int32Array;
  readonly pState: Int8Array;
  readonly pTask: Int32Array;
  /** −1 before GoNew. */
  readonly gState: Int8Array;
  readonly gTask: Int32Array;
  /** The P of a running goroutine, or from which it went into its system call. */
  readonly gP: Int32Array;

  constructor(log: EventLog) {
    const { tasks, ps, gs } = log.tables;
    this.coreTask = new Int32Array(log.config.cores).fill(NONE);
    this.taskState = new Int8Array(tasks.length).fill(TASK_NEW);
    this.taskCore = new Int32Array(tasks.length).fill(NONE);
    this.taskG = new Int32Array(tasks.length).fill(NONE);
    this.taskP = new Int32Array(tasks.length).fill(NONE);
    this.pState = new Int8Array(ps.length).fill(P_IDLE);
    this.pTask = new Int32Array(ps.length).fill(NONE);
    this.gState = new Int8Array(gs.length).fill(NONE);
    this.gTask = new Int32Array(gs.length).fill(NONE);
    this.gP = new Int32Array(gs.length).fill(NONE);
  }

  apply(event: LogEvent): void {
    const { kind, a, b } = event;
    const gState = STATE_AFTER[kind] ?? NONE;
    if (gState !== NONE) {
      this.moveG(event, gState);
    } else if (kind === Kind.PState) {
      this.moveP(a, event.aux, b);
    } else if (kind === Kind.TaskState) {
      this.taskState[a] = event.aux;
    } else if (kind === Kind.ContextSwitch) {
      if (a !== NONE) this.taskCore[a] = NONE;
      if (b !== NONE) this.taskCore[b] = event.core;
      this.coreTask[event.core] = b;
    } else if (kind === Kind.GoNew) {
      this.gState[a] = 0;
    }
  }

  /** Goroutines and Ps of a process that has ended. */
  end(gs: readonly number[], ps: readonly number[]): void {
    for (const g of gs) if (this.gState[g] !== NONE) this.detach(g, G_DEAD);
    for (const p of ps) this.moveP(p, P_IDLE, NONE);
  }

  private moveG(event: LogEvent, state: number): void {
    const g = event.a;
    if (state === G_RUNNING) {
      this.gState[g] = state;
      this.gTask[g] = event.task;
      this.gP[g] = event.p;
      if (event.task !== NONE) this.taskG[event.task] = g;
    } else if (state === G_SYSCALL) {
      this.gState[g] = state;
    } else {
      this.detach(g, state);
    }
  }

  /** It is on no thread and no P. */
  private detach(g: number, state: number): void {
    this.gState[g] = state;
    const task = this.gTask[g] ?? NONE;
    if (task !== NONE && this.taskG[task] === g) this.taskG[task] = NONE;
    this.gTask[g] = NONE;
    this.gP[g] = NONE;
  }

  private moveP(p: number, state: number, m: number): void {
    this.pState[p] = state;
    const before = this.pTask[p] ?? NONE;
    const after = m === NONE && state === P_SYSCALL ? before : m;
    if (before === after) return;
    if (before !== NONE && this.taskP[before] === p) this.taskP[before] = NONE;
    if (after !== NONE) this.taskP[after] = p;
    this.pTask[p] = after;
  }
}
