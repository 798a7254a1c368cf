import type { Arrows } from "../../src/shared/trace/queries";

/** Most arrows that are asked for. */
export const MOST_ARROWS = 2000;
/** Least mean distance of arrows that are drawn one by one, CSS pixels. */
const LEAST_DISTANCE = 18;

/** Whether all arrows in view are here and far enough apart to be told from each other. */
export function oneByOne(arrows: Arrows, width: number): boolean {
  return arrows.total <= arrows.time.length && arrows.total * LEAST_DISTANCE <= width;
}

/** How many of the arrows fall into each of `columns` columns of [from, to). */
export function density(time: Float64Array, from: number, to: number, columns: number): Uint16Array {
  const counts = new Uint16Array(columns);
  const perNs = columns / (to - from);
  for (const at of time) {
    const column = Math.floor((at - from) * perNs);
    if (column >= 0 && column < columns) counts[column] = (counts[column] ?? 0) + 1;
  }
  return counts;
}
