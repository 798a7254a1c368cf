/** A logarithmic scale from a power of ten. */
export interface LogScale {
  /** Powers of ten that it covers, at least 1. */
  readonly decades: number;
  /** Where a value stands, 0 … 1; 0 for what is not positive. */
  share(value: number): number;
}

/** The scale on which all positive values can be seen: it begins below the least, so that this one has a bar too. */
export function logScale(values: readonly number[]): LogScale {
  const logs = values.filter((value) => value > 0).map((value) => Math.log10(value));
  if (logs.length === 0) return { decades: 1, share: () => 0 };
  const low = Math.ceil(Math.min(...logs)) - 1;
  const decades = Math.max(1, Math.ceil(Math.max(...logs)) - low);
  return {
    decades,
    share: (value) => (value <= 0 ? 0 : Math.min(1, Math.max(0, (Math.log10(value) - low) / decades))),
  };
}
