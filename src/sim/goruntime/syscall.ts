import { Kind } from "../../shared/schema";
import { present } from "../../shared/assert";
import { SUSPENDED } from "../routine";
import type { Suspended } from "../routine";
import { HandoffReason, PStateCode, Ready, Rule, Syscall } from "./codes";
import { stoplockedm } from "./proc";
import { globrunqput } from "./runq";
import { GStatus, MStep, PStatus, casgstatus } from "./runtime2";
import type { G, M, Op } from "./runtime2";
import { SYSCALLS } from "../../shared/enums";
import { BLOCKED, Errno } from "../kernel/kernelCall";
import type { KernelCall } from "../kernel/kernelCall";
import type { FutexRef } from "../kernel/services";
import type { GoRuntime } from "./runtime";
import { PollDesc, netpollblock } from "./netpoll";
import { dropg } from "./park";
import { acquirep, emitPState, handoffp, pidleget, pstop, releasep, stopm } from "./startm";
import { NONE } from "../../shared/ids";

/** System calls of goroutines (proc.go: entersyscall, exitsyscall). */

/** lock_futex.go: notewakeup, for sysmon's note, where it sleeps because all Ps were idle. */
export function wakeSysmon(rt: GoRuntime): void {
  const { sched } = rt;
  if (!sched.sysmonwait) return;
  sched.sysmonwait = false;
  sched.sysmonnote.value = 1;
  rt.kernel.futexWake(sched.sysmonnote, 1);
}

/** proc.go: reentersyscall. The P stays attached, but anyone may take it. */
function entersyscall(rt: GoRuntime, g: G, m: M, call: number): void {
  if (g.routine.atomic) g.routine.refuseToWait();
  casgstatus(g, GStatus.Grunning, GStatus.Gsyscall);
  g.waitsince = rt.log.now;
  rt.log.emit(Kind.GoSyscall, call, g.index);
  wakeSysmon(rt);
  const p = present(m.p, "P at a system call");
  m.syscalltick = p.syscalltick;
  p.m = null;
  m.oldp = p;
  m.p = null;
  p.status = PStatus.Psyscall;
  emitPState(rt, p, PStateCode.syscall, m);
  rt.log.p = NONE;
  if (!rt.sched.gcwaiting) return;
  p.syscalltick++;
  pstop(rt, p);
}

/** proc.go: entersyscallblock. The call is known to block: the P is passed on at once. */
function entersyscallblock(rt: GoRuntime, g: G, m: M, call: number): void {
  casgstatus(g, GStatus.Grunning, GStatus.Gsyscall);
  g.waitsince = rt.log.now;
  rt.log.emit(Kind.GoSyscall, call, g.index);
  const p = releasep(rt);
  m.oldp = p;
  p.syscalltick++;
  handoffp(rt, p, HandoffReason.blockingSyscall);
}

function begin(rt: GoRuntime, g: G, call: number, knownToBlock: boolean): M {
  const m = rt.getm();
  if (knownToBlock) entersyscallblock(rt, g, m, call);
  else entersyscall(rt, g, m, call);
  m.step = MStep.Exitsyscall;
  g.op = returned;
  return m;
}

function returned(): undefined {
  return undefined;
}

/** A system call that keeps the thread in the kernel for `ns`. */
export function syscallWait(rt: GoRuntime, g: G, ns: number, knownToBlock: boolean): Suspended {
  const m = begin(rt, g, Syscall.blocking, knownToBlock);
  // Handing the P off may have found that there are too many threads.
  m.blocked = rt.end === null && rt.kernel.blockingCall(ns);
  return SUSPENDED;
}

/** lock_futex.go: notetsleepg. Sleeps on the note in a system call, unless somebody has woken it already; then goes on with `op`. */
export function notetsleepg(rt: GoRuntime, g: G, note: FutexRef, op: Op): void {
  const m = begin(rt, g, Syscall.futex, true);
  m.blocked = rt.end === null && rt.kernel.futexWait(note, 0);
  g.op = op;
}

/** A system call of a goroutine, and what becomes of its value. */
export interface CallRequest {
  readonly call: KernelCall;
  /** Makes of the value what the program gets. */
  readonly finish: ((value: unknown) => unknown) | undefined;
}

/**
 * A system call as an object. One that may block is made between entersyscall and exitsyscall (Go: syscall.Syscall), a short one is not
 * (syscall.RawSyscall). A call of code that cannot wait is made as a short one, too: if it would block, that ends the program.
 */
export function goCall(rt: GoRuntime, g: G, request: CallRequest): unknown {
  const { call } = request;
  if (call.inUser !== undefined) {
    rt.cpu.charge(rt.costs.lockOp);
    const value = call.inUser(rt.kernel.current(), rt.log);
    if (value !== BLOCKED) return finish(rt, request, value);
  }
  if (call.short === true || g.routine.atomic) {
    const value = rt.kernel.call(call, false);
    if (value === BLOCKED) return g.routine.refuseToWait();
    if (g.routine.atomic || !rt.kernel.mustReturn()) return finish(rt, request, value);
    g.op = () => finish(rt, request, value);
    return SUSPENDED;
  }
  const m = rt.getm();
  entersyscall(rt, g, m, call.syscall);
  g.op = finishCall;
  g.opA = request;
  if (rt.kernel.polled(call)) attemptPolled(rt, m, g, request);
  else attemptCall(rt, m, request);
  return SUSPENDED;
}

/** The thread is in a system call that is an object: it makes another attempt. */
export function attemptCall(rt: GoRuntime, m: M, request: CallRequest): void {
  const value = rt.kernel.call(request.call);
  m.blocked = value === BLOCKED;
  m.calling = m.blocked ? request : null;
  m.step = m.blocked ? MStep.Attempt : MStep.Exitsyscall;
  present(m.curg, "goroutine in a system call").opB = value;
}

/**
 * internal/poll/fd_unix.go: FD.Read and FD.Write. The descriptor does not block underneath: where the call would, the goroutine parks until
 * the netpoller says that it is worth another attempt.
 */
function attemptPolled(rt: GoRuntime, m: M, g: G, { call }: CallRequest): void {
  m.step = MStep.Exitsyscall;
  g.opB = rt.kernel.call(call, false);
  if (g.opB !== BLOCKED) return;
  rt.netpollInited = true;
  const desc = new PollDesc();
  rt.kernel.epollWatch(call, desc, g.index);
  g.opB = desc;
}

const finishCall: Op = (rt, g) => {
  const request = g.opA as CallRequest;
  if (!(g.opB instanceof PollDesc)) return finish(rt, request, g.opB);
  return g.opB.ready
    ? goCall(rt, g, request)
    : netpollblock(rt, g, g.opB, request.call.object ?? NONE, callAgain);
};

const callAgain: Op = (rt, g) => goCall(rt, g, g.opA as CallRequest);

function finish(rt: GoRuntime, { call, finish }: CallRequest, value: unknown): unknown {
  if (value instanceof Errno) return rt.raiseErrno(value.code, SYSCALLS[call.syscall] ?? "");
  return finish === undefined ? value : finish(value);
}

/** A read from the disk with a service time of `ns`. */
export function diskWait(rt: GoRuntime, g: G, ns: number): Suspended {
  const m = begin(rt, g, Syscall.pread64, false);
  m.blocked = rt.end === null && rt.kernel.diskRead(ns);
  return SUSPENDED;
}

/**
 * proc.go: exitsyscall. Fast: the old P, if nobody took it, or an idle one. Slow: the goroutine goes to the global queue and the M
 * parks.
 */
export function exitsyscall(rt: GoRuntime, m: M): void {
  const g = present(m.curg, "goroutine at the end of a system call");
  const oldp = m.oldp;
  m.oldp = null;
  rt.log.g = g.index;
  rt.log.loc = g.routine.loc();
  if (oldp?.status === PStatus.Psyscall) {
    oldp.status = PStatus.Pidle;
    acquirep(rt, oldp);
    // Retaken, and in another M's system call since: that M will find it gone.
    if (m.syscalltick !== oldp.syscalltick) oldp.syscalltick++;
    resume(rt, m, g, Rule.syscallFast);
    return;
  }
  const idle = pidleget(rt);
  if (idle !== null) {
    wakeSysmon(rt);
    acquirep(rt, idle);
    resume(rt, m, g, Rule.syscallIdleP);
    return;
  }
  exitsyscall0(rt, m, g);
}

function resume(rt: GoRuntime, m: M, g: G, rule: number): void {
  present(m.p, "P after a system call").syscalltick++;
  casgstatus(g, GStatus.Gsyscall, GStatus.Grunning);
  m.step = MStep.Run;
  rt.log.emit(Kind.GoRunning, rule, g.index, 1);
}

/** proc.go: exitsyscall0. */
function exitsyscall0(rt: GoRuntime, m: M, g: G): void {
  casgstatus(g, GStatus.Gsyscall, GStatus.Grunnable);
  rt.log.emit(Kind.GoRunnable, Ready.syscallExit, g.index);
  dropg(rt);
  const locked = g.lockedm !== null;
  rt.log.p = NONE;
  globrunqput(rt, g);
  if (locked) stoplockedm(rt, m);
  else stopm(rt, m, MStep.Schedule);
}
