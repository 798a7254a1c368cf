import type { ObjectIndex } from "../../../shared/ids";
import { Kind } from "../../../shared/schema";
import { Reason } from "../../machine/codes";
import { BLOCKED, Errno } from "../kernelCall";
import type { KernelContext } from "../kernelCall";
import type { Task } from "../task";
import { Readiness } from "./readiness";

/** SEM_VALUE_MAX. */
export const LARGEST_VALUE = 2 ** 31 - 1;

/** A counter with a name that processes wait for (sem_overview(7)). Waiters go on in the order of their arrival. */
export class NamedSemaphore {
  destroyed = false;
  private readonly waiters = new Readiness();

  constructor(
    readonly object: ObjectIndex,
    readonly name: string,
    public value: number,
    readonly uid: number,
    readonly permissions: number,
  ) {}

  get waiting(): number {
    return this.waiters.waiting;
  }

  /** @param timeout ns; −1: none. ETIMEDOUT when it is over (sem_timedwait(3)). */
  acquire(
    nowait: boolean,
    timeout: number,
    task: Task,
    { machine: { log } }: KernelContext,
  ): undefined | Errno | typeof BLOCKED {
    if (this.destroyed) return new Errno("EIDRM");
    if (this.value > 0) {
      this.value--;
      log.emit(Kind.IpcReceive, 0, this.object, log.wide(1));
      return undefined;
    }
    if (nowait) return new Errno("EAGAIN");
    if (task.timedOut) return new Errno("ETIMEDOUT");
    this.waiters.add(task, Reason.semaphore, timeout);
    return BLOCKED;
  }

  release({ machine: { log } }: KernelContext): undefined | Errno {
    if (this.destroyed) return new Errno("EIDRM");
    if (this.value >= LARGEST_VALUE) return new Errno("EOVERFLOW");
    this.value++;
    log.emit(Kind.IpcSend, 0, this.object, log.wide(1));
    this.waiters.wake();
    return undefined;
  }

  passOn(): void {
    if (this.value > 0) this.waiters.wake();
  }

  destroy({ machine: { log } }: KernelContext): void {
    this.destroyed = true;
    log.emit(Kind.IpcDestroy, 0, this.object, this.waiting);
    this.waiters.wakeAll();
  }
}
