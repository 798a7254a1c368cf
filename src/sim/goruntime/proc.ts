import { Kind } from "../../shared/schema";
import { present } from "../../shared/assert";
import { HandoffReason, PollCaller, Rule, SpinStart, SpinStop, StartReason } from "./codes";
import { epollTimeout, injectglist, netpoll, netpollready } from "./netpoll";
import { findRunnableGCWorker, needsIdleGCWorker } from "./mgcmark";
import { globrunqget, ringget, runnextget, runqempty } from "./runq";
import { losePreempt } from "./preempt";
import { GStatus, MStep, casgstatus } from "./runtime2";
import type { G, M, P } from "./runtime2";
import type { GoRuntime } from "./runtime";
import {
  acquirep,
  becomeSpinning,
  handoffp,
  incidlelocked,
  mPark,
  notewakeup,
  pidleget,
  pidlegetSpinning,
  pidleput,
  pstop,
  releasep,
  stopSpinning,
  stopm,
  wakep,
} from "./startm";
import { checkTimers } from "./time";

/**
 * The scheduler (proc.go: schedule, findRunnable, execute). What is one function in Go is here a chain of steps, each atomic and each at
 * its instant: an M's `step` says which comes next.
 *
 * Left out of findRunnable: the trace reader, safe-point functions. The finalizer goroutine runs once, at
 * the start, and is never due again.
 */

/** schedule, and findRunnable up to the decision to steal. */
export function schedule(rt: GoRuntime, m: M): void {
  if (m.lockedg !== null) {
    stoplockedm(rt, m);
    return;
  }
  const p = present(m.p, "P in schedule");
  const sched = rt.sched;
  if (sched.gcwaiting) {
    gcstopm(rt, m);
    return;
  }
  rt.cpu.charge(rt.costs.findRunnable);
  p.preempt = false;
  m.pollUntil = checkTimers(rt, p, rt.log.now);

  const worker = findRunnableGCWorker(rt, p, false);
  if (worker !== null) {
    pick(rt, m, worker, false, Rule.gcWorker);
    wakep(rt);
    return;
  }
  if (p.schedtick % 61 === 0 && sched.runq.size > 0) {
    pick(rt, m, present(globrunqget(rt, p, 1), "goroutine in the global queue"), false, Rule.global61);
    return;
  }
  if (pickLocal(rt, m, p)) return;
  const global = globrunqget(rt, p, 0);
  if (global !== null) {
    pick(rt, m, global, false, Rule.global);
    return;
  }
  if (rt.netpollInited && rt.netpollWaiters > 0 && sched.lastpoll !== 0) {
    const list = netpoll(rt, PollCaller.findRunnable);
    const first = list?.pop();
    if (list != null && first != null) {
      netpollready(rt, first);
      injectglist(rt, list);
      pick(rt, m, first, false, Rule.netpoll);
      return;
    }
  }
  // Not too many may spin: half of the busy Ps.
  const busy = rt.gomaxprocs - sched.npidle;
  if (m.spinning || 2 * sched.nmspinning < busy) {
    if (!m.spinning) becomeSpinning(rt, m, SpinStart.outOfWork);
    m.stealRound = 0;
    m.stealAttempts = 0;
    m.ranTimer = false;
    m.step = MStep.Steal;
    return;
  }
  rt.log.emit(Kind.SpinRefused, 0, sched.nmspinning, busy);
  m.step = MStep.Idle;
}

/** runqget with what follows from a find. */
export function pickLocal(
  rt: GoRuntime,
  m: M,
  p: P,
  ruleOfNext: number = Rule.runnext,
  ruleOfRing: number = Rule.local,
): boolean {
  const next = runnextget(rt, p);
  if (next !== null) {
    pick(rt, m, next, true, ruleOfNext);
    return true;
  }
  const g = ringget(rt, p);
  if (g === null) return false;
  pick(rt, m, g, false, ruleOfRing);
  return true;
}

/**
 * schedule, after findRunnable: the M spins no longer and wakes the next one; a goroutine that is locked to another M gets the P handed
 * over to that.
 */
export function pick(rt: GoRuntime, m: M, g: G, inheritTime: boolean, rule: number): void {
  if (m.spinning) {
    stopSpinning(rt, m, SpinStop.foundWork);
    wakep(rt);
  }
  if (g.lockedm !== null) {
    startlockedm(rt, m, g.lockedm);
    return;
  }
  m.picked = g;
  m.inheritTime = inheritTime;
  m.rule = rule;
  m.step = MStep.Execute;
  rt.cpu.charge(rt.costs.goroutineSwitch);
}

/** execute, for the goroutine that was picked. */
export function execute(rt: GoRuntime, m: M): void {
  const g = present(m.picked, "picked goroutine");
  const p = present(m.p, "P in execute");
  m.picked = null;
  m.curg = g;
  g.m = m;
  casgstatus(g, GStatus.Grunnable, GStatus.Grunning);
  losePreempt(rt, g);
  g.asyncSafePoint = false;
  if (!m.inheritTime) p.schedtick++;
  m.step = MStep.Run;
  const log = rt.log;
  log.g = g.index;
  log.loc = g.routine.loc();
  log.emit(Kind.GoRunning, m.rule, g.index, m.inheritTime ? 1 : 0);
}

/**
 * findRunnable, from `releasep` on: gives up the P; an M that was spinning looks at all queues once more; then one M blocks in the
 * netpoller until the next timer, the others park.
 */
export function idle(rt: GoRuntime, m: M): void {
  const sched = rt.sched;
  const p = present(m.p, "P in findRunnable");
  const worker = findRunnableGCWorker(rt, p, true);
  if (worker !== null) {
    pick(rt, m, worker, false, Rule.gcWorkerIdle);
    return;
  }
  if (sched.gcwaiting) {
    m.step = MStep.Schedule;
    return;
  }
  const global = globrunqget(rt, p, 0);
  if (global !== null) {
    pick(rt, m, global, false, Rule.globalLastLook);
    return;
  }
  if (!m.spinning && sched.needspinning) {
    becomeSpinning(rt, m, SpinStart.needed);
    m.step = MStep.Schedule;
    return;
  }
  pidleput(rt, releasep(rt));
  m.wasSpinning = m.spinning;
  if (m.spinning) {
    stopSpinning(rt, m, SpinStop.foundNothing);
    if (lookAgain(rt, m)) return;
    m.pollUntil = checkTimersNoP(rt, m.pollUntil);
  }
  block(rt, m);
}

/** findRunnable's second look, without a P: work may have been submitted while this M counted as spinning. */
function lookAgain(rt: GoRuntime, m: M): boolean {
  if (rt.sched.runq.size > 0) {
    const p = pidlegetSpinning(rt);
    if (p !== null) {
      const g = present(globrunqget(rt, p, 0), "goroutine in the global queue");
      acquirep(rt, p);
      becomeSpinning(rt, m, SpinStart.secondLook);
      pick(rt, m, g, false, Rule.globalSecondLook);
      return true;
    }
  }
  for (const other of rt.allp) {
    if (other.idle || runqempty(other)) continue;
    const p = pidlegetSpinning(rt);
    if (p === null) break;
    acquirep(rt, p);
    becomeSpinning(rt, m, SpinStart.secondLook);
    m.step = MStep.Schedule;
    return true;
  }
  return checkIdleGCNoP(rt, m);
}

/** proc.go: checkIdleGCNoP. */
function checkIdleGCNoP(rt: GoRuntime, m: M): boolean {
  if (!needsIdleGCWorker(rt)) return false;
  const p = pidlegetSpinning(rt);
  if (p === null) return false;
  acquirep(rt, p);
  becomeSpinning(rt, m, SpinStart.secondLook);
  pick(rt, m, present(findRunnableGCWorker(rt, p, true), "mark worker"), false, Rule.gcWorkerIdle);
  return true;
}

/** proc.go: checkTimersNoP. */
function checkTimersNoP(rt: GoRuntime, pollUntil: number): number {
  let until = pollUntil;
  for (const p of rt.allp) {
    const when = p.timers.wakeTime();
    if (when !== 0 && (until === 0 || when < until)) until = when;
  }
  return until;
}

/** findRunnable's end: netpoll until the next timer, or stopm. */
function block(rt: GoRuntime, m: M): void {
  const sched = rt.sched;
  const until = m.pollUntil;
  if (rt.netpollInited && (rt.netpollWaiters > 0 || until !== 0) && sched.lastpoll !== 0) {
    sched.lastpoll = 0;
    sched.pollUntil = until;
    m.step = MStep.Netpolled;
    const delay = until === 0 ? -1 : Math.max(0, until - rt.log.now);
    m.blocked = delay !== 0 && rt.kernel.epollWait(epollTimeout(delay));
    return;
  }
  if (until !== 0 && rt.netpollInited && (sched.pollUntil === 0 || sched.pollUntil > until)) {
    rt.kernel.epollBreak();
  }
  stopm(rt, m, MStep.Schedule);
}

/** findRunnable, after the blocking netpoll. */
export function netpolled(rt: GoRuntime, m: M): void {
  const sched = rt.sched;
  const list = netpoll(rt, PollCaller.blocking);
  sched.pollUntil = 0;
  sched.lastpoll = Math.max(1, rt.log.now);
  const p = pidleget(rt);
  if (p === null) {
    if (list !== null) injectglist(rt, list);
    stopm(rt, m, MStep.Schedule);
    return;
  }
  acquirep(rt, p);
  const first = list?.pop();
  if (list != null && first != null) {
    netpollready(rt, first);
    injectglist(rt, list);
    pick(rt, m, first, false, Rule.netpollBlocking);
    return;
  }
  if (m.wasSpinning) becomeSpinning(rt, m, SpinStart.polled);
  m.step = MStep.Schedule;
}

/** proc.go: stoplockedm. Its goroutine does not run: passes the P on and waits until another M has scheduled the goroutine. */
export function stoplockedm(rt: GoRuntime, m: M): void {
  if (m.p !== null) handoffp(rt, releasep(rt), HandoffReason.lockedGoroutine);
  m.step = MStep.ParkedLocked;
  incidlelocked(rt, 1);
  if (rt.end === null) mPark(rt, m);
}

/** The second half of stoplockedm: runs the locked goroutine on the P that came with the wake-up. */
export function unparkLocked(rt: GoRuntime, m: M): void {
  if (m.park.value === 0) {
    mPark(rt, m);
    return;
  }
  m.park.value = 0;
  const p = present(m.nextp, "P for a locked M");
  m.nextp = null;
  acquirep(rt, p);
  m.picked = present(m.lockedg, "locked goroutine");
  m.inheritTime = false;
  m.rule = Rule.locked;
  m.step = MStep.Execute;
  rt.cpu.charge(rt.costs.goroutineSwitch);
}

/** proc.go: startlockedm. Gives the P to the M that a picked goroutine is locked to. */
function startlockedm(rt: GoRuntime, m: M, locked: M): void {
  if (locked === m || locked.nextp !== null) throw new Error("startlockedm: locked to me, or m has p");
  incidlelocked(rt, -1);
  const p = releasep(rt);
  locked.nextp = p;
  notewakeup(rt, locked);
  rt.log.emit(Kind.StartM, StartReason.locked, locked.task?.index ?? -1, p.index);
  stopm(rt, m, MStep.Schedule);
}

/** proc.go: gcstopm. Stops for a stop of the world. */
function gcstopm(rt: GoRuntime, m: M): void {
  if (m.spinning) stopSpinning(rt, m, SpinStop.stopTheWorld);
  pstop(rt, releasep(rt));
  stopm(rt, m, MStep.Schedule);
}
