import { NONE } from "../../shared/ids";
import { Syscall, Work } from "../machine/codes";
import { Errno } from "./kernelCall";
import type { KernelCall, KernelContext } from "./kernelCall";
import type { SchedParams } from "./schedParams";
import type { Execution, TaskRef } from "./services";
import type { Task } from "./task";

/** An execution that is told of the task that runs it. */
export interface ThreadExecution extends Execution {
  task: TaskRef | undefined;
}

/** clone(2) with CLONE_THREAD: a new thread of the caller's process. Gives its execution. @throws EAGAIN where the user has as many as it may have */
export class CloneThread implements KernelCall {
  readonly syscall = Syscall.clone;
  readonly argument = NONE;
  readonly short = true;

  /** @param name for people. @param make called where the thread can be created. */
  constructor(
    private readonly name: string,
    private readonly params: Partial<SchedParams>,
    private readonly make: () => ThreadExecution,
  ) {}

  attempt({ owner }: Task, kernel: KernelContext): Execution | Errno {
    if (kernel.table.isExhausted(owner)) return new Errno("EAGAIN");
    const { machine } = kernel;
    machine.overhead(Work["thread creation"], machine.costs.threadCreate);
    const execution = this.make();
    execution.task = kernel.createTask(owner, this.name, execution, this.params);
    return execution;
  }

  result(value: unknown): number {
    return (value as ThreadExecution).task?.tid ?? 0;
  }
}
