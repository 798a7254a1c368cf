/**
 * Rows `low` … `high` − 1 that `keeps` lets pass, at most `max`: evenly chosen where there are more. `total`: how many it lets pass.
 */
export function chosenRows(
  low: number,
  high: number,
  max: number,
  keeps: ((row: number) => boolean) | undefined,
): { readonly rows: Uint32Array; readonly total: number } {
  let passed: Uint32Array | undefined;
  if (keeps !== undefined)
    passed = Uint32Array.from({ length: high - low }, (_, i) => low + i).filter((row) => keeps(row));
  const total = passed?.length ?? high - low;
  const shown = Math.max(0, Math.min(total, Math.trunc(max)));
  const rows = new Uint32Array(shown);
  for (let i = 0; i < shown; i++) {
    const at = Math.floor((i * total) / shown);
    rows[i] = passed?.[at] ?? low + at;
  }
  return { rows, total };
}
