import { Kind } from "../../../shared/schema";
import { PageFaultCode, Work } from "../../machine/codes";
import type { KernelContext } from "../kernelCall";
import type { Task } from "../task";

/** The kernel sees to a fault at a page that a fork has protected: see KernelServices.pageFault. */
export function pageFault({ machine, memory }: KernelContext, { owner }: Task, page: number): void {
  const { log, costs } = machine;
  const outcome = owner.memory.write(page);
  if (outcome === "none") return;
  log.emit(Kind.PageFault, PageFaultCode[outcome], page);
  const copy = outcome === "copied" ? costs.pageCopy : 0;
  machine.overhead(Work["page fault"], costs.pageFault + copy);
  memory.relieve();
}

/** The heap has grown: see KernelServices.allocate. */
export function allocate(
  { machine, memory }: KernelContext,
  { owner }: Task,
  bytes: number,
  faults: boolean,
): boolean {
  const { log, costs, cpu } = machine;
  if (cpu.mayAct()) log.now = cpu.now();
  const fresh = memory.growHeap(owner, bytes);
  if (fresh === undefined) return false;
  if (fresh > 0 && faults) {
    log.emit(Kind.PageFault, PageFaultCode["first touch"], owner.memory.heap - fresh, fresh);
    machine.overhead(Work["page fault"], fresh * costs.pageFault);
  }
  return true;
}

/** The stack is used so far down: see KernelServices.touchStack. */
export function touchStack({ machine, memory }: KernelContext, { owner, stack }: Task, bytes: number): void {
  if (stack === undefined) return;
  const { touched } = stack;
  const fresh = owner.memory.touchStack(stack, bytes);
  if (fresh === 0) return;
  const { log, costs } = machine;
  log.emit(Kind.PageFault, PageFaultCode.stack, touched, fresh);
  machine.overhead(Work["page fault"], fresh * costs.pageFault);
  memory.report(owner);
  memory.relieve();
}
