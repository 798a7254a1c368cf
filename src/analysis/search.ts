/** Any column of numbers. */
export type Column = Float64Array | Uint32Array | Int32Array;

/** First position in [low, high) whose value is greater than `limit`; `high` where there is none. The values must not decrease. */
export function firstAbove(column: Column, low: number, high: number, limit: number): number {
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((column[middle] ?? 0) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** First position in [low, high) whose value is at least `limit`; `high` where there is none. The values must not decrease. */
export function firstAtLeast(column: Column, low: number, high: number, limit: number): number {
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((column[middle] ?? 0) >= limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
