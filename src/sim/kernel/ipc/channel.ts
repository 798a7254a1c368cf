import type { ObjectIndex } from "../../../shared/ids";
import { Kind } from "../../../shared/schema";
import { Signal } from "../../../shared/signals";
import { Transfer } from "../../machine/codes";
import { Errno } from "../errno";
import type { ErrnoCode } from "../errno";
import type { KernelContext } from "../kernelCall";
import type { Task } from "../task";
import { chargeTransfer } from "./transfer";
import type { ChannelOptions } from "./transfer";
import { PollBit } from "./openFile";
import type { Writing } from "./openFile";
import { Readiness } from "./readiness";

/** Where the bytes of one direction are between being sent and being received. */
export interface ChannelBuffer {
  /** Bytes in it. */
  readonly length: number;
  /** Bytes that a read can get at once. */
  readonly available: number;
  readonly empty: boolean;
  /** Enough is free that waiting writers are woken, and poll says that one can write. */
  readonly writable: boolean;
  /** Takes what there is room for of `data` from `at` on. @returns how many bytes; −1: it has to wait. */
  write(data: Uint8Array, at: number, begins: boolean): number;
  read(max: number): Uint8Array;
}

/** What a channel is to those that use it. */
export interface ChannelErrors {
  /** A write when nobody can receive any more. */
  readonly broken: ErrnoCode;
  /** … sends SIGPIPE, too. */
  readonly signals: boolean;
  /** It carries messages, not bytes. */
  readonly messages: boolean;
  /** A read when nobody can send any more finds the end; else it waits for ever. */
  readonly ends: boolean;
}

/**
 * One direction of bytes or messages between open files: a pipe, or half of a socket pair.
 *
 * How a write ends: by default when the kernel has all of it. In mode `sync` when a reader has all of it. In mode `async` at once: what the
 * kernel cannot take is lost, and the error comes with the writer's next call.
 */
export class Channel {
  /** Open files that read from it and write to it. */
  readers = 0;
  writers = 0;
  /** Ready to be read from. */
  readonly input = new Readiness();
  /** Ready to be written to. */
  readonly output = new Readiness();
  /** Something has been received. */
  private readonly received = new Readiness();
  /** Bytes that have been sent and received so far. */
  private sent = 0;
  private taken = 0;
  /** Who has sent each message that is in it. Not of bytes. */
  private readonly senders: number[] = [];
  /** Of an asynchronous write: what the next call is told. */
  private pending: Errno | undefined;

  constructor(
    readonly object: ObjectIndex,
    readonly buffer: ChannelBuffer,
    readonly options: ChannelOptions,
    private readonly errors: ChannelErrors,
  ) {}

  /** Bytes in it that nobody has received. */
  get length(): number {
    return this.buffer.length;
  }

  /** Bytes that a read can get at once. */
  get available(): number {
    return this.buffer.available;
  }

  write(
    writing: Writing,
    nonBlocking: boolean,
    task: Task,
    kernel: KernelContext,
  ): number | Errno | Readiness {
    if (writing.awaited !== undefined) return this.delivered(writing, writing.awaited, task, kernel);
    const { pending } = this;
    if (pending !== undefined) {
      this.pending = undefined;
      return this.fail(pending, task, kernel);
    }
    const async = this.options.mode === "async";
    if (this.readers === 0)
      return async ? this.lose(writing, this.errors.broken, kernel) : this.breaks(writing, task, kernel);
    const { buffer } = this;
    const wasEmpty = buffer.empty;
    const before = writing.done;
    const count = buffer.write(writing.data, before, !writing.begun);
    writing.begun = true;
    if (count > 0 || (count === 0 && writing.data.length === 0))
      this.took(writing, count, wasEmpty, task, kernel);
    // A resizable buffer may have become shorter meanwhile.
    if (count >= 0 && writing.done >= writing.data.length) {
      if (this.options.mode !== "sync" || nonBlocking) return writing.done;
      writing.awaited = this.sent;
      return this.received;
    }
    if (async) return this.lose(writing, "EAGAIN", kernel);
    if (nonBlocking) return writing.done > 0 ? writing.done : new Errno("EAGAIN");
    return this.output;
  }

  private took(writing: Writing, count: number, wasEmpty: boolean, task: Task, kernel: KernelContext): void {
    if (this.errors.messages) this.senders.push(task.index);
    writing.done += count;
    this.sent += count;
    this.emit(Kind.IpcSend, count, kernel);
    chargeTransfer(kernel.machine, this.options.transfer, count);
    if (wasEmpty) this.input.wake();
    if (this.buffer.writable) this.output.wake();
  }

  /** All of a synchronous write has been taken: it waits until it has been received. */
  private delivered(
    writing: Writing,
    position: number,
    task: Task,
    kernel: KernelContext,
  ): number | Errno | Readiness {
    if (this.taken >= position) {
      return writing.done;
    }
    return this.readers === 0 ? this.fail(new Errno(this.errors.broken), task, kernel) : this.received;
  }

  private breaks(writing: Writing, task: Task, kernel: KernelContext): number | Errno {
    const error = this.fail(new Errno(this.errors.broken), task, kernel);
    return writing.done > 0 ? writing.done : error;
  }

  private fail(error: Errno, task: Task, kernel: KernelContext): Errno {
    if (error.code === this.errors.broken && this.errors.signals)
      kernel.signalling.send(task.owner, Signal.SIGPIPE);
    return error;
  }

  /** The rest of an asynchronous write is lost; its writer learns that later. */
  private lose(writing: Writing, code: ErrnoCode, kernel: KernelContext): number {
    const rest = writing.data.length - writing.done;
    this.emit(Kind.IpcSend, rest, kernel);
    this.emit(Kind.IpcLost, rest, kernel);
    this.pending = new Errno(code);
    return writing.data.length;
  }

  read(max: number, nonBlocking: boolean, kernel: KernelContext): Uint8Array | Errno | Readiness {
    const { buffer } = this;
    if (max === 0) return new Uint8Array(0);
    if (buffer.empty) {
      if (this.writers === 0 && this.errors.ends) return new Uint8Array(0);
      return nonBlocking ? new Errno("EAGAIN") : this.input;
    }
    const couldWrite = buffer.writable;
    const before = buffer.length;
    const bytes = buffer.read(max);
    this.taken += before - buffer.length;
    this.emit(Kind.IpcReceive, bytes.length, kernel);
    const sender = this.senders.shift();
    if (sender !== undefined) kernel.machine.log.emit(Kind.IpcDelivered, 0, this.object, sender);
    if (before - buffer.length > bytes.length)
      this.emit(Kind.IpcLost, before - buffer.length - bytes.length, kernel);
    chargeTransfer(kernel.machine, this.options.transfer, bytes.length);
    if (!couldWrite && this.canTakeMore()) this.output.wake();
    if (this.options.mode === "sync") this.received.wakeAll();
    if (this.hasMore()) this.input.wake();
    return bytes;
  }

  // Asked anew: what the buffer says changes with a read or a write.
  private hasMore(): boolean {
    return !this.buffer.empty;
  }

  private canTakeMore(): boolean {
    return this.buffer.writable;
  }

  /** `PollBit`s for who reads. */
  pollInput(): number {
    const bits = this.buffer.empty ? 0 : PollBit.In;
    return this.writers === 0 ? bits | PollBit.HangUp : bits;
  }

  /** `PollBit`s for who writes. */
  pollOutput(): number {
    const bits = this.buffer.writable ? PollBit.Out : 0;
    return this.readers === 0 ? bits | PollBit.Error : bits;
  }

  /** A file that reads from it is closed. */
  readerGone(kernel: KernelContext): void {
    if (--this.readers > 0) return;
    if (this.buffer.length > 0) this.emit(Kind.IpcLost, this.buffer.length, kernel);
    this.output.wakeAll();
    this.received.wakeAll();
  }

  /** A file that writes to it is closed. */
  writerGone(): Errno | undefined {
    if (--this.writers > 0) return undefined;
    this.input.wakeAll();
    const { pending } = this;
    this.pending = undefined;
    return pending;
  }

  private emit(kind: number, bytes: number, { machine: { log } }: KernelContext): void {
    log.emit(kind, Transfer[this.options.transfer], this.object, log.wide(bytes));
  }
}
