import type { Beat, Replay } from "../shared/messages/worker";
import { MEMORY_LIMIT_MIB } from "./limits";
import type { PreparedRun } from "./prepareRun";

/**
 * Kernel steps between looks at the clock and the memory: each is up to 131 µs of virtual time, so they take some milliseconds, in
 * which code other than that of built-ins (Cpu.bulk) cannot allocate much.
 */
const STEPS_PER_LOOK = 64;
const BEAT_EVERY_MS = 20;

/** Drives a run and tells how far it has come, so that a run that is lost with its worker can be stopped short of that (starter/resilient.ts). */
export class Pace {
  private looks = 0;
  private steps = 0;
  private told = -Infinity;

  constructor(
    private readonly platform: { post(beat: Beat): void; milliseconds(): number },
    private readonly replay: Replay | undefined,
  ) {}

  /** Goes on until the next look at the memory. Whether the run is over. */
  advance(run: PreparedRun): boolean {
    const { replay } = this;
    if (replay === undefined || this.looks < replay.looks) {
      const now = this.platform.milliseconds();
      if (now - this.told >= BEAT_EVERY_MS) {
        this.told = now;
        this.tell();
      }
      const over = run.step(STEPS_PER_LOOK);
      this.looks++;
      return over;
    }
    if (replay.steps !== undefined && this.steps >= replay.steps) {
      run.stop("limit", lossText(replay, run.whereabouts().replace(/^ at /, " after ")));
      return true;
    }
    this.tell();
    run.takeShortSteps();
    const over = run.step(1);
    this.steps++;
    return over;
  }

  /** The program has ended: what the worker does from now on is its own affair. */
  end(): void {
    this.platform.post({ type: "beat", place: undefined });
  }

  private tell(): void {
    this.platform.post({ type: "beat", place: { looks: this.looks, steps: this.steps } });
  }
}

function lossText({ lostBy }: Replay, after: string): string {
  if (lostBy === "engine")
    return `one step of the program needs what the JavaScript engine cannot give${after}: look for a list that grows without end, or keep less data`;
  return lostBy === "memory"
    ? `one step of the program needs too much real memory${after}: the limit is ${MEMORY_LIMIT_MIB} MiB, so keep less data, or make it in smaller parts`
    : `one call of a built-in function takes longer than the limit of ${lostBy} s of real time${after}: look for a regular expression that tries too many ways, or for too much data`;
}
