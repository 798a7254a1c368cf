import type { Cpu } from "./machine/cpu";

/** Where statements are free: how many may run before time has to advance. */
const WITHOUT_TIME = 10_000_000;

/**
 * Ends programs that never end, by counting down `Cpu.steps`: units of plain code for the whole run and, where statements take no
 * time, for one instant of virtual time.
 */
export class StepLimit {
  /** Units left for the run, those that are on the Cpu now included. */
  private left: number;
  private given: number;
  private since = -1;

  constructor(
    private readonly cpu: Cpu,
    private readonly maxSteps: number,
    /** Whether statements take no time. */
    private readonly free: boolean,
  ) {
    this.left = maxSteps;
    this.given = maxSteps;
    cpu.steps = maxSteps;
  }

  /** Time may have advanced: the count for one instant begins anew. */
  advanceTo(now: number): void {
    if (!this.free || now <= this.since) return;
    this.since = now;
    this.left -= this.given - this.cpu.steps;
    this.given = Math.min(this.left, WITHOUT_TIME);
    this.cpu.steps = this.given;
  }

  /** What the program has done too much of and what to do, or nothing. */
  exceeded(): string | undefined {
    if (this.cpu.exceeded !== undefined) return this.cpu.exceeded;
    if (this.cpu.steps >= 0) return undefined;
    return this.given < this.left
      ? `${WITHOUT_TIME} statements without virtual time advancing: look for an endless loop`
      : `the limit of ${this.maxSteps} statements of a run is reached: raise it with steps=… in @simulate or --steps, or look for an endless loop`;
  }
}
