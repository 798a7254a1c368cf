import type { ObjectIndex } from "../../../shared/ids";
import { Kind } from "../../../shared/schema";
import { Reason, Transfer } from "../../machine/codes";
import { BLOCKED, Errno } from "../kernelCall";
import type { KernelContext } from "../kernelCall";
import type { Task } from "../task";
import { MessageHeap } from "./messageHeap";
import type { Message } from "./messageHeap";
import { Readiness } from "./readiness";
import { chargeTransfer } from "./transfer";
import type { ChannelOptions } from "./transfer";

export interface QueueLimits {
  /** Most messages at a time. */
  readonly capacity: number;
  /** Most bytes of a message. */
  readonly messageSize: number;
}

/** mq_overview(7): what /proc/sys/fs/mqueue gives, and MQ_PRIO_MAX. */
export const DEFAULT_LIMITS: QueueLimits = { capacity: 10, messageSize: 8192 };
export const PRIORITIES = 32_768;

/** A message on its way, with what its sender has to know of it. */
export class Sending {
  /** Its place among all that were sent; undefined: not taken yet. */
  place: Message | undefined;

  constructor(
    readonly data: Uint8Array,
    readonly priority: number,
    /** O_NONBLOCK. */
    readonly nowait: boolean,
  ) {}
}

/**
 * A message queue with a name: messages keep their bounds, the highest priority is received first, of one priority the oldest (mq_overview(7)).
 * It lives until it is destroyed (as those of System V do, msgctl(2) IPC_RMID): whoever waits there then, and who uses it later, gets EIDRM.
 *
 * Modes are those of Channel.
 */
export class MessageQueue {
  destroyed = false;
  readonly messages = new MessageHeap();
  private readonly senders = new Readiness();
  private readonly receivers = new Readiness();
  /** Senders that wait until their message has been received. */
  private readonly received = new Readiness();
  /** Of an asynchronous send: what the next one is told. */
  private pending: Errno | undefined;

  constructor(
    readonly object: ObjectIndex,
    readonly name: string,
    readonly limits: QueueLimits,
    readonly options: ChannelOptions,
    readonly uid: number,
    readonly permissions: number,
  ) {}

  send(sending: Sending, task: Task, kernel: KernelContext): undefined | Errno | typeof BLOCKED {
    if (this.destroyed) return new Errno("EIDRM");
    const { place, data } = sending;
    const { mode } = this.options;
    if (place !== undefined) return this.whenReceived(place, task);
    if (data.length > this.limits.messageSize) return new Errno("EMSGSIZE");
    const { pending } = this;
    if (pending !== undefined) {
      this.pending = undefined;
      return pending;
    }
    if (this.messages.length >= this.limits.capacity) {
      if (mode === "async") {
        this.pending = new Errno("EAGAIN");
        this.emit(Kind.IpcSend, data.length, kernel);
        this.emit(Kind.IpcLost, data.length, kernel);
        return undefined;
      }
      if (sending.nowait) return new Errno("EAGAIN");
      this.senders.add(task, Reason.send);
      return BLOCKED;
    }
    sending.place = this.messages.put(data.slice(), sending.priority, task.index);
    this.emit(Kind.IpcSend, data.length, kernel);
    chargeTransfer(kernel.machine, this.options.transfer, data.length);
    this.receivers.wake();
    if (this.messages.length < this.limits.capacity) this.senders.wake();
    return mode === "sync" && !sending.nowait ? this.whenReceived(sending.place, task) : undefined;
  }

  private whenReceived(message: Message, task: Task): undefined | typeof BLOCKED {
    if (message.received) return undefined;
    this.received.add(task, Reason.send);
    return BLOCKED;
  }

  /** @param timeout ns; −1: none. ETIMEDOUT when it is over (mq_timedreceive(3)). */
  receive(
    nowait: boolean,
    timeout: number,
    task: Task,
    kernel: KernelContext,
  ): Message | Errno | typeof BLOCKED {
    if (this.destroyed) return new Errno("EIDRM");
    const message = this.messages.take();
    if (message === undefined) {
      if (nowait) return new Errno("EAGAIN");
      if (task.timedOut) return new Errno("ETIMEDOUT");
      this.receivers.add(task, Reason.receive, timeout);
      return BLOCKED;
    }
    message.received = true;
    this.emit(Kind.IpcReceive, message.data.length, kernel);
    kernel.machine.log.emit(Kind.IpcDelivered, 0, this.object, message.sender);
    chargeTransfer(kernel.machine, this.options.transfer, message.data.length);
    this.senders.wake();
    if (this.options.mode === "sync") this.received.wakeAll();
    if (this.messages.length > 0) this.receivers.wake();
    return message;
  }

  passOn(): void {
    if (this.messages.length > 0) this.receivers.wake();
    if (this.messages.length < this.limits.capacity) this.senders.wake();
  }

  /** Wakes all that wait there. */
  destroy({ machine: { log } }: KernelContext): void {
    this.destroyed = true;
    const waiters = this.senders.waiting + this.receivers.waiting + this.received.waiting;
    log.emit(Kind.IpcDestroy, 0, this.object, waiters);
    this.senders.wakeAll();
    this.receivers.wakeAll();
    this.received.wakeAll();
  }

  private emit(kind: number, bytes: number, { machine: { log } }: KernelContext): void {
    log.emit(kind, Transfer[this.options.transfer], this.object, log.wide(bytes));
  }
}
