import type { G } from "./runtime2";
import { GcTrigger } from "./codes";
import { runtimeThrow } from "./fatal";
import { chain } from "./conts";
import { emitHeap, gcStart, gcTriggered } from "./mgc";
import { deductAssistCredit } from "./mgcmark";
import { SPAN_BYTES } from "./mgcsweep";
import type { GoRuntime } from "./runtime";

/**
 * Allocation (malloc.go: mallocgc; mcache.go: refill), as far as the collector needs it: bytes are counted, objects are the host's.
 *
 * Compiled code counts what it allocates down from `Cpu.heap`, which is what is left of the P's spans, and stops at its next check once that
 * is below zero. Then the P takes as many spans of 8 KiB from the heap as it needs, as Go's P refills its mcache: this is where the heap
 * grows, where a goroutine pays while the collector marks, and where a cycle begins.
 *
 * Left out: size classes, and with them what they waste.
 */

/** The runtime itself allocates for the goroutine that runs. */
export function allocate(rt: GoRuntime, bytes: number): void {
  rt.cpu.heap -= bytes;
}

/** mem_linux.go: sysMap. The kernel is told of what has been allocated. False: the M is not to go on. */
export function growMemory(rt: GoRuntime): boolean {
  const { allocated, kernel } = rt;
  rt.allocated = 0;
  // The time of the page faults is in what Go's operations take.
  if (kernel.allocate(allocated, false)) return !kernel.mustReturn();
  runtimeThrow(rt, "runtime: out of memory", "fatal error: runtime: out of memory\n");
  return false;
}

/** The goroutine has used up its P's spans. */
export function refill(rt: GoRuntime, g: G): unknown {
  const { gc, cpu } = rt;
  if (gc === null || cpu.heap >= 0) return undefined;
  const bytes = Math.ceil(-cpu.heap / SPAN_BYTES) * SPAN_BYTES;
  cpu.heap += bytes;
  rt.cpu.charge(Math.ceil((bytes / 1024) * rt.costs.gcAllocPerKiB));
  gc.controller.update(bytes, gc.blackenEnabled);
  const { heapLive } = gc.controller;
  if (heapLive > rt.heapPeak) {
    rt.allocated += heapLive - rt.heapPeak;
    rt.heapPeak = heapLive;
  }
  emitHeap(rt, gc);
  if (!gc.blackenEnabled && !gcTriggered(rt, gc, GcTrigger.heap)) return undefined;
  return chain(rt, g, [
    () => (gc.blackenEnabled ? deductAssistCredit(rt, g, gc, bytes) : undefined),
    () => gcStart(rt, g, gc, GcTrigger.heap),
  ]);
}
