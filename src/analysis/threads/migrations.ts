import { NONE } from "../../shared/ids";
import type { EventLog } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { threadEntity } from "../../shared/trace/entity";
import type { Entity } from "../../shared/trace/entity";
import type { Arrows, Grouping } from "../../shared/trace/queries";
import type { MigrationRow } from "../../shared/trace/threads";
import { chosenRows } from "../chosenRows";
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
    const moved = (row: number): Entity => threadEntity(this.log.read(this.event[row] ?? 0).a);
    const { rows, total } = chosenRows(low, high, max, keeps && ((row) => keeps(moved(row))));
    const shown = rows.length;
    const arrows = {
      time: new Float64Array(shown),
      from: new Int32Array(shown).fill(NONE),
      to: new Int32Array(shown).fill(NONE),
      entity: new Int32Array(shown).fill(NONE),
      event: new Uint32Array(shown),
      total,
    };
    for (let i = 0; i < shown; i++) {
      const { index, time, a, b, aux } = this.log.read(this.event[rows[i] ?? 0] ?? 0);
      arrows.time[i] = time;
      arrows.from[i] = b;
      arrows.to[i] = aux;
      arrows.entity[i] = threadEntity(a);
      arrows.event[i] = index;
    }
    return arrows;
  }
}
