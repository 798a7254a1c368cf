import type { Entity } from "../shared/trace/entity";
import type { Arrows } from "../shared/trace/queries";

/** What is known of the moves of an index, by row. */
export interface Moves {
  entity(row: number): Entity;
  /** Lanes of the grouping that is asked for. */
  read(row: number): {
    readonly time: number;
    readonly from: number;
    readonly to: number;
    readonly event: number;
  };
}

/**
 * Arrows of the moves in rows `low` … `high` − 1 whose entity `keeps` lets pass, at most `max`: evenly chosen where there are more. `total`: how many it
 * lets pass.
 */
export function chosenArrows(
  moves: Moves,
  low: number,
  high: number,
  max: number,
  keeps: ((entity: Entity) => boolean) | undefined,
): Arrows {
  let passed: Uint32Array | undefined;
  if (keeps !== undefined)
    passed = Uint32Array.from({ length: high - low }, (_, i) => low + i).filter((row) =>
      keeps(moves.entity(row)),
    );
  const total = passed?.length ?? high - low;
  const shown = Math.max(0, Math.min(total, Math.trunc(max)));
  const arrows = {
    time: new Float64Array(shown),
    from: new Int32Array(shown),
    to: new Int32Array(shown),
    entity: new Int32Array(shown),
    event: new Uint32Array(shown),
    total,
  };
  for (let i = 0; i < shown; i++) {
    const at = Math.floor((i * total) / shown);
    const row = passed?.[at] ?? low + at;
    const { time, from, to, event } = moves.read(row);
    arrows.time[i] = time;
    arrows.from[i] = from;
    arrows.to[i] = to;
    arrows.entity[i] = moves.entity(row);
    arrows.event[i] = event;
  }
  return arrows;
}
