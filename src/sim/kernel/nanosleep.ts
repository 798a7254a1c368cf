import { Reason, Syscall } from "../machine/codes";
import { BLOCKED } from "./kernelCall";
import type { KernelCall } from "./kernelCall";
import type { Task } from "./task";
import { WaitQueue } from "./waitQueue";

/** nanosleep(2): off the core for at least `ns`, and for at least 1 ns. */
export class Nanosleep implements KernelCall {
  readonly syscall = Syscall.nanosleep;
  readonly argument: number;
  /** Nobody wakes it but the clock. */
  private readonly waiting = new WaitQueue();

  constructor(ns: number) {
    this.argument = Math.max(1, ns);
  }

  attempt(task: Task): undefined | typeof BLOCKED {
    if (task.timedOut) return undefined;
    this.waiting.add(task, Reason.sleep, this.argument);
    return BLOCKED;
  }
}
