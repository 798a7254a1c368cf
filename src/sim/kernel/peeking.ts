import { EventEntry } from "../machine/eventQueue";
import type { Machine } from "../machine/machine";
import type { Core } from "./core";
import type { IdleCores } from "./idleCores";

/**
 * The stealing of a textbook's simulator (OSTEP, chapter 10, multi.py `-P`): at every multiple of an interval each core whose queue is empty,
 * be it idle or not, looks at one other core, by chance, and takes the first of its queue. Where slices end at the same instant, on all cores
 * (`aligned`), that is after their tasks have been put back and before any core chooses.
 */
export class Peeking {
  private readonly entry = new EventEntry(() => this.due());
  /** Instant at which the cores that choose have still to look. */
  private dueAt = -1;

  /**
   * @param interval ns; 0: never. @param below a whole number 0 … n − 1 by chance. @param startIdle has an idle core choose.
   * @param pull moves the first task of a core's queue to another's.
   */
  constructor(
    private readonly machine: Machine,
    private readonly cores: readonly Core[],
    private readonly interval: number,
    private readonly below: (n: number) => number,
    private readonly idle: IdleCores,
    private readonly startIdle: (core: Core) => void,
    private readonly pull: (from: Core, to: Core) => void,
  ) {}

  /** There is something to run: cores look from the next multiple on. */
  arm(): void {
    const { interval, entry, machine } = this;
    if (interval === 0 || entry.scheduled) return;
    machine.schedule(entry, (Math.floor(machine.log.now / interval) + 1) * interval);
  }

  /** A core is about to choose. */
  beforeChoice(): void {
    if (this.dueAt !== this.machine.log.now) return;
    this.dueAt = -1;
    this.look();
  }

  private due(): void {
    const { machine, cores, idle } = this;
    if (idle.count === cores.length) return;
    const { now } = machine.log;
    const choose = cores.filter(
      ({ sliceEnd, pending }) => (sliceEnd.scheduled && sliceEnd.time === now) || pending !== 0,
    );
    const idlers = cores.filter(({ id }) => machine.isIdle(id));
    for (const core of idlers) {
      this.startIdle(core);
      machine.defer(core.id);
    }
    if (choose.length + idlers.length > 0) this.dueAt = now;
    else this.look();
    this.arm();
  }

  private look(): void {
    for (const core of this.cores) {
      if (core.queue.length > 0 || this.cores.length === 1) continue;
      const other = this.below(this.cores.length - 1);
      const from = this.cores[other < core.id ? other : other + 1];
      if (from !== undefined && from.queue.find(core.id) !== undefined) this.pull(from, core);
    }
  }
}
