import type { EventLog } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { threadEntity } from "../../shared/trace/entity";
import type { Entity } from "../../shared/trace/entity";
import type { Arrows, Grouping } from "../../shared/trace/queries";
import type { MigrationRow } from "../../shared/trace/threads";
import { chosenArrows } from "../chosenArrows";
import type { Moves } from "../chosenArrows";
import { threadLabel } from "../names";
import { firstAbove, firstAtLeast } from "../search";

/** The threads that the kernel moved from core to core, in order. */
export class MigrationIndex {
  private readonly time: Float64Array;
  private readonly event: Uint32Array;

  constructor(private readonly log: EventLog) {
    const events: number[] = [];
    const times: number[] = [];
    log.forEach(({ kind, index, time }) => {
      if (kind !== Kind.Migrate) return;
      events.push(index);
      times.push(time);
    }, log.window.start);
    this.event = Uint32Array.from(events);
    this.time = Float64Array.from(times);
  }

  get count(): number {
    return this.event.length;
  }

  rows(offset: number, count: number): MigrationRow[] {
    const rows: MigrationRow[] = [];
    for (let row = Math.max(0, Math.trunc(offset)); row < Math.min(this.count, offset + count); row++) {
      const { index, time, a, b, aux } = this.log.read(this.event[row] ?? 0);
      rows.push({ event: index, time, task: a, thread: threadLabel(this.log, a), from: b, to: aux });
    }
    return rows;
  }

  /** Arrows of the migrations within [from, to] of what `keeps` lets pass, at most `max`: evenly chosen where there are more. Only cores have them. */
  arrows(
    grouping: Grouping,
    from: number,
    to: number,
    max: number,
    keeps?: (entity: Entity) => boolean,
  ): Arrows {
    const low = firstAtLeast(this.time, 0, this.count, from);
    const high = grouping === "core" ? firstAbove(this.time, low, this.count, to) : low;
    const moves: Moves = {
      entity: (row) => threadEntity(this.log.read(this.event[row] ?? 0).a),
      read: (row) => {
        const { index, time, b, aux } = this.log.read(this.event[row] ?? 0);
        return { time, from: b, to: aux, event: index };
      },
    };
    return chosenArrows(moves, low, high, max, keeps);
  }
}
