import { G_STATES, RUN_ENDS, WAIT_REASONS, codeOf } from "../../shared/enums";
import type { RunEndName } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { GIndex } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { ProcessMembers } from "../processMembers";
import { STATE_AFTER } from "../spans/machineState";
import type { Reader } from "./finder";

const RUNNING = codeOf(G_STATES, "running");
const WAITING = codeOf(G_STATES, "waiting");
const DEAD = codeOf(G_STATES, "dead");

/** Waits that end without another goroutine's doing. */
const BY_ITSELF = new Set(
  ["sleep", "IO wait", "preempted"].map((name) => WAIT_REASONS.findIndex((each) => each === name)),
);

/** A case of a parked select: the channel, and 1 for send, 0 for receive. */
export interface WaitCase {
  readonly chan: number;
  readonly direction: number;
}

/** How the run left each of the program's goroutines, and since when. */
export class GoroutineStates implements Reader {
  readonly kinds = [
    Kind.GoNew,
    Kind.GoRunnable,
    Kind.GoRunning,
    Kind.GoWaiting,
    Kind.GoSyscall,
    Kind.GoDead,
    Kind.SelectCase,
    Kind.ProcessExit,
    Kind.RunEnd,
  ];
  /** Position in G_STATES; −1: nothing known. */
  readonly state: Int8Array;
  /** Since when it is in this state, ns. */
  readonly since: Float64Array;
  /** Position in WAIT_REASONS, object and place of the latest wait. */
  readonly reason: Uint8Array;
  readonly object: Int32Array;
  readonly loc: Int32Array;
  /** When it ran last, ns; −1: never. */
  readonly ran: Float64Array;
  /** When it waited, the time before, at the place where it waited last; −1: never. Since then it has gone round a loop. */
  readonly looped: Float64Array;
  /** Goroutines that are the program's own. */
  readonly user: Uint8Array;
  end: RunEndName = "cancelled";
  endTime = 0;
  /** The goroutine whose doing ended the run: it has run all that it was to run. */
  finisher: number = NONE;
  /** Time of the latest wait. */
  private readonly parked: Float64Array;
  /** The goroutine that a thread runs. */
  private readonly onTask: Int32Array;
  private readonly members: ProcessMembers;
  private readonly cases = new Map<number, WaitCase[]>();

  constructor(log: EventLog) {
    const { gs } = log.tables;
    this.members = new ProcessMembers(log);
    const count = gs.length;
    this.state = new Int8Array(count).fill(NONE);
    this.since = new Float64Array(count);
    this.reason = new Uint8Array(count);
    this.object = new Int32Array(count).fill(NONE);
    this.loc = new Int32Array(count).fill(NONE);
    this.ran = new Float64Array(count).fill(NONE);
    this.looped = new Float64Array(count).fill(NONE);
    this.parked = new Float64Array(count).fill(NONE);
    this.user = new Uint8Array(count);
    this.onTask = new Int32Array(log.tables.tasks.length).fill(NONE);
    for (let g = 0; g < count; g++) this.user[g] = gs.at(g as GIndex).system ? 0 : 1;
    this.endTime = log.endTime;
  }

  get count(): number {
    return this.state.length;
  }

  event(event: LogEvent): void {
    const { kind, a: g, time } = event;
    if (kind === Kind.SelectCase) {
      const entry = { chan: event.a, direction: event.aux };
      const known = this.cases.get(event.g);
      if (known === undefined) this.cases.set(event.g, [entry]);
      else known.push(entry);
      return;
    }
    if (kind === Kind.RunEnd) {
      this.end = RUN_ENDS[event.aux] ?? "cancelled";
      return;
    }
    if (kind === Kind.ProcessExit) {
      this.finisher = this.onTask[event.task] ?? NONE;
      if (this.members.isEnd(event)) this.processEnds(event);
      return;
    }
    if (this.state[g] === RUNNING) this.ran[g] = time;
    const state = STATE_AFTER[kind] ?? NONE;
    if (state === NONE) return;
    if (state === RUNNING) this.onTask[event.task] = g;
    else if (this.state[g] === RUNNING) this.onTask[event.task] = NONE;
    if (state === WAITING) this.park(event);
    else if (this.state[g] === WAITING) this.cases.delete(g);
    this.state[g] = state;
    this.since[g] = time;
  }

  /** What could have gone on is over. What is blocked stays so: nobody will ever wake it. */
  private processEnds({ a: process, time }: LogEvent): void {
    for (const g of this.members.gs(process)) {
      const state = this.state[g] ?? NONE;
      if (state === NONE || state === WAITING) continue;
      if (state === RUNNING) this.ran[g] = time;
      this.state[g] = DEAD;
      this.since[g] = time;
    }
  }

  /** One of the program's that waits at the end of the run, and not for a clock or a device. */
  isBlocked(g: number): boolean {
    return this.state[g] === WAITING && this.user[g] === 1 && !BY_ITSELF.has(this.reason[g] ?? 0);
  }

  /** One of the program's that exists at the end of the run. */
  isAlive(g: number): boolean {
    return this.user[g] === 1 && this.state[g] !== DEAD && this.state[g] !== NONE;
  }

  hasEnded(g: number): boolean {
    return this.state[g] === DEAD;
  }

  /** Until when it has run, ns; −1: never. */
  ranUntil(g: number): number {
    return this.state[g] === RUNNING ? this.endTime : (this.ran[g] ?? NONE);
  }

  /** What a goroutine that waits in a select waits for. */
  casesOf(g: number): readonly WaitCase[] {
    return this.cases.get(g) ?? [];
  }

  private park({ a: g, aux, b, loc, time }: LogEvent): void {
    this.looped[g] = this.loc[g] === loc && this.reason[g] === aux ? (this.parked[g] ?? NONE) : NONE;
    this.parked[g] = time;
    this.reason[g] = aux;
    this.object[g] = b;
    this.loc[g] = loc;
  }
}
