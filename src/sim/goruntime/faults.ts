import type { G } from "./runtime2";
import type { GoRuntime } from "./runtime";

/**
 * Page faults of the program. Its code writes at any time, also while other cores are behind; the kernel has to see faults in the order
 * of time. So a write only notes the fault, and the goroutine's next operation or check, whichever comes first, begins with it.
 */

/** The goroutine that runs writes to a page. */
export function writePage(rt: GoRuntime, page: number): void {
  if (!rt.kernel.touchPage(page)) return;
  const g = rt.getg();
  g.faults ??= [];
  g.faults.push(page);
  rt.cpu.faulted = true;
}

/** Lets the kernel see what the goroutine has noted. */
export function handleFaults(rt: GoRuntime, g: G): void {
  const { faults } = g;
  if (faults === null) return;
  g.faults = null;
  rt.cpu.faulted = false;
  for (const page of faults) rt.kernel.pageFault(page);
}
