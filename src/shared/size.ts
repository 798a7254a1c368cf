const UNITS: ReadonlyMap<string, number> = new Map([
  ["B", 1],
  ["KiB", 2 ** 10],
  ["MiB", 2 ** 20],
  ["GiB", 2 ** 30],
  ["TiB", 2 ** 40],
]);

/** Bytes of `64KiB`, `8MiB`, `1.5GiB` or `4096B`; `undefined` for anything else, and for what is no whole number of bytes. */
export function parseSize(text: string): number | undefined {
  const [, digits = "", unit = ""] = /^(\d+(?:\.\d+)?)([KMGT]iB|B)$/.exec(text) ?? [];
  const bytes = Number(digits) * (UNITS.get(unit) ?? Number.NaN);
  return digits !== "" && Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** In the largest unit in which it is a whole number: `8MiB`, `4097B`. */
export function formatSize(bytes: number): string {
  const [unit, factor] = [...UNITS].toReversed().find(([, each]) => bytes % each === 0) ?? ["B", 1];
  return bytes === 0 ? "0B" : `${bytes / factor}${unit}`;
}
