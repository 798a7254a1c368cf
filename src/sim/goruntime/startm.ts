import { tracebackothers } from "./dump";
import { NONE } from "../../shared/ids";
import { Kind } from "../../shared/schema";
import { present } from "../../shared/assert";
import { arrive } from "./chance";
import { checkdead } from "./checkdead";
import { PStateCode, SpinStart, StartReason } from "./codes";
import { runtimeThrow } from "./fatal";
import { gcMarkWorkAvailable } from "./mgc";
import { mrun } from "./mrun";
import { netpollBreak } from "./netpoll";
import { runqempty } from "./runq";
import { StealOrder } from "./randomOrder";
import { M, MStep, PStatus } from "./runtime2";
import type { P } from "./runtime2";
import type { GoRuntime } from "./runtime";

/**
 * Starting, stopping and parking Ms, and handing Ps to them (proc.go: startm, stopm, wakep, handoffp, pidleput, …).
 *
 * The design is Go's: an M that looks for work without having any spins; at most one M is woken per event, and only if none spins;
 * the woken one wakes the next when it finds work. An M that stops spinning looks at all queues once more, so that work which
 * somebody submitted in the meantime, trusting in the spinning M, is not lost.
 */

export function emitPState(rt: GoRuntime, p: P, state: number, m: M | null): void {
  rt.log.emit(Kind.PState, state, p.index, m?.task?.index ?? NONE);
}

/** proc.go: mcount. */
function mcount(rt: GoRuntime): number {
  return rt.sched.mnext - rt.sched.nmfreed;
}

/** proc.go: acquirep and wirep. The M that executes takes the idle P. */
export function acquirep(rt: GoRuntime, p: P): void {
  const m = rt.getm();
  if (m.p !== null || p.m !== null || (p.status !== PStatus.Pidle && p.status !== PStatus.Pgcstop)) {
    throw new Error(`acquirep: P${p.id} has status ${p.status}`);
  }
  m.p = p;
  p.m = m;
  p.status = PStatus.Prunning;
  rt.log.p = p.index;
  emitPState(rt, p, PStateCode.running, m);
}

/** proc.go: releasep. The M that executes lets go of its P, which nobody has then. */
export function releasep(rt: GoRuntime): P {
  const m = rt.getm();
  const p = present(m.p, "P to release");
  if (p.m !== m || p.status !== PStatus.Prunning)
    throw new Error(`releasep: P${p.id} has status ${p.status}`);
  emitPState(rt, p, PStateCode.idle, null);
  m.p = null;
  p.m = null;
  p.status = PStatus.Pidle;
  rt.log.p = NONE;
  return p;
}

/** proc.go: pidleput. */
export function pidleput(rt: GoRuntime, p: P): void {
  if (!runqempty(p)) throw new Error(`pidleput: P${p.id} has goroutines`);
  p.link = rt.sched.pidle;
  p.idle = true;
  rt.sched.pidle = p;
  rt.sched.npidle++;
}

/** proc.go: pidleget. */
export function pidleget(rt: GoRuntime): P | null {
  const p = rt.sched.pidle;
  if (p === null) return null;
  rt.sched.pidle = p.link;
  p.link = null;
  p.idle = false;
  rt.sched.npidle--;
  return p;
}

/** proc.go: pidlegetSpinning. Where no P is idle, an M that is about to stop looking is told to look on. */
export function pidlegetSpinning(rt: GoRuntime): P | null {
  const p = pidleget(rt);
  if (p === null) rt.sched.needspinning = true;
  return p;
}

/** proc.go: mget. */
export function mget(rt: GoRuntime): M | null {
  const m = rt.sched.midle;
  if (m === null) return null;
  rt.sched.midle = m.schedlink;
  m.schedlink = null;
  rt.sched.nmidle--;
  return m;
}

/** proc.go: mput. May find that all goroutines are asleep. */
function mput(rt: GoRuntime, m: M): void {
  m.schedlink = rt.sched.midle;
  rt.sched.midle = m;
  rt.sched.nmidle++;
  checkdead(rt);
}

/** lock_futex.go: notewakeup, for an M's note. */
export function notewakeup(rt: GoRuntime, m: M): void {
  if (m.park.value !== 0) throw new Error("notewakeup: double wakeup");
  m.park.value = 1;
  rt.kernel.futexWake(m.park, 1);
}

/** proc.go: becomeSpinning. */
export function becomeSpinning(rt: GoRuntime, m: M, why: number): void {
  m.spinning = true;
  rt.sched.nmspinning++;
  rt.sched.needspinning = false;
  rt.log.emit(Kind.SpinStart, why, rt.sched.nmspinning);
}

export function stopSpinning(rt: GoRuntime, m: M, why: number): void {
  m.spinning = false;
  rt.sched.nmspinning--;
  if (rt.sched.nmspinning < 0) throw new Error("negative nmspinning");
  rt.log.emit(Kind.SpinStop, why, rt.sched.nmspinning);
}

/** An M that does not yet have a thread (proc.go: allocm). */
export function allocm(rt: GoRuntime): M {
  const id = rt.sched.mnext++;
  return new M(
    id,
    rt.kernel.newFutex(),
    new StealOrder(rt.stealOrder),
    (m) => mrun(rt, m),
    () => tracebackothers(rt, null),
  );
}

/** proc.go: newm. Creates a thread that begins at mstart with the P. Left out: the template thread for callers that are locked. */
export function newm(rt: GoRuntime, p: P, spinning: boolean): M | null {
  if (mcount(rt) >= rt.sched.maxmcount) {
    runtimeThrow(
      rt,
      "thread exhaustion",
      `runtime: program exceeds ${rt.sched.maxmcount}-thread limit\nfatal error: thread exhaustion\n`,
    );
    return null;
  }
  const m = allocm(rt);
  m.nextp = p;
  m.spinning = spinning;
  m.task = rt.kernel.clone(`M${m.id}`, m);
  return m;
}

/**
 * proc.go: startm. Has some M, parked or new, run the P. Where `spinning`, the caller has counted the M in nmspinning already. `why` is
 * for the log.
 */
export function startm(rt: GoRuntime, p: P, spinning: boolean, why: number): M | null {
  let m = mget(rt);
  if (m === null) {
    m = newm(rt, p, spinning);
  } else {
    if (m.spinning || m.nextp !== null) throw new Error("startm: m is spinning or has a p");
    if (spinning && !runqempty(p)) throw new Error("startm: p has runnable gs");
    m.spinning = spinning;
    m.nextp = p;
    notewakeup(rt, m);
  }
  if (m !== null) rt.log.emit(Kind.StartM, why, m.task?.index ?? NONE, p.index);
  return m;
}

/** proc.go: wakep. Starts one spinning M, unless one spins already or no P is idle. */
export function wakep(rt: GoRuntime): void {
  const sched = rt.sched;
  if (sched.nmspinning !== 0) return;
  const p = pidlegetSpinning(rt);
  if (p === null) return;
  sched.nmspinning = 1;
  rt.log.emit(Kind.SpinStart, SpinStart.woken, 1);
  startm(rt, p, true, StartReason.wakep);
}

/** proc.go: wakeNetPoller. Makes sure that somebody sleeps no longer than until `when`. */
export function wakeNetPoller(rt: GoRuntime, when: number): void {
  const sched = rt.sched;
  if (sched.lastpoll === 0) {
    if (sched.pollUntil === 0 || sched.pollUntil > when) netpollBreak(rt);
  } else {
    wakep(rt);
  }
}

/**
 * proc.go: handoffp. Passes on a P whose M is blocked: to an M if there is anything that findRunnable would find, else to the idle
 * list.
 */
export function handoffp(rt: GoRuntime, p: P, reason: number): void {
  const to = handoffTo(rt, p);
  rt.log.emit(Kind.Handoff, reason, p.index, to?.task?.index ?? NONE);
}

function handoffTo(rt: GoRuntime, p: P): M | null {
  const sched = rt.sched;
  if (!runqempty(p)) return startm(rt, p, false, StartReason.localWork);
  if (sched.runq.size !== 0) return startm(rt, p, false, StartReason.globalWork);
  if (rt.gc?.blackenEnabled === true && gcMarkWorkAvailable(rt.gc))
    return startm(rt, p, false, StartReason.gcWork);
  if (sched.nmspinning + sched.npidle === 0) {
    sched.nmspinning = 1;
    sched.needspinning = false;
    rt.log.emit(Kind.SpinStart, SpinStart.handoff, 1);
    return startm(rt, p, true, StartReason.nobodySpins);
  }
  if (sched.gcwaiting) {
    pstop(rt, p);
    return null;
  }
  // The last running P, and nobody polls the network: another M has to.
  if (sched.npidle === rt.gomaxprocs - 1 && sched.lastpoll !== 0)
    return startm(rt, p, false, StartReason.netpoll);
  const when = p.timers.wakeTime();
  pidleput(rt, p);
  if (when !== 0) wakeNetPoller(rt, when);
  return null;
}

/** The P stops for the stop of the world; the stopper is woken by the last one. */
export function pstop(rt: GoRuntime, p: P): void {
  p.status = PStatus.Pgcstop;
  emitPState(rt, p, PStateCode.gcstop, null);
  const sched = rt.sched;
  sched.stopwait--;
  if (sched.stopwait === 0 && sched.stopper !== null) {
    const stopper = sched.stopper;
    sched.stopper = null;
    notewakeup(rt, stopper);
  }
}

/** proc.go: stopm. The M, which has no P, parks until it is given one; then it goes on with `after`. */
export function stopm(rt: GoRuntime, m: M, after: MStep): void {
  if (m.p !== null || m.spinning) throw new Error("stopm holding p, or spinning");
  m.afterPark = after;
  m.step = MStep.Parked;
  mput(rt, m);
  if (rt.end === null) mPark(rt, m);
}

/** proc.go: mPark. Sleeps on the note, unless somebody has woken it already. */
export function mPark(rt: GoRuntime, m: M): void {
  m.blocked = m.park.value === 0 && rt.kernel.futexWait(m.park, 0);
}

/** The second half of stopm: takes the P that the waker left, or sleeps on. */
export function unpark(rt: GoRuntime, m: M): void {
  if (m.park.value === 0) {
    mPark(rt, m);
    return;
  }
  m.park.value = 0;
  arrive(rt, m);
  m.step = m.afterPark;
  const p = m.nextp;
  m.nextp = null;
  acquirep(rt, present(p, "P for an M that was woken"));
}

/** proc.go: incidlelocked. */
export function incidlelocked(rt: GoRuntime, v: number): void {
  rt.sched.nmidlelocked += v;
  if (v > 0) checkdead(rt);
}
