import type { Registers } from "../routine";
import type { CoreId, LocIndex, Pid, ProcessIndex, TaskIndex, ThreadId } from "../../shared/ids";
import type { Disposition } from "./signals/signalState";
import type { KernelCall } from "./kernelCall";
import type { Task } from "./task";

/** Why `Execution.run` came back. */
export const enum ExecutionStop {
  /** The Cpu's limit is reached, or an operation has to wait for its turn: run again when this core is the first in time. */
  Limit,
  /** A blocking service has put the task to sleep. */
  Blocked,
  /** The task gives up its core and stays runnable. */
  Yielded,
  /** The task is over. */
  Exited,
}

/**
 * The code of a kernel thread. The kernel calls `run` with the Cpu aimed at the thread's core, again and again while it has the core.
 * At entry the core is the first in the order of time (`cpu.mayAct()` holds). A call does at least one step.
 */
export interface Execution {
  run(): ExecutionStop;
  /** Where its program's code is while it does not run; NONE where it runs none. Absent: nowhere. */
  place?(): LocIndex | -1;
  /** What its runtime's goroutines do, for people, where it has such: the same text for all threads of the process. */
  dump?(): string;
  /** What its program's code has in the registers, while it does not run. `undefined`, or absent: it runs none. */
  registers?(): Registers | undefined;
  /**
   * The process handles this signal. Called just before `run`, which is to see to it first. Absent: it has no handlers.
   * @param mask the signals that are blocked.
   * @returns whether this one is blocked too, until the thread sets the mask again by `SigReturn`.
   */
  signal?(signal: number, mask: number): boolean;
}

/** A kernel thread, as the runtime sees it. */
export interface TaskRef {
  readonly index: TaskIndex;
  readonly tid: ThreadId;
  readonly process: ProcessIndex;
  readonly name: string;
}

/** A 32-bit word on which threads sleep (futex(2)). Waiters are woken in FIFO order. */
export interface FutexRef {
  value: number;
}

/**
 * System calls and other services of the kernel, for the thread that runs at this moment. Each charges its cost to the present core.
 * Those that may block return whether they did: after `true` the execution must return `ExecutionStop.Blocked` at once, and its next
 * `run` is the return from the call.
 */
export interface KernelServices {
  /** The task on the present core. */
  current(): Task;
  /** clone(2): a new thread of the present process, runnable at once. `name` is for people. */
  clone(name: string, execution: Execution): TaskRef;
  /**
   * fork(2): a new process, child of the present one, with one thread that runs what `make` gives. `pages`: how many the process has; asked
   * when it is known that there will be a child.
   * @returns its pid, or EAGAIN where the user has `nproc` threads.
   */
  fork(pages: () => number, make: (process: ProcessIndex) => Execution): Pid | "EAGAIN" | "ENOMEM";
  /** The present process is about to write to a page. Whether `pageFault` is to be called for it. No more than a note: takes effect at once. */
  touchPage(page: number): boolean;
  /**
   * The program has allocated, and touches what is new. `faults`: that takes the time of the page faults, which is not counted elsewhere.
   * @returns whether there is so much memory.
   */
  allocate(bytes: number, faults: boolean): boolean;
  /** The present thread uses so many bytes of its stack: pages that it has not touched before are faults. */
  touchStack(bytes: number): void;
  /** The kernel sees to the fault: it copies the page if another process still maps it. */
  pageFault(page: number): void;
  /**
   * Makes a system call, or goes on with the one that has blocked: see KernelCall. After BLOCKED the execution must return
   * `ExecutionStop.Blocked` at once and call this again with the same request in its next `run`.
   * @param mayBlock false: after BLOCKED, too, the call is over.
   * @returns the value, an Errno, or BLOCKED.
   */
  call(request: KernelCall, mayBlock?: boolean): unknown;
  /** Whether epoll can wait for what the call waits for. No system call. */
  polled(request: KernelCall): boolean;
  /**
   * The descriptor of a polled call that has just given BLOCKED is in the epoll set: `cookie` appears there once when the call may have
   * something to do (epoll_ctl(2), EPOLLET). Costs nothing: a runtime does it when it opens the descriptor.
   * @param data what the log says of it (epoll_data): who waits
   */
  epollWatch(request: KernelCall, cookie: unknown, data: number): void;
  newFutex(): FutexRef;
  /** FUTEX_WAIT: sleeps unless the word differs from `expected`. A timeout in ns wakes it all the same; -1: none. */
  futexWait(futex: FutexRef, expected: number, timeout?: number): boolean;
  /** FUTEX_WAKE: wakes up to `count` waiters; returns how many. */
  futexWake(futex: FutexRef, count: number): number;
  /** nanosleep(2). Always blocks, for at least 1 ns. */
  nanosleep(ns: number): true;
  /** A system call that keeps its thread off the core for `ns`. Always blocks (0 counts as 1 ns). */
  blockingCall(ns: number): true;
  /** A read from the disk with service time `ns`, behind the requests before it. Always blocks. */
  diskRead(ns: number): true;
  /** Starts a network request that completes after `ns`; `cookie` then appears in the epoll set. Does not block. */
  networkRequest(ns: number, cookie: unknown): void;
  /** epoll_wait(0): the cookies of completed requests, oldest first, removed from the set. Does not block. */
  epollPoll(): unknown[];
  /** epoll_wait(timeout ns; -1: none): sleeps until a request completes, the timeout passes or `epollBreak` is called, unless the set is not empty. */
  epollWait(timeout: number): boolean;
  /** Ends the `epollWait` of the present process's poller, if any sleeps there; else the next one returns at once. */
  epollBreak(): void;
  /** Whether network requests are outstanding. */
  networkPending(): boolean;
  /** tgkill(SIGURG): an interrupt to the core where the task runs. */
  tgkill(task: TaskRef): void;
  /** Ends the present process with all its threads. */
  exitGroup(code: number): void;
  /** Ends the present process with all its threads by a signal that it cannot handle (SIGABRT, SIGSEGV). */
  fatalSignal(signal: number): void;
  /** What the present process does about a signal from its start on: what a runtime sets before the program begins. Not logged. */
  setDisposition(signal: number, disposition: Disposition): void;
  /** Whether the present thread has to return from `run` before it goes on, since a call has brought about a signal for it. */
  mustReturn(): boolean;
  /** Cores of the machine, and how many have nothing to run now. */
  readonly cores: number;
  idleCores(): number;
  /** Core that runs the task, or -1. */
  coreOf(task: TaskRef): CoreId | -1;
  /** Has `fn` called at virtual time `at` by the event queue, outside of any task. Returns a function that takes it back. */
  at(at: number, fn: () => void): () => void;
}
