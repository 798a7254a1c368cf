import { NONE } from "../../shared/ids";
import { Kind } from "../../shared/schema";
import { SUSPENDED } from "../routine";
import type { Suspended } from "../routine";
import { PStateCode, PollCaller, Rule, StartReason, WaitReason } from "./codes";
import { andThen, notThen } from "./conts";
import { injectglist, netpoll } from "./netpoll";
import { preemptall } from "./preempt";
import { MStep, PStatus } from "./runtime2";
import type { G, M, P } from "./runtime2";
import type { GoRuntime } from "./runtime";
import { semacquire, semrelease } from "./sema";
import { emitPState, mget, newm, notewakeup, pidleget, pidleput, wakep } from "./startm";
import { runqempty } from "./runq";
import { wakeSysmon } from "./syscall";

/** Stopping the world and starting it again (proc.go: stopTheWorldWithSema, startTheWorldWithSema). */

/** How long to wait before those who still run are asked again. */
const RETRY_NS = 100_000;

/** What is done while all other goroutines have stopped. Its value is that of the operation. */
type StoppedOp = (rt: GoRuntime, m: M) => unknown;

/** proc.go: stopTheWorld and startTheWorld. Stops all Ps, does `op`, and starts them again. One goroutine at a time. */
export function stopTheWorld(rt: GoRuntime, g: G, reason: number, op: StoppedOp): Suspended {
  const request: Request = { reason, op };
  andThen(g, stopNow, request);
  if (semacquire(rt, g, rt.worldsema, false, WaitReason.semacquire) === SUSPENDED) return SUSPENDED;
  notThen(g);
  return stopTheWorldWithSema(rt, g, request);
}

interface Request {
  readonly reason: number;
  readonly op: StoppedOp;
}

function stopNow(rt: GoRuntime, g: G): Suspended {
  return stopTheWorldWithSema(rt, g, g.opA as Request);
}

function stopTheWorldWithSema(rt: GoRuntime, g: G, { reason, op }: Request): Suspended {
  const { sched } = rt;
  const m = rt.getm();
  rt.log.emit(Kind.StopTheWorld, reason);
  sched.gcwaiting = true;
  sched.stopwait = rt.gomaxprocs;
  preemptall(rt);
  stop(rt, rt.getp());
  for (const p of rt.allp) {
    if (p.status !== PStatus.Psyscall) continue;
    p.syscalltick++;
    stop(rt, p);
  }
  for (let p = pidleget(rt); p !== null; p = pidleget(rt)) stop(rt, p);
  g.op = null;
  m.whenStopped = op;
  sched.stwReason = reason;
  m.step = MStep.StopWorld;
  waitForOthers(rt, m);
  return SUSPENDED;
}

function stop(rt: GoRuntime, p: P): void {
  p.status = PStatus.Pgcstop;
  emitPState(rt, p, PStateCode.gcstop, p.m);
  rt.sched.stopwait--;
}

function waitForOthers(rt: GoRuntime, m: M): void {
  if (rt.sched.stopwait === 0) return;
  rt.sched.stopper = m;
  m.blocked = rt.kernel.futexWait(m.park, 0, RETRY_NS);
}

/** After each wait for the others: goes on when all Ps have stopped. */
export function worldStopped(rt: GoRuntime, m: M): void {
  const { sched } = rt;
  const g = m.curg;
  const op = m.whenStopped;
  if (g === null || op === null) throw new Error("the world has stopped for nobody");
  m.park.value = 0;
  if (sched.stopwait > 0) {
    preemptall(rt);
    waitForOthers(rt, m);
    return;
  }
  sched.stopper = null;
  m.whenStopped = null;
  rt.log.emit(Kind.WorldStopped, sched.stwReason);
  const before = rt.getp();
  const value = op(rt, m);
  g.op = () => value;
  m.step = MStep.StartWorld;
  // What takes time has to pass first.
  if (rt.cpu.now() === rt.log.now) startTheWorld(rt, m, rt.getp() !== before);
}

/** `moved`: the P of the M was removed, and it has another one. */
export function startTheWorld(rt: GoRuntime, m: M, moved = false): void {
  const { sched } = rt;
  m.step = MStep.Run;
  sched.gcwaiting = false;
  rt.log.emit(Kind.StartTheWorld, sched.stwReason);
  const own = rt.getp();
  own.status = PStatus.Prunning;
  rt.log.p = own.index;
  emitPState(rt, own, PStateCode.running, own.m);
  const runnable: P[] = [];
  for (const p of rt.allp.toReversed()) {
    if (p === own) continue;
    p.status = PStatus.Pidle;
    emitPState(rt, p, PStateCode.idle, null);
    if (runqempty(p)) pidleput(rt, p);
    else runnable.unshift(p);
  }
  if (moved) rt.log.emit(Kind.GoRunning, Rule.pRemoved, rt.getg().index, 1);
  const list = rt.netpollInited && sched.lastpoll !== 0 ? netpoll(rt, PollCaller.startTheWorld) : null;
  if (list !== null) injectglist(rt, list);
  wakeSysmon(rt);
  for (const p of runnable) {
    const waiting = mget(rt);
    if (waiting !== null) {
      waiting.nextp = p;
      notewakeup(rt, waiting);
    }
    const m = waiting ?? newm(rt, p, false);
    if (m !== null) rt.log.emit(Kind.StartM, StartReason.startTheWorld, m.task?.index ?? NONE, p.index);
  }
  wakep(rt);
  if (m.curg !== null) semrelease(rt, m.curg, rt.worldsema, false);
}
