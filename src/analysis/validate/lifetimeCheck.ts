import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { gName, pName } from "../names";
import type { Check } from "./check";

/** Where a goroutine's time goes. */
const ELSEWHERE = 1;
const ON_P = 2;

/**
 * The states of a goroutine fill its life without gaps or overlaps, and its running time is time of the P that it ran on: over all,
 * goroutines run exactly as long as Ps are occupied by one. Where events have been dropped, lives begin with the window.
 */
export class LifetimeCheck implements Check {
  readonly kinds = [
    Kind.GoNew,
    Kind.GoRunning,
    Kind.GoRunnable,
    Kind.GoWaiting,
    Kind.GoPreempted,
    Kind.GoSyscall,
    Kind.GoDead,
    Kind.Dropped,
  ];
  private readonly phase: Uint8Array;
  private readonly since: Float64Array;
  private readonly born: Float64Array;
  private readonly summed: Float64Array;
  private readonly p: Int32Array;
  private readonly occupant: Int32Array;
  private readonly occupiedSince: Float64Array;
  private running = 0;
  private occupied = 0;

  constructor(private readonly log: EventLog) {
    const gs = log.tables.gs.length;
    const ps = log.tables.ps.length;
    this.phase = new Uint8Array(gs);
    this.since = new Float64Array(gs);
    this.born = new Float64Array(gs);
    this.summed = new Float64Array(gs);
    this.p = new Int32Array(gs).fill(NONE);
    this.occupant = new Int32Array(ps).fill(NONE);
    this.occupiedSince = new Float64Array(ps);
  }

  event(event: LogEvent): string | undefined {
    const { a: g, time } = event;
    switch (event.kind) {
      case Kind.GoNew:
        if (this.phase[g] !== 0) this.leave(g, time);
        this.born[g] = time;
        this.since[g] = time;
        this.phase[g] = ELSEWHERE;
        return undefined;
      case Kind.GoRunning: {
        this.leave(g, time);
        this.phase[g] = ON_P;
        this.p[g] = event.p;
        const present = this.occupant[event.p] ?? NONE;
        if (present !== NONE)
          return `${gName(this.log, g)} runs on ${pName(this.log, event.p)}, but ${gName(this.log, present)} is there`;
        this.occupant[event.p] = g;
        this.occupiedSince[event.p] = time;
        return undefined;
      }
      case Kind.GoRunnable:
      case Kind.GoWaiting:
      case Kind.GoPreempted:
      case Kind.GoSyscall:
        this.leave(g, time);
        this.phase[g] = ELSEWHERE;
        return undefined;
      case Kind.GoDead:
        this.leave(g, time);
        this.phase[g] = 0;
        return this.lifetime(g, time);
      case Kind.Dropped:
        this.begin(time);
        return undefined;
      default:
        return undefined;
    }
  }

  end(time: number): string | undefined {
    for (let g = 0; g < this.phase.length; g++) {
      if (this.phase[g] === 0) continue;
      this.leave(g, time);
      const wrong = this.lifetime(g, time);
      if (wrong !== undefined) return wrong;
    }
    return this.running === this.occupied
      ? undefined
      : `goroutines ran for ${this.running} ns, Ps were occupied for ${this.occupied} ns`;
  }

  private begin(time: number): void {
    this.born.fill(time);
    this.since.fill(time);
    this.summed.fill(0);
    this.occupiedSince.fill(time);
    this.running = 0;
    this.occupied = 0;
  }

  private leave(g: number, time: number): void {
    const ns = time - (this.since[g] ?? 0);
    this.summed[g] = (this.summed[g] ?? 0) + ns;
    this.since[g] = time;
    if (this.phase[g] !== ON_P) return;
    this.running += ns;
    const p = this.p[g] ?? NONE;
    this.occupied += time - (this.occupiedSince[p] ?? 0);
    this.occupant[p] = NONE;
  }

  private lifetime(g: number, time: number): string | undefined {
    const life = time - (this.born[g] ?? 0);
    const summed = this.summed[g] ?? 0;
    return life === summed
      ? undefined
      : `${gName(this.log, g)} lived for ${life} ns, its states sum up to ${summed} ns`;
  }
}
