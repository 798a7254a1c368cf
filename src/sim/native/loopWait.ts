import { NONE } from "../../shared/ids";
import { Reason, Syscall } from "../machine/codes";
import { BLOCKED } from "../kernel/kernelCall";
import type { KernelCall, KernelContext } from "../kernel/kernelCall";
import type { Task } from "../kernel/task";
import { WaitQueue } from "../kernel/waitQueue";

/** Where the thread that is its process's event loop sleeps: what a loop has an eventfd in its epoll set for. */
export class LoopWaker {
  readonly waiting = new WaitQueue();
  /** The next wait is over at once. */
  woken = false;
}

/** epoll_wait(2) of the event loop: until a timer is due, or another thread has settled a promise. */
export class WaitForLoop implements KernelCall {
  readonly syscall = Syscall.epoll_wait;
  readonly argument = NONE;

  /** @param due virtual time, ns. */
  constructor(
    private readonly waker: LoopWaker,
    private readonly due: number,
  ) {}

  attempt(task: Task, { machine }: KernelContext): undefined | typeof BLOCKED {
    const { waker, due } = this;
    const left = due - machine.now();
    if (waker.woken || left <= 0) {
      waker.woken = false;
      return undefined;
    }
    waker.waiting.add(task, Reason.epoll, left);
    return BLOCKED;
  }
}

/** Another thread writes to the eventfd. */
export class WakeLoop implements KernelCall {
  readonly syscall = Syscall.write;
  readonly argument = NONE;
  readonly short = true;

  constructor(private readonly waker: LoopWaker) {}

  attempt(): undefined {
    this.waker.woken = true;
    this.waker.waiting.wakeAll();
  }
}
