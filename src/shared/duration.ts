/** Nanoseconds in each unit that a duration may be written in. */
const UNITS = { ns: 1, us: 1e3, µs: 1e3, ms: 1e6, s: 1e9 } as const;

/** The largest duration and instant: 2^53 − 1 ns, about 104 days. Longer ones saturate. */
export const MAX_DURATION = Number.MAX_SAFE_INTEGER;

/**
 * Reads `250ns`, `10us`, `3ms`, `1.5s` or a plain number of nanoseconds.
 * @returns whole nanoseconds, rounded down and saturated at `MAX_DURATION`, or `undefined` where the text is no duration.
 */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ns|us|µs|ms|s)$/.exec(text.trim());
  if (match === null) return undefined;
  const unit = UNITS[match[2] as keyof typeof UNITS];
  return Math.min(Math.floor(Number(match[1]) * unit + 1e-6), MAX_DURATION);
}

/**
 * Whole nanoseconds of a `Duration` as programs give it: a number of nanoseconds or a text with a unit.
 * Rounds down, saturates at ±`MAX_DURATION`.
 * @throws RangeError for NaN and infinities, TypeError for anything that is no duration.
 */
export function toNanoseconds(duration: unknown): number {
  if (typeof duration === "string") {
    const negative = duration.startsWith("-");
    const ns = parseDuration(negative ? duration.slice(1) : duration);
    if (ns === undefined)
      throw new TypeError(
        `invalid duration ${JSON.stringify(duration)}: write it like 250ns, 10us, 3ms or 1.5s`,
      );
    return negative ? -ns : ns;
  }
  if (typeof duration !== "number")
    throw new TypeError(`invalid duration: expected a number of nanoseconds or a text like "3ms"`);
  if (!Number.isFinite(duration)) throw new RangeError(`invalid duration ${duration}`);
  return Math.max(-MAX_DURATION, Math.min(MAX_DURATION, Math.floor(duration)));
}

/** `1.234 ms`: up to four significant digits in the largest unit that leaves at least one before the point. */
export function formatDuration(ns: number): string {
  const size = Math.abs(ns);
  if (size < 1e3) return `${ns} ns`;
  const [unit, scale] = size < 1e6 ? ["µs", 1e3] : size < 1e9 ? ["ms", 1e6] : ["s", 1e9];
  return `${Number((ns / scale).toPrecision(4))} ${unit}`;
}
