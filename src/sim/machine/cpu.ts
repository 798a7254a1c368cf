import { NONE } from "../../shared/ids";

/**
 * Most virtual time of compiled code in one turn, ns. It shows nowhere in a run. It lets whoever drives the simulation look at messages
 * and memory every now and then, also while one core computes alone, and keeps the engine's counter a small integer.
 */
const MAX_BUDGET = 2 ** 17 - 1;
/** … of one that is to be as short as it may well be. */
const SHORT_BUDGET = 2 ** 8 - 1;

/** 32 MB of elements, each a word. */
const BULK = 2 ** 22;

/**
 * The core that is executing at this moment, and its clock. There is one Cpu in a simulation; the machine aims it at one core after
 * the other.
 *
 * Time is counted down: compiled code subtracts the cost of what it does from `budget` and stops soon after that is below zero.
 * Invariant: `now() === limit - budget`.
 *
 * Two bounds follow from the rule that the core with the smallest (time, core) goes first:
 * - plain code may run until `limit`: the next event, or the clock of the next core plus one grain;
 * - operations (kernel, runtime, channels, locks, output) may act only until `opLimit`: nothing else can happen before then.
 */
export class Cpu {
  core: number = NONE;
  limit = 0;
  budget = 0;
  /** The limit as it is before `mostBudget` lowers it: that of a burst, which is one step of ours however long it takes. */
  private bound = 0;
  opLimit = 0;
  /** Units of plain code that may still run before the run's step limit ends it. Under cost profile `zero` the compiled code counts this down itself. */
  steps = 0;
  /** Bytes that the code may still allocate before it has to ask for more. Counted down by code that is compiled to count allocations. */
  heap = 0;
  /** The code has written to a page where that is a fault: it stops at its next check. */
  faulted = false;
  /** Elements that built-in functions may still go through before whoever drives the simulation looks at the memory. */
  bulk = BULK;
  /** What a burst gets done in 1 ns: more than 1 where the task's working set is in the core's cache. A whole number. */
  rate = 1;
  /** The task is to give way at this instant: what takes time has to wait. */
  private instant = false;
  /** How often the bounds have been moved down, modulo 2^32. */
  private lowerings = 0;
  private mostBudget = MAX_BUDGET;
  /** A limit that the program's code has run into: why the run ends. */
  exceeded: string | undefined = undefined;

  /** The core's clock, ns. */
  now(): number {
    return this.limit - this.budget;
  }

  /** A built-in function goes through so many elements: when it has been enough, the turn ends, which takes no virtual time. */
  countBulk(elements: number): void {
    this.bulk -= elements;
    if (this.bulk < 0) this.lower(this.now(), this.opLimit);
  }

  refillBulk(): void {
    this.bulk = BULK;
  }

  /** From the next turn on turns are short, so that whoever drives the simulation can stop it near a place. The run stays the same. */
  takeShortTurns(): void {
    this.mostBudget = SHORT_BUDGET;
  }

  /** Lets time pass on this core. May overshoot `limit`. */
  charge(ns: number): void {
    this.budget -= ns;
  }

  /**
   * The program computes: at least 1 ns of it, so that there is progress, unless only this instant is left.
   * @param work what is to be done, ns of a core without the work's data in its cache
   * @returns how much of it has been done
   */
  burst(work: number): number {
    if (this.instant && this.budget <= 0) return 0;
    const { rate } = this;
    const further = this.bound - this.limit;
    const done = Math.min(work, Math.max(1, this.budget + further) * rate);
    const ns = rate === 1 ? done : Math.ceil(done / rate);
    if (further > 0 && ns > this.budget) {
      this.limit += ns - this.budget;
      this.budget = 0;
    } else {
      this.budget -= ns;
    }
    return done;
  }

  /** Whether an operation may take effect now: no other core or event comes before (now, core). */
  mayAct(): boolean {
    return this.limit - this.budget <= this.opLimit;
  }

  /** Aims at `core` with its clock at `now`. */
  aim(core: number, now: number, limit: number, opLimit: number): void {
    this.core = core;
    this.limit = Math.min(limit, now + this.mostBudget);
    this.bound = this.mostBudget === MAX_BUDGET ? limit : this.limit;
    this.budget = this.limit - now;
    this.opLimit = opLimit;
  }

  /** Lets the code do what takes no time, on a core whose turn it is. That goes on if nothing has come up: else `budget` is 0 or less. */
  forAnInstant<Result>(code: { run(): Result }): Result {
    const { limit, bound } = this;
    const now = this.now();
    this.lower(now, this.opLimit);
    this.instant = true;
    const { lowerings } = this;
    const result = code.run();
    this.instant = false;
    if (this.lowerings === lowerings && this.now() === now) {
      this.limit = limit;
      this.bound = bound;
      this.budget = limit - now;
    }
    return result;
  }

  /** Moves the bounds down, because something new has been scheduled that comes earlier. */
  lower(limit: number, opLimit: number): void {
    this.lowerings = (this.lowerings + 1) | 0;
    if (limit < this.limit) {
      this.budget -= this.limit - limit;
      this.limit = limit;
    }
    if (limit < this.bound) this.bound = limit;
    if (opLimit < this.opLimit) this.opLimit = opLimit;
  }
}
