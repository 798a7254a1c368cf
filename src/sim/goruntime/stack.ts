import { OVERHEADS, codeOf } from "../../shared/enums";
import { Kind } from "../../shared/schema";
import { stackOverflow } from "./fatal";
import { GStatus, casgstatus } from "./runtime2";
import type { G } from "./runtime2";
import type { GoRuntime } from "./runtime";

/** Goroutine stacks (stack.go). Left out: shrinking, which only the garbage collector does. */

/** First stack of a goroutine. */
export const STACK_MIN = 2048;
/** proc.go: main, on a 64-bit system. */
const MAX_STACK_SIZE = 1_000_000_000;

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
