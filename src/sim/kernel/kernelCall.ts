import type { EventLog } from "../../shared/log/eventLog";
import type { Machine } from "../machine/machine";
import type { Network } from "../machine/network";
import type { IpcNamespace } from "./ipc/namespace";
import type { AddressSpace, Stack } from "./memory/addressSpace";
import type { MemoryManager } from "./memory/memoryManager";
import type { Process } from "./process";
import type { ProcessTable } from "./processTable";
import type { SchedParams } from "./schedParams";
import type { Scheduler } from "./scheduler";
import type { Execution } from "./services";
import type { Signalling } from "./signals/signalling";
import type { Task } from "./task";

export { Errno } from "./errno";
export type { ErrnoCode } from "./errno";

/** What an attempt gives when its task is to wait. */
export const BLOCKED: unique symbol = Symbol("blocked");

/** What an attempt may use of the kernel beside the objects that its request names. */
export interface KernelContext extends TaskMaker {
  readonly machine: Machine;
  readonly network: Network;
  readonly signalling: Signalling;
  readonly scheduler: Scheduler;
}

/** What creates and ends the kernel's processes and tasks. */
export interface TaskMaker {
  readonly table: ProcessTable;
  /** A thread, runnable at once or from `params.start` on. The first one of a process has its pid as tid. */
  createTask(
    process: Process,
    name: string,
    execution: Execution,
    params?: Partial<SchedParams>,
    stack?: Stack,
  ): Task;
  createProcess(name: string, parent: Process, memory?: AddressSpace): Process;
  readonly memory: MemoryManager;
  /** What processes find by name. */
  readonly ipc: IpcNamespace;
}

/**
 * A system call as an object: one that may have to wait, and one that a program makes through `ProcessApi.call`.
 *
 * `attempt` does what can be done at this instant and gives the call's value; an `Errno`, which the program gets as an `OSError`; or
 * BLOCKED, after it has put the task on one or more wait queues (`WaitQueue.add`). When the task is woken, it is on no queue any more,
 * and `attempt` is called again (Linux: wait_event), until it does not block.
 * Virtual time stands still within an attempt; what it costs beyond the mode switch it charges with `machine.overhead`.
 */
export interface KernelCall {
  /** Code in SYSCALLS. */
  readonly syscall: number;
  /** What the log says of its arguments, or NONE. */
  readonly argument: number;
  /** It never blocks: a Go process makes it without giving up its P. */
  readonly short?: true;
  /**
   * What the library does before it makes the call, in the caller's code, at the cost of an atomic instruction. Gives the value or an Errno
   * where the kernel is not needed, else BLOCKED. Absent: the call is made.
   */
  inUser?(task: Task, log: EventLog): unknown;
  attempt(task: Task, kernel: KernelContext): unknown;
  /** Whether epoll can wait for what it waits for, in this process. Absent: no. */
  polled?(process: Process): boolean;
  /** After an attempt that has given BLOCKED, of a call that is polled: has a function called once when there may be something to do. */
  watch?(changed: () => void): void;
  /** A signal has taken its thread out of it; it will be made anew. */
  left?(kernel: KernelContext): void;
  /** Row of the object that it waits at, or NONE. */
  readonly object?: number;
  /** What the log says of its value, where that is no number. Absent: 0. */
  result?(value: unknown): number;
}
