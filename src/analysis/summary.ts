import { codeOf, G_STATES, RUN_ENDS } from "../shared/enums";
import type { RunEndName } from "../shared/enums";
import { NONE } from "../shared/ids";
import type { GIndex } from "../shared/ids";
import type { EventLog, LogEvent } from "../shared/log/eventLog";
import { KINDS, Kind } from "../shared/schema";
import { ProcessMembers } from "./processMembers";
import { STATE_AFTER } from "./spans/machineState";

const STATE_COUNT = G_STATES.length;
const DEAD = codeOf(G_STATES, "dead");
const IDLE = codeOf(G_STATES, "idle");

/** What one pass over a log counts (from its window on): totals, and a row of columns for each goroutine. Times in ns. */
export class Summary {
  /** Events of each kind. */
  readonly counts = new Float64Array(KINDS.length);
  /** Indexes of the Steal events, and of the Output events. */
  readonly steals: Uint32Array;
  readonly outputs: Uint32Array;
  /** Time of GoNew, −1 before. */
  readonly createdAt: Float64Array;
  /** Time of GoDead or of its process's end, −1: alive when the run ended. */
  readonly endedAt: Float64Array;
  /** Times that the goroutine was put on a P. */
  readonly switches: Uint32Array;
  readonly end: RunEndName;
  readonly exitCode: number;
  readonly message: string;

  private readonly stateNs: Float64Array;
  private readonly state: Int8Array;
  private readonly since: Float64Array;
  /** Since when the log is whole. */
  private readonly from: number;

  constructor(private readonly log: EventLog) {
    const count = log.tables.gs.length;
    this.createdAt = new Float64Array(count).fill(NONE);
    this.endedAt = new Float64Array(count).fill(NONE);
    this.switches = new Uint32Array(count);
    this.stateNs = new Float64Array(count * STATE_COUNT);
    this.state = new Int8Array(count).fill(NONE);
    this.since = new Float64Array(count);
    const steals: number[] = [];
    const outputs: number[] = [];
    const { start, from } = log.window;
    const members = new ProcessMembers(log);
    this.from = from;
    log.forEach((event) => {
      const { kind } = event;
      if (event.index >= start) this.counts[kind] = (this.counts[kind] ?? 0) + 1;
      if (STATE_AFTER[kind] !== NONE || kind === Kind.GoNew) this.move(event);
      else if (kind === Kind.Steal) steals.push(event.index);
      else if (kind === Kind.Output) outputs.push(event.index);
      else if (members.isEnd(event)) for (const g of members.gs(event.a)) this.close(g, event.time);
    });
    this.steals = Uint32Array.from(steals);
    this.outputs = Uint32Array.from(outputs);
    const end = log.endTime;
    for (let g = 0; g < count; g++) this.leave(g, end);
    const last = log.length === 0 ? undefined : log.read(log.length - 1);
    const ended = last?.kind === Kind.RunEnd ? last : undefined;
    this.end = RUN_ENDS[ended?.aux ?? NONE] ?? "cancelled";
    this.exitCode = ended?.a ?? 0;
    this.message = log.tables.string(ended?.b ?? NONE);
  }

  /** ns that the goroutine spent in a state of G_STATES. */
  timeIn(g: number, state: number): number {
    return this.stateNs[g * STATE_COUNT + state] ?? 0;
  }

  count(kind: number): number {
    return this.counts[kind] ?? 0;
  }

  /** Whether it is one of the program's own: the runtime's helpers are left out of tables and counts. */
  isUser(g: number): boolean {
    return g >= 0 && g < this.log.tables.gs.length && !this.log.tables.gs.at(g as GIndex).system;
  }

  private move({ kind, a: g, time: at, index }: LogEvent): void {
    // What is left of the events before the window tells no times but when a goroutine was created.
    const time = Math.max(at, this.from);
    this.leave(g, time);
    const state = kind === Kind.GoNew ? IDLE : (STATE_AFTER[kind] ?? NONE);
    this.state[g] = state;
    this.since[g] = time;
    if (kind === Kind.GoNew) this.createdAt[g] = at;
    else if (kind === Kind.GoRunning && index >= this.log.window.start)
      this.switches[g] = (this.switches[g] ?? 0) + 1;
    else if (state === DEAD) this.endedAt[g] = time;
  }

  private close(g: number, at: number): void {
    const state = this.state[g] ?? NONE;
    if (state === NONE || state === DEAD) return;
    const time = Math.max(at, this.from);
    this.leave(g, time);
    this.state[g] = DEAD;
    this.endedAt[g] = time;
  }

  private leave(g: number, time: number): void {
    const state = this.state[g] ?? NONE;
    if (state === NONE || state === DEAD) return;
    const cell = g * STATE_COUNT + state;
    this.stateNs[cell] = (this.stateNs[cell] ?? 0) + time - (this.since[g] ?? 0);
  }
}
