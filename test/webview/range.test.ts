import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  SHORTEST,
  bringIntoView,
  clampRange,
  cut,
  fit,
  panBy,
  span,
  wholeRange,
  zoomAt,
} from "../../webview/model/range";

const END = 1_000_000;
const WHOLE = wholeRange(END);
const ranges = fc
  .tuple(
    fc.double({ min: 0, max: END - 100, noNaN: true }),
    fc.double({ min: SHORTEST, max: END, noNaN: true }),
  )
  .map(([from, size]) => clampRange({ from, to: from + size }, WHOLE));

describe("ranges", () => {
  test("stay inside the run, whatever is done to them", () => {
    fc.assert(
      fc.property(
        ranges,
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.double({ min: -2 * END, max: 2 * END, noNaN: true }),
        (range, factor, by) => {
          for (const moved of [
            zoomAt(range, factor, range.from + by, WHOLE),
            panBy(range, by, WHOLE),
            fit(range, WHOLE),
            bringIntoView(range, by, WHOLE),
          ]) {
            expect(moved.from).toBeGreaterThanOrEqual(0);
            expect(moved.to).toBeLessThanOrEqual(END * (1 + 1e-12));
            expect(span(moved)).toBeGreaterThan(SHORTEST * 0.999);
          }
        },
      ),
    );
  });

  test("zooming keeps the pointer's instant in place", () => {
    const zoomed = zoomAt({ from: 200_000, to: 600_000 }, 0.5, 300_000, WHOLE);
    expect(zoomed).toEqual({ from: 250_000, to: 450_000 });
  });

  test("zooming in ends at the shortest range", () => {
    expect(span(zoomAt({ from: 0, to: 40 }, 0.001, 10, WHOLE))).toBe(SHORTEST);
  });

  test("panning keeps the length at both ends", () => {
    expect(panBy({ from: 100, to: 500 }, -1000, WHOLE)).toEqual({ from: 0, to: 400 });
    expect(panBy({ from: 100, to: 500 }, 2 * END, WHOLE)).toEqual({ from: END - 400, to: END });
  });

  test("a run of no time has a picture", () => {
    expect(span(wholeRange(0))).toBe(SHORTEST);
  });

  test("an instant out of view is brought to the middle, one in view moves nothing", () => {
    const range = { from: 100_000, to: 200_000 };
    expect(bringIntoView(range, 150_000, WHOLE)).toBe(range);
    expect(bringIntoView(range, 500_000, WHOLE)).toEqual({ from: 450_000, to: 550_000 });
  });
});

test("a mark that was drawn backwards, or beyond the run, is what is within the run", () => {
  expect(cut({ from: 700, to: 200.5 }, 1000)).toEqual({ from: 200, to: 700 });
  expect(cut({ from: -50, to: 2000 }, 1000)).toEqual({ from: 0, to: 1000 });
  expect(cut({ from: 1500, to: 2000 }, 1000)).toBeUndefined();
});
