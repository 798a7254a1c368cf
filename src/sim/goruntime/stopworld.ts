import { SUSPENDED } from "../routine";
import type { Suspended } from "../routine";
import { PStateCode } from "./codes";
import { injectglist, netpoll } from "./netpoll";
import { preemptall } from "./preempt";
import { MStep, PStatus } from "./runtime2";
import type { G, M, P } from "./runtime2";
import type { GoRuntime } from "./runtime";
import { emitPState, mget, newm, notewakeup, pidleget, pidleput, wakep } from "./startm";
import { runqempty } from "./runq";
import { wakeSysmon } from "./syscall";

/** Stopping the world and starting it again (proc.go: stopTheWorldWithSema, startTheWorldWithSema). */

/** How long to wait before those who still run are asked again. */
const RETRY_NS = 100_000;

/** What is done while all other goroutines have stopped. Its value is that of the operation. */
type StoppedOp = (rt: GoRuntime, m: M) => unknown;

/** Stops all Ps, does `op`, and starts them again. */
export function stopTheWorld(rt: GoRuntime, g: G, op: StoppedOp): Suspended {
  const { sched } = rt;
  const m = rt.getm();
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
  const value = op(rt, m);
  g.op = () => value;
  m.step = MStep.Run;
  startTheWorld(rt);
}

function startTheWorld(rt: GoRuntime): void {
  const { sched } = rt;
  sched.gcwaiting = false;
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
  const list = rt.netpollInited && sched.lastpoll !== 0 ? netpoll(rt, false) : null;
  if (list !== null) injectglist(rt, list);
  wakeSysmon(rt);
  for (const p of runnable) {
    const waiting = mget(rt);
    if (waiting === null) {
      newm(rt, p, false);
    } else {
      waiting.nextp = p;
      notewakeup(rt, waiting);
    }
  }
  wakep(rt);
}
