import { NONE } from "../../shared/ids";
import type { Pid } from "../../shared/ids";
import { Reason, Syscall } from "../machine/codes";
import { BLOCKED, Errno } from "./kernelCall";
import type { KernelCall, KernelContext } from "./kernelCall";
import type { Process } from "./process";
import { CONTINUED } from "./signals/signalling";
import type { Task } from "./task";

/** A child that has been waited for. Pid 0, of a call with WNOHANG: there is nothing to tell of any. */
export interface Ended {
  readonly pid: Pid | 0;
  /** As waitpid(2) gives it. */
  readonly status: number;
}

export interface WaitOptions {
  /** WNOHANG: does not block. */
  readonly nohang?: boolean;
  /** WUNTRACED, WCONTINUED: tells also of children that a signal has stopped, or that go on. */
  readonly untraced?: boolean;
  readonly continued?: boolean;
}

/**
 * wait4(2): takes a child that has ended, the oldest first, or tells once that one has been stopped or goes on. Blocks while there are
 * children but there is nothing to tell.
 * @throws ECHILD; EINVAL for a pid below −1, since there are no process groups.
 */
export class Wait4 implements KernelCall {
  readonly syscall = Syscall.wait4;
  readonly argument: number;

  /** @param pid −1: any child. */
  constructor(
    private readonly pid: number,
    private readonly options: WaitOptions = {},
  ) {
    this.argument = pid < 0 ? NONE : pid;
  }

  attempt(task: Task, kernel: KernelContext): Ended | Errno | typeof BLOCKED {
    const { owner } = task;
    const { pid } = this;
    if (pid < -1 || pid === 0) return new Errno("EINVAL");
    let children: Iterable<Process> = owner.children;
    if (pid !== -1) {
      const child = kernel.table.find(pid);
      if (child?.parent !== owner) return new Errno("ECHILD");
      children = [child];
    } else if (owner.children.size === 0) {
      return new Errno("ECHILD");
    }
    for (const child of children) {
      const status = this.take(child, kernel);
      if (status !== undefined) return { pid: child.pid, status };
    }
    if (this.options.nohang === true) return { pid: 0, status: 0 };
    owner.waitChild.add(task, Reason.child);
    return BLOCKED;
  }

  /** What there is to tell of a child: its status. */
  private take(child: Process, kernel: KernelContext): number | undefined {
    if (child.ended) {
      kernel.table.reap(child);
      return child.status;
    }
    const { report } = child;
    const wanted = report === CONTINUED ? this.options.continued : this.options.untraced;
    if (report === undefined || wanted !== true) return undefined;
    child.report = undefined;
    return report;
  }

  result(value: unknown): number {
    return (value as Ended).pid;
  }
}
