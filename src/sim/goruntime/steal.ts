import { Kind } from "../../shared/schema";
import { present } from "../../shared/assert";
import { Look, Queue, RoundEnd, Rule, StealFrom } from "./codes";
import { pick, pickLocal } from "./proc";
import { runqempty, runqsteal } from "./runq";
import { MStep, PStatus } from "./runtime2";
import type { G, M, P } from "./runtime2";
import type { GoRuntime } from "./runtime";
import { checkTimers } from "./time";

/**
 * Work stealing (proc.go: stealWork, runqgrab). Each round over the Ps is one step, and one StealRound in the log; a nap splits it in
 * two. That event comes before anything is taken, so that the queues are as it says.
 */

const STEAL_TRIES = 4;
/** Nap before a running P's runnext is taken: it is likely about to run it. */
const STEAL_NAP_NS = 3_000;
/** Up to so many Ps, StealRound tells what was found at each. */
const MOST_TOLD = 16;

/** One round of stealWork. */
export function stealRound(rt: GoRuntime, m: M): void {
  m.order.start(rt.prng);
  m.lookShift = 0;
  goOn(rt, m);
}

/** The rest of a round that a nap has interrupted. */
export function afterNap(rt: GoRuntime, m: M): void {
  m.step = MStep.Steal;
  goOn(rt, m);
}

function goOn(rt: GoRuntime, m: M): void {
  const p = present(m.p, "P of a thief");
  const last = m.stealRound === STEAL_TRIES - 1;
  let napped = m.napNext;
  m.napNext = null;
  m.looks = 0;
  for (; !m.order.done(); m.order.next()) {
    if (rt.sched.gcwaiting) {
      emitRound(rt, m, RoundEnd.stopTheWorld);
      m.step = MStep.Schedule;
      return;
    }
    const victim = rt.allp[m.order.position()];
    if (victim === undefined || victim === p) continue;
    if (napped === null) {
      m.stealAttempts++;
      rt.cpu.charge(rt.costs.stealAttempt);
      if (last && stealTimers(rt, m, p, victim)) return;
    }
    if (!victim.idle && steal(rt, m, p, victim, last, napped)) return;
    see(m, victim, napped !== null);
    napped = null;
  }
  emitRound(rt, m, RoundEnd.nothing);
  m.stealRound++;
  if (m.stealRound < STEAL_TRIES) return;
  rt.log.emit(Kind.StealFail, 0, m.stealAttempts, m.stealRound);
  // A timer that ran may have readied a goroutine that somebody else has taken: look from the top.
  m.step = m.ranTimer ? MStep.Schedule : MStep.Idle;
}

/** Runs the expired timers of another P, whose goroutines become runnable here. */
function stealTimers(rt: GoRuntime, m: M, p: P, victim: P): boolean {
  const next = victim.timers.wakeTime();
  if (next === 0) return false;
  const until = checkTimers(rt, victim, rt.log.now);
  if (until !== 0 && (m.pollUntil === 0 || until < m.pollUntil)) m.pollUntil = until;
  if (next > rt.log.now) return false;
  if (!runqempty(p)) {
    emitRound(rt, m, RoundEnd.timers);
    return pickLocal(rt, m, p, Rule.runnextStolenTimers, Rule.localStolenTimers);
  }
  m.ranTimer = true;
  return false;
}

/** Notes that there is nothing to take from this P. */
function see(m: M, victim: P, napped: boolean): void {
  const kept = napped || victim.runnext !== null;
  const look = victim.idle ? Look.idle : kept ? Look.runnextKept : Look.empty;
  if (m.order.count <= MOST_TOLD) {
    m.looks |= look << m.lookShift;
    m.lookShift += 2;
  } else {
    m.looks += 1 << (10 * (look - Look.idle));
  }
}

function emitRound(rt: GoRuntime, m: M, end: number): void {
  rt.log.emit(Kind.StealRound, end, m.order.packed(), m.stealRound | (m.looks << 2));
}

/** runqgrab and runqsteal. True where the step is over: there is loot, or the M naps. */
function steal(
  rt: GoRuntime,
  m: M,
  p: P,
  victim: P,
  stealRunNext: boolean,
  /** The runnext for which the M has napped. */
  napped: G | null,
): boolean {
  const next = victim.runnext;
  if (napped === null || napped !== next) {
    const available = victim.runqtail - victim.runqhead;
    if (available > 0) {
      emitRound(rt, m, RoundEnd.ring);
      emitSteal(rt, m, p, victim, StealFrom.ring, available, available - (available >> 1));
      pick(rt, m, runqsteal(rt, p, victim), false, Rule.steal);
      return true;
    }
    if (!stealRunNext || next === null) return false;
    if (victim.status === PStatus.Prunning) {
      emitRound(rt, m, RoundEnd.nap);
      m.napNext = next;
      m.step = MStep.StealNap;
      m.blocked = rt.end === null && rt.kernel.nanosleep(STEAL_NAP_NS + rt.costs.timerSlack);
      return true;
    }
  }
  emitRound(rt, m, RoundEnd.runnext);
  emitSteal(rt, m, p, victim, StealFrom.runnext, 1, 1);
  victim.runnext = null;
  const log = rt.log;
  log.p = victim.index;
  log.emit(Kind.RunqGet, Queue.runnext, next.index, 0);
  log.p = p.index;
  pick(rt, m, next, false, Rule.stealRunnext);
  return true;
}

function emitSteal(rt: GoRuntime, m: M, p: P, victim: P, from: number, before: number, batch: number): void {
  const own = p.runqtail - p.runqhead;
  const detail = before | (batch << 10) | ((m.stealRound + 1) << 20) | (own << 23);
  rt.log.emit(Kind.Steal, from, victim.index, detail);
}
