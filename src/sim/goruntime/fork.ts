import { Kind } from "../../shared/schema";
import type { GIndex, ProcessIndex } from "../../shared/ids";
import { present } from "../../shared/assert";
import type { Routine } from "../routine";
import { gcenable, newP, systemGoroutine } from "./boot";
import { PStateCode, Rule, WaitReason } from "./codes";
import { goKinds } from "./copying";
import { newproc1 } from "./newproc";
import { NO_ROUTINE } from "./noRoutine";
import { execute } from "./proc";
import { MStep } from "./runtime2";
import type { G, M, Op } from "./runtime2";
import { GoRuntime } from "./runtime";
import type { ForkedProgram } from "../programHooks";
import { forkSignals, startForkedLoop } from "./sigqueue";
import { acquirep, allocm, emitPState, pidleput } from "./startm";
import type { Timer } from "./timers";

/**
 * fork in a Go process. Go itself has no such thing but within syscall.forkExec; the copy is what a bare fork(2) would leave in working
 * order: one M, which runs the goroutine that has called it. All other goroutines are gone. Timers are memory of the process and
 * go on in both; sysmon, a thread, is started again when the copy makes a goroutine: before, it would have nothing to watch.
 */

/** What the first M of the copy starts with. */
export interface Forked {
  readonly parent: GoRuntime;
  readonly caller: G;
  readonly routine: Routine;
  readonly timers: readonly Timer[];
}

/** Gives the pid; in the copy 0. The goroutine's frames are at rest. @throws OSError EAGAIN. */
export const forkOp: Op = (rt, g) => {
  const timers: Timer[] = [];
  let program: ForkedProgram | undefined;
  const copied = (): ForkedProgram => (program ??= copyProgram(rt, g, timers));
  const pid = rt.kernel.fork(
    () => copied().pages(),
    (process) => firstMOf(rt, g, process, copied(), timers),
  );
  return typeof pid === "string" ? rt.raiseErrno(pid, "fork") : pid;
};

function copyProgram(rt: GoRuntime, g: G, timers: Timer[]): ForkedProgram {
  const kinds = goKinds((timer) => timers.push(timer));
  const program = present(rt.hooks.fork?.(g.routine, kinds), "program that can fork");
  for (const p of rt.allp) for (const timer of p.timers.all()) if (isOfProgram(timer)) program.copy(timer);
  return program;
}

/** A timer that starts a goroutine or sends on a channel, as opposed to one that wakes a goroutine, which does not exist in the copy. */
function isOfProgram(timer: Timer): boolean {
  return (
    timer.chan !== null || (typeof timer.arg === "object" && timer.arg !== null && "makeRoutine" in timer.arg)
  );
}

function firstMOf(
  rt: GoRuntime,
  g: G,
  process: ProcessIndex,
  program: ForkedProgram,
  timers: readonly Timer[],
): M {
  const { routine, hooks } = program;
  const child = new GoRuntime(rt.machinery, process, rt.gomaxprocs, hooks, rt.gc !== null);
  child.main = rt.main === g.routine ? routine : NO_ROUTINE;
  child.sched.goidgen = rt.sched.goidgen;
  child.netpollInited = timers.length > 0;
  forkSignals(child, rt, program.copy);
  if (child.gc !== null && rt.gc !== null) child.gc.controller.heapLive = rt.gc.controller.heapLive;
  const m = allocm(child);
  m.step = MStep.Forked;
  m.forked = { parent: rt, caller: g, routine, timers };
  return m;
}

/** The copy's first step, at one instant. */
export function startForked(rt: GoRuntime, m: M): void {
  const { parent, caller, routine, timers } = present(m.forked, "what was forked");
  m.forked = null;
  m.task = rt.kernel.current();
  rt.sched.lastpoll = Math.max(1, rt.log.now);
  for (let i = 0; i < rt.gomaxprocs; i++) rt.allp.push(newP(rt, i));
  rt.stealOrder.reset(rt.gomaxprocs);
  const [p0, ...others] = rt.allp;
  for (const p of others.toReversed()) {
    emitPState(rt, p, PStateCode.idle, null);
    pidleput(rt, p);
  }
  acquirep(rt, present(p0, "P"));
  startSystemGoroutines(rt, m);
  const g = sameGoroutine(rt, parent, caller, routine);
  if (caller.lockedm !== null) {
    g.lockedm = m;
    m.lockedg = g;
    m.lockedExt = caller.lockedm.lockedExt;
  }
  for (const timer of timers) startTimer(rt, timer);
  startForkedLoop(rt);
  m.picked = g;
  m.inheritTime = true;
  m.rule = Rule.start;
  execute(rt, m);
  rt.mainStarted = true;
  rt.sysmonDue = true;
}

function startSystemGoroutines(rt: GoRuntime, m: M): void {
  const p = rt.getp();
  [p.goidcache, p.goidcacheend] = [2, 6];
  const helper = systemGoroutine(rt, m, "runtime.forcegchelper", WaitReason.forceGCIdle);
  const sweeper = systemGoroutine(rt, m, "runtime.bgsweep", WaitReason.gcSweepWait);
  if (rt.gc !== null) gcenable(rt.gc, helper, sweeper);
  systemGoroutine(rt, m, "runtime.bgscavenge", WaitReason.gcScavengeWait);
  systemGoroutine(rt, m, "runtime.runfinq", WaitReason.finalizerWait);
}

/** The calling goroutine with its number and its stack. Its call of fork gives 0. */
function sameGoroutine(rt: GoRuntime, parent: GoRuntime, caller: G, routine: Routine): G {
  const p = rt.getp();
  [p.goidcache, p.goidcacheend] = [caller.goid, caller.goid + 1];
  rt.startingStackSize = caller.stackSize;
  const { tables } = parent.log;
  const name = tables.string(tables.gs.at(caller.index as GIndex).name);
  const g = newproc1(rt, null, routine, name, caller.created, false);
  rt.startingStackSize = parent.startingStackSize;
  g.parentGoid = caller.parentGoid;
  g.op = zero;
  return g;
}

const zero: Op = () => 0;

/** A timer goes on where its original is. One with a channel is in no heap until somebody waits for it. */
function startTimer(rt: GoRuntime, timer: Timer): void {
  if (timer.chan !== null) timer.chan.object = rt.objectOf(timer);
  if (timer.when === 0) return;
  rt.log.emit(Kind.TimerStart, 0, rt.objectOf(timer), rt.log.wide(Math.max(0, timer.when - rt.log.now)));
  if (timer.needsAdd()) rt.getp().timers.add(timer);
}
