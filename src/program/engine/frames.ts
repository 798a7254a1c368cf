import type { StackFrame } from "../../sim/routine";
import type { LocIndex } from "../../shared/ids";
import type { FunctionInfo } from "../compiler/image";

/** A function of the program as compiled: environment, `this` (for a class: new.target), arguments. */
export interface RawFunction {
  (env: unknown, self: unknown, ...args: unknown[]): unknown;
  /** It takes `$r.nt` when it is entered. */
  readonly takesNewTarget?: boolean;
}

/**
 * A call that is not running: where to go on, its caller, and its variables. One class for all functions, so that whoever runs fibers
 * meets one shape; the variables are an object of a class of the function's own. When the call stops again, it is saved in the same
 * frame.
 */
export class Frame {
  /** The frame that called this one. */
  up: Frame | null = null;

  constructor(
    public pc: number,
    readonly code: FrameCode,
    /** The variables under their names. */
    readonly vars: object,
  ) {}
}

/** What the frames of one function share. */
export interface FrameCode {
  /** As stacks show it. */
  readonly name: string;
  /** pc → row of the location table, -1 where there is none. */
  readonly locs: readonly number[];
  /** pc → where an exception goes, 0 where nothing in the function handles it. */
  readonly handlers: readonly number[];
  /** Simulated size. */
  readonly bytes: number;
  /** What the compiler knows of it; for the driver's own frames, which are not shown, nothing. */
  readonly info: FunctionInfo | undefined;
  /** Goes on with a frame. `value` is what the call it waits for has given, or, with `handler`, an exception. */
  resume(frame: Frame, value: unknown, handler: number): unknown;
}

export function describeFrame(frame: Frame): StackFrame {
  return { fn: frame.code.name, loc: locOf(frame) };
}

export function locOf(frame: Frame): LocIndex | -1 {
  return (frame.code.locs[frame.pc] ?? -1) as LocIndex | -1;
}

/** An exception on its way, with the stack that it has come through so far, innermost first. While a finally runs, its call keeps one. */
export class Thrown {
  readonly frames: StackFrame[] = [];
  /** The innermost active call is among the frames already: it has a finally that goes on with the exception. */
  noted = false;

  constructor(readonly error: unknown) {}
}

/** Frames that the stack of an exception keeps: endless recursion would fill the memory with them. */
const MAX_TRACE = 1000;

export function noteFrame(thrown: Thrown, frame: StackFrame): void {
  if (thrown.frames.length < MAX_TRACE) thrown.frames.push(frame);
}
