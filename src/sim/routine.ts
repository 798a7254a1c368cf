import type { LocIndex } from "../shared/ids";

/**
 * What an operation returns when its caller cannot go on now: the caller is parked, has yielded, or its turn in the order of time has
 * not come. Compiled code unwinds at once when it sees this value; the operation's own value is delivered when it is resumed.
 */
export const SUSPENDED: unique symbol = Symbol("suspended");
export type Suspended = typeof SUSPENDED;

/**
 * Key of an iterator's `next` that may return SUSPENDED. Compiled code calls this one; what built-in functions call is the ordinary
 * `next`, which must not suspend.
 */
export const SUSPENDING_NEXT: unique symbol = Symbol("suspending next");

/**
 * Key of a method of the simulation's own objects: gives `visit` what the garbage collector shall find behind the object, and returns the
 * bytes for which it counts itself. Programs cannot reach the objects that have one.
 */
export const HELD: unique symbol = Symbol("held");
export interface Holder {
  [HELD](visit: (value: unknown) => void): number;
}

/** Thrown by runtime.Goexit: finally blocks run, catch clauses do not see it. */
export const GOEXIT = { goexit: true } as const;

/** Why `Routine.run` came back. */
export const enum RoutineStop {
  /** The budget is used up; `run` again to go on. */
  Budget,
  /** An operation returned SUSPENDED. Deliver its value, then `run` again. */
  Suspended,
  /** The function returned; see `result`. */
  Returned,
  /** An exception left the function; see `result`. GOEXIT is one of them. */
  Threw,
  /** `Cpu.steps` is used up. */
  Steps,
  /** The stack would grow over `stackLimit`. */
  StackOverflow,
  /** A debugger wants to look at it. `run` again to go on, as if nothing had been. */
  Paused,
}

/** One frame of a suspended routine, innermost first. */
export interface StackFrame {
  readonly fn: string;
  readonly loc: LocIndex | -1;
}

/** The innermost call of a suspended function: what a processor would have in its registers. */
export interface Registers {
  /** The program counter. */
  readonly loc: LocIndex | -1;
  /** The function, how much of its stack is in use (the stack pointer), and its variables: a short line for people. */
  readonly text: string;
}

/**
 * A function of the program that can stop at any depth and go on later. The simulation knows nothing else of the program: unit tests
 * use scripted ones.
 */
export interface Routine {
  /** Name of the function it started with. */
  readonly name: string;
  /** After Returned or Threw. */
  readonly result: unknown;
  /** Stack limit in simulated bytes. */
  stackLimit: number;

  /** A built-in function is calling the program: the routine cannot stop before that has returned. */
  readonly atomic: boolean;
  /** While it is suspended: it runs a finally because of an exception, which is not GOEXIT. Absent: never. */
  readonly panicking?: boolean;
  /** Throws what ends an atomic routine, with an error that says why. For operations that would have to wait. */
  refuseToWait(): never;
  /** Goes on on the present Cpu, counting down its budget, until something stops it. Operations are called from within. */
  run(): RoutineStop;
  /** Gives the suspended operation its value. */
  deliver(value: unknown): void;
  /** Makes the suspended operation throw. */
  deliverError(error: unknown): void;
  /** Where it is: the innermost frame's place. While running: the place of the latest operation. */
  loc(): LocIndex | -1;
  /** Its frames while it is suspended; after Threw: those at the throw. */
  stack(): readonly StackFrame[];
  /** Simulated size of its stack in bytes. */
  stackBytes(): number;
  /** Of the innermost call, while it is suspended. Nothing of the program runs. Absent: they are not known. */
  registers?(): Registers;
  /** What its variables refer to. Absent: nothing. */
  [HELD]?(visit: (value: unknown) => void): number;
}
