import type { LocIndex } from "../../../shared/ids";
import type { EngineRoutine } from "../engineRoutine";
import type { Fiber } from "../fiber";
import type { Frame } from "../frames";
import type { EngineRuntime } from "../runtime";

/**
 * Where a program of the debug build pauses: `Routine.run` then comes back with `RoutineStop.Paused`, before a statement, and goes on
 * when it is called again. Neither pausing nor asking takes virtual time. Code that a built-in function has called (a toString, a
 * comparator of the platform's own) cannot pause: it is stepped over.
 *
 * A pause ends every step. While nothing is set the program only looks at one flag before each statement.
 */
export class DebugControl {
  private readonly breakpoints = new Set<LocIndex>();
  private always = false;
  private step: Step | undefined;

  constructor(
    private readonly runtime: EngineRuntime,
    /** Rows of the location table at which it can pause, each of them the beginning of a statement, a loop's head, or a function. */
    readonly places: readonly LocIndex[],
  ) {
    runtime.control = this;
  }

  /** Pauses from now on at these places alone. Rows that are none of `places` have no effect. */
  setBreakpoints(rows: Iterable<LocIndex>): void {
    this.breakpoints.clear();
    for (const row of rows) this.breakpoints.add(row);
    this.change();
  }

  /** Whether to pause before each statement, whatever runs. */
  pauseEverywhere(on: boolean): void {
    this.always = on;
    this.change();
  }

  /** The paused routine is to pause at the next statement that it runs, at whatever depth. */
  stepInto(routine: EngineRoutine): void {
    this.begin({ kind: "into", fiber: routine.fiber, origin: null }, null);
  }

  /**
   * The paused routine is to pause at the next statement of the same call, or of its caller when that call is over. A coroutine that
   * rests there may also go on later: whichever comes first.
   */
  stepOver(routine: EngineRoutine): void {
    const [origin = null] = routine.fiber.calls();
    this.begin({ kind: "over", fiber: routine.fiber, origin }, origin);
  }

  /** The paused routine is to pause in the caller of the call that it is in. */
  stepOut(routine: EngineRoutine): void {
    const [origin] = routine.fiber.calls();
    this.begin({ kind: "out", fiber: routine.fiber, origin: null }, origin?.up ?? null);
  }

  /** Forgets a step that has not come to its end. */
  endStep(): void {
    this.step = undefined;
    this.runtime.stepTarget = null;
    this.change();
  }

  /** Asked by the runtime while `stops` is set. */
  wantsStop(loc: LocIndex, frame: Frame | null): boolean {
    if (!this.always && !this.breakpoints.has(loc) && !this.isStepDone(frame)) return false;
    this.endStep();
    return true;
  }

  private isStepDone(frame: Frame | null): boolean {
    const { step, runtime } = this;
    if (step === undefined) return false;
    if (step.kind === "into") return runtime.running === step.fiber;
    return frame !== null && (frame === runtime.stepTarget || frame === step.origin);
  }

  private begin(step: Step, target: Frame | null): void {
    this.step = step;
    this.runtime.stepTarget = target;
    this.change();
  }

  private change(): void {
    this.runtime.stops = this.always || this.step !== undefined || this.breakpoints.size > 0;
  }
}

interface Step {
  readonly kind: "into" | "over" | "out";
  readonly fiber: Fiber;
  /** The call that the step began in, which the runtime's target may have left behind. */
  readonly origin: Frame | null;
}
