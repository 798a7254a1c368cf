import { NONE } from "../../shared/ids";
import type { CoreId, LocIndex, Pid, ProcessIndex, TaskIndex } from "../../shared/ids";
import { invariant } from "../../shared/assert";
import { Kind } from "../../shared/schema";
import { Reason, Source, Syscall, Work } from "../machine/codes";
import type { Disk } from "../machine/disk";
import { EventEntry } from "../machine/eventQueue";
import type { Machine } from "../machine/machine";
import type { Network } from "../machine/network";
import { Epoll } from "./epoll";
import { Futex } from "./futex";
import { BLOCKED, Errno } from "./kernelCall";
import type { KernelCall, KernelContext, TaskMaker } from "./kernelCall";
import type { IpcNamespace } from "./ipc/namespace";
import type { AddressSpace, Stack } from "./memory/addressSpace";
import { allocate, pageFault, touchStack } from "./memory/faults";
import type { MemoryManager } from "./memory/memoryManager";
import type { Process } from "./process";
import type { ProcessTable } from "./processTable";
import type { SchedParams } from "./schedParams";
import type { Scheduler } from "./scheduler";
import type { Execution, FutexRef, KernelServices, TaskRef } from "./services";
import type { Disposition } from "./signals/signalState";
import { Signalling } from "./signals/signalling";
import { StopState, Task, TaskStatus } from "./task";
import type { TaskHost } from "./task";

/** SIGURG, which the Go runtime preempts with. */
const SIGURG = 23;

/** Stack of a thread of the Go runtime without cgo: what proc.go's malg gives a new M (16 KiB). */
const RUNTIME_STACK = 16 * 1024;

/**
 * The system calls. Each takes effect at the instant at which it is made, and then costs its core time. Those of one critical section
 * of a runtime, made while their costs add up, are logged at the latest instant that was this core's to act in: so the log's
 * time never goes back.
 */
export class Syscalls implements KernelServices, KernelContext, TaskHost {
  constructor(
    readonly machine: Machine,
    readonly scheduler: Scheduler,
    private readonly maker: TaskMaker,
    private readonly disk: Disk,
    readonly network: Network,
  ) {
    this.signalling = new Signalling(machine, scheduler, this);
  }

  readonly signalling: Signalling;
  private readonly epoll = new Epoll(this);

  get table(): ProcessTable {
    return this.maker.table;
  }

  createTask(
    process: Process,
    name: string,
    execution: Execution,
    params?: Partial<SchedParams>,
    stack?: Stack,
  ): Task {
    return this.maker.createTask(process, name, execution, params, stack);
  }

  createProcess(name: string, parent: Process, memory?: AddressSpace): Process {
    return this.maker.createProcess(name, parent, memory);
  }

  get memory(): MemoryManager {
    return this.maker.memory;
  }

  get ipc(): IpcNamespace {
    return this.maker.ipc;
  }

  get cores(): number {
    return this.machine.cores;
  }

  idleCores(): number {
    return this.scheduler.idleCores;
  }

  current(): Task {
    const { core } = this.machine.cpu;
    const task = core === NONE ? undefined : this.scheduler.core(core as CoreId).current;
    if (task === undefined) throw new Error("a service of the kernel was called outside of any task");
    return task;
  }

  coreOf(ref: TaskRef): CoreId | -1 {
    const task = taskOf(ref);
    return task.status === TaskStatus.Running ? task.onCore : NONE;
  }

  clone(name: string, execution: Execution): Task {
    const parent = this.enter(Syscall.clone);
    this.machine.callWork(Work["thread creation"], this.machine.costs.threadCreate);
    const { memory } = parent.owner;
    const stack = memory.mapStack(RUNTIME_STACK) ?? memory.mainStack();
    memory.touchStack(stack, 1);
    const task = this.maker.createTask(parent.owner, name, execution, {}, stack);
    this.exit(Syscall.clone, task.tid);
    return task;
  }

  fork(pages: () => number, make: (process: ProcessIndex) => Execution): Pid | "EAGAIN" | "ENOMEM" {
    const { owner } = this.enter(Syscall.fork);
    const { machine, maker } = this;
    if (this.table.isExhausted(owner)) {
      machine.overhead(Work["system call"], machine.costs.modeSwitch);
      this.exit(Syscall.fork, NONE);
      return "EAGAIN";
    }
    const count = pages();
    const memory = owner.memory.fork(count);
    if (memory === undefined) {
      machine.overhead(Work["system call"], machine.costs.modeSwitch);
      this.exit(Syscall.fork, NONE);
      return "ENOMEM";
    }
    machine.callWork(Work["process creation"], machine.costs.processCreate + count * machine.costs.forkPage);
    const child = maker.createProcess(owner.name, owner, memory);
    machine.log.emit(Kind.PagesShared, 0, child.index, memory.heap);
    child.signals = owner.signals.fork();
    const stack = memory.mainStack();
    memory.touchStack(stack, 1);
    const { nice, params } = this.current();
    maker.createTask(child, "main", make(child.index), { nice, affinity: params.affinity }, stack);
    this.memory.relieve();
    this.exit(Syscall.fork, child.pid);
    return child.pid;
  }

  touchPage(page: number): boolean {
    return this.current().owner.memory.touch(page);
  }

  pageFault(page: number): void {
    pageFault(this, this.current(), page);
  }

  allocate(bytes: number, faults: boolean): boolean {
    return allocate(this, this.current(), bytes, faults);
  }

  touchStack(bytes: number): void {
    touchStack(this, this.current(), bytes);
  }

  call(request: KernelCall, mayBlock = true): unknown {
    const task = this.current();
    const first = task.call !== request;
    if (first) {
      task.call = request;
      task.timedOut = false;
      task.interrupted = false;
      this.enter(request.syscall, request.argument);
    }
    const value = request.attempt(task, this);
    if (value === BLOCKED && mayBlock) {
      invariant(task.waiters.length > 0, "a call that blocks waits on a queue");
      this.sleep(task, task.waitReason, NONE, task.waitTimeout);
    } else {
      task.call = undefined;
      if (value === BLOCKED) this.stopWaiting(task);
    }
    if (first) this.machine.overhead(Work["system call"], this.machine.costs.modeSwitch);
    if (task.call === undefined) this.exit(request.syscall, resultOf(request, value));
    return value;
  }

  polled(request: KernelCall): boolean {
    return request.polled?.(this.current().owner) === true;
  }

  newFutex(): Futex {
    const { log } = this.machine;
    const maker = log.task as TaskIndex | -1;
    const created = log.loc as LocIndex | -1;
    return new Futex(log.tables.addObject({ kind: "futex", size: 0, created, maker }));
  }

  futexWait(ref: FutexRef, expected: number, timeout = -1): boolean {
    const futex = futexOf(ref);
    const { machine } = this;
    const task = this.enter(Syscall.futex, futex.object);
    if (futex.value !== expected) {
      machine.overhead(Work.futex, machine.costs.modeSwitch + machine.costs.futex);
      this.exit(Syscall.futex, 1);
      return false;
    }
    machine.log.emit(Kind.FutexWait, 0, futex.object);
    futex.append(task);
    this.sleep(task, Reason.futex, Syscall.futex, timeout);
    machine.overhead(Work.futex, machine.costs.modeSwitch + machine.costs.futex);
    return true;
  }

  futexWake(ref: FutexRef, count: number): number {
    const futex = futexOf(ref);
    const { machine } = this;
    const inTask = machine.cpu.core !== NONE;
    if (inTask) {
      this.enter(Syscall.futex, futex.object);
      machine.overhead(Work.futex, machine.costs.modeSwitch + machine.costs.futex);
    }
    let woken = 0;
    while (woken < count) {
      const task = futex.shift();
      if (task === undefined) break;
      woken++;
      machine.log.emit(Kind.FutexWake, 0, futex.object, task.index);
      this.wake(task);
    }
    if (inTask) this.exit(Syscall.futex, woken);
    return woken;
  }

  nanosleep(ns: number): true {
    return this.sleepingCall(Syscall.nanosleep, Reason.sleep, ns);
  }

  blockingCall(ns: number): true {
    return this.sleepingCall(Syscall.blocking, Reason["system call"], ns);
  }

  diskRead(ns: number): true {
    const task = this.enter(Syscall.pread64, ns);
    this.disk.submit(task.core, ns, () => {
      if (!task.killed) this.wake(task);
    });
    this.sleep(task, Reason.disk, Syscall.pread64, -1);
    this.machine.overhead(Work["system call"], this.machine.costs.modeSwitch);
    return true;
  }

  networkRequest(ns: number, cookie: unknown): void {
    this.epoll.request(ns, cookie);
  }

  networkPending(): boolean {
    return this.epoll.pending();
  }

  epollWatch(request: KernelCall, cookie: unknown, data: number): void {
    this.epoll.watch(request, cookie, data);
  }

  epollPoll(): unknown[] {
    return this.epoll.poll();
  }

  epollWait(timeout: number): boolean {
    return this.epoll.wait(timeout);
  }

  epollBreak(): void {
    this.epoll.break();
  }

  tgkill(ref: TaskRef): void {
    const target = taskOf(ref);
    this.enter(Syscall.tgkill, target.tid);
    this.machine.log.emit(Kind.Signal, SIGURG, target.index);
    this.scheduler.stopping.signal(target);
    this.machine.overhead(Work["system call"], this.machine.costs.modeSwitch);
    this.exit(Syscall.tgkill, 0);
  }

  exitGroup(code: number): void {
    const caller = this.enter(Syscall.exit_group, code & 0xff);
    const process = caller.owner;
    if (process.exiting) return;
    process.exitCode = code & 0xff;
    this.endGroup(process, caller);
    this.machine.overhead(Work["system call"], this.machine.costs.modeSwitch);
  }

  fatalSignal(signal: number): void {
    const caller = this.current();
    const process = caller.owner;
    if (process.exiting) return;
    this.machine.log.emit(Kind.Signal, signal, caller.index);
    process.signal = signal;
    this.endGroup(process, caller);
  }

  setDisposition(signal: number, disposition: Disposition): void {
    this.current().owner.signals.setDisposition(signal, disposition);
  }

  mustReturn(): boolean {
    const { killed, signalled, stopState } = this.current();
    return killed || signalled || stopState === StopState.Asked;
  }

  /** All threads of the process, but `except` if given, are over. */
  endGroup(process: Process, except?: Task): void {
    process.exiting = true;
    for (const task of process.tasks) {
      if (task === except) continue;
      this.stopWaiting(task);
      this.scheduler.stopping.kill(task);
    }
  }

  at(at: number, fn: () => void): () => void {
    const entry = new EventEntry(fn);
    this.machine.schedule(entry, at);
    return () => this.machine.cancel(entry);
  }

  /** A task's own timer: it arrives, or its sleep or the timeout of its call is over. */
  timerFired(task: Task): void {
    this.machine.interrupt(task.core, Source.timer);
    if (task.status === TaskStatus.New) {
      this.scheduler.wakeNew(task);
      if (task.owner.stopped) this.scheduler.stopping.stop(task);
      return;
    }
    task.timedOut = true;
    this.wake(task);
  }

  private sleepingCall(call: number, reason: number, ns: number): true {
    const task = this.enter(call, ns);
    this.sleep(task, reason, call, Math.max(1, ns));
    this.machine.overhead(Work["system call"], this.machine.costs.modeSwitch);
    return true;
  }

  enter(call: number, argument: number = NONE): Task {
    const { log, cpu } = this.machine;
    const task = this.current();
    if (cpu.mayAct()) log.now = cpu.now();
    log.emit(Kind.SyscallEnter, call, argument === NONE ? NONE : log.wide(argument));
    return task;
  }

  /** @param result NONE: it has failed. */
  exit(call: number, result: number): void {
    const { log } = this.machine;
    log.emit(Kind.SyscallExit, call, result === NONE ? NONE : log.wide(result));
  }

  /** The caller sleeps, for at most `timeout` ns (-1: for ever). */
  sleep(task: Task, reason: number, call: number, timeout: number): void {
    task.syscall = call;
    this.scheduler.sleep(task, reason);
    if (timeout >= 0) this.machine.schedule(task.timer, this.machine.now() + timeout);
    if (task.signalled) this.signalling.interruptSleep(task);
  }

  leave(task: Task): void {
    const { call } = task;
    if (call === undefined) return;
    task.call = undefined;
    call.left?.(this);
    this.exit(call.syscall, NONE);
  }

  wake(task: Task, reason: number = Reason.woken): void {
    this.stopWaiting(task);
    if (task.stopState === StopState.Waits) task.stopState = StopState.Ready;
    else if (task.stopState !== StopState.Ready) this.scheduler.wake(task, reason);
  }

  /** Takes the task out of everything that could wake it. */
  private stopWaiting(task: Task): void {
    this.scheduler.niceValues.inheritance?.release(task);
    this.machine.cancel(task.timer);
    task.futex?.remove(task);
    const { epoll } = task.owner;
    if (epoll.poller === task) epoll.poller = undefined;
    for (const waiter of task.waiters) waiter.queue.remove(waiter);
    task.waiters = [];
  }
}

/** What SyscallExit says of the value; NONE: the call has failed. */
function resultOf(request: KernelCall, value: unknown): number {
  if (value instanceof Errno || value === BLOCKED) return NONE;
  if (request.result !== undefined) return request.result(value);
  return typeof value === "number" ? value : 0;
}

function taskOf(ref: TaskRef): Task {
  if (!(ref instanceof Task)) throw new TypeError(`not a task of this kernel: ${ref.name}`);
  return ref;
}

function futexOf(ref: FutexRef): Futex {
  if (!(ref instanceof Futex)) throw new TypeError("not a futex of this kernel");
  return ref;
}
