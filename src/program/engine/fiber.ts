import { SUSPENDED } from "../../sim/routine";
import type { StackFrame } from "../../sim/routine";
import { Why } from "../compiler/why";
import { describeFrame, noteFrame } from "./frames";
import type { Frame, FrameCode, RawFunction, Thrown } from "./frames";
import { Fatal } from "./runtime";
import type { EngineRuntime } from "./runtime";

export const enum FiberStop {
  Meter,
  Suspended,
  Returned,
  Threw,
  StackOverflow,
}

/** The frame that a fiber starts with: a call that has not been made yet. */
interface StartFrame extends Frame {
  readonly raw: RawFunction;
  readonly env: unknown;
  readonly self: unknown;
  readonly args: ArrayLike<unknown>;
}

const START: FrameCode = {
  name: "",
  locs: [],
  handlers: [0],
  bytes: 0,
  resume: (frame) => {
    const { raw, env, self, args } = frame as StartFrame;
    return raw(env, self, ...Array.from(args));
  },
};

/**
 * One stack of calls on the heap and the driver that runs it. Only its innermost frame is entered; the callers wait in the list. So the
 * cost of stopping and going on does not depend on how deep the stack is.
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

  constructor(
    private readonly runtime: EngineRuntime,
    private readonly nativeBytes = runtime.nativeBytes,
  ) {}

  /** Adds a call, to be made when those added before it have returned. */
  start(raw: RawFunction, env: unknown, self: unknown, args: ArrayLike<unknown>): void {
    const frame: StartFrame = { pc: 0, up: null, code: START, raw, env, self, args };
    if (this.frames === null) {
      this.frames = frame;
      return;
    }
    let last = this.frames;
    while (last.up !== null) last = last.up;
    last.up = frame;
  }

  fail(error: unknown): void {
    this.value = error;
    this.thrown = { error, frames: [], noted: false };
  }

  /** Runs until something stops it. */
  advance(stackLimit: number): FiberStop {
    const { runtime } = this;
    for (;;) {
      const handler = this.unwind();
      const frame = this.frames;
      if (frame === null) return this.thrown === null ? FiberStop.Returned : FiberStop.Threw;
      const left = Math.min(this.nativeBytes, stackLimit - this.bytes);
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
        continue;
      }
      this.adopt();
      switch (runtime.why as Why) {
        case Why.Operation:
          return FiberStop.Suspended;
        case Why.Meter:
          this.value = undefined;
          return FiberStop.Meter;
        case Why.Depth:
          this.value = undefined;
          break;
        case Why.Throw:
          this.thrown = runtime.thrown;
          this.value = runtime.thrown?.error;
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
      this.runtime.thrown = { error, frames: [], noted: false };
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

  stack(): StackFrame[] {
    const found: StackFrame[] = [];
    for (let frame = this.frames; frame !== null; frame = frame.up)
      if (frame.code !== START) found.push(describeFrame(frame));
    return found;
  }
}
