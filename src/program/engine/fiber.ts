import { GOEXIT, SUSPENDED } from "../../sim/routine";
import type { Copy } from "../../sim/copying";
import type { StackFrame } from "../../sim/routine";
import { Why } from "../compiler/why";
import { Frame, Thrown, describeFrame, noteFrame } from "./frames";
import type { FrameCode, RawFunction } from "./frames";
import { Fatal } from "./runtime";
import type { EngineRuntime } from "./runtime";

export const enum FiberStop {
  Meter,
  Suspended,
  Returned,
  Threw,
  StackOverflow,
  /** At a stop of the debug build. */
  Paused,
}

/** What a fiber starts with: a call that has not been made yet. */
interface FirstCall {
  readonly raw: RawFunction;
  readonly env: unknown;
  readonly self: unknown;
  readonly args: readonly unknown[];
}

/** Of a call that has not been made yet. */
export const START: FrameCode = {
  name: "",
  locs: [],
  handlers: [0],
  bytes: 0,
  info: undefined,
  resume: ({ vars }) => {
    const { raw, env, self, args } = vars as FirstCall;
    return raw(env, self, ...args);
  },
};

/**
 * One stack of calls on the heap and the driver that runs it. Only its innermost frame is entered; the callers wait in the list. So the
 * cost of stopping and going on does not depend on how deep the stack is. There may be a million: it has no field that it can do without.
 */
export class Fiber {
  /** Innermost frame. */
  frames: Frame | null = null;
  /** Simulated size of the frames. */
  bytes = 0;
  /** What the innermost frame waits for; at the end the result. */
  value: unknown = undefined;
  /** The value is an exception, with its stack. */
  thrown: Thrown | null = null;

  constructor(readonly runtime: EngineRuntime) {}

  /** Adds a call, to be made when those added before it have returned. */
  start(raw: RawFunction, env: unknown, self: unknown, args: readonly unknown[]): void {
    const call: FirstCall = { raw, env, self, args };
    const frame = new Frame(0, START, call);
    if (this.frames === null) {
      this.frames = frame;
      return;
    }
    let last = this.frames;
    while (last.up !== null) last = last.up;
    last.up = frame;
  }

  /** Its copy in another process. */
  copied(copy: Copy): Fiber {
    const fiber = new Fiber(this.runtime);
    fiber.frames = copy(this.frames);
    fiber.bytes = this.bytes;
    fiber.value = copy(this.value);
    fiber.thrown = copy(this.thrown);
    return fiber;
  }

  fail(error: unknown): void {
    this.value = error;
    this.thrown = new Thrown(error);
    this.tellStack();
  }

  /** The exception has just left the innermost call. */
  private tellStack(): void {
    const { stacks } = this.runtime;
    if (stacks.lacks(this.value)) stacks.tell(this.value, this.thrown?.frames[0], this.frames);
  }

  /**
   * Runs until something stops it.
   * @param nativeBytes how much of the native stack its calls may use, in simulated bytes.
   */
  advance(stackLimit: number, nativeBytes = this.runtime.nativeBytes): FiberStop {
    const { runtime } = this;
    for (;;) {
      const handler = this.unwind();
      const frame = this.frames;
      if (frame === null) return this.thrown === null ? FiberStop.Returned : FiberStop.Threw;
      const left = Math.min(nativeBytes, stackLimit - this.bytes);
      if (left < 0 && frame.code.bytes > 0) return FiberStop.StackOverflow;
      this.frames = frame.up;
      frame.up = null;
      runtime.d = left;
      runtime.why = Why.Operation;
      runtime.top = runtime.bottom = null;
      runtime.saved = 0;
      runtime.thrown = this.thrown;
      this.thrown = null;
      const result = this.enter(frame, handler);
      this.bytes -= frame.code.bytes;
      if (result !== SUSPENDED) {
        this.value = result;
        runtime.left(frame, this.frames);
        continue;
      }
      if (runtime.bottom !== (frame as Frame | null)) runtime.left(frame, this.frames);
      this.adopt();
      switch (runtime.why as Why) {
        case Why.Operation:
          return FiberStop.Suspended;
        case Why.Meter:
          this.value = undefined;
          return FiberStop.Meter;
        case Why.Pause:
          this.value = undefined;
          return FiberStop.Paused;
        case Why.Depth:
          this.value = undefined;
          break;
        case Why.Throw:
          this.thrown = runtime.thrown;
          this.value = runtime.thrown?.error;
          this.tellStack();
          break;
        case Why.Stack:
          this.value = runtime.tellStack(this.frames);
          break;
      }
    }
  }

  /** While an exception is on its way: drops the frames that do not handle it. @returns where the innermost frame handles it, or 0. */
  private unwind(): number {
    const { thrown } = this;
    if (thrown === null) return 0;
    for (let frame = this.frames; frame !== null; frame = frame.up) {
      this.frames = frame;
      const handler = frame.code.handlers[frame.pc] ?? 0;
      if (frame.code !== START) noteFrame(thrown, describeFrame(frame));
      if (handler !== 0) {
        thrown.noted = true;
        return handler;
      }
      this.bytes -= frame.code.bytes;
      this.runtime.left(frame, frame.up);
    }
    this.frames = null;
    return 0;
  }

  private enter(frame: Frame, handler: number): unknown {
    try {
      return frame.code.resume(frame, this.value, handler);
    } catch (error) {
      if (error instanceof Fatal) throw error;
      // A built-in function that the fiber itself has called.
      this.runtime.why = Why.Throw;
      this.runtime.thrown = new Thrown(error);
      return SUSPENDED;
    }
  }

  /** Takes over the frames that were saved on the way out. */
  private adopt(): void {
    const { runtime } = this;
    if (runtime.bottom === null) return;
    runtime.bottom.up = this.frames;
    this.frames = runtime.top;
    this.bytes += runtime.saved;
    runtime.top = runtime.bottom = null;
  }

  /** What its variables refer to. */
  held(visit: (value: unknown) => void): void {
    visit(this.value);
    visit(this.thrown?.error);
    for (let frame = this.frames; frame !== null; frame = frame.up)
      for (const value of Object.values(frame.vars) as unknown[]) visit(value);
  }

  /** Whether some call runs a finally because of an exception, runtime.goexit's apart. */
  panicking(): boolean {
    for (let frame = this.frames; frame !== null; frame = frame.up)
      for (const value of Object.values(frame.vars) as unknown[])
        if (value instanceof Thrown && value.error !== GOEXIT) return true;
    return false;
  }

  /** The calls of functions, innermost first. */
  *calls(): Generator<Frame> {
    for (let frame = this.frames; frame !== null; frame = frame.up) if (frame.code !== START) yield frame;
  }

  stack(): StackFrame[] {
    return Array.from(this.calls(), describeFrame);
  }
}
