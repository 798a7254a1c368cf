import type { ProcId } from "../../shared/ids";
import { Kind } from "../../shared/schema";
import { Signal } from "../../shared/signals";
import type { Suspended } from "../routine";
import { PStateCode, Rule, SpinStart, StartReason, WaitReason } from "./codes";
import { tracebackothers } from "./dump";
import { forcegchelper } from "./mgc";
import type { Gc } from "./mgc";
import { bgsweep } from "./mgcsweep";
import { newproc1 } from "./newproc";
import { NO_ROUTINE } from "./noRoutine";
import { gopark } from "./park";
import { execute } from "./proc";
import { runqput } from "./runq";
import { StealOrder } from "./randomOrder";
import { GStatus, M, MStep, P, casgstatus } from "./runtime2";
import type { G } from "./runtime2";
import type { GoRuntime } from "./runtime";
import { acquirep, allocm, emitPState, pidleget, pidleput, startm } from "./startm";
import { Sysmon } from "./sysmon";

/** The start of a Go process (asm_amd64.s: rt0_go; proc.go: schedinit, main). */

/**
 * schedtick when main.main begins, in a program that imports os or fmt: measured, modulo 61. What has run before has left no other
 * trace than this and the finalizer goroutine in runnext.
 */
const SCHEDTICK_AT_MAIN = 4;

/** The first M, to be the Execution of the process's main thread. */
export function firstM(rt: GoRuntime): M {
  const m = allocm(rt);
  m.step = MStep.Boot;
  return m;
}

/** A P with its row in the log (proc.go: p.init). */
export function newP(rt: GoRuntime, id: number): P {
  return new P(id, rt.log.tables.addP({ process: rt.process, id: id as ProcId }));
}

/** Everything up to main.main, at one instant. */
export function boot(rt: GoRuntime, m: M): void {
  m.task = rt.kernel.current();
  // A write that nobody can read fails with EPIPE (os: epipecheck); Go dies of it for descriptors 1 and 2 only, which here have readers.
  rt.kernel.setDisposition(Signal.SIGPIPE, "ignore");
  rt.sched.lastpoll = Math.max(1, rt.log.now);
  for (let i = 0; i < rt.gomaxprocs; i++) rt.allp.push(newP(rt, i));
  rt.stealOrder.reset(rt.gomaxprocs);
  for (const p of rt.allp.toReversed()) {
    if (p.id === 0) continue;
    emitPState(rt, p, PStateCode.idle, null);
    pidleput(rt, p);
  }
  const [p0] = rt.allp;
  if (p0 === undefined) throw new Error("GOMAXPROCS is 0");
  acquirep(rt, p0);

  const g1 = newproc1(rt, null, rt.main, rt.main.name, rt.main.loc(), false);
  const helper = systemGoroutine(rt, m, "runtime.forcegchelper", WaitReason.forceGCIdle);
  const sweeper = systemGoroutine(rt, m, "runtime.bgsweep", WaitReason.gcSweepWait);
  if (rt.gc !== null) gcenable(rt.gc, helper, sweeper);
  systemGoroutine(rt, m, "runtime.bgscavenge", WaitReason.gcScavengeWait);
  const finalizer = newproc1(rt, null, NO_ROUTINE, "runtime.runfinq", -1, true);
  finalizer.op = finalizerWaits;
  runqput(rt, p0, finalizer, true);

  p0.schedtick = SCHEDTICK_AT_MAIN;
  rt.log.emit(Kind.Schedtick, 0, p0.index, p0.schedtick);
  m.picked = g1;
  m.inheritTime = true;
  m.rule = Rule.start;
  execute(rt, m);
  rt.mainStarted = true;
  startSysmon(rt);
  startSpinning(rt);
}

/**
 * Where there are several Ps, the start of the finalizer goroutine has woken an M. When main.main begins, that M naps before it would
 * take the goroutine out of runnext (measured: in nine of ten starts it is the one M that spins then); it wakes up at any
 * time of the nap.
 */
function startSpinning(rt: GoRuntime): void {
  const p = pidleget(rt);
  if (p === null) return;
  rt.sched.nmspinning++;
  rt.log.emit(Kind.SpinStart, SpinStart.boot, rt.sched.nmspinning);
  const m = startm(rt, p, true, StartReason.boot);
  if (m === null) return;
  // It has looked at the global queue long ago.
  m.afterPark = MStep.Steal;
  m.dozes = true;
}

/** One of the runtime's own goroutines: runs once and parks. */
export function systemGoroutine(rt: GoRuntime, m: M, name: string, reason: number): G {
  const g = newproc1(rt, null, NO_ROUTINE, name, -1, true);
  casgstatus(g, GStatus.Grunnable, GStatus.Grunning);
  m.curg = g;
  rt.log.g = g.index;
  rt.log.emit(Kind.GoRunning, Rule.start, g.index, 1);
  gopark(rt, g, reason, -1);
  return g;
}

/** mgc.go: gcenable, and proc.go: the start of the forcegc helper. */
export function gcenable(gc: Gc, helper: G, sweeper: G): void {
  helper.op = forcegchelper;
  gc.forcegc.g = helper;
  sweeper.op = bgsweep;
  gc.sweep.g = sweeper;
}

function finalizerWaits(rt: GoRuntime, g: G): Suspended {
  return gopark(rt, g, WaitReason.finalizerWait, -1);
}

export function startSysmon(rt: GoRuntime): void {
  rt.sysmonDue = false;
  const sysmon = new Sysmon(rt);
  const id = rt.sched.mnext++;
  const m = new M(
    id,
    rt.kernel.newFutex(),
    new StealOrder(rt.stealOrder),
    (self) => sysmon.run(self),
    () => tracebackothers(rt, null),
  );
  m.task = rt.kernel.clone("sysmon", m);
}
