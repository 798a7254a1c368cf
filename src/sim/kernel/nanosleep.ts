import { Reason, Syscall } from "../machine/codes";
import { BLOCKED } from "./kernelCall";
import type { KernelCall, KernelContext } from "./kernelCall";
import type { Task } from "./task";
import { WaitQueue } from "./waitQueue";

/**
 * nanosleep(2): off the core for at least `ns`, and for at least 1 ns. A handler that interrupts it does not make it longer: it goes on for
 * what remains, as a program that calls it again with `rem` does.
 */
export class Nanosleep implements KernelCall {
  readonly syscall = Syscall.nanosleep;
  /** What remains, ns. */
  argument: number;
  private end: number | undefined;
  /** Nobody wakes it but the clock. */
  private readonly waiting = new WaitQueue();

  constructor(ns: number) {
    this.argument = Math.max(1, ns);
  }

  attempt(task: Task, { machine }: KernelContext): undefined | typeof BLOCKED {
    const now = machine.now();
    this.end ??= now + this.argument;
    if (task.timedOut || now >= this.end) return undefined;
    this.waiting.add(task, Reason.sleep, this.end - now);
    return BLOCKED;
  }

  left({ machine }: KernelContext): void {
    if (this.end !== undefined) this.argument = Math.max(0, this.end - machine.now());
  }
}
