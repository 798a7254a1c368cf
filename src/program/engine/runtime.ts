import { SUSPENDED } from "../../sim/routine";
import { GOEXIT } from "../../sim/routine";
import type { StackFrame } from "../../sim/routine";
import type { LocIndex } from "../../shared/ids";
import type { FunctionInfo } from "../compiler/image";
import { Why } from "../compiler/emit/body";

/** A function of the program as compiled: environment, this (new.target for classes), arguments. */
export type RawFunction = (env: unknown, self: unknown, ...args: unknown[]) => unknown;

/** A suspended call of a function: its variables under their names, where to go on, and the caller. Plain data. */
export interface Frame {
  pc: number;
  /** The frame that called this one. */
  up: Frame | null;
  readonly code: FrameCode;
}

/** What the frames of one function share. */
export interface FrameCode {
  readonly name: string;
  readonly locs: readonly number[];
  /** pc → where an exception goes, 0 where nothing in the function handles it. */
  readonly handlers: readonly number[];
  /** Simulated size. */
  readonly bytes: number;
  /** Goes on with a frame. With `handler` it is an exception that `value` is. */
  resume(frame: Frame, value: unknown, handler: number): unknown;
}

/** The stack that an exception has come through so far. */
export interface Thrown {
  readonly error: unknown;
  readonly frames: StackFrame[];
}

/** Simulated bytes of native stack that compiled code may use before it is moved to the heap. */
const NATIVE_BYTES = 200_000;
/** What is set aside for code that built-ins call while the rest is nearly used up. */
const ATOMIC_RESERVE = 60_000;
/** Frames that an exception's stack keeps. */
const MAX_TRACE = 1000;

/** Ends the routine whatever the program's handlers say. */
export class Fatal {
  constructor(
    readonly why: "stack overflow" | "blocked",
    readonly error: unknown,
  ) {}
}

/**
 * What compiled code shares with its driver: the state of one unwinding, and counters. There is one for all code of a program.
 *
 * How it unwinds: whatever must stop, an operation, the meter, the depth counter or an exception that leaves a function, each active
 * frame saves itself here, innermost first, and returns SUSPENDED. `why` says what it was.
 */
export class EngineRuntime {
  /** Native stack left, in simulated bytes. Functions count it down when they are entered and up when they return. */
  d = NATIVE_BYTES;
  /** Place of the latest call that may have been an operation. */
  loc = -1;
  why: Why = Why.Operation;
  top: Frame | null = null;
  bottom: Frame | null = null;
  /** Simulated size of the frames saved in this unwinding. */
  saved = 0;
  thrown: Thrown | null = null;
  /** Code of the program that a built-in has called is running: it cannot stop. */
  atomic: string | undefined = undefined;
  private readonly codes: (FrameCode | undefined)[] = [];
  private readonly names = new Map<unknown, string>();

  register(
    info: FunctionInfo & { handlers?: readonly number[] },
    raw: RawFunction,
    frame: { readonly prototype: object },
    resume: FrameCode["resume"],
    bytes: number,
    handlers: readonly number[],
  ): void {
    info.handlers = handlers;
    const code: FrameCode = { name: info.name, locs: info.locs, handlers, bytes, resume };
    Object.defineProperty(frame.prototype, "code", { value: code });
    this.codes.push(code);
    this.names.set(raw, info.name);
  }

  nameOf(raw: unknown): string | undefined {
    return this.names.get(raw);
  }

  save(frame: Frame): void {
    if (this.bottom === null) this.top = frame;
    else this.bottom.up = frame;
    this.bottom = frame;
    this.saved += frame.code.bytes;
  }

  /** An exception leaves a function: from here on it travels with the driver. */
  raise(error: unknown, name: string, loc: number): unknown {
    if (error instanceof Fatal) throw error;
    if (isNativeOverflow(error)) throw new Fatal("stack overflow", error);
    const known = this.thrown;
    const thrown = known !== null && known.error === error ? known : { error, frames: [] };
    note(thrown, name, loc);
    this.thrown = thrown;
    this.why = Why.Throw;
    return SUSPENDED;
  }

  /** What a catch clause gets. */
  caught(error: unknown): unknown {
    if (error === GOEXIT || error instanceof Fatal) throw error;
    if (isNativeOverflow(error)) throw new Fatal("stack overflow", error);
    this.thrown = null;
    return withSourceNames(error);
  }

  /** What a finally keeps of an exception besides the exception. */
  trace(error: unknown, name: string, loc: number): Thrown {
    if (error instanceof Fatal) throw error;
    if (isNativeOverflow(error)) throw new Fatal("stack overflow", error);
    const known = this.thrown;
    this.thrown = null;
    if (known !== null && known.error === error) return known;
    const thrown: Thrown = { error: withSourceNames(error), frames: [] };
    note(thrown, name, loc);
    return thrown;
  }
}
