import type { Series } from "../../src/shared/trace/queries";
import type { Range } from "../model/range";
import { span } from "../model/range";

/** The highest value of a step function in each of `columns` columns of the range. */
export function sampleMax(series: Series, range: Range, columns: number): Float64Array {
  const { time, value, max } = series;
  const result = new Float64Array(columns);
  const perColumn = span(range) / columns;
  let i = -1;
  for (let column = 0; column < columns; column++) {
    const from = range.from + column * perColumn;
    const to = from + perColumn;
    if (column === 0) i = lastAtOrBefore(time, from);
    else while (i + 1 < time.length && (time[i + 1] ?? 0) <= from) i++;
    let highest = i < 0 ? 0 : Math.max(value[i] ?? 0, max[i] ?? 0);
    for (; i + 1 < time.length && (time[i + 1] ?? 0) < to; i++)
      highest = Math.max(highest, value[i + 1] ?? 0, max[i + 1] ?? 0);
    result[column] = highest;
  }
  return result;
}

/** Position of the step that holds at `at`, −1 before the first. */
export function lastAtOrBefore(time: Float64Array, at: number): number {
  let low = 0;
  let high = time.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((time[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Value at an instant, 0 before the first step. */
export function valueAt(series: Series, at: number): number {
  const i = lastAtOrBefore(series.time, at);
  return i < 0 ? 0 : (series.value[i] ?? 0);
}

/** A round number at or above `value`, for the top of an axis: never 0. */
export function niceTop(value: number): number {
  if (value <= 4) return Math.max(1, Math.ceil(value));
  const power = 10 ** Math.floor(Math.log10(value));
  for (const factor of [1, 1.5, 2, 3, 4, 5, 8, 10]) if (power * factor >= value) return power * factor;
  return power * 10;
}
