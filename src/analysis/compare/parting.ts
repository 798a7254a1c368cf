import type { TraceSource } from "../../shared/trace/queries";

/** How far two runs decide the same. */
export type Parting =
  /** `total` decisions, all the same. */
  | { readonly kind: "same"; readonly total: number }
  /** Decision `at`, counting from 0, is the first that differs; of a run that has fewer it is its end. */
  | { readonly kind: "parts"; readonly at: number; readonly a: number; readonly b: number }
  /** A log has dropped its beginning: nobody can tell which decision of one is that of the other. */
  | { readonly kind: "unknown" };

/** Digests that are asked for at once. */
const WIDTH = 512;

/** Finds the first decision at which two runs part, by asking both for digests of ever shorter stretches. @throws Error (rejects) as its sources */
export async function findParting(a: TraceSource, b: TraceSource): Promise<Parting> {
  const ask = (from: number, to: number, stride: number) =>
    Promise.all([a, b].map((source) => source.query("decisionDigests", { from, to, stride })));
  const [ofA, ofB] = await ask(0, 0, 1);
  if (ofA?.whole !== true || ofB?.whole !== true) return { kind: "unknown" };
  const totals = { a: ofA.total, b: ofB.total };
  // The first `low` decisions are the same.
  let low = 0;
  let high = Math.min(ofA.total, ofB.total);
  for (;;) {
    const stride = Math.max(1, Math.ceil((high - low) / WIDTH));
    const [x, y] = await ask(low, high, stride);
    const differ = x?.digests.findIndex((digest, i) => digest !== y?.digests[i]) ?? -1;
    if (differ < 0)
      return totals.a === totals.b
        ? { kind: "same", total: totals.a }
        : { kind: "parts", at: Math.min(totals.a, totals.b), ...totals };
    low += differ * stride;
    if (stride === 1) return { kind: "parts", at: low, ...totals };
    high = Math.min(high, low + stride);
  }
}
