import { NONE } from "../../shared/ids";
import { Kind } from "../../shared/schema";
import type { GIndex, GoId, LocIndex } from "../../shared/ids";
import type { Routine } from "../routine";
import { startSysmon } from "./boot";
import { Ready } from "./codes";
import { allocate } from "./malloc";
import { flushAssistCredit } from "./mgcmark";
import { NO_ROUTINE } from "./noRoutine";
import { dropg } from "./park";
import { losePreempt } from "./preempt";
import { runqput } from "./runq";
import { G, GStatus, casgstatus } from "./runtime2";
import type { P } from "./runtime2";
import type { GoRuntime } from "./runtime";
import { STACK_MIN } from "./stack";
import { wakep } from "./startm";
import { SIZES } from "./sizes";

/** Birth and death of goroutines (proc.go: newproc, goexit0, gfget, gfput). */

/** Numbers that a P reserves at a time (proc.go: _GoidCacheBatch). */
const GOID_BATCH = 16;

/** proc.go: newproc1. A goroutine with status runnable, on no queue yet. */
export function newproc1(
  rt: GoRuntime,
  parent: G | null,
  routine: Routine,
  name: string,
  loc: LocIndex | -1,
  system: boolean,
): G {
  const p = rt.getp();
  let g = gfget(rt, p);
  if (g === null) {
    g = new G();
    casgstatus(g, GStatus.Gidle, GStatus.Gdead);
    rt.allgs.push(g);
  }
  // A free goroutine may have a stack of another size (gfget drops it).
  g.stackSize = rt.startingStackSize;
  g.routine = routine;
  routine.stackLimit = g.stackSize;
  g.system = system;
  if (!system) rt.numGoroutine++;
  g.parentGoid = parent?.goid ?? 0;
  g.created = loc;
  if (p.goidcache === p.goidcacheend) {
    p.goidcache = rt.sched.goidgen + 1;
    rt.sched.goidgen += GOID_BATCH;
    p.goidcacheend = p.goidcache + GOID_BATCH;
  }
  g.goid = p.goidcache++;
  const { tables } = rt.log;
  g.index = tables.gs.push({
    process: rt.process,
    goid: g.goid as GoId,
    name: tables.intern(name),
    parent: (parent?.index ?? NONE) as GIndex | -1,
    created: loc,
    system,
  });
  rt.log.emit(Kind.GoNew, 0, g.index, rt.process);
  if (g.stackSize !== STACK_MIN) rt.log.emit(Kind.GoStack, 0, g.index, rt.log.wide(g.stackSize));
  casgstatus(g, GStatus.Gdead, GStatus.Grunnable);
  rt.log.emit(Kind.GoRunnable, Ready.created, g.index);
  return g;
}

/** proc.go: newproc. The new goroutine goes into runnext of the present P. */
export function newproc(
  rt: GoRuntime,
  parent: G | null,
  routine: Routine,
  name: string,
  loc: LocIndex | -1,
): G {
  rt.cpu.charge(rt.costs.goroutineCreate);
  allocate(rt, SIZES.goClosure);
  if (rt.sysmonDue) startSysmon(rt);
  const g = newproc1(rt, parent, routine, name, loc, false);
  runqput(rt, rt.getp(), g, true);
  if (rt.mainStarted) wakep(rt);
  return g;
}

/** proc.go: goexit0 and gdestroy. Returns whether the M has to end with it, because the goroutine died locked to it. */
export function goexit0(rt: GoRuntime, g: G): boolean {
  const m = rt.getm();
  losePreempt(rt, g);
  casgstatus(g, GStatus.Grunning, GStatus.Gdead);
  rt.log.emit(Kind.GoDead, 0, g.index);
  if (!g.system) rt.numGoroutine--;
  const locked = g.lockedm !== null;
  g.lockedm = null;
  m.lockedg = null;
  m.lockedExt = 0;
  g.routine = NO_ROUTINE;
  g.op = null;
  g.opA = undefined;
  g.opB = undefined;
  g.conts = null;
  g.burn = 0;
  g.preemptStop = false;
  flushAssistCredit(rt, g);
  g.waiting = null;
  g.param = null;
  g.timer = null;
  g.waitreason = 0;
  dropg(rt);
  gfput(rt, rt.getp(), g);
  return locked;
}

/** proc.go: gfput. A stack that has grown is not kept. At 64 the P gives all but 31 to the others. */
function gfput(rt: GoRuntime, p: P, g: G): void {
  if (g.stackSize !== rt.startingStackSize) g.stackSize = 0;
  g.schedlink = p.gFree;
  p.gFree = g;
  p.gFreeN++;
  if (p.gFreeN < 64) return;
  while (p.gFreeN >= 32) {
    const moved: G | null = p.gFree;
    if (moved === null) throw new Error("gfput: the list is shorter than its count");
    p.gFree = moved.schedlink;
    p.gFreeN--;
    moved.schedlink = rt.sched.gFree;
    rt.sched.gFree = moved;
    rt.sched.gFreeN++;
  }
}

/** proc.go: gfget. Refills an empty list to 32. */
function gfget(rt: GoRuntime, p: P): G | null {
  const { sched } = rt;
  while (p.gFree === null && sched.gFree !== null) {
    for (let moved: G | null = sched.gFree; moved !== null && p.gFreeN < 32; moved = sched.gFree) {
      sched.gFree = moved.schedlink;
      sched.gFreeN--;
      moved.schedlink = p.gFree;
      p.gFree = moved;
      p.gFreeN++;
    }
  }
  const g = p.gFree;
  if (g === null) return null;
  p.gFree = g.schedlink;
  p.gFreeN--;
  g.schedlink = null;
  return g;
}
