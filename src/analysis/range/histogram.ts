import type { Histogram } from "../../shared/trace/rangeStats";

/** Lengths of 1 ns to 2^53 ns. */
const BINS = 54;

/** Counts lengths by powers of two. */
export class LengthCounter {
  private readonly counts = new Float64Array(BINS);

  add(ns: number): void {
    const bin = ns < 1 ? 0 : Math.floor(Math.log2(ns));
    this.counts[bin] = (this.counts[bin] ?? 0) + 1;
  }

  /** From the first power that occurs to the last. */
  result(): Histogram {
    const first = this.counts.findIndex((count) => count > 0);
    if (first < 0) return { first: 0, counts: [] };
    const last = this.counts.findLastIndex((count) => count > 0);
    return { first, counts: Array.from(this.counts.subarray(first, last + 1)) };
  }
}
