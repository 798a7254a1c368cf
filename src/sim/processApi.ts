import type { LocIndex } from "../shared/ids";
import type { KernelCall } from "./kernel/kernelCall";
import type { SchedParams } from "./kernel/schedParams";
import type { ThreadHandle } from "./native/threadHandle";
import type { MaskChange } from "./kernel/signals/signalCalls";
import type { Disposition } from "./kernel/signals/signalState";
import type { UserRequest, UserThread } from "./native/userThreads";
import type { Routine, Suspended } from "./routine";

/** In place of a page in a list of faults: the process has no page there. */
export const NOTHING_THERE = -1;

/** What a program wants of a new kernel thread. */
export interface ThreadRequest {
  readonly routine: Routine;
  readonly name: string;
  /** Bytes of its stack; `undefined`: what the run's configuration says. */
  readonly stack: number | undefined;
  readonly params: Partial<SchedParams>;
}

/** A function of the program that sees to a signal. */
export interface SignalHandler {
  /** Given `fn` and the signal's name. */
  readonly makeRoutine: (fn: unknown, signal: string) => Routine;
  readonly fn: unknown;
  readonly name: string;
  /** Where it was set. */
  readonly loc: LocIndex | -1;
}

/**
 * What a program can ask of the process that it runs in, whatever that is: one with a Go runtime (`GoApi`), or one of bare threads
 * (`NativeApi`). Each operation is called by compiled code on behalf of the goroutine or thread that runs, and returns its value, or
 * SUSPENDED: then the value is delivered to its routine later. Durations are whole ns.
 *
 * Unless its comment says otherwise an operation is *ordered*: it takes effect when no other core and no event comes before.
 */
export interface ProcessApi {
  /**
   * A system call as an object. One that blocks blocks the thread. Gives what `finish` makes of its value, or the value.
   * @throws OSError where the call fails.
   */
  call(call: KernelCall, finish?: (value: unknown) => unknown): unknown;
  /** Burns CPU time; can be preempted in the middle. */
  compute(ns: number): unknown;
  /** A network request that is answered after `ns`. Blocks the goroutine alone, or the thread. */
  ioNetwork(ns: number): unknown;
  /** A disk request with a service time of `ns`. Blocks the thread. */
  ioDisk(ns: number): unknown;
  /** Blocks the thread in a system call for `ns`. */
  syscall(ns: number): unknown;
  /** sched_yield(2): the thread goes behind the others. */
  yieldThread(): unknown;
  /** Prints text, as it is, into the process's memory of a stream. */
  print(stream: "stdout" | "stderr", text: string): unknown;
  /** Any other operation on shared state: `fn` is called in order, at the cost of an atomic instruction, and gives its value. */
  atomicOp(fn: () => unknown): unknown;
  /** Ends the process. */
  exit(code: number): unknown;
  /**
   * fork(2). Gives the child's pid; in the child 0. Always suspends, so that the frames are at rest.
   * @throws OSError EAGAIN
   */
  fork(): Suspended;
  /** clone(2): a new kernel thread of the process, outside of a Go runtime's. Gives what `finish` makes of it. @throws OSError EAGAIN */
  createThread(request: ThreadRequest, finish: (thread: ThreadHandle) => unknown): unknown;
  /** pthread_exit(3): ends the thread that runs; its finally blocks run. Not ordered. @throws Error where a goroutine runs */
  exitThread(): never;
  /** The kernel thread that runs. Not ordered. */
  thread(): ThreadHandle;
  /**
   * What is done about a signal from now on (sigaction(2)); with disposition `handle` the handler is given. Gives what was done before.
   * @throws OSError EINVAL
   */
  signal(signal: number, disposition: Disposition, handler?: SignalHandler): unknown;
  /** rt_sigprocmask(2), of the thread that runs; where goroutines run, of all threads. Gives the set that was blocked before. */
  sigprocmask(how: MaskChange, set: number, finish: (before: number) => unknown): unknown;
  /** A user-level thread of the kernel thread that runs. @throws Error where a goroutine runs, which has no kernel thread of its own */
  createUserThread(request: UserRequest): unknown;
  /** The next user-level thread that is ready goes on, if there is one. */
  yieldUserThread(): unknown;
  /** Lets others go on until that user-level thread is over. @throws OSError EDEADLK, ESRCH */
  joinUserThread(user: UserThread): unknown;
  /** The program is about to write to a page of its memory. Does not wait. */
  writePage(page: number): void;
  /** The program touches memory that it has given away: the process ends at the next operation or check. Does not wait. */
  touchNothing(): void;
  /** Virtual time, ns. Not ordered. */
  now(): number;
  /** Place of the present operation. Not ordered. */
  loc(): LocIndex | -1;
  /** Who runs: the same value for the same goroutine or thread, also in a forked copy of it. Not ordered. */
  self(): unknown;
}
