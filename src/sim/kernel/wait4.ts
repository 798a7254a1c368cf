import { NONE } from "../../shared/ids";
import type { Pid } from "../../shared/ids";
import { Reason, Syscall } from "../machine/codes";
import { BLOCKED, Errno } from "./kernelCall";
import type { KernelCall, KernelContext } from "./kernelCall";
import type { Task } from "./task";

/** A child that has been waited for. Pid 0, of a call with WNOHANG: none has ended yet. */
export interface Ended {
  readonly pid: Pid | 0;
  /** As waitpid(2) gives it. */
  readonly status: number;
}

/**
 * wait4(2): takes a child that has ended, the oldest first. Blocks while there are children but none has ended, unless `hang` is false.
 * @throws ECHILD
 */
export class Wait4 implements KernelCall {
  readonly syscall = Syscall.wait4;
  readonly argument: number;

  /** @param pid −1: any child. */
  constructor(
    private readonly pid: number,
    private readonly hang: boolean,
  ) {
    this.argument = pid === -1 ? NONE : pid;
  }

  attempt(task: Task, kernel: KernelContext): Ended | Errno | typeof BLOCKED {
    const { owner } = task;
    const children = [...owner.children].filter((each) => this.pid === -1 || each.pid === this.pid);
    if (children.length === 0) return new Errno("ECHILD");
    const ended = children.find((each) => each.ended);
    if (ended !== undefined) {
      kernel.reap(ended);
      return { pid: ended.pid, status: ended.status };
    }
    if (!this.hang) return { pid: 0, status: 0 };
    owner.waitChild.add(task, Reason.child);
    return BLOCKED;
  }

  result(value: unknown): number {
    return (value as Ended).pid;
  }
}
