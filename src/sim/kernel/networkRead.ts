import { Reason, Syscall } from "../machine/codes";
import { BLOCKED } from "./kernelCall";
import type { KernelCall, KernelContext } from "./kernelCall";
import type { Task } from "./task";
import { WaitQueue } from "./waitQueue";

/** A network request whose thread waits in the kernel for the answer, which comes after `ns`. */
export class NetworkRead implements KernelCall {
  readonly syscall = Syscall.read;
  readonly argument: number;
  private readonly waiting = new WaitQueue();
  private submitted = false;
  private answered = false;

  constructor(private readonly ns: number) {
    this.argument = ns;
  }

  attempt(task: Task, { network }: KernelContext): undefined | typeof BLOCKED {
    if (this.answered) return undefined;
    if (!this.submitted) {
      this.submitted = true;
      network.submit(task.core, this.ns, () => {
        this.answered = true;
        this.waiting.wakeAll();
      });
    }
    this.waiting.add(task, Reason.network);
    return BLOCKED;
  }
}
