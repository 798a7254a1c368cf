import type { LocIndex } from "../../../shared/ids";
import type { GoApi } from "../../../sim/goruntime/api";
import type { KernelCall } from "../../../sim/kernel/kernelCall";
import type { ProcessApi } from "../../../sim/processApi";
import type { Routine } from "../../../sim/routine";
import type { ThreadOptions } from "./schedOptions";

/** What the native part of the library needs: the Go runtime, and how to start functions of the program on it. */
export interface Binding {
  /** For what only a Go runtime has: throws where none runs. */
  readonly api: GoApi;
  /** For all else: of the process that runs, of either kind. */
  readonly process: ProcessApi;
  /** The program is compiled for being cloned. */
  readonly forks: boolean;
  /** A routine that calls a function of the program. */
  routine(fn: unknown, args: readonly unknown[]): Routine;
  /**
   * The system call that creates a process which evaluates the modules afresh and then calls a function of their top level.
   * @throws TypeError where it is none. @throws Error "DataCloneError" for arguments that cannot be cloned.
   */
  spawn(fn: unknown, args: readonly unknown[], options: ThreadOptions, uid?: number): KernelCall;
  /** The process begins with a call of this function that is to run its body, not to create another process. True once. */
  begins(fn: unknown): boolean;
  /** The function's name, for people. */
  nameOf(fn: unknown): string;
}

/** Place of the call that is being made. */
export function callSite({ process }: Binding): LocIndex | -1 {
  return process.loc();
}

/** The function, or a TypeError that says which argument is none. */
export function requireFunction(value: unknown, what: string): unknown {
  if (typeof value !== "function") throw new TypeError(`${what} must be a function`);
  return value;
}

/** A method was called on something else than an object of its class, most often because it was taken out of one. */
export function wrongReceiver(type: string): never {
  throw new TypeError(
    `this method belongs to a ${type}: call it on one, as in x.method(), or pass it as () => x.method()`,
  );
}

/** The number, if it is a whole one that numbers can hold exactly. @throws RangeError */
export function wholeNumber(value: unknown, what: string): number {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  throw new RangeError(`${what} must be a whole number`);
}

/** Starts a goroutine that calls `fn`. */
export function startGoroutine(
  binding: Binding,
  fn: unknown,
  args: readonly unknown[],
  name: string,
): unknown {
  return binding.api.newproc(binding.routine(fn, args), name, callSite(binding));
}
