import type { LocIndex } from "../../shared/ids";
import { GOEXIT, SUSPENDED } from "../../sim/routine";
import type { Copy } from "../../sim/copying";
import type { StackFrame } from "../../sim/routine";
import type { Cpu } from "../../sim/machine/cpu";
import type { FunctionInfo, ScopeInfo } from "../compiler/image";
import type { Meter } from "../compiler/emit/body";
import { Why } from "../compiler/why";
import type { Completion } from "./coroutines/completion";
import type { Coroutine } from "./coroutines/coroutine";
import { LoopState } from "./coroutines/eventLoop";
import { Fiber, FiberStop } from "./fiber";
import { Layout } from "./fork/layout";
import { Frame, Thrown, noteFrame } from "./frames";
import type { FrameCode, RawFunction } from "./frames";
import type { EngineProcess } from "./process";
import type { ErrorStacks } from "./stacks";
import { effectOf } from "./support/effects";
import type { AccessReport } from "./support/effects";
import { LimitReached } from "../realm/bulk";
import { restoreShortCuts } from "../realm/shortCuts";
import { isObject } from "./support/cursors";
import { brief, withSourceNames } from "./support/messages";

/** Keeps well within the smallest native stack that a worker is given. */
const NATIVE_BYTES = 120_000;
/** Set aside for code that built-ins call when the rest is nearly used up. */
const ATOMIC_BYTES = 16_000;
const MAX_ATOMIC_DEPTH = 20;
/** Virtual time that code called by a built-in may take: it cannot be preempted. */
const MAX_ATOMIC_NS = 250_000_000;
const LENT_NS = 2 ** 17;
const TOO_LONG = "it has run for 250ms of virtual time, which is the limit";

type AnyFunction = (...args: unknown[]) => unknown;

/** Ends the routine whatever handlers the program has. */
export class Fatal extends Error {
  constructor(
    readonly why: "stack overflow" | "blocked" | "steps" | "limit",
    readonly error: unknown,
  ) {
    super(why);
  }
}

/** Decides where the debug build stops (debug/control.ts). */
interface Control {
  wantsStop(loc: LocIndex, frame: Frame | null): boolean;
}

/**
 * What compiled code shares with its driver: counters, and the state of one unwinding. There is one for all code of a program.
 *
 * Unwinding: whatever has to stop (an operation, the meter, the depth counter, an exception that leaves a function), each active call
 * saves its frame here, innermost first, and returns SUSPENDED. `why` says what it was; the driver (fiber.ts) does the rest.
 */
export class EngineRuntime {
  /** Native stack left, in simulated bytes: functions count it down when they are entered and up when they return. */
  d = NATIVE_BYTES;
  /** Place of the latest call that may have been an operation. */
  loc: LocIndex | -1 = -1;
  why: Why = Why.Operation;
  top: Frame | null = null;
  bottom: Frame | null = null;
  /** Simulated size of the frames saved in this unwinding. */
  saved = 0;
  thrown: Thrown | null = null;
  /** The process that runs shares pages with another since a fork: code compiled for it calls `wrote` before each write. */
  forked = false;
  /** Gets the object, or the environment of a variable, that is about to be written to, or what is no object; and under which key. */
  wrote: (object: unknown, key?: unknown) => void = () => undefined;
  /** `new.target` for the function that is about to be entered, if it takes that. */
  nt: unknown = undefined;
  /** A finally has run because of an exception. */
  panicked = false;
  /** Somebody wants the debug build to stop: it asks `wantsStop` before each statement. */
  stops = false;
  control: Control | undefined = undefined;
  /** The routine's own stack that runs, the stacks of functions that built-ins call apart. */
  running: Fiber | undefined = undefined;
  /** Call that a step waits for: when it is left, the step waits for its caller. */
  stepTarget: Frame | null = null;
  /** Name of the function of the program that a built-in has called and that is running: nothing can stop now. */
  atomic: string | undefined = undefined;
  private atomicDepth = 0;
  /** Budget given in advance to the code that a built-in has called. */
  private lent = 0;
  private captured:
    { error: object; below: FrameCode | undefined; at: LocIndex | -1 | undefined } | undefined = undefined;
  private thrownAt: LocIndex | -1 = -1;
  /** Where errors were thrown that may become the reasons of rejected promises; kept as soon as there is a promise. */
  private traces: WeakMap<object, Thrown> | undefined = undefined;
  /** The one that runs. */
  process: EngineProcess;
  readonly codes: FrameCode[] = [];
  private readonly known = new Map<unknown, FrameCode>();

  constructor(
    private readonly infos: readonly FunctionInfo[],
    /** Rows for `FunctionInfo.points`. */
    readonly scopes: readonly ScopeInfo[],
    readonly meter: Meter,
    private readonly cpu: Cpu,
    now: () => number,
    readonly stacks: ErrorStacks,
    /** Native stack that compiled code may use before its frames are moved to the heap, in simulated bytes. */
    readonly nativeBytes = NATIVE_BYTES,
  ) {
    this.process = { loop: new LoopState(now), layout: new Layout() };
  }

  register(
    id: number,
    raw: RawFunction,
    resume: FrameCode["resume"],
    bytes: number,
    handlers: readonly number[],
  ): FrameCode {
    const info = this.infos[id];
    const { name = "", locs = [] } = info ?? {};
    const code: FrameCode = { name, locs, handlers, bytes, info, resume };
    this.codes[id] = code;
    this.known.set(raw, code);
    return code;
  }

  nameOf(raw: unknown): string | undefined {
    return this.known.get(raw)?.name;
  }

  /** Where a function of the program is declared. */
  declarationOf(raw: unknown): StackFrame | undefined {
    const code = this.known.get(raw);
    return code === undefined ? undefined : { fn: code.name, loc: (code.locs[0] ?? -1) as LocIndex | -1 };
  }

  /** Counts against the run's step limit what its virtual time does not show. Where statements are free, only these count. */
  countSteps(steps: number): void {
    if (this.meter === "budget") this.cpu.steps -= steps;
  }

  /** The run is to end: a limit is reached. */
  exceed(message: string): void {
    this.cpu.exceeded = message;
  }

  /** Function and place of the latest call that may have been an operation. */
  placeOfCall(): StackFrame {
    const { loc } = this;
    return { fn: this.infos.find(({ locs }) => locs.includes(loc))?.name ?? "", loc };
  }

  /** Whether the debug build stops at a place. Code that a built-in has called cannot. @param frame that of the call, if it has one already. */
  wantsStop(loc: LocIndex, frame: Frame | null): boolean {
    return this.atomic === undefined && this.control?.wantsStop(loc, frame) === true;
  }

  /** The call of a frame is over. */
  left(frame: Frame, caller: Frame | null): void {
    if (frame === this.stepTarget) this.stepTarget = caller;
  }

  /** A call stops for the first time. */
  save(pc: number, code: FrameCode, vars: object): void {
    this.keep(new Frame(pc, code, vars));
  }

  /** A call stops that went on from this frame. */
  saveAgain(frame: Frame, pc: number): void {
    frame.pc = pc;
    this.keep(frame);
  }

  /** The call of a coroutine has come to the body: it goes on in a frame of its own. */
  begin(coroutine: Coroutine, pc: number, code: FrameCode, vars: object): unknown {
    coroutine.frame = new Frame(pc, code, vars);
    return coroutine.start();
  }

  /** Calls a built-in after telling what it is going to write to. */
  readonly callWriting = (fn: AnyFunction, self: unknown, args: unknown[]): unknown => {
    if (this.forked) effectOf(fn)?.report(this.barrier, self, args);
    return Reflect.apply(fn, self, args);
  };

  private readonly barrier: AccessReport = {
    read: () => undefined,
    write: (object, key) => this.wrote(object, key),
  };

  private keep(frame: Frame): void {
    if (this.bottom === null) this.top = frame;
    else this.bottom.up = frame;
    this.bottom = frame;
    this.saved += frame.code.bytes;
  }

  /** An exception leaves a function: from here on the driver carries it. */
  raise(error: unknown, id: number, loc: LocIndex | -1): unknown {
    const thrown = this.record(error, id, loc);
    thrown.noted = false;
    this.thrown = thrown;
    this.why = Why.Throw;
    return SUSPENDED;
  }

  /** Stops where the stack of an error that has been made is not known yet. @param below see `ErrorStacks.tell`. */
  capture(value: unknown, below?: RawFunction): unknown {
    return this.stacks.lacks(value) ? this.find(value, below, undefined) : value;
  }

  /** The same for whatever object the program gives to Error.captureStackTrace. */
  captureInto(object: unknown, below?: RawFunction): unknown {
    if (!isObject(object)) throw new TypeError(`Invalid argument: ${brief(object)}`);
    const value = Error.prototype.toString.call(object);
    Object.defineProperty(object, "stack", { value, writable: true, enumerable: false, configurable: true });
    return this.find(object, below, undefined);
  }

  /** The same for an error that a catch clause has got. */
  recall(value: unknown): unknown {
    return this.stacks.lacks(value) ? this.find(value, undefined, this.thrownAt) : value;
  }

  private find(error: object, below: RawFunction | undefined, at: LocIndex | -1 | undefined): unknown {
    this.captured = { error, below: below === undefined ? undefined : this.known.get(below), at };
    this.why = Why.Stack;
    return SUSPENDED;
  }

  /** All calls have stopped. @returns what the innermost goes on with. */
  tellStack(frames: Frame | null): unknown {
    const { captured } = this;
    this.captured = undefined;
    if (captured === undefined) return undefined;
    const { error, below, at } = captured;
    if (at === undefined || frames === null) this.stacks.tell(error, undefined, frames, below);
    else this.stacks.tell(error, { fn: frames.code.name, loc: at }, frames.up);
    return error;
  }

  /** What a catch clause gets. @param loc where it was thrown, if that was in the same function. */
  caught(error: unknown, loc: LocIndex | -1): unknown {
    if (error === GOEXIT) rethrow(error);
    stopIfFatal(error);
    this.thrownAt = loc;
    if (this.traces !== undefined) this.keepTrace(error, this.thrown);
    this.thrown = null;
    return withSourceNames(error);
  }

  /** What an async function's promise is rejected with. */
  failed(error: unknown, trace: Thrown): void {
    if (error === GOEXIT) {
      this.thrown = trace;
      rethrow(error);
    }
    this.keepTrace(error, trace);
  }

  /** Throws what a coroutine is resumed with. */
  throwInto(completion: Completion): void {
    if (completion.throws) this.throwAgain(completion.value, completion.trace);
  }

  /** Throws what has been thrown before. */
  throwAgain(error: unknown, trace: Thrown | undefined): never {
    if (trace !== undefined) {
      trace.noted = false;
      this.thrown = trace;
    }
    rethrow(error);
  }

  private keepTrace(error: unknown, trace: Thrown | null): void {
    if (trace !== null && trace.error === error && typeof error === "object" && error !== null)
      this.traces?.set(error, trace);
  }

  /** From now on it is known where errors were thrown. */
  keepTraces(): void {
    this.traces ??= new WeakMap();
  }

  /** Gives a copy of an error its original's trace. */
  copyTrace(from: object, to: object, copy: Copy): void {
    const trace = this.traces?.get(from);
    if (trace !== undefined) this.traces?.set(to, copy(trace));
  }

  /** Where an error that has been caught was thrown. */
  traceOf(error: unknown): Thrown | undefined {
    return typeof error === "object" && error !== null ? this.traces?.get(error) : undefined;
  }

  /** What a finally keeps of an exception besides the exception itself: its stack so far. */
  trace(error: unknown, id: number, loc: LocIndex | -1): Thrown {
    const record = this.record(error, id, loc);
    this.thrown = null;
    this.panicked ||= error !== GOEXIT;
    return record;
  }

  private record(error: unknown, id: number, loc: LocIndex | -1): Thrown {
    stopIfFatal(error);
    const known = this.thrown;
    const thrown = known !== null && known.error === error ? known : new Thrown(withSourceNames(error));
    if (!thrown.noted) noteFrame(thrown, { fn: this.codes[id]?.name ?? "", loc });
    thrown.noted = true;
    return thrown;
  }

  /**
   * A built-in calls a function of the program: it runs to its end at once. Preemption waits until the built-in has returned, and
   * an operation that would have to wait is an error that ends the routine.
   */
  callFromNative(raw: RawFunction, env: unknown, self: unknown, args: ArrayLike<unknown>): unknown {
    const changed = restoreShortCuts();
    if (changed !== undefined) throw new Fatal("limit", new LimitReached(changed));
    const outer = { atomic: this.atomic, d: this.d, loc: this.loc };
    if (++this.atomicDepth > MAX_ATOMIC_DEPTH && this.d < ATOMIC_BYTES)
      throw new Fatal("stack overflow", new RangeError("Maximum call stack size exceeded"));
    this.atomic = this.known.get(raw)?.name ?? "";
    const bytes = Math.max(this.d, ATOMIC_BYTES);
    try {
      const fiber = new Fiber(this);
      fiber.start(raw, env, self, Array.from(args));
      return this.finish(fiber, bytes);
    } finally {
      if (--this.atomicDepth === 0) this.takeBack();
      this.atomic = outer.atomic;
      this.d = outer.d;
      this.loc = outer.loc;
      this.top = this.bottom = null;
    }
  }

  /** What cannot stop shall not try at every turn: it gets budget in advance, which moves the limit, not the clock. */
  private lend(): void {
    this.lent += LENT_NS;
    if (this.lent > MAX_ATOMIC_NS)
      throw new Fatal("limit", new LimitReached(cannotWait(this.atomic, TOO_LONG).message));
    this.cpu.limit += LENT_NS;
    this.cpu.budget += LENT_NS;
  }

  private takeBack(): void {
    this.cpu.limit -= this.lent;
    this.cpu.budget -= this.lent;
    this.lent = 0;
  }

  private finish(fiber: Fiber, nativeBytes: number): unknown {
    for (;;) {
      switch (fiber.advance(Infinity, nativeBytes)) {
        case FiberStop.Returned:
          return fiber.value;
        case FiberStop.Threw:
          this.thrown = fiber.thrown;
          rethrow(fiber.value);
          break;
        case FiberStop.Meter:
          if (this.meter === "steps" && this.cpu.steps < 0) throw new Fatal("steps", undefined);
          if (this.cpu.budget < 0) this.lend();
          break;
        case FiberStop.Paused:
        case FiberStop.Suspended:
          throw new Fatal("blocked", cannotWait(this.atomic, "it tried to wait"));
        case FiberStop.StackOverflow:
          throw new Fatal("stack overflow", undefined);
      }
    }
  }
}

/** The error of a function that a built-in has called and that would have to stop. */
export function cannotWait(name: string | undefined, what: string): Error {
  const called = name === undefined || name === "" ? "a function" : name;
  return new Error(
    `${called} was called by built-in code (as a getter, setter, toString, valueOf, toJSON or the like), which cannot be interrupted, but ${what}: call it as an ordinary function`,
  );
}

/** Throws what need not be an Error: the program may throw anything. */
function rethrow(error: unknown): never {
  throw error as Error;
}

function stopIfFatal(error: unknown): void {
  if (error instanceof Fatal) throw error;
  if (error instanceof LimitReached) throw new Fatal("limit", error);
  if (error instanceof RangeError && error.message === "Maximum call stack size exceeded")
    throw new Fatal("stack overflow", error);
}
