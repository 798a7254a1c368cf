import type { ObjectIndex } from "../../../shared/ids";
import type { Errno, KernelContext } from "../kernelCall";
import type { Task } from "../task";
import type { Readiness } from "./readiness";
import type { TransferName } from "./transfer";

/** What poll(2) tells of a descriptor, as bits. */
export const enum PollBit {
  In = 1,
  Out = 4,
  /** Nobody reads any more what could be written. */
  Error = 8,
  /** Nobody writes any more what could be read. */
  HangUp = 16,
  /** No open descriptor. */
  Invalid = 32,
}

/** A write that may take several attempts. */
export interface Writing {
  readonly data: Uint8Array;
  /** Bytes that have been taken so far. */
  done: number;
  /** It has been attempted before. */
  begun: boolean;
  /** Position of its last byte, once all of it has been taken and it only waits for it to be received (mode sync). */
  awaited: number | undefined;
}

/**
 * An open file description (open(2)): what descriptors refer to. After a fork those of both processes refer to the same one, so they have
 * the offset and the flags in common.
 */
export abstract class OpenFile {
  /** Descriptors that refer to it, in all processes. */
  references = 0;
  /** O_NONBLOCK. */
  nonBlocking = false;

  /** `remap`: who writes loses what he has written. */
  readonly transfer: TransferName = "copy";

  constructor(
    readonly readable: boolean,
    readonly writable: boolean,
  ) {}

  /** Row of what it opens. */
  abstract readonly object: ObjectIndex;
  /** Ready to be read from, or at its end. */
  abstract readonly input: Readiness;
  /** Ready to be written to, or broken. */
  abstract readonly output: Readiness;
  /** epoll can wait for it: a Go runtime does so. Others block the thread, if they block at all. */
  abstract readonly polled: boolean;

  /** Up to `max` bytes; none: the end. A Readiness: has to wait there. */
  abstract read(max: number, task: Task, kernel: KernelContext): Uint8Array | Errno | Readiness;
  /** How many bytes have been written in all. A Readiness: has to wait there. */
  abstract write(writing: Writing, task: Task, kernel: KernelContext): number | Errno | Readiness;
  /** `PollBit`s that hold now. */
  abstract poll(): number;
  /** The last descriptor is closed. @returns what there is left to say: an error that a write has not told. */
  abstract release(kernel: KernelContext): Errno | undefined;
  /** FIONREAD: bytes that can be read at once, of a datagram socket those of the next message. */
  abstract available(): number | Errno;
  /** lseek. */
  abstract seek(offset: number, whence: "set" | "current" | "end"): number | Errno;
}
