import { OVERHEADS, codeOf } from "../../shared/enums";
import { Kind } from "../../shared/schema";
import { stackOverflow } from "./fatal";
import { GStatus, casgstatus } from "./runtime2";
import type { G } from "./runtime2";
import type { GoRuntime } from "./runtime";

/**
 * Goroutine stacks (stack.go, and mgcmark.go: scanstack).
 *
 * Invariants: a stack is a power of 2 of at least 2 KiB and at most 1 GB; only the goroutine itself makes it larger, and only the collector
 * makes it smaller, by half, where less than a quarter is used. A goroutine that ended keeps its stack for the next one if it is of the
 * size with which goroutines start: 2 KiB, or what the latest cycle of the collector has found to be the average.
 *
 * Left out: what the garbage is made of, namely free stacks; shrinking a goroutine that is always caught in the midst of its code.
 */

/** First stack of a goroutine. */
export const STACK_MIN = 2048;
/** proc.go: main, on a 64-bit system. */
const MAX_STACK_SIZE = 1_000_000_000;

/** stack.go: stackGuard, and stackNosplit, on amd64. */
const STACK_GUARD = 928;
const STACK_NOSPLIT = 800;

const GROWTH = codeOf(OVERHEADS, "stack growth");

/** stack.go: newstack and copystack. The next call does not fit: the stack is copied to one of twice the size. The goroutine goes on after it. */
export function newstack(rt: GoRuntime, g: G): void {
  const { routine } = g;
  const used = routine.stackBytes();
  // Not the next frame, but something that no stack is large enough for.
  if (used <= g.stackSize) {
    stackOverflow(rt, g, MAX_STACK_SIZE);
    return;
  }
  let size = g.stackSize * 2;
  while (size <= used) size *= 2;
  if (size > MAX_STACK_SIZE) {
    stackOverflow(rt, g, MAX_STACK_SIZE);
    return;
  }
  casgstatus(g, GStatus.Grunning, GStatus.Gcopystack);
  rt.log.emit(Kind.GoCopystack, 0, g.index, rt.log.wide(size));
  const cost = Math.ceil((used / 1024) * rt.costs.stackCopyPerKiB);
  if (cost > 0) rt.log.emit(Kind.Overhead, GROWTH, rt.log.wide(cost));
  rt.cpu.charge(cost);
  g.stackSize = size;
  routine.stackLimit = size;
  casgstatus(g, GStatus.Gcopystack, GStatus.Grunning);
}

/** mgcmark.go: scanstack, of a goroutine at rest. Returns the bytes that are in use; makes the stack smaller where it can be. */
export function scanstack(rt: GoRuntime, g: G): number {
  if (g.status === GStatus.Gdead || g.system) return 0;
  const used = g.routine.stackBytes();
  rt.log.emit(Kind.GCScanStack, 0, g.index, rt.log.wide(used));
  rt.scannedStacks++;
  rt.scannedStackSize += used;
  shrinkstack(rt, g, used);
  return used;
}

/** stack.go: shrinkstack and isShrinkStackSafe. */
function shrinkstack(rt: GoRuntime, g: G, used: number): void {
  if (g.asyncSafePoint || (g.status !== GStatus.Gwaiting && g.status !== GStatus.Grunnable)) return;
  const size = g.stackSize / 2;
  if (size < STACK_MIN || used + STACK_NOSPLIT >= g.stackSize / 4) return;
  rt.log.emit(Kind.GoShrinkstack, 0, g.index, rt.log.wide(size));
  rt.cpu.charge(Math.ceil((used / 1024) * rt.costs.stackCopyPerKiB));
  g.stackSize = size;
  g.routine.stackLimit = size;
}

/** stack.go: gcComputeStartingStackSize. Goroutines start with the average of what the scanned stacks use. */
export function gcComputeStartingStackSize(rt: GoRuntime): void {
  const { scannedStacks, scannedStackSize } = rt;
  rt.scannedStacks = 0;
  rt.scannedStackSize = 0;
  const average = scannedStacks === 0 ? 0 : Math.floor(scannedStackSize / scannedStacks) + STACK_GUARD;
  let size = STACK_MIN;
  while (size < Math.min(average, MAX_STACK_SIZE)) size *= 2;
  rt.startingStackSize = size;
}
