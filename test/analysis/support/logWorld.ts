import { DEFAULT_CONFIG } from "../../../src/shared/config";
import type { RunConfig } from "../../../src/shared/config";
import {
  CHAN_OUTCOMES,
  codeOf,
  DEVICES,
  INTERRUPTS,
  OVERHEADS,
  P_STATES,
  READY_REASONS,
  RUN_ENDS,
  RUN_QUEUES,
  RUN_RULES,
  STEAL_LOOKS,
  STEAL_OUTCOMES,
  STEAL_ROUND_ENDS,
  STREAMS,
  SYSCALLS,
  TASK_REASONS,
  TASK_STATES,
  WAIT_REASONS,
} from "../../../src/shared/enums";
import type {
  Overhead,
  PState,
  ReadyReason,
  RunRule,
  StealLook,
  StealRoundEnd,
  TaskReason,
  TaskState,
  WaitReason,
} from "../../../src/shared/enums";
import { NONE } from "../../../src/shared/ids";
import type { GIndex, GoId, LocIndex, Pid, ProcessIndex, ProcId, ThreadId } from "../../../src/shared/ids";
import { EventLog } from "../../../src/shared/log/eventLog";
import { Kind } from "../../../src/shared/schema";

const LOCAL = codeOf(RUN_QUEUES, "local");
const GLOBAL = codeOf(RUN_QUEUES, "global");
const RUNNEXT = codeOf(RUN_QUEUES, "runnext");

/**
 * Writes logs by hand: each method is one thing that happens on a machine, with the events that belong to it. Keeps just enough state to
 * fill in lengths and context; whether what happens makes sense is the caller's business.
 */
export class LogWorld {
  readonly log: EventLog;
  readonly onCore: number[];
  readonly rings: number[][] = [];
  readonly runnext: number[] = [];
  readonly global: number[] = [];
  readonly cpuQueues: number[][];
  readonly pOfM = new Map<number, number>();
  readonly gOfM = new Map<number, number>();
  spinning = 0;
  private requests = 0;

  constructor(config: Partial<RunConfig> = {}) {
    this.log = new EventLog({ ...DEFAULT_CONFIG, ...config });
    this.onCore = new Array<number>(this.log.config.cores).fill(NONE);
    this.cpuQueues = this.onCore.map(() => []);
    const { tables } = this.log;
    tables.addProcess({ pid: 2 as Pid, parent: NONE, name: "main" });
    tables.files.push({ uri: "file:///main.ts", text: "go(worker);\n" });
    for (let line = 1; line <= 20; line++) tables.addLoc({ file: 0, line, column: 1, fn: "main" });
  }

  get now(): number {
    return this.log.now;
  }

  at(time: number): this {
    this.log.now = time;
    return this;
  }

  /** What follows is executed by the task on `core`, with its P and goroutine. */
  as(core: number, loc = NONE): this {
    const task = core === NONE ? NONE : (this.onCore[core] ?? NONE);
    this.log.core = core;
    this.log.task = task;
    this.log.p = this.pOfM.get(task) ?? NONE;
    this.log.g = this.gOfM.get(task) ?? NONE;
    this.log.loc = loc;
    return this;
  }

  emit(kind: number, aux = 0, a: number = NONE, b: number = NONE): this {
    this.log.emit(kind, aux, a, b);
    return this;
  }

  start(): this {
    this.as(NONE).emit(Kind.RunStart, 0, this.log.config.cores, this.log.config.gomaxprocs);
    return this.emit(Kind.ProcessStart, 0, 0, NONE);
  }

  end(exitCode = 0): this {
    return this.as(NONE).emit(
      Kind.RunEnd,
      codeOf(RUN_ENDS, "exit"),
      exitCode,
      this.log.tables.intern("main returned"),
    );
  }

  // Kernel

  task(name: string, process = 0): number {
    const { tables } = this.log;
    const tid = (tables.tasks.length + 2) as ThreadId;
    const task = tables.addTask({ tid, process: process as ProcessIndex, name });
    this.emit(Kind.TaskNew, 0, task, process);
    return task;
  }

  taskState(task: number, state: TaskState, reason: TaskReason): this {
    return this.emit(Kind.TaskState, codeOf(TASK_STATES, state), task, codeOf(TASK_REASONS, reason));
  }

  enqueue(task: number, core: number): this {
    const queue = this.cpuQueues[core]!;
    queue.push(task);
    return this.emit(Kind.CpuEnqueue, core, task, queue.length);
  }

  dequeue(task: number, core: number): this {
    const queue = this.cpuQueues[core]!;
    queue.splice(queue.indexOf(task), 1);
    return this.emit(Kind.CpuDequeue, core, task, queue.length);
  }

  switchTo(core: number, to: number, reason: TaskReason): this {
    const from = this.onCore[core]!;
    this.emit(Kind.ContextSwitch, codeOf(TASK_REASONS, reason), from, to);
    this.onCore[core] = to;
    return this;
  }

  /** A new thread that gets an idle core at once. */
  taskOn(core: number, name: string, process = 0): number {
    this.as(core);
    const task = this.task(name, process);
    this.taskState(task, "runnable", "created").enqueue(task, core);
    this.dispatch(core);
    return task;
  }

  /** The core, which is free, takes the first of its queue. */
  dispatch(core: number): this {
    const next = this.cpuQueues[core]![0] ?? NONE;
    if (next === NONE) return this;
    this.as(core).dequeue(next, core).switchTo(core, next, "dispatched");
    return this.as(core).taskState(next, "running", "dispatched");
  }

  /** The core's task goes to sleep, and the core to the next of its queue or idle. */
  block(core: number, reason: TaskReason): this {
    this.as(core).taskState(this.onCore[core]!, "waiting", reason);
    return this.leave(core, reason);
  }

  /** The core's task is over. */
  exit(core: number): this {
    const task = this.onCore[core]!;
    this.as(core).taskState(task, "zombie", "exited");
    this.leave(core, "exited");
    return this.taskState(task, "dead", "reaped");
  }

  /** The core's task makes room for the first of its queue. */
  preempt(core: number): this {
    const task = this.onCore[core]!;
    const next = this.cpuQueues[core]![0]!;
    this.as(core).taskState(task, "runnable", "preempted").enqueue(task, core).dequeue(next, core);
    this.switchTo(core, next, "preempted").as(core);
    return this.taskState(next, "running", "dispatched");
  }

  /** The task on `waker` wakes a sleeper by its futex. */
  wake(waker: number, task: number, core: number): this {
    this.as(waker).emit(Kind.FutexWake, 0, NONE, task).taskState(task, "runnable", "woken");
    return this.enqueue(task, core);
  }

  overhead(work: Overhead, ns: number): this {
    return this.emit(Kind.Overhead, codeOf(OVERHEADS, work), this.log.wide(ns));
  }

  submit(ns: number): number {
    const request = this.requests++;
    this.emit(Kind.DeviceSubmit, codeOf(DEVICES, "disk"), request, this.log.wide(ns));
    return request;
  }

  complete(core: number, request: number): this {
    this.as(core).emit(Kind.Interrupt, codeOf(INTERRUPTS, "disk"), request);
    return this.emit(Kind.DeviceComplete, codeOf(DEVICES, "disk"), request);
  }

  // Go runtime

  p(): number {
    const { ps } = this.log.tables;
    this.rings.push([]);
    this.runnext.push(NONE);
    return this.log.tables.addP({ process: 0 as ProcessIndex, id: ps.length as ProcId });
  }

  pState(p: number, state: PState, m: number): this {
    return this.emit(Kind.PState, codeOf(P_STATES, state), p, m);
  }

  acquire(core: number, p: number): this {
    const m = this.onCore[core]!;
    this.pOfM.set(m, p);
    return this.as(core).pState(p, "running", m);
  }

  release(core: number): this {
    const m = this.onCore[core]!;
    const p = this.pOfM.get(m)!;
    this.as(core).pState(p, "idle", NONE);
    this.pOfM.delete(m);
    return this.as(core);
  }

  /** A go statement of whoever executes. The goroutine is runnable and in no queue. */
  newG(name = "worker", system = false): number {
    const { tables } = this.log;
    const g = tables.gs.push({
      process: 0 as ProcessIndex,
      goid: (tables.gs.length + 1) as GoId,
      name: tables.intern(name),
      parent: this.log.g as GIndex,
      created: this.log.loc as LocIndex,
      system,
    });
    this.emit(Kind.GoNew, 0, g, 0);
    return this.runnable(g, "created");
  }

  runnable(g: number, reason: ReadyReason): number {
    this.emit(Kind.GoRunnable, codeOf(READY_REASONS, reason), g);
    return g;
  }

  private of(p: number, kind: number, queue: number, g: number, length: number): void {
    const present = this.log.p;
    this.log.p = p;
    this.emit(kind, queue, g, length);
    this.log.p = present;
  }

  putLocal(p: number, g: number): this {
    const ring = this.rings[p]!;
    ring.push(g);
    this.of(p, Kind.RunqPut, LOCAL, g, ring.length);
    return this;
  }

  putNext(p: number, g: number): this {
    const old = this.runnext[p]!;
    if (old !== NONE) this.of(p, Kind.RunqGet, RUNNEXT, old, 0);
    this.runnext[p] = g;
    this.of(p, Kind.RunqPut, RUNNEXT, g, 1);
    return old === NONE ? this : this.putLocal(p, old);
  }

  putGlobal(g: number): this {
    this.global.push(g);
    return this.emit(Kind.RunqPut, GLOBAL, g, this.global.length);
  }

  getNext(p: number): number {
    const g = this.runnext[p]!;
    this.runnext[p] = NONE;
    this.of(p, Kind.RunqGet, RUNNEXT, g, 0);
    return g;
  }

  getLocal(p: number): number {
    const ring = this.rings[p]!;
    const g = ring.shift()!;
    this.of(p, Kind.RunqGet, LOCAL, g, ring.length);
    return g;
  }

  getGlobal(): number {
    const g = this.global.shift()!;
    this.emit(Kind.RunqGet, GLOBAL, g, this.global.length);
    return g;
  }

  /** The thief takes half of the victim's ring and returns what it will run. */
  steal(thief: number, victim: number): number {
    const before = this.rings[victim]!.length;
    const batch = before - (before >> 1);
    const own = this.rings[thief]!.length;
    this.round("ring", 0, victim, []);
    const detail = before | (batch << 10) | (1 << 20) | (own << 23);
    this.emit(Kind.Steal, codeOf(STEAL_OUTCOMES, "ring"), victim, detail);
    for (let i = 1; i < batch; i++) this.putLocal(thief, this.getLocal(victim));
    return this.getLocal(victim);
  }

  /** A round over all Ps, from `start` on with step 1: what it found at the others, in order. */
  round(end: StealRoundEnd, round: number, start: number, looks: readonly StealLook[]): this {
    const order = start | (1 << 10) | ((this.rings.length - 1) << 20);
    const packed = looks.reduce((bits, look, i) => bits | (codeOf(STEAL_LOOKS, look) << (2 + 2 * i)), round);
    return this.emit(Kind.StealRound, codeOf(STEAL_ROUND_ENDS, end), order, packed);
  }

  run(core: number, g: number, rule: RunRule): this {
    this.gOfM.set(this.onCore[core]!, g);
    const inherits = rule.startsWith("runnext") ? 1 : 0;
    return this.as(core).emit(Kind.GoRunning, codeOf(RUN_RULES, rule), g, inherits);
  }

  private drop(core: number): number {
    const m = this.onCore[core]!;
    const g = this.gOfM.get(m)!;
    this.gOfM.delete(m);
    return g;
  }

  park(core: number, reason: WaitReason, object: number = NONE, loc: number = NONE): number {
    this.as(core, loc).emit(Kind.GoWaiting, codeOf(WAIT_REASONS, reason), this.log.g, object);
    const g = this.drop(core);
    this.as(core);
    return g;
  }

  yieldG(core: number, reason: "gosched" | "preempted" | "goyield"): number {
    this.as(core).runnable(this.log.g, reason);
    const g = this.drop(core);
    this.as(core);
    return g;
  }

  dead(core: number): this {
    this.as(core).emit(Kind.GoDead, 0, this.log.g);
    this.drop(core);
    return this.as(core);
  }

  enterSyscall(core: number): this {
    this.as(core).emit(Kind.GoSyscall, codeOf(SYSCALLS, "blocking"), this.log.g);
    return this.pState(this.log.p, "syscall", this.log.task);
  }

  exitFast(core: number): this {
    this.as(core);
    this.pState(this.log.p, "running", this.log.task);
    return this.emit(Kind.GoRunning, codeOf(RUN_RULES, "syscall exit (fast)"), this.log.g, 1);
  }

  /** The P of an M in a system call is taken from it. */
  retake(m: number): number {
    const p = this.pOfM.get(m)!;
    this.emit(Kind.Retake, 0, p).pState(p, "idle", NONE);
    this.pOfM.delete(m);
    return p;
  }

  exitSlow(core: number): number {
    this.as(core).runnable(this.log.g, "syscall exit");
    const g = this.drop(core);
    this.as(core);
    return g;
  }

  spinStart(): this {
    return this.emit(Kind.SpinStart, 0, ++this.spinning);
  }

  spinStop(): this {
    return this.emit(Kind.SpinStop, 0, --this.spinning);
  }

  print(text: string): this {
    return this.emit(Kind.Output, codeOf(STREAMS, "stdout"), this.log.tables.addText(text));
  }

  send(chan: number): this {
    return this.emit(Kind.ChanSend, codeOf(CHAN_OUTCOMES, "buffered"), chan, 1);
  }

  /** Leaves the core to the next of its queue, or idle. */
  private leave(core: number, reason: TaskReason): this {
    const next = this.cpuQueues[core]![0] ?? NONE;
    if (next !== NONE) this.dequeue(next, core);
    this.switchTo(core, next, reason).as(core);
    return next === NONE ? this : this.taskState(next, "running", "dispatched");
  }
}
