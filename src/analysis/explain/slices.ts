import { NONE } from "../../shared/ids";
import type { EventLog } from "../../shared/log/eventLog";
import type { EventIndex } from "./eventIndex";

/** proc.go: findRunnable looks at the global queue first when the P's schedtick is a multiple of this. */
const GLOBAL_FIRST = 61;

/** The time slices that began on each P, and so its schedtick. */
export class Slices {
  /**
   * @param begins GoRunning events that begin a slice, by P.
   * @param ticks Schedtick events, by P.
   */
  constructor(
    private readonly log: EventLog,
    private readonly begins: EventIndex,
    private readonly ticks: EventIndex,
  ) {}

  /** schedtick of a P before an event. */
  tick(p: number, before: number): number {
    const begun = this.begins.countBefore(p, before);
    const set = this.ticks.lastBefore(p, before);
    return set === NONE ? begun : this.log.read(set).b + begun - this.begins.countBefore(p, set);
  }

  /** Slices that have yet to begin until the global queue comes first; 0: it comes first next. */
  untilGlobal(p: number, before: number): number {
    return (GLOBAL_FIRST - (this.tick(p, before) % GLOBAL_FIRST)) % GLOBAL_FIRST;
  }

  /** When the slice began that is under way on a P before an event, ns; −1 where none has. */
  began(p: number, before: number): number {
    // Where the count is set, a slice is under way.
    const event = Math.max(this.begins.lastBefore(p, before), this.ticks.lastBefore(p, before));
    return event === NONE ? NONE : this.log.timeAt(event);
  }
}
