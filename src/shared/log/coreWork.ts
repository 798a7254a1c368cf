import { NONE } from "../ids";
import { Kind } from "../schema";
import type { HeldRows } from "./heldRows";
import type { LogEvent } from "./logEvent";

/**
 * What is left of a core's switches and overheads: the latest switch, and while the core still has work that began before, all of that
 * work (it is done one after the other) with the switches in between. So it is known until when a core is covered, and for whom.
 */
export class CoreWork {
  /** The latest switch before the work, the work, and the switches since. */
  private kept: number[] = [];
  private lastSwitch = NONE;
  private until = 0;

  constructor(private readonly rows: HeldRows) {}

  /** `ns`: of an overhead, 0 for a switch. */
  fold(event: LogEvent, ns: number, order: number): void {
    if (event.time >= this.until) {
      for (const row of this.kept) if (row !== this.lastSwitch) this.rows.remove(row);
      this.kept = this.lastSwitch === NONE ? [] : [this.lastSwitch];
    }
    if (event.kind === Kind.Overhead) {
      this.kept.push(this.rows.add(event, order));
      this.until = Math.max(this.until, event.time) + ns;
      return;
    }
    if (this.kept.length === 1 && this.kept[0] === this.lastSwitch) this.rows.remove(this.kept.pop() ?? NONE);
    this.lastSwitch = this.rows.add(event, order);
    this.kept.push(this.lastSwitch);
  }

  /** The rows that tell the core's state at a time after all events. */
  at(time: number): readonly number[] {
    if (this.until > time) return this.kept;
    return this.lastSwitch === NONE ? [] : [this.lastSwitch];
  }
}
