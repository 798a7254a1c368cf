import { NONE } from "../../shared/ids";
import type { CopyKind } from "../copying";
import { Reason, Syscall } from "../machine/codes";
import { BLOCKED, Errno } from "../kernel/kernelCall";
import type { KernelCall } from "../kernel/kernelCall";
import type { TaskRef } from "../kernel/services";
import type { Task } from "../kernel/task";
import { WaitQueue } from "../kernel/waitQueue";
import { HELD } from "../routine";

/** What the program holds of a kernel thread; also who owns what it has locked. */
export class ThreadHandle {
  task: TaskRef | undefined;
  /** The thread is over. */
  over = false;
  /** It was another thread of the process that this one was forked from. */
  gone = false;
  /** What its function has returned. */
  result: unknown = undefined;
  /** Threads that wait for its end. */
  readonly joiners = new WaitQueue();
  /** The program's object that stands for it. */
  object: unknown = undefined;

  constructor(readonly name: string) {}

  get tid(): number {
    return this.task?.tid ?? NONE;
  }

  /** It has come to its end. */
  end(result: unknown): void {
    this.over = true;
    this.result = result;
    this.joiners.wakeAll();
  }

  [HELD](visit: (value: unknown) => void): number {
    visit(this.result);
    return 0;
  }
}

/** In a forked process a handle is that of the caller, which goes on there under another tid, or of a thread that is gone. */
export const HANDLE_KIND: CopyKind = {
  allocate: (from) => new ThreadHandle((from as ThreadHandle).name),
  fill(from, to, copy) {
    const [source, target] = [from as ThreadHandle, to as ThreadHandle];
    target.task = source.task;
    target.over = source.over;
    target.gone = !source.over;
    target.result = copy(source.result);
    target.object = copy(source.object);
  },
};

/**
 * pthread_join(3): waits until a thread is over. Gives what its function has returned, each time.
 * @throws EDEADLK for the caller itself, ESRCH for a thread that fork has left behind
 */
export class JoinThread implements KernelCall {
  readonly syscall = Syscall.futex;
  readonly argument: number;

  constructor(
    private readonly handle: ThreadHandle,
    private readonly caller: unknown,
  ) {
    this.argument = handle.tid;
  }

  /** A thread that is over is seen without the kernel. */
  inUser(): unknown {
    const { handle } = this;
    if (handle === this.caller) return new Errno("EDEADLK");
    if (handle.over) return handle.result;
    return handle.gone ? new Errno("ESRCH") : BLOCKED;
  }

  attempt(task: Task): unknown {
    if (this.handle.over) return this.handle.result;
    this.handle.joiners.add(task, Reason.thread);
    return BLOCKED;
  }
}
