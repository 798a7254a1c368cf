import { NONE } from "../../../shared/ids";
import { Syscall } from "../../machine/codes";
import { Errno } from "../kernelCall";
import type { KernelCall, KernelContext, BLOCKED } from "../kernelCall";
import type { Task } from "../task";
import { chargeCreation } from "./descriptorCalls";
import { Sending } from "./messageQueue";
import type { MessageQueue, QueueLimits } from "./messageQueue";
import type { Message } from "./messageHeap";
import { uidOf } from "./namespace";
import type { NamedOptions } from "./namespace";
import type { NamedSemaphore } from "./namedSemaphore";
import type { SharedMemory } from "./sharedMemory";
import type { ChannelOptions } from "./transfer";

/** System calls on objects with names. They are known by their rows in the log. Each says EIDRM of one that has been destroyed. */

type Blocked = typeof BLOCKED;

/** Until when a call waits, over its attempts. */
class Deadline {
  private end: number | undefined;

  /** @param timeout ns; −1: none. */
  constructor(private readonly timeout: number) {}

  /** What is left, ns; −1: no end. */
  left({ machine }: KernelContext): number {
    if (this.timeout < 0) return NONE;
    this.end ??= machine.now() + this.timeout;
    return Math.max(0, this.end - machine.now());
  }
}

/** mq_open(3). ENOENT, EEXIST, EACCES. */
export class OpenQueue implements KernelCall {
  readonly syscall = Syscall.mq_open;
  readonly argument = NONE;
  readonly short = true;

  constructor(
    private readonly name: string,
    private readonly named: NamedOptions,
    private readonly limits: QueueLimits,
    private readonly options: ChannelOptions,
  ) {}

  attempt(task: Task, kernel: KernelContext): MessageQueue | Errno {
    chargeCreation(kernel.machine);
    return kernel.ipc.openQueue(this.name, this.named, this.limits, this.options, task, kernel);
  }
}

/** mq_send(3). EMSGSIZE, EAGAIN. */
export class SendMessage implements KernelCall {
  readonly syscall = Syscall.mq_send;
  readonly argument: number;
  /** Its data has changed owner. */
  gaveAway = false;
  private readonly sending: Sending;

  constructor(
    private readonly row: number,
    data: Uint8Array,
    priority: number,
    nowait: boolean,
  ) {
    this.argument = data.length;
    this.sending = new Sending(data, priority, nowait);
  }

  attempt(task: Task, kernel: KernelContext): undefined | Errno | Blocked {
    const queue = kernel.ipc.queues.get(this.row);
    if (queue === undefined) return new Errno("EIDRM");
    const value = queue.send(this.sending, task, kernel);
    this.gaveAway = queue.options.transfer === "remap" && this.sending.place !== undefined;
    return value;
  }
}

/** mq_receive(3). EAGAIN, ETIMEDOUT. */
export class ReceiveMessage implements KernelCall {
  readonly syscall = Syscall.mq_receive;
  readonly argument = NONE;
  private readonly deadline: Deadline;

  constructor(
    private readonly row: number,
    private readonly nowait: boolean,
    timeout: number,
  ) {
    this.deadline = new Deadline(timeout);
  }

  attempt(task: Task, kernel: KernelContext): Message | Errno | Blocked {
    const queue = kernel.ipc.queues.get(this.row);
    if (queue === undefined) return new Errno("EIDRM");
    return queue.receive(this.nowait, this.deadline.left(kernel), task, kernel);
  }

  result(value: unknown): number {
    return (value as Message).data.length;
  }
}

/** mq_getattr(3): how many messages there are. */
export class QueueDepth implements KernelCall {
  readonly syscall = Syscall.mq_getattr;
  readonly argument = NONE;
  readonly short = true;

  constructor(private readonly row: number) {}

  attempt(_: Task, kernel: KernelContext): number | Errno {
    const queue = kernel.ipc.queues.get(this.row);
    return queue === undefined || queue.destroyed ? new Errno("EIDRM") : queue.messages.length;
  }
}

/** shm_open(3) and mmap(2). ENOENT, EEXIST, EACCES, EINVAL, ENOMEM. */
export class OpenMemory implements KernelCall {
  readonly syscall = Syscall.shm_open;
  readonly argument: number;
  readonly short = true;

  constructor(
    private readonly name: string,
    private readonly named: NamedOptions,
    private readonly size: number,
  ) {
    this.argument = size;
  }

  attempt(task: Task, kernel: KernelContext): SharedMemory | Errno {
    chargeCreation(kernel.machine);
    return kernel.ipc.openMemory(this.name, this.named, this.size, task, kernel);
  }
}

/** sem_open(3). ENOENT, EEXIST, EACCES. */
export class OpenSemaphore implements KernelCall {
  readonly syscall = Syscall.sem_open;
  readonly argument: number;
  readonly short = true;

  constructor(
    private readonly name: string,
    private readonly named: NamedOptions,
    private readonly value: number,
  ) {
    this.argument = value;
  }

  attempt(task: Task, kernel: KernelContext): NamedSemaphore | Errno {
    chargeCreation(kernel.machine);
    return kernel.ipc.openSemaphore(this.name, this.named, this.value, task, kernel);
  }
}

/** sem_wait(3), sem_trywait(3), sem_timedwait(3). EAGAIN, ETIMEDOUT. */
export class AcquireSemaphore implements KernelCall {
  readonly syscall = Syscall.sem_wait;
  readonly argument = NONE;
  private readonly deadline: Deadline;

  constructor(
    private readonly row: number,
    private readonly nowait: boolean,
    timeout: number,
  ) {
    this.deadline = new Deadline(timeout);
  }

  attempt(task: Task, kernel: KernelContext): undefined | Errno | Blocked {
    const semaphore = kernel.ipc.semaphores.get(this.row);
    if (semaphore === undefined) return new Errno("EIDRM");
    return semaphore.acquire(this.nowait, this.deadline.left(kernel), task, kernel);
  }
}

/** sem_post(3). EOVERFLOW. */
export class ReleaseSemaphore implements KernelCall {
  readonly syscall = Syscall.sem_post;
  readonly argument = NONE;
  readonly short = true;

  constructor(private readonly row: number) {}

  attempt(_: Task, kernel: KernelContext): undefined | Errno {
    return kernel.ipc.semaphores.get(this.row)?.release(kernel) ?? undefined;
  }
}

/** sem_getvalue(3). */
export class SemaphoreValue implements KernelCall {
  readonly syscall = Syscall.sem_getvalue;
  readonly argument = NONE;
  readonly short = true;

  constructor(private readonly row: number) {}

  attempt(_: Task, kernel: KernelContext): number | Errno {
    const semaphore = kernel.ipc.semaphores.get(this.row);
    return semaphore === undefined || semaphore.destroyed ? new Errno("EIDRM") : semaphore.value;
  }
}

/** Takes an object away. Whoever waits there is woken with EIDRM. EPERM for all but its owner and root. */
export class Destroy implements KernelCall {
  readonly argument = NONE;
  readonly short = true;
  readonly syscall: number;

  constructor(
    private readonly kind: "queues" | "memories" | "semaphores",
    private readonly row: number,
  ) {
    this.syscall = {
      queues: Syscall.mq_unlink,
      memories: Syscall.shm_unlink,
      semaphores: Syscall.sem_unlink,
    }[kind];
  }

  attempt(task: Task, kernel: KernelContext): undefined | Errno {
    return kernel.ipc[this.kind].destroy(this.row, uidOf(task), kernel);
  }
}
