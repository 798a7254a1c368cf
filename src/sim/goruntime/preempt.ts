import { Kind } from "../../shared/schema";
import { Ready } from "./codes";
import { goschedImpl } from "./park";
import type { M, P } from "./runtime2";
import type { GoRuntime } from "./runtime";

/** Preemption of goroutines (preempt.go, proc.go: preemptone). */

/**
 * proc.go: preemptone. Asks the goroutine on a P to give way: by its flag, and by a signal to its thread, of which at most one is on its way.
 * A goroutine that has just left loses the request: execute clears it.
 */
export function preemptone(rt: GoRuntime, p: P): boolean {
  const m = p.m;
  if (m === null || m === rt.m) return false;
  const g = m.curg;
  if (g === null) return false;
  g.preempt = true;
  p.preempt = true;
  rt.log.emit(Kind.PreemptRequest, 0, g.index, p.index);
  if (!m.signalPending && m.task !== null) {
    m.signalPending = true;
    rt.kernel.tgkill(m.task);
  }
  return true;
}

/** proc.go: preemptall. */
export function preemptall(rt: GoRuntime): void {
  for (const p of rt.allp) preemptone(rt, p);
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
  rt.log.now = rt.cpu.now();
  rt.log.loc = g.routine.loc();
  goschedImpl(rt, g, Ready.preempted);
  return true;
}
