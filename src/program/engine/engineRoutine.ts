import { assertUnreachable } from "../../shared/assert";
import type { LocIndex } from "../../shared/ids";
import { HELD, RoutineStop } from "../../sim/routine";
import type { Registers, Routine, StackFrame } from "../../sim/routine";
import type { Copy } from "../../sim/copying";
import { LimitReached } from "../realm/bulk";
import { restoreShortCuts } from "../realm/shortCuts";
import { DebugFrame } from "./debug/debugFrame";
import { registersOf } from "./debug/registers";
import type { Fiber } from "./fiber";
import { FiberStop } from "./fiber";
import { locOf } from "./frames";
import { Fatal, cannotWait } from "./runtime";
import type { EngineProcess } from "./process";
import type { EngineRuntime } from "./runtime";

/** 1 GB, Go's limit for a goroutine on 64-bit machines. */
const DEFAULT_STACK_LIMIT = 1_000_000_000;

/** How many frames V8 writes into an Error. */
const host = Error as unknown as { stackTraceLimit: number };

/** A function of the program as the simulation runs it. There may be a million of them: it has no field that it can do without. */
export class EngineRoutine implements Routine {
  result: unknown = undefined;
  stackLimit = DEFAULT_STACK_LIMIT;
  /** Where a limit has ended it. */
  private stopped: LocIndex | -1 | undefined;
  private ended: readonly StackFrame[] | undefined;
  /** Where it is while only the library's functions are on its stack, which have no places. */
  home: (() => StackFrame | undefined) | undefined;

  constructor(
    readonly name: string,
    readonly fiber: Fiber,
    /** Whose it is. */
    private readonly process: EngineProcess,
  ) {}

  /** The same call in another process, which goes on with the fiber. */
  in(process: EngineProcess, copy: Copy): EngineRoutine {
    const routine = new EngineRoutine(this.name, this.fiber.copied(copy), process);
    routine.stackLimit = this.stackLimit;
    return routine;
  }

  private get runtime(): EngineRuntime {
    return this.fiber.runtime;
  }

  private get running(): boolean {
    return this.runtime.running === this.fiber;
  }

  run(): RoutineStop {
    const { runtime, fiber } = this;
    runtime.process = this.process;
    runtime.loc = this.loc();
    runtime.running = fiber;
    const outerLimit = host.stackTraceLimit;
    // The host's own stack is no business of the program: it would differ from machine to machine. Where it is frozen, it is 0.
    if (outerLimit !== 0) host.stackTraceLimit = 0;
    try {
      const stop = fiber.advance(this.stackLimit);
      const changed = restoreShortCuts();
      if (changed !== undefined) throw new Fatal("limit", new LimitReached(changed));
      return this.translate(stop);
    } catch (error) {
      if (!(error instanceof Fatal)) throw error;
      return this.endWith(error);
    } finally {
      if (outerLimit !== 0) host.stackTraceLimit = outerLimit;
      runtime.running = undefined;
    }
  }

  private translate(stop: FiberStop): RoutineStop {
    const { fiber } = this;
    switch (stop) {
      case FiberStop.Meter:
        return this.runtime.meter === "budget" ? RoutineStop.Budget : RoutineStop.Steps;
      case FiberStop.Suspended:
        return RoutineStop.Suspended;
      case FiberStop.Returned:
        this.result = fiber.value;
        return RoutineStop.Returned;
      case FiberStop.Threw:
        this.result = fiber.value;
        this.ended = fiber.thrown?.frames ?? [];
        return RoutineStop.Threw;
      case FiberStop.StackOverflow:
        return RoutineStop.StackOverflow;
      case FiberStop.Paused:
        return RoutineStop.Paused;
      default:
        return assertUnreachable(stop);
    }
  }

  private endWith(fatal: Fatal): RoutineStop {
    if (fatal.why === "stack overflow") return RoutineStop.StackOverflow;
    if (fatal.why === "steps") return RoutineStop.Steps;
    if (fatal.why === "limit") {
      this.runtime.exceed(fatal.error instanceof Error ? fatal.error.message : fatal.why);
      this.stopped = this.runtime.loc;
      return RoutineStop.Steps;
    }
    this.result = fatal.error;
    // The calls below the built-in were not saved: of them the place of the latest call is known.
    this.ended = [this.runtime.placeOfCall(), ...this.fiber.stack()];
    return RoutineStop.Threw;
  }

  get atomic(): boolean {
    return this.running && this.runtime.atomic !== undefined;
  }

  get panicking(): boolean {
    return this.runtime.panicked && this.fiber.panicking();
  }

  refuseToWait(): never {
    throw new Fatal("blocked", cannotWait(this.runtime.atomic, "it tried to wait"));
  }

  deliver(value: unknown): void {
    this.fiber.value = value;
  }

  deliverError(error: unknown): void {
    this.fiber.fail(error);
  }

  /** Operations ask before they act. */
  loc(): LocIndex | -1 {
    if (this.running) {
      const changed = restoreShortCuts();
      if (changed !== undefined) throw new TypeError(changed);
      return this.runtime.loc;
    }
    if (this.stopped !== undefined) return this.stopped;
    for (let frame = this.fiber.frames; frame !== null; frame = frame.up) {
      const loc = locOf(frame);
      if (loc !== -1) return loc;
    }
    return -1;
  }

  stack(): readonly StackFrame[] {
    const frames = this.ended ?? this.fiber.stack();
    const home = frames.every(({ loc }) => loc === -1) ? this.home?.() : undefined;
    return home === undefined ? frames : [home];
  }

  /** Its calls with their variables, innermost first, while it is suspended. */
  calls(): readonly DebugFrame[] {
    return this.running
      ? []
      : Array.from(this.fiber.calls(), (frame) => new DebugFrame(frame, this.runtime.scopes));
  }

  registers(): Registers {
    return registersOf(this.calls(), this.stackBytes());
  }

  stackBytes(): number {
    return this.fiber.bytes;
  }

  [HELD](visit: (value: unknown) => void): number {
    this.fiber.held(visit);
    return 0;
  }
}
