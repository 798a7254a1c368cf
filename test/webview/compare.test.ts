import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compare } from "../../src/analysis/compare/compare";
import { DEFAULT_CONFIG } from "../../src/shared/config";
import type { ComparisonRow } from "../../src/shared/trace/comparison";
import { commonBounds, configDifferences } from "../../webview/compare/alignment";
import { arranged, differenceText, figureText, measureText } from "../../webview/compare/figuresTable";
import { Link } from "../../webview/compare/link";
import { panelState } from "../../webview/model/model";
import { Store } from "../../webview/model/store";
import { span, wholeRange } from "../../webview/model/range";
import { runFile } from "../helpers/run";
import { overview, ready } from "./samples";

function opened(endTime: number, id: string): Store {
  const store = new Store();
  store.dispatch(ready(id));
  store.dispatch({ type: "overview", run: 1, overview: { ...overview, endTime } });
  return store;
}

function pair(endA: number, endB: number) {
  const [a, b] = [opened(endA, "a"), opened(endB, "b")];
  const link = new Link(a, b);
  a.dispatch({ type: "compared", compared: { kind: "ready", runId: "b", label: "b", stale: false } });
  return { a, b, link };
}

describe("two linked timelines", () => {
  const times = fc.integer({ min: 100, max: 1_000_000 });
  const steps = fc.array(
    fc.record({
      inB: fc.boolean(),
      move: fc.oneof(
        fc.record({ from: fc.integer({ min: -1e6, max: 2e6 }), size: fc.integer({ min: 20, max: 2e6 }) }),
        fc.record({ cursor: fc.integer({ min: -1e5, max: 2e6 }), reveal: fc.boolean() }),
      ),
    }),
    { maxLength: 12 },
  );

  test("have one zoom and one cursor, whatever is done in either", () => {
    fc.assert(
      fc.property(
        times,
        times,
        fc.integer({ min: -1_000_000, max: 1_000_000 }),
        steps,
        (endA, endB, offset, all) => {
          const { a, b, link } = pair(endA, endB);
          link.align(offset);
          for (const { inB, move } of all) {
            const store = inB ? b : a;
            const before = store.model.cursor;
            if ("size" in move)
              store.dispatch({ type: "range", range: { from: move.from, to: move.from + move.size } });
            else store.dispatch({ type: "cursor", time: move.cursor, reveal: move.reveal });
            expect(b.model.range.from).toBeCloseTo(a.model.range.from + offset, 3);
            expect(span(b.model.range)).toBeCloseTo(span(a.model.range), 3);
            const [one, other] = [a.model.cursor + offset, b.model.cursor];
            if (store.model.cursor === before) continue;
            // Beyond its end a run has no instants: the cursor waits there.
            if (inB) expect(a.model.cursor).toBe(Math.min(Math.max(other - offset, 0), endA));
            else expect(other).toBe(Math.min(Math.max(one, 0), endB));
          }
        },
      ),
    );
  });

  test("can both be shown whole", () => {
    fc.assert(
      fc.property(times, times, fc.integer({ min: -1_000_000, max: 1_000_000 }), (endA, endB, offset) => {
        const bounds = commonBounds(endA, endB, offset);
        for (const time of [0, endA, -offset, endB - offset]) {
          expect(time).toBeGreaterThanOrEqual(bounds.from);
          expect(time).toBeLessThanOrEqual(bounds.to);
        }
      }),
    );
  });

  test("are two again, each with its own bounds, when the comparison has ended", () => {
    const { a, b, link } = pair(1000, 5000);
    link.align(0);
    a.dispatch({ type: "range", range: a.model.bounds });
    expect(a.model.range).toEqual({ from: 0, to: 5000 });
    a.dispatch({ type: "compared", compared: undefined });
    link.end();
    expect(a.model.range).toEqual(wholeRange(1000));
    b.dispatch({ type: "cursor", time: 777, reveal: false });
    expect(a.model.cursor).not.toBe(777);
  });

  test("of B a mark becomes one of A, and lanes are of one kind", () => {
    const { a, b, link } = pair(10_000, 10_000);
    link.align(100);
    b.dispatch({ type: "mark", marked: { from: 600, to: 900 } });
    expect(a.model.marked).toEqual({ from: 500, to: 800 });
    a.dispatch({ type: "grouping", grouping: "g" });
    expect(b.model.grouping).toBe("g");
  });
});

test("a comparison opens its tab once", () => {
  const { a } = pair(1000, 1000);
  expect(a.model.tab).toBe("compare");
  a.dispatch({ type: "tab", tab: "output" });
  a.dispatch({ type: "compared", compared: { kind: "ready", runId: "c", label: "c", stale: false } });
  expect(a.model.tab).toBe("output");
});

test("a comparison that comes back after a reload leaves the tab that was there", () => {
  const { a } = pair(1000, 1000);
  a.dispatch({ type: "tab", tab: "queues" });
  const kept = { ...panelState(a.model)!, alignment: "parting" as const };
  const back = new Store();
  back.dispatch({ type: "restore", state: kept, split: undefined });
  back.dispatch(ready("a"));
  back.dispatch({ type: "compared", compared: { kind: "opening", label: "b" } });
  expect(back.model.tab).toBe("queues");
});

test("what differs between configurations", () => {
  const other = { ...DEFAULT_CONFIG, cores: 2, quantum: 4_000_000, gc: true, stdin: "x".repeat(99) };
  expect(configDifferences(DEFAULT_CONFIG, other)).toEqual([
    { key: "cores", a: "4", b: "2" },
    { key: "quantum", a: "none", b: "4\u00a0ms" },
    { key: "gc", a: "off", b: "on" },
    { key: "stdin", a: "none", b: "99 characters" },
  ]);
  expect(configDifferences(DEFAULT_CONFIG, { ...DEFAULT_CONFIG })).toEqual([]);
});

describe("the table of figures", () => {
  const row = (measure: string, a: number | null, b: number | null): ComparisonRow => ({
    of: "run",
    measure,
    a,
    b,
    difference: a === null || b === null ? null : b - a,
    ratio: a === null || b === null || a === 0 ? null : b / a,
  });

  test("says measures and figures as people do", () => {
    expect(measureText("averageTurnaroundNs")).toBe("average turnaround");
    expect(measureText("switches.contextByReason.quantum")).toBe("switches · context by reason · quantum");
    expect(measureText("throughputPerS")).toBe("throughput/s");
    expect(figureText("endNs", 3_520_000)).toBe("3.52\u00a0ms");
    expect(figureText("states.waiting", 600)).toBe("600\u00a0ns");
    expect(figureText("stacks.peakBytes", 8192)).toBe("8 KiB");
    expect(figureText("utilization", 0.97)).toBe("97\u202f%");
    expect(figureText("fairness", null)).toBe("–");
    expect(differenceText(row("endNs", 5000, 2000))).toBe("−3\u00a0µs");
    expect(differenceText(row("endNs", 5, 5))).toBe("");
  });

  test("is sorted by any column, what is missing last, whichever way", async () => {
    const [a, b] = await Promise.all(
      [4, 2].map((cores) => runFile("examples/work-stealing.ts", { cores, gomaxprocs: cores })),
    );
    const rows = compare(a!.source.answer("figures", {}), b!.source.answer("figures", {}));
    for (const scope of ["run", "core", "goroutine"] as const)
      for (const key of ["a", "b", "difference", "ratio"] as const)
        for (const descending of [true, false]) {
          const sorted = arranged(rows, scope, false, { key, descending });
          expect(sorted).toHaveLength(rows.filter(({ of }) => of.split(" ")[0] === scope).length);
          const values = sorted.map((each) => each[key]);
          const known = values.filter((value) => value !== null);
          expect(values.slice(0, known.length)).toEqual(known);
          expect(known).toEqual([...known].sort((x, y) => (descending ? y - x : x - y)));
        }
    const verdicts = arranged(rows, "run", true, { key: "verdict", descending: false });
    expect(verdicts.every((each) => each.a !== each.b)).toBe(true);
  });
});
