import { NONE } from "../../shared/ids";
import { Syscall, Work } from "../machine/codes";
import type { Machine } from "../machine/machine";
import { inherited } from "./inherited";
import { Errno } from "./kernelCall";
import type { KernelCall, KernelContext } from "./kernelCall";
import { PAGE_BYTES, pagesOf } from "./memory/pages";
import type { SchedParams } from "./schedParams";
import type { Execution, TaskRef } from "./services";
import type { Task } from "./task";

/** Parts of the way to a new thread, E in the cost profile's terms: mmap and mprotect of the stack, and putting the thread in a run queue. */
const STACK_SHARE = 0.3;
const ENQUEUE_SHARE = 0.2;

/** What `threadCreate` takes beyond the system call itself, in the parts of which it consists. */
function chargeCreation(machine: Machine): void {
  const { threadCreate, modeSwitch } = machine.costs;
  const rest = Math.max(0, threadCreate - modeSwitch);
  const stack = Math.floor(rest * STACK_SHARE);
  const enqueue = Math.floor(rest * ENQUEUE_SHARE);
  machine.callWork(Work["stack allocation"], stack);
  machine.callWork(Work["thread setup"], rest - stack - enqueue);
  machine.callWork(Work["thread enqueue"], enqueue);
}

/** An execution that is told of the task that runs it. */
export interface ThreadExecution extends Execution {
  task: TaskRef | undefined;
}

/** clone(2) with CLONE_THREAD: a new thread of the caller's process. Gives its execution. @throws EAGAIN where the user has as many as it may have or there is no memory for the stack, EINVAL for cores that do not exist, EPERM for a nice value that it may not have */
export class CloneThread implements KernelCall {
  readonly syscall = Syscall.clone;
  readonly argument = NONE;
  readonly short = true;

  /** @param name for people. @param make called where the thread can be created. */
  constructor(
    private readonly name: string,
    private readonly params: Partial<SchedParams>,
    /** Bytes of its stack. */
    private readonly stack: number,
    private readonly make: () => ThreadExecution,
  ) {}

  attempt(task: Task, kernel: KernelContext): Execution | Errno {
    const { machine } = kernel;
    const params = inherited(task, this.params, machine.cores);
    if (params instanceof Errno) return params;
    const { owner } = task;
    if (kernel.table.isExhausted(owner)) return new Errno("EAGAIN");
    const mapped = (owner.memory.mapped + pagesOf(this.stack)) * PAGE_BYTES;
    const stack = mapped > owner.limits.soft("as") ? undefined : owner.memory.mapStack(this.stack);
    // pthread_create(3) gives EAGAIN where there is no memory for the stack.
    if (stack === undefined) return new Errno("EAGAIN");
    chargeCreation(machine);
    const execution = this.make();
    execution.task = kernel.createTask(owner, this.name, execution, params, stack);
    return execution;
  }

  result(value: unknown): number {
    return (value as ThreadExecution).task?.tid ?? 0;
  }
}
