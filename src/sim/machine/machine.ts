import { NONE } from "../../shared/ids";
import type { CoreId, TaskIndex } from "../../shared/ids";
import type { RunConfig } from "../../shared/config";
import type { EventLog } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { Source, Work } from "./codes";
import type { CostProfile } from "../../shared/costs";
import { Cpu } from "./cpu";
import { EventEntry, EventQueue } from "./eventQueue";

/** Period of the timer interrupt: HZ=250. Ticks of all cores fall on its multiples, as with Linux's skew_tick=0. */
export const TICK_NS = 4_000_000;

/** Less than any time, and more than none. */
const LATER = 0.5;

/** What the machine runs: the kernel. */
export interface MachineClient {
  /** A busy core is the first in the order of time; the Cpu is aimed at it. Lets it do a step. */
  turn(core: CoreId): void;
  /** Whether `tick` can do anything. */
  ticks(): boolean;
  /** A busy core has taken its periodic timer interrupt. One that does nothing and costs nothing does not happen. */
  tick(core: CoreId): void;
  /** The executing core's task is to do work of a system call. False: at once. Absent: always. */
  owe?(work: number, ns: number): boolean;
}

/** What `Machine.step` did. */
export const enum Step {
  /** Something happened. */
  Done,
  /** All cores are idle and nothing is scheduled: nothing can ever happen again. */
  Nothing,
  /** What comes next comes after the end of the run. */
  TimeUp,
}

/**
 * Cores with their clocks, the queue of events, timer and interrupts: what makes virtual time pass.
 *
 * Order of everything: an event goes before a core whose clock shows the same time; among events the one scheduled first;
 * among cores the one with the smaller number. A busy core's clock is never behind an event that has fired.
 *
 * Times of `Overhead` events on one core may overlap where an interrupt comes into one: the work of both is done one after the other.
 */
export class Machine {
  private readonly events = new EventQueue();
  readonly cores: number;
  /** Row of the task that executes on each core, or NONE: kept by the client, for the context of interrupts. */
  private readonly executing: Int32Array;
  private readonly grain: number;
  private readonly end: number;
  /** Each core's clock: until when its work is known. */
  private readonly clock: Float64Array;
  /** The clock of a busy core, Infinity for an idle one. */
  private readonly order: Float64Array;
  private readonly ticks: readonly EventEntry[];
  /** The core whose turn it is has asked to come later in the instant at which that ends. */
  private deferred = false;
  /** One more than the highest core that has been busy so far. */
  private top = 0;

  constructor(
    readonly log: EventLog,
    config: RunConfig,
    readonly costs: CostProfile,
    private readonly client: MachineClient,
    readonly cpu: Cpu = new Cpu(),
  ) {
    this.cores = config.cores;
    this.grain = Math.max(1, config.grain);
    this.end = config.limit;
    this.executing = new Int32Array(config.cores).fill(NONE);
    this.clock = new Float64Array(config.cores);
    this.order = new Float64Array(config.cores).fill(Infinity);
    this.ticks = Array.from(
      { length: config.cores },
      (_, core) => new EventEntry(() => this.tick(core as CoreId)),
    );
  }

  /** The present instant: that of the core that is executing, or of the event that has fired. */
  now(): number {
    return this.cpu.now();
  }

  /** Until when the core's work is known: a busy one goes on from there, after the interrupts that it has taken. */
  clockOf(core: CoreId): number {
    return this.clock[core] ?? 0;
  }

  isIdle(core: CoreId): boolean {
    return this.order[core] === Infinity;
  }

  /** Lets the first thing in the order of time happen: an event, or one step of a core. */
  step(): Step {
    const { order, top } = this;
    let first = NONE;
    let second = NONE;
    let firstTime = Infinity;
    let secondTime = Infinity;
    for (let core = 0; core < top; core++) {
      const time = order[core] ?? Infinity;
      if (time < firstTime) {
        second = first;
        secondTime = firstTime;
        first = core;
        firstTime = time;
      } else if (time < secondTime) {
        second = core;
        secondTime = time;
      }
    }
    const eventTime = this.events.nextTime;
    if (eventTime <= firstTime) return this.fire(eventTime);
    if (firstTime > this.end) return Step.TimeUp;
    const now = Math.floor(firstTime);

    // The end of the run bounds a core as an event just after it would.
    const bound = Math.min(eventTime, this.end + 1);
    const { cpu, log } = this;
    cpu.aim(
      first,
      now,
      Math.min(bound, Math.floor(secondTime) + this.grain),
      Math.min(bound - 1, first < second ? Math.floor(secondTime) : Math.ceil(secondTime) - 1),
    );
    this.context(first, now);
    log.task = this.executing[first] ?? NONE;
    this.client.turn(first as CoreId);
    const clock = cpu.now();
    this.clock[first] = clock;
    if (this.deferred) order[first] = clock + LATER;
    else if (order[first] !== Infinity) order[first] = clock;
    this.deferred = false;
    return Step.Done;
  }

  /** Has the entry fire at time `at`, at once where that is past. One that is scheduled is moved. */
  schedule(entry: EventEntry, at: number): void {
    const time = Math.max(at, this.cpu.now());
    this.events.schedule(entry, time);
    this.cpu.lower(time, time - 1);
  }

  cancel(entry: EventEntry): void {
    this.events.cancel(entry);
  }

  /** An idle core gets its first turn at time `at`, or when it has done with earlier interrupts. Its tick starts. */
  start(core: CoreId, at: number): void {
    const clock = Math.max(this.clock[core] ?? 0, at);
    this.clock[core] = clock;
    this.order[core] = clock;
    this.top = Math.max(this.top, core + 1);
    this.cpu.lower(clock + this.grain, this.cpu.core < core ? clock : clock - 1);
    this.startTick(core);
  }

  /** A busy core's next turn at this instant comes after those of the other cores. */
  defer(core: CoreId): void {
    if (core === this.cpu.core) this.deferred = true;
    else this.order[core] = (this.clock[core] ?? 0) + LATER;
  }

  /** A core has nothing to run. Its tick stops (NO_HZ idle). */
  stop(core: CoreId): void {
    this.order[core] = Infinity;
    this.events.cancel(this.tickOf(core));
  }

  /**
   * A core takes an interrupt now: called from events only. The core becomes the log's context, together with the task that is
   * interrupted.
   */
  interrupt(core: CoreId, source: number, request: number = NONE): void {
    const { log } = this;
    log.core = core;
    log.task = this.executing[core] ?? NONE;
    log.emit(Kind.Interrupt, source, request);
    const cost = this.costs.interrupt;
    if (cost === 0) return;
    log.emit(Kind.Overhead, Work.interrupt, log.wide(cost));
    const clock = Math.max(this.clock[core] ?? 0, log.now) + cost;
    this.clock[core] = clock;
    if (this.order[core] !== Infinity) this.order[core] = clock;
  }

  /** The core that is executing spends `ns` on `work` that is nobody's program. */
  overhead(work: number, ns: number): void {
    if (ns === 0 || this.cpu.core === NONE) return;
    this.log.emit(Kind.Overhead, work, this.log.wide(ns));
    this.cpu.charge(ns);
  }

  /** Work of a system call that may take long: the client may put it off. */
  callWork(work: number, ns: number): void {
    if (this.cpu.core === NONE || this.client.owe?.(work, ns) !== true) this.overhead(work, ns);
  }

  /** How long nothing is going to happen that is scheduled, ns. */
  untilNextEvent(): number {
    return this.events.nextTime - this.cpu.now();
  }

  /** The row of the task that executes on the core from now on, or NONE. */
  setExecuting(core: CoreId, task: TaskIndex | -1): void {
    this.executing[core] = task;
  }

  private fire(time: number): Step {
    if (time === Infinity) return Step.Nothing;
    if (time > this.end) return Step.TimeUp;
    this.cpu.aim(NONE, time, time, time);
    this.context(NONE, time);
    this.log.task = NONE;
    this.events.pop()?.fire();
    return Step.Done;
  }

  private context(core: number, now: number): void {
    const { log } = this;
    log.now = now;
    log.core = core;
    log.p = NONE;
    log.g = NONE;
    log.loc = NONE;
  }

  private tick(core: CoreId): void {
    this.interrupt(core, Source.timer);
    this.client.tick(core);
    this.startTick(core);
  }

  /** The next tick comes after the work that the core has: however long an interrupt takes, the program gets on. */
  private startTick(core: CoreId): void {
    if (!this.client.ticks() && this.costs.interrupt === 0) return;
    this.events.schedule(this.tickOf(core), (Math.floor(this.clockOf(core) / TICK_NS) + 1) * TICK_NS);
  }

  private tickOf(core: CoreId): EventEntry {
    const entry = this.ticks[core];
    if (entry === undefined) throw new RangeError(`no core ${core} on a machine of ${this.cores}`);
    return entry;
  }
}
