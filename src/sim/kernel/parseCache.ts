import { duration, parseParameters, whole } from "./policies/parameters";

/** The caches of the cores, one each. */
export interface CacheParams {
  /** Bytes. */
  readonly size: number;
  /** Time on a core after which a thread's working set is in its cache, ns. */
  readonly warmup: number;
  /** How many ns of work a thread does in one when its working set is there. */
  readonly rate: number;
}

const UNITS = { "": 1, B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 } as const;

/** Bytes of `64KiB`, `1MiB`, `100` …, or `undefined`. */
function parseSize(text: string): number | undefined {
  const match = /^(\d{1,9})(B|KiB|MiB|GiB)?$/.exec(text);
  return match === null ? undefined : Number(match[1]) * UNITS[(match[2] ?? "") as keyof typeof UNITS];
}

/**
 * Reads `off`, or `SIZE` with `warmup=DURATION` and `rate=N`, as in `64KiB:warmup=10ms,rate=2`.
 * @returns the caches (undefined for off), or why the text is none.
 */
export function parseCache(
  text: string,
): { readonly cache: CacheParams | undefined } | { readonly error: string } {
  if (text === "off") return { cache: undefined };
  const colon = text.indexOf(":");
  const size = parseSize(colon < 0 ? text : text.slice(0, colon));
  if (size === undefined) return { error: `cache must be off or a size such as 64KiB, not "${text}"` };
  const parsed = parseParameters<Omit<CacheParams, "size">>(
    "cache",
    colon < 0 ? undefined : text.slice(colon + 1),
    { warmup: duration(10_000_000), rate: whole(2, 1, 1_000) },
  );
  return "error" in parsed ? parsed : { cache: { size, ...parsed.values } };
}
