import { Kind } from "../../shared/schema";
import { NONE } from "../../shared/ids";
import { GcWorkerMode, PreemptEnd, PreemptReason, Ready, WaitReason } from "./codes";
import { dropg, goready, goschedImpl } from "./park";
import { GStatus, MStep, casgstatus } from "./runtime2";
import type { G, M, P } from "./runtime2";
import type { GoRuntime } from "./runtime";

/**
 * Preemption of goroutines (preempt.go, proc.go: preemptone), and suspending them for the collector.
 *
 * Left out: the scan bit, since a stack is scanned at one instant.
 */

/**
 * proc.go: preemptone. Asks the goroutine on a P to give way: by its flag, and by a signal to its thread, of which at most one is on its way.
 * A goroutine that has just left loses the request: execute clears it. `why` is for the log.
 */
export function preemptone(rt: GoRuntime, p: P, why: number): boolean {
  const m = p.m;
  if (m === null || m === rt.m) return false;
  const g = m.curg;
  if (g === null) return false;
  g.preempt = true;
  p.preempt = true;
  rt.log.emit(Kind.PreemptRequest, why, g.index, p.index);
  if (!m.signalPending && m.task !== null) {
    m.signalPending = true;
    rt.kernel.tgkill(m.task);
  }
  return true;
}

/** proc.go: preemptall. */
export function preemptall(rt: GoRuntime): void {
  for (const p of rt.allp) preemptone(rt, p, PreemptReason.stopTheWorld);
}

/** The request is moot: the goroutine has left the P where it was asked, and starts anew or ends. */
export function losePreempt(rt: GoRuntime, g: G): void {
  if (!g.preempt) return;
  g.preempt = false;
  rt.log.emit(Kind.PreemptDone, PreemptEnd.lost, g.index, rt.log.p);
}

/**
 * preempt.go: asyncPreempt. Every entry of an M that runs a goroutine is a safe point: its operations are atomic, and one that has to
 * wait for its turn has not begun.
 * @returns whether the goroutine gave way.
 */
export function checkPreempt(rt: GoRuntime, m: M): boolean {
  const g = m.curg;
  m.signalPending = false;
  if (g === null || !g.preempt) return false;
  // It sees the request between two pieces of its work.
  if (g.worker !== null && g.worker.mode !== GcWorkerMode.none) return false;
  rt.log.now = rt.cpu.now();
  rt.log.loc = g.routine.loc();
  g.preempt = false;
  rt.log.emit(
    Kind.PreemptDone,
    g.op === null ? PreemptEnd.inCode : PreemptEnd.beforeOperation,
    g.index,
    rt.log.p,
  );
  if (g.preemptStop) {
    preemptPark(rt, g);
    return true;
  }
  g.asyncSafePoint = true;
  goschedImpl(rt, g, Ready.preempted);
  return true;
}

/** proc.go: preemptPark. Stops for whoever suspends it, who readies it again. */
function preemptPark(rt: GoRuntime, g: G): void {
  casgstatus(g, GStatus.Grunning, GStatus.Gpreempted);
  g.asyncSafePoint = true;
  rt.log.emit(Kind.GoPreempted, 0, g.index);
  dropg(rt);
}

/**
 * preempt.go: suspendG, one look. Whether the goroutine is at rest, so that its stack can be scanned; one that runs is asked to stop. The
 * caller looks again later, and calls resumeG in the same step where it is.
 */
export function suspendG(rt: GoRuntime, g: G): boolean {
  switch (g.status) {
    case GStatus.Gpreempted:
      casgstatus(g, GStatus.Gpreempted, GStatus.Gwaiting);
      g.waitreason = WaitReason.preempted;
      g.waitsince = rt.log.now;
      rt.log.emit(Kind.GoWaiting, WaitReason.preempted, g.index, NONE);
      g.preemptStop = false;
      return true;
    case GStatus.Grunning:
      return waitsForCollector(g) || !askToStop(rt, g);
    default:
      if (g.preemptStop) losePreempt(rt, g);
      g.preemptStop = false;
      return true;
  }
}

/** preempt.go: resumeG. */
export function resumeG(rt: GoRuntime, g: G): void {
  if (g.status === GStatus.Gwaiting && g.waitreason === WaitReason.preempted) goready(rt, g);
}

/** In Go it has status waiting for that time (waitReason.isWaitingForGC). */
function waitsForCollector(g: G): boolean {
  if (g.assist !== null) return true;
  if (g.worker !== null && g.worker.mode !== GcWorkerMode.none) return true;
  const step = g.m?.step;
  return step === MStep.StopWorld || step === MStep.StartWorld;
}

/** False where nobody has to be asked: it is the M that asks. */
function askToStop(rt: GoRuntime, g: G): boolean {
  const { m } = g;
  if (m === rt.m) return false;
  const asked = g.preemptStop && g.preempt && m?.signalPending === true;
  g.preemptStop = true;
  if (!asked && m?.p != null) preemptone(rt, m.p, PreemptReason.gcScan);
  return true;
}
