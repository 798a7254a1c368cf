import type { G } from "./runtime2";
import type { GoRuntime } from "./runtime";

/** proc.go: LockOSThread and UnlockOSThread. Calls nest; a goroutine that ends locked takes its thread with it. */

export function lockOSThread(rt: GoRuntime, g: G): undefined {
  const m = rt.getm();
  m.lockedExt++;
  m.lockedg = g;
  g.lockedm = m;
}

export function unlockOSThread(rt: GoRuntime, g: G): undefined {
  const m = rt.getm();
  if (m.lockedExt === 0) return;
  m.lockedExt--;
  if (m.lockedExt !== 0) return;
  m.lockedg = null;
  g.lockedm = null;
}
