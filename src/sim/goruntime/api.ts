import type { LocIndex } from "../../shared/ids";
import { GOEXIT, SUSPENDED } from "../routine";
import type { Routine, Suspended } from "../routine";
import { Hchan, chancap, chanlen, makechan } from "./chan";
import type { Finish } from "./chan";
import { touch } from "./chance";
import { Stream } from "./codes";
import { NotifyList } from "./cond";
import type { KernelCall } from "../kernel/kernelCall";
import { cloneCall } from "../native/nativeApi";
import type { NativeThread } from "../native/nativeThread";
import { ThreadHandle } from "../native/threadHandle";
import type { ProcessApi, ThreadRequest } from "../processApi";
import { fatal } from "./fatal";
import { handleFaults, touchNothing, writePage } from "./faults";
import { forkOp } from "./fork";
import { Mutex } from "./mutex";
import type { Op } from "./runtime2";
import type { GoRuntime } from "./runtime";
import { RWMutex } from "./rwmutex";
import type { SelectCase, SelectFinish } from "./select";
import { Semaphore } from "./semaphore";
import { nativeThreadsOf } from "./nativeThreads";
import type { Disposition } from "../kernel/signals/signalState";
import { SigProcMask } from "../kernel/signals/signalCalls";
import type { MaskChange } from "../kernel/signals/signalCalls";
import type { SignalHandler } from "../processApi";
import type { CallRequest } from "./syscall";
import type { AfterFunc } from "./time";
import type { Timer } from "./timers";
import { WaitGroup } from "./waitgroup";
import {
  newprocOp,
  chansendOp,
  chanrecvOp,
  closechanOp,
  selectOp,
  mutexLockOp,
  mutexTryLockOp,
  mutexUnlockOp,
  rwLockOp,
  rwTryLockOp,
  rwUnlockOp,
  rwRLockOp,
  rwTryRLockOp,
  rwRUnlockOp,
  wgAddOp,
  wgWaitOp,
  notifyAddOp,
  notifyWaitOp,
  notifyOneOp,
  notifyAllOp,
  semaphoreAcquireOp,
  semaphoreReleaseOp,
  sleepOp,
  newTimerOp,
  stopTimerOp,
  resetTimerOp,
  resetTickerOp,
  goschedOp,
  gomaxprocsOp,
  numGoroutineOp,
  lockOSThreadOp,
  unlockOSThreadOp,
  stackOp,
  computeOp,
  networkOp,
  diskOp,
  syscallOp,
  printOp,
  atomicOp,
  exitOp,
  releaseOp,
  callOp,
  yieldThreadOp,
  signalOp,
} from "./operations";
import type { NewRequest, SelectRequest, SignalRequest, TimerRequest, ReleaseRequest } from "./operations";

export { Hchan, Mutex, NotifyList, RWMutex, Semaphore, WaitGroup };
export type { LiveHeap } from "./mgc";
export type { AfterFunc, Finish, SelectCase, SelectFinish, Timer };

/**
 * What a program can ask of a process with a Go runtime. Each operation is called by compiled code on behalf of the goroutine that runs, and returns
 * its value, or SUSPENDED: then the value is delivered to the goroutine's routine later. Durations are whole ns.
 *
 * Unless its comment says otherwise an operation is *ordered*: it takes effect when no other core and no event comes before, so its
 * result does not depend on how far cores run ahead of each other.
 *
 * Errors that Go raises as panics are thrown (or delivered) as `ProgramHooks.makeError` makes them; fatal errors end the run.
 */
export class GoApi implements ProcessApi {
  private runtime: GoRuntime | undefined;

  /** The Go runtime of the process that runs: one interface serves all processes of a program. @throws Error where none runs. */
  get rt(): GoRuntime {
    if (this.runtime === undefined) throw new Error("no Go runtime in this process");
    return this.runtime;
  }

  set rt(runtime: GoRuntime | undefined) {
    this.runtime = runtime;
  }

  /** Starts a goroutine (the go statement). `loc`: the place of the statement. */
  newproc(routine: Routine, name: string, loc: LocIndex | -1): Suspended | undefined {
    const request: NewRequest = { routine, name, loc };
    return this.act(newprocOp, request) as Suspended | undefined;
  }

  /** Not ordered. @throws "makechan: size out of range". */
  makechan(size: number, loc: LocIndex | -1 = -1): Hchan {
    return makechan(this.rt, size, loc);
  }

  /** Blocks. `null`: the nil channel. @throws "send on closed channel". */
  chansend(c: Hchan | null, value: unknown): unknown {
    return this.act(chansendOp, c, value);
  }

  /** Blocks. Gives what `finish` makes of the value. */
  chanrecv(c: Hchan | null, finish: Finish): unknown {
    return this.act(chanrecvOp, c, finish);
  }

  /** @throws "close of nil channel", "close of closed channel". */
  closechan(c: Hchan | null): unknown {
    return this.act(closechanOp, c);
  }

  /** Not ordered: Go, too, reads the length without the channel's lock. */
  chanlen(c: Hchan | null): number {
    return chanlen(this.rt, c);
  }

  /** Not ordered. */
  chancap(c: Hchan | null): number {
    return chancap(c);
  }

  /** The select statement. Blocks unless there is a default. The positions given to `finish` are those in `cases`; −1: the default. */
  selectgo(cases: readonly SelectCase[], hasDefault: boolean, finish: SelectFinish): unknown {
    const request: SelectRequest = { cases, hasDefault, finish };
    return this.act(selectOp, request);
  }

  /** Blocks. */
  mutexLock(m: Mutex): unknown {
    return this.act(mutexLockOp, m);
  }

  mutexTryLock(m: Mutex): unknown {
    return this.act(mutexTryLockOp, m);
  }

  /** In starvation mode the goroutine yields to the next owner. Fatal: "sync: unlock of unlocked mutex". */
  mutexUnlock(m: Mutex): unknown {
    return this.act(mutexUnlockOp, m);
  }

  /** Blocks. */
  rwLock(rw: RWMutex): unknown {
    return this.act(rwLockOp, rw);
  }

  rwTryLock(rw: RWMutex): unknown {
    return this.act(rwTryLockOp, rw);
  }

  /** Fatal: "sync: Unlock of unlocked RWMutex". */
  rwUnlock(rw: RWMutex): unknown {
    return this.act(rwUnlockOp, rw);
  }

  /** Blocks. */
  rwRLock(rw: RWMutex): unknown {
    return this.act(rwRLockOp, rw);
  }

  rwTryRLock(rw: RWMutex): unknown {
    return this.act(rwTryRLockOp, rw);
  }

  /** Fatal: "sync: RUnlock of unlocked RWMutex". */
  rwRUnlock(rw: RWMutex): unknown {
    return this.act(rwRUnlockOp, rw);
  }

  /** @throws "sync: negative WaitGroup counter", "sync: WaitGroup misuse: Add called concurrently with Wait". */
  wgAdd(wg: WaitGroup, delta: number): unknown {
    return this.act(wgAddOp, wg, delta);
  }

  /** Blocks. @throws "sync: WaitGroup is reused before previous Wait has returned". */
  wgWait(wg: WaitGroup): unknown {
    return this.act(wgWaitOp, wg);
  }

  /** Cond.Wait, first part: takes a ticket. */
  notifyListAdd(list: NotifyList): unknown {
    return this.act(notifyAddOp, list);
  }

  /** Cond.Wait, after the locker is unlocked: blocks until the ticket is notified. */
  notifyListWait(list: NotifyList, ticket: number): unknown {
    return this.act(notifyWaitOp, list, ticket);
  }

  /** Cond.Signal. */
  notifyListNotifyOne(list: NotifyList): unknown {
    return this.act(notifyOneOp, list);
  }

  /** Cond.Broadcast. */
  notifyListNotifyAll(list: NotifyList): unknown {
    return this.act(notifyAllOp, list);
  }

  /** Blocks. */
  semaphoreAcquire(s: Semaphore): unknown {
    return this.act(semaphoreAcquireOp, s);
  }

  semaphoreRelease(s: Semaphore): unknown {
    return this.act(semaphoreReleaseOp, s);
  }

  /** Blocks for at least `ns`; returns at once, without yielding, for `ns` ≤ 0. */
  sleep(ns: number): unknown {
    return this.act(sleepOp, ns);
  }

  /** Virtual time, ns. Not ordered. */
  now(): number {
    return this.rt.cpu.now();
  }

  /** A timer with a channel, `timer.chan`. */
  newTimer(ns: number, loc: LocIndex | -1 = -1): unknown {
    const request: TimerRequest = { ns, period: 0, fn: undefined, loc };
    return this.act(newTimerOp, request);
  }

  /** A timer that starts a goroutine. */
  afterFunc(ns: number, fn: AfterFunc, loc: LocIndex | -1 = -1): unknown {
    const request: TimerRequest = { ns, period: 0, fn, loc };
    return this.act(newTimerOp, request);
  }

  /** @throws "non-positive interval for NewTicker". */
  newTicker(ns: number, loc: LocIndex | -1 = -1): unknown {
    if (ns <= 0) this.rt.raise("non-positive interval for NewTicker");
    const request: TimerRequest = { ns, period: ns, fn: undefined, loc };
    return this.act(newTimerOp, request);
  }

  /** Timer.Stop and Ticker.Stop. Gives whether this kept the timer from firing. */
  stopTimer(t: Timer): unknown {
    return this.act(stopTimerOp, t);
  }

  /** Timer.Reset. Gives what stopTimer would have given. */
  resetTimer(t: Timer, ns: number): unknown {
    return this.act(resetTimerOp, t, ns);
  }

  /** @throws "non-positive interval for Ticker.Reset". */
  resetTicker(t: Timer, ns: number): unknown {
    if (ns <= 0) this.rt.raise("non-positive interval for Ticker.Reset");
    return this.act(resetTickerOp, t, ns);
  }

  gosched(): unknown {
    return this.act(goschedOp);
  }

  /** Throws GOEXIT, which the engine lets through to the end of the goroutine. Not ordered. */
  goexit(): never {
    this.rt.getg();
    // Not an Error, so that no catch clause of the program takes it for one.
    const unwinding: unknown = GOEXIT;
    throw unwinding;
  }

  /** Gives the number before. n ≤ 0 changes nothing. */
  gomaxprocs(n: number): unknown {
    return this.act(gomaxprocsOp, n);
  }

  numGoroutine(): unknown {
    return this.act(numGoroutineOp);
  }

  lockOSThread(): unknown {
    return this.act(lockOSThreadOp);
  }

  unlockOSThread(): unknown {
    return this.act(unlockOSThreadOp);
  }

  /** Not ordered. */
  goid(): number {
    return this.rt.getg().goid;
  }

  /** runtime.Stack: the dump of this goroutine, or of all, for which the world stops. Always suspends, so that the frames are at rest. */
  stack(all: boolean): Suspended {
    const g = this.rt.getg();
    if (g.routine.atomic) g.routine.refuseToWait();
    g.opA = all;
    g.op = stackOp;
    return SUSPENDED;
  }

  /** Burns CPU time; can be preempted in the middle. */
  compute(ns: number): unknown {
    return ns <= 0 ? undefined : this.act(computeOp, ns);
  }

  /** A network request that is answered after `ns`. Blocks the goroutine alone ("IO wait"). */
  ioNetwork(ns: number): unknown {
    return this.act(networkOp, ns);
  }

  /** A disk request with a service time of `ns`. Blocks the thread in a system call. */
  ioDisk(ns: number): unknown {
    return this.act(diskOp, ns);
  }

  /** Blocks the thread in a system call for `ns`. `knownToBlock`: the P is handed off at once (entersyscallblock). */
  syscall(ns: number, knownToBlock = false): unknown {
    return this.act(syscallOp, ns, knownToBlock);
  }

  /** sched_yield(2) by the goroutine's thread, as opposed to `gosched`. */
  yieldThread(): unknown {
    return this.act(yieldThreadOp);
  }

  /** A kernel thread beside the runtime's, whose code cannot use goroutines. */
  createThread(request: ThreadRequest, finish: (thread: ThreadHandle) => unknown): unknown {
    const call = cloneCall(nativeThreadsOf(this.rt), request);
    return this.call(call, (thread) => finish((thread as NativeThread).handle));
  }

  exitThread(): never {
    this.rt.getg();
    throw new Error(
      "a goroutine cannot end its thread, which is the runtime's: runtime.goexit() ends the goroutine",
    );
  }

  createUserThread(): never {
    return this.noUserThreads();
  }

  yieldUserThread(): never {
    return this.noUserThreads();
  }

  joinUserThread(): never {
    return this.noUserThreads();
  }

  private noUserThreads(): never {
    this.rt.getg();
    throw new Error(
      "a goroutine has no kernel thread of its own for user-level threads: use them in thread.create, or with runtime=native",
    );
  }

  /** The M's. */
  thread(): ThreadHandle {
    const m = this.rt.getm();
    m.handle ??= new ThreadHandle(m.task?.name ?? "");
    m.handle.task ??= m.task ?? undefined;
    return m.handle;
  }

  loc(): LocIndex | -1 {
    return this.rt.getg().routine.loc();
  }

  /** The goroutine's number. */
  self(): number {
    return this.goid();
  }

  /** Prints text, as it is, into the process's memory of a stream. */
  print(stream: "stdout" | "stderr", text: string): unknown {
    return this.act(printOp, Stream[stream], text);
  }

  /** Any other operation on shared state: `fn` is called in order, at the cost of an atomic instruction, and gives its value. */
  atomicOp(fn: () => unknown): unknown {
    return this.act(atomicOp, fn);
  }

  /** Closes a channel, if there is one, and starts goroutines: what a settled promise does. Gives `value`. */
  release(c: Hchan | null, started: readonly NewRequest[], value: unknown): unknown {
    const request: ReleaseRequest = { c, started };
    return this.act(releaseOp, request, value);
  }

  /**
   * fork(2). Gives the child's pid; in the child 0. Always suspends, so that the frames are at rest.
   * @throws OSError EAGAIN
   */
  fork(): Suspended {
    const g = this.rt.getg();
    if (g.routine.atomic) g.routine.refuseToWait();
    g.op = forkOp;
    return SUSPENDED;
  }

  /**
   * A system call as an object. One that blocks blocks the thread. Gives what `finish` makes of its value, or the value.
   * @throws OSError where the call fails.
   */
  call(call: KernelCall, finish?: (value: unknown) => unknown): unknown {
    const request: CallRequest = { call, finish };
    return this.act(callOp, request);
  }

  /** What is done about a signal from now on; with a handler, a goroutine is started for each delivery. Gives what was done before. @throws OSError EINVAL */
  signal(signal: number, disposition: Disposition, handler?: SignalHandler): unknown {
    const request: SignalRequest = { signal, disposition, handler };
    return this.act(signalOp, request);
  }

  /** Goroutines move from thread to thread, so all of them get the mask. */
  sigprocmask(how: MaskChange, set: number, finish: (before: number) => unknown): unknown {
    return this.call(new SigProcMask(how, set, true), (before) => finish(before as number));
  }

  /** The program is about to write to a page of its memory. Does not wait. */
  writePage(page: number): void {
    writePage(this.rt, page);
  }

  /** The program touches memory that it has given away: it ends at the next operation or check. Does not wait. */
  touchNothing(): void {
    touchNothing(this.rt);
  }

  /** os.Exit. */
  exit(code: number): unknown {
    return this.act(exitOp, code);
  }

  /** A fatal error of Go's, which the program cannot catch: ends the run with exit code 2. */
  fatal(message: string): Suspended {
    return fatal(this.rt.getg(), message);
  }

  /**
   * Does the operation now, or remembers it until the core's turn has come. Where the program cannot stop, since a built-in function
   * is calling it, the operation takes effect at the latest instant at which the core was allowed to act.
   */
  private act(op: Op, a?: unknown, b?: unknown): unknown {
    const { rt } = this;
    const { cpu, log } = rt;
    const m = rt.getm();
    const g = rt.getg();
    const { routine } = g;
    g.opA = a;
    g.opB = b;
    if (cpu.mayAct()) log.now = cpu.now();
    else if (routine.atomic) log.now = Math.max(cpu.opLimit, log.latest);
    else {
      g.op = op;
      return SUSPENDED;
    }
    log.loc = routine.loc();
    if (handleFaults(rt, g)) return SUSPENDED;
    const value = op(rt, g);
    touch(rt, m);
    return value;
  }
}
