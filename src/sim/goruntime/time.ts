import { NONE } from "../../shared/ids";
import { Kind } from "../../shared/schema";
import { SUSPENDED } from "../routine";
import type { LocIndex } from "../../shared/ids";
import type { Suspended } from "../routine";
import { Hchan, chansend } from "./chan";
import { Ready, WaitReason } from "./codes";
import { newproc } from "./newproc";
import { allocate } from "./malloc";
import { goready, gopark } from "./park";
import type { G, P } from "./runtime2";
import type { GoRuntime } from "./runtime";
import type { Routine } from "../routine";
import { wakeNetPoller } from "./startm";
import { Timer } from "./timers";
import { SIZES } from "./sizes";

/** Timers and sleep (time.go, time/sleep.go, time/tick.go, with the semantics of Go 1.23). */

const MAX_WHEN = Number.MAX_SAFE_INTEGER;

/** `now + d`, saturated. */
function later(now: number, d: number): number {
  return Math.min(MAX_WHEN, now + Math.max(0, d));
}

/**
 * time.go: timers.check. Runs the expired timers of a P, on the M that executes; what they ready goes to that M's P. Returns when the
 * next one fires; 0: there is none.
 */
export function checkTimers(rt: GoRuntime, p: P, now: number): number {
  for (;;) {
    const first = p.timers.first();
    if (first === undefined) return 0;
    if (first.when > now) return first.when;
    rt.cpu.charge(rt.costs.timerOp);
    rt.timersOf = p.index;
    runTimer(rt, first, now);
    rt.timersOf = NONE;
  }
}

/** time.go: unlockAndRun. A ticker's next time leaves out the periods that have passed. */
function runTimer(rt: GoRuntime, t: Timer, now: number): void {
  const delay = now - t.when;
  if (t.period > 0) {
    t.when = Math.min(MAX_WHEN, t.when + t.period * (1 + Math.floor(delay / t.period)));
    t.ts?.update(t);
  } else {
    t.when = 0;
    t.ts?.remove(t);
  }
  if (t.f !== readySleeper) rt.log.emit(Kind.TimerFire, 0, rt.objectOf(t), rt.log.wide(delay));
  t.f(rt, t, delay);
}

/** time.go: maybeAdd. */
function maybeAdd(rt: GoRuntime, t: Timer): void {
  if (!t.needsAdd()) return;
  rt.netpollInited = true;
  const { timers } = rt.getp();
  const wakeTime = timers.wakeTime();
  timers.add(t);
  if (wakeTime === 0 || t.when < wakeTime) wakeNetPoller(rt, t.when);
}

/** time.go: modify. Returns whether the timer was pending. */
function modify(rt: GoRuntime, t: Timer, when: number, period: number): boolean {
  const pending = t.when > 0;
  t.when = when;
  t.period = period;
  rt.log.emit(Kind.TimerStart, 0, rt.objectOf(t), rt.log.wide(when - rt.log.now));
  if (t.ts !== null) {
    const wakeTime = t.ts.wakeTime();
    t.ts.update(t);
    const drained = drain(t);
    if (when < wakeTime) wakeNetPoller(rt, when);
    return pending || drained;
  }
  const drained = drain(t);
  maybeAdd(rt, t);
  return pending || drained;
}

/** chan.go: timerchandrain. Throws away a value that nobody has received yet. */
function drain(t: Timer): boolean {
  return t.chan !== null && t.chan.drain();
}

/** time.go: stop. Returns whether this kept the timer from firing. */
export function stopTimer(rt: GoRuntime, t: Timer): boolean {
  let pending = t.when > 0;
  t.ts?.remove(t);
  t.when = 0;
  if (drain(t)) pending = true;
  if (pending) rt.log.emit(Kind.TimerStop, 0, rt.objectOf(t));
  return pending;
}

/** time.go: maybeRunChan. A channel's timer that is in no heap runs when somebody looks at the channel. */
export function maybeRunChan(rt: GoRuntime, t: Timer): void {
  const now = rt.log.now;
  if (t.ts !== null || t.when === 0 || t.when > now) return;
  runTimer(rt, t, now);
}

/** time.go: blockTimerChan. */
export function blockTimerChan(rt: GoRuntime, t: Timer): void {
  t.blocked++;
  maybeAdd(rt, t);
}

/** time.go: unblockTimerChan. */
export function unblockTimerChan(t: Timer): void {
  t.blocked--;
  if (t.blocked === 0) t.ts?.remove(t);
}

/** time/sleep.go: sendTime. A value that finds no room is lost. Sends the time at which the timer was due. */
function sendTime(rt: GoRuntime, t: Timer, delay: number): void {
  if (t.chan !== null) chansend(rt, null, t.chan, rt.log.now - delay, false);
}

/** time.go: goroutineReady. */
function readySleeper(rt: GoRuntime, t: Timer): void {
  goready(rt, t.arg as G, Ready.timer);
}

/** What AfterFunc starts. */
export interface AfterFunc {
  /** Given `fn`. */
  readonly makeRoutine: (fn: unknown) => Routine;
  /** The function of the program. */
  readonly fn?: unknown;
  readonly name: string;
  readonly loc: LocIndex | -1;
}

/** time/sleep.go: goFunc. */
function goFunc(rt: GoRuntime, t: Timer): void {
  const fn = t.arg as AfterFunc;
  newproc(rt, null, fn.makeRoutine(fn.fn), fn.name, fn.loc);
}

/** time.go: timeSleep. Does not yield for d ≤ 0. */
export function timeSleep(rt: GoRuntime, g: G, d: number): Suspended | undefined {
  if (d <= 0) return undefined;
  rt.cpu.charge(rt.costs.timerOp);
  const t = (g.timer ??= new Timer("timer", readySleeper, g, null, NONE));
  t.when = later(rt.log.now, d);
  g.op = slept;
  gopark(rt, g, WaitReason.sleep, NONE);
  maybeAdd(rt, t);
  return SUSPENDED;
}

function slept(): undefined {
  return undefined;
}

/** time/sleep.go: NewTimer; time/tick.go: NewTicker. A timer with a channel. */
export function newChanTimer(rt: GoRuntime, d: number, period: number, loc: LocIndex | -1): Timer {
  const c = new Hchan(1, loc);
  const t = new Timer(period > 0 ? "ticker" : "timer", sendTime, undefined, c, loc);
  allocate(rt, SIZES.timer + SIZES.chan + SIZES.word);
  c.timer = t;
  startTimer(rt, t, d, period);
  // In the log a timer and its channel are one: who waits for the channel waits for the timer.
  c.object = rt.objectOf(t);
  return t;
}

/** time/sleep.go: AfterFunc. */
export function newFuncTimer(rt: GoRuntime, d: number, fn: AfterFunc, loc: LocIndex | -1): Timer {
  const t = new Timer("timer", goFunc, fn, null, loc);
  allocate(rt, SIZES.timer);
  startTimer(rt, t, d, 0);
  return t;
}

function startTimer(rt: GoRuntime, t: Timer, d: number, period: number): void {
  rt.cpu.charge(rt.costs.timerOp);
  // Go lets a timer for the past fire at once, which a `when` of 0 would not say.
  modify(rt, t, Math.max(1, later(rt.log.now, d)), period);
}

/** time/sleep.go: Reset. */
export function resetTimer(rt: GoRuntime, t: Timer, d: number, period: number): boolean {
  rt.cpu.charge(rt.costs.timerOp);
  return modify(rt, t, Math.max(1, later(rt.log.now, d)), period);
}

/** proc.go: timeSleepUntil, for sysmon. 0: no timer is set. */
export function timeSleepUntil(rt: GoRuntime): number {
  let next = 0;
  for (const p of rt.allp) {
    const when = p.timers.wakeTime();
    if (when !== 0 && (next === 0 || when < next)) next = when;
  }
  return next;
}
