import { NONE } from "../../shared/ids";
import { Kind } from "../../shared/schema";
import { SUSPENDED } from "../routine";
import type { Suspended } from "../routine";
import { Ready } from "./codes";
import { globrunqput, runqput } from "./runq";
import { GStatus, MStep, casgstatus } from "./runtime2";
import type { G } from "./runtime2";
import type { GoRuntime } from "./runtime";
import { wakep } from "./startm";

/** How a goroutine stops running and becomes runnable again (proc.go: gopark, goready, goschedImpl, goyield). */

/** proc.go: dropg. The M goes on with schedule. */
export function dropg(rt: GoRuntime): void {
  const m = rt.getm();
  if (m.curg !== null) m.curg.m = null;
  m.curg = null;
  m.step = MStep.Schedule;
  rt.log.g = NONE;
  rt.log.loc = NONE;
}

/** proc.go: gopark. The goroutine waits for `object` (a row of the log, or NONE) until somebody readies it. */
export function gopark(rt: GoRuntime, g: G, reason: number, object: number): Suspended {
  if (g.routine.atomic) g.routine.refuseToWait();
  casgstatus(g, GStatus.Grunning, GStatus.Gwaiting);
  g.waitreason = reason;
  g.waitsince = rt.log.now;
  rt.log.emit(Kind.GoWaiting, reason, g.index, object);
  dropg(rt);
  return SUSPENDED;
}

/** proc.go: goready and ready. The goroutine goes into runnext of the waker's P. */
export function goready(rt: GoRuntime, g: G, reason: number = Ready.ready): void {
  casgstatus(g, GStatus.Gwaiting, GStatus.Grunnable);
  rt.log.emit(Kind.GoRunnable, reason, g.index, rt.timersOf);
  runqput(rt, rt.getp(), g, true);
  wakep(rt);
}

/** proc.go: goschedImpl, for Gosched and for preemption. To the tail of the global queue. */
export function goschedImpl(rt: GoRuntime, g: G, reason: number): Suspended {
  if (g.routine.atomic) g.routine.refuseToWait();
  casgstatus(g, GStatus.Grunning, GStatus.Grunnable);
  rt.log.emit(Kind.GoRunnable, reason, g.index);
  dropg(rt);
  globrunqput(rt, g);
  if (rt.mainStarted) wakep(rt);
  return SUSPENDED;
}

/** proc.go: goyield. To the tail of the P's ring. */
export function goyield(rt: GoRuntime, g: G): Suspended {
  if (g.routine.atomic) g.routine.refuseToWait();
  casgstatus(g, GStatus.Grunning, GStatus.Grunnable);
  rt.log.emit(Kind.GoRunnable, Ready.goyield, g.index);
  dropg(rt);
  runqput(rt, rt.getp(), g, false);
  return SUSPENDED;
}
