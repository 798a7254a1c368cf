import { NONE } from "../../shared/ids";
import { OVERHEADS, codeOf } from "../../shared/enums";
import { Kind } from "../../shared/schema";
import { Ready, WaitReason } from "./codes";
import type { Gc } from "./mgc";
import { spend } from "./mgcmark";
import { gopark, goready, goschedImpl } from "./park";
import type { G } from "./runtime2";
import type { GoRuntime } from "./runtime";

/**
 * Sweeping (mgcsweep.go): after a cycle every span is visited, so that the dead objects in it can be allocated again. Concurrent, by the
 * goroutine bgsweep; what it has not done when the next cycle begins, the starter of that does.
 *
 * Invariant: bgsweep is parked ("GC sweep wait") or there are spans to sweep.
 *
 * Left out: sweeping in proportion to allocations (deductSweepCredit), and returning memory to the system (the scavenger).
 */

/** Pages of one span, in bytes (malloc.go: _PageSize). Larger spans count as several. */
export const SPAN_BYTES = 8192;
/** mgcsweep.go: bgsweep, sweepBatchSize. */
const SWEEP_BATCH = 10;

const WORK = codeOf(OVERHEADS, "garbage collection");

export interface Sweep {
  g: G | null;
  parked: boolean;
  /** Spans that are not swept yet. */
  spans: number;
  /** Bytes that the latest cycle has found dead. */
  bytes: number;
}

/** mgc.go: gcSweep. The world is stopped. */
export function gcSweep(rt: GoRuntime, gc: Gc, spans: number, bytes: number): void {
  const { sweep } = gc;
  sweep.spans = spans;
  sweep.bytes = bytes;
  if (!sweep.parked || sweep.g === null) return;
  sweep.parked = false;
  goready(rt, sweep.g);
}

/** mgcsweep.go: bgsweep. In batches; it gives way after each unless there are idle Ps. */
export function bgsweep(rt: GoRuntime, g: G): unknown {
  const { gc } = rt;
  if (gc === null) throw new Error("bgsweep without a collector");
  const { sweep } = gc;
  if (sweep.spans === 0) {
    sweep.parked = true;
    g.op = bgsweep;
    return gopark(rt, g, WaitReason.gcSweepWait, NONE);
  }
  const spans = Math.min(SWEEP_BATCH, sweep.spans);
  sweep.spans -= spans;
  return spend(g, spans * rt.costs.gcSweepSpan, goschedIfBusy);
}

/** proc.go: goschedIfBusy, after a batch. */
function goschedIfBusy(rt: GoRuntime, g: G): unknown {
  const { gc } = rt;
  if (gc?.sweep.spans === 0) swept(rt, gc);
  if (!g.preempt && rt.sched.npidle > 0) return bgsweep(rt, g);
  g.op = bgsweep;
  return goschedImpl(rt, g, Ready.gosched);
}

/** mgc.go: gcStart, its first loop: sweeps what bgsweep has left. */
export function finishSweep(rt: GoRuntime, gc: Gc): void {
  const { sweep } = gc;
  if (sweep.spans === 0) return;
  const cost = sweep.spans * rt.costs.gcSweepSpan;
  sweep.spans = 0;
  if (cost > 0) rt.log.emit(Kind.Overhead, WORK, rt.log.wide(cost));
  swept(rt, gc);
  rt.cpu.charge(cost);
}

function swept(rt: GoRuntime, gc: Gc): void {
  rt.log.emit(Kind.GCSwept, 0, gc.cycles, rt.log.wide(gc.sweep.bytes));
}
