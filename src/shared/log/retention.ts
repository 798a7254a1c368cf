/** Which events of a run its log keeps: every one, only what the program prints, or about the last `events`. */
export type Retention =
  { readonly keep: "all" } | { readonly keep: "none" } | { readonly keep: "last"; readonly events: number };

export const LEAST_EVENTS = 1;
/** 32 bytes each. */
export const MOST_EVENTS = 50_000_000;

/** Reads `all`, `none`, `last:N` (as `RunConfig.events`, and as people write it). */
export function parseRetention(text: string): Retention | { readonly error: string } {
  if (text === "all" || text === "none") return { keep: text };
  const digits = /^last:(\d+)$/.exec(text)?.[1];
  const events = Number(digits);
  if (digits === undefined || events < LEAST_EVENTS || events > MOST_EVENTS) {
    return {
      error: `events must be all, none, or last:N with N from ${LEAST_EVENTS} to ${MOST_EVENTS}, not "${text}"`,
    };
  }
  return { keep: "last", events };
}
