import { NOTHING_THERE } from "../processApi";
import { fatal } from "./fatal";
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

/** The goroutine that runs touches memory that the process has given away. */
export function touchNothing(rt: GoRuntime): void {
  const g = rt.getg();
  g.faults ??= [];
  g.faults.push(NOTHING_THERE);
  rt.cpu.faulted = true;
}

/** Lets the kernel see what the goroutine has noted. Whether that ends the process (signal_unix.go: sigpanic). */
export function handleFaults(rt: GoRuntime, g: G): boolean {
  const { faults } = g;
  if (faults === null) return false;
  g.faults = null;
  rt.cpu.faulted = false;
  for (const page of faults) {
    if (page === NOTHING_THERE) {
      fatal(g, "fault\n[signal SIGSEGV: segmentation violation: this memory was given away by a remap]");
      return true;
    }
    rt.kernel.pageFault(page);
  }
  return false;
}
