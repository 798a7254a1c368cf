import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatCount,
  formatInstant,
  formatShare,
  formatShort,
  niceStep,
  timeAxis,
} from "../../webview/model/time";

const NBSP = "\u00a0";
const THIN = "\u202f";

describe("the time axis", () => {
  test("counts in the unit of its end", () => {
    const axis = timeAxis({ from: 0, to: 3_590_000 }, 1000);
    expect(axis.baseLabel).toBe("");
    expect(axis.step).toBe(500_000);
    expect(axis.ticks.map(({ label }) => label).slice(0, 3)).toEqual(["0", "0.5 ms", "1.0 ms"]);
  });

  test("counts from a base where labels would be too long", () => {
    const axis = timeAxis({ from: 3_590_123_400, to: 3_590_124_400 }, 1000);
    expect(axis.baseLabel).toBe(`3.590${THIN}123${NBSP}s`);
    expect(axis.ticks[0]?.label).toBe("+0.4 µs");
  });

  test("ticks are in the range, a nice step apart, with room for labels that tell them apart", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 2 ** 50, noNaN: true }),
        fc.double({ min: 20, max: 2 ** 40, noNaN: true }),
        fc.integer({ min: 300, max: 4000 }),
        (from, size, width) => {
          const { step, ticks } = timeAxis({ from, to: from + size }, width);
          expect(step % 1).toBe(0);
          expect(["1", "2", "5"]).toContain(step.toString()[0]);
          const labels = new Set(ticks.map(({ label }) => label));
          expect(labels.size).toBe(ticks.length);
          ticks.forEach(({ time }, i) => {
            expect(time).toBeGreaterThanOrEqual(from - step * 1e-6);
            expect(time).toBeLessThanOrEqual(from + size + step * 1e-6);
            const next = ticks[i + 1]?.time ?? time + step;
            expect(((next - time) / size) * width).toBeGreaterThan(90);
          });
        },
      ),
    );
  });

  test("steps are 1, 2 or 5 times a power of ten, and whole", () => {
    expect([0.1, 1, 1.1, 3, 7, 12, 99].map(niceStep)).toEqual([1, 1, 2, 5, 10, 20, 100]);
  });
});

describe("numbers for people", () => {
  test("instants have as many digits as the resolution needs", () => {
    expect(formatInstant(0, 1)).toBe("0");
    expect(formatInstant(1_082_438, 1)).toBe(`1.082${THIN}438${NBSP}ms`);
    expect(formatInstant(1_082_438, 100)).toBe(`1.082${THIN}4${NBSP}ms`);
    expect(formatInstant(417, 1)).toBe(`417${NBSP}ns`);
  });

  test("durations have three digits", () => {
    expect(formatShort(0)).toBe("0");
    expect(formatShort(89_471)).toBe(`89.5${NBSP}µs`);
    expect(formatShort(3_600e9)).toBe(`3,600${NBSP}s`);
  });

  test("shares and counts", () => {
    expect(formatShare(0)).toBe(`0${THIN}%`);
    expect(formatShare(0.0004)).toBe(`< 0.1${THIN}%`);
    expect(formatShare(0.034)).toBe(`3.4${THIN}%`);
    expect(formatShare(0.871)).toBe(`87${THIN}%`);
    expect(formatCount(1843)).toBe("1843");
    expect(formatCount(1_234_567)).toBe(`1${THIN}234${THIN}567`);
  });
});
