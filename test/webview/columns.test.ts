import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LevelOfDetail } from "../../src/analysis/lod";
import { syntheticSpans } from "../../src/analysis/spans/syntheticSpans";
import type { ExactSpans } from "../../src/shared/trace/queries";
import {
  Columns,
  KIND_COUNT,
  Shapes,
  fillFromBuckets,
  fillFromExact,
  firstAbove,
} from "../../webview/gantt/columns";

interface Slice {
  readonly start: number;
  readonly end: number;
  readonly kind: number;
  readonly entity: number;
}

function lane(slices: readonly Slice[]): ExactSpans {
  return {
    form: "exact",
    firstLane: 3,
    laneOffsets: Uint32Array.from([0, slices.length]),
    start: Float64Array.from(slices, ({ start }) => start),
    end: Float64Array.from(slices, ({ end }) => end),
    kind: Uint8Array.from(slices, ({ kind }) => kind),
    entity: Int32Array.from(slices, ({ entity }) => entity),
    other: new Int32Array(slices.length),
    event: new Uint32Array(slices.length),
  };
}

const slices = fc
  .array(fc.tuple(fc.nat(50), fc.integer({ min: 1, max: 80 }), fc.nat(KIND_COUNT - 1), fc.nat(9)), {
    maxLength: 40,
  })
  .map((parts) => {
    let time = 0;
    return parts.map(([gap, length, kind, entity]): Slice => {
      const start = time + gap;
      time = start + length;
      return { start, end: time, kind, entity };
    });
  });

function fill(spans: ExactSpans, from: number, perColumn: number, width: number, wide: number) {
  const columns = new Columns();
  const shapes = new Shapes();
  columns.reset(width, 1);
  fillFromExact(spans, 3, { from, perColumn, width }, 0, width, wide, 0, columns, shapes);
  return { columns, shapes };
}

describe("columns of exact spans", () => {
  test("agree with a slow recomputation", () => {
    fc.assert(
      fc.property(slices, fc.nat(300), fc.integer({ min: 1, max: 40 }), (list, from, perColumn) => {
        const width = 30;
        const { columns, shapes } = fill(lane(list), from, perColumn, width, Infinity);
        expect(shapes.count).toBe(0);
        for (let column = 0; column < width; column++) {
          const begin = from + column * perColumn;
          for (let kind = 0; kind < KIND_COUNT; kind++) {
            const ns = list
              .filter((slice) => slice.kind === kind)
              .reduce(
                (sum, { start, end }) =>
                  sum + Math.max(0, Math.min(end, begin + perColumn) - Math.max(start, begin)),
                0,
              );
            const expected = ns === 0 ? 0 : Math.max(1, Math.round((ns / perColumn) * 255));
            expect(Math.abs(columns.share[column * KIND_COUNT + kind]! - expected)).toBeLessThanOrEqual(1);
          }
        }
      }),
    );
  });

  test("wide slices become shapes inside the picture, and nothing is drawn twice", () => {
    fc.assert(
      fc.property(slices, fc.nat(300), fc.integer({ min: 1, max: 40 }), (list, from, perColumn) => {
        const width = 30;
        const wide = 3;
        const { columns, shapes } = fill(lane(list), from, perColumn, width, wide);
        const expected = list.filter(
          ({ start, end }) =>
            end > from && start < from + width * perColumn && (end - start) / perColumn >= wide,
        );
        expect(shapes.count).toBe(expected.length);
        expected.forEach((slice, i) => {
          expect(shapes.left[i]).toBeCloseTo(Math.max(0, (slice.start - from) / perColumn));
          expect(shapes.right[i]).toBeCloseTo(Math.min(width, (slice.end - from) / perColumn));
          expect(shapes.entity[i]).toBe(slice.entity);
        });
        const narrow = fill(
          lane(list.filter((slice) => (slice.end - slice.start) / perColumn < wide)),
          from,
          perColumn,
          width,
          Infinity,
        );
        expect([...columns.share.subarray(0, width * KIND_COUNT)]).toEqual([
          ...narrow.columns.share.subarray(0, width * KIND_COUNT),
        ]);
      }),
    );
  });

  test("a slice far shorter than a column is still there", () => {
    const { columns } = fill(lane([{ start: 5000, end: 5001, kind: 5, entity: -1 }]), 0, 10_000, 10, 3);
    expect(columns.share[5]).toBe(1);
  });

  test("the owner of a column has most of it", () => {
    const { columns } = fill(
      lane([
        { start: 0, end: 10, kind: 0, entity: 1 },
        { start: 10, end: 90, kind: 0, entity: 2 },
      ]),
      0,
      100,
      2,
      3,
    );
    expect(columns.entity[0]).toBe(2);
    expect(columns.entity[1]).toBe(-1);
  });

  test("lanes that the answer lacks stay empty", () => {
    const columns = new Columns();
    columns.reset(4, 1);
    const spans = lane([{ start: 0, end: 100, kind: 0, entity: 1 }]);
    for (const wrong of [2, 4])
      fillFromExact(spans, wrong, { from: 0, perColumn: 1, width: 4 }, 0, 4, 3, 0, columns, new Shapes());
    expect([...columns.share]).toEqual(new Array(4 * KIND_COUNT).fill(0));
  });
});

describe("columns of buckets", () => {
  test("agree with the exact ones at every zoom", () => {
    const level = new LevelOfDetail(syntheticSpans(60_000, 2));
    const end = Math.max(...level.spans.end);
    for (const share of [1, 0.4, 0.1]) {
      const width = 400;
      const from = end * 0.2 * (1 - share);
      const perColumn = (end * share) / width;
      const answer = level.query({
        first: 0,
        count: 2,
        from,
        to: from + width * perColumn,
        resolution: perColumn,
      });
      expect(answer.form).toBe("buckets");
      if (answer.form !== "buckets") return;
      const summed = new Columns();
      const exact = new Columns();
      summed.reset(width, 1);
      exact.reset(width, 1);
      const scale = { from, perColumn, width };
      fillFromBuckets(answer, 1, scale, 0, width, 0, summed);
      fillFromExact(
        { ...level.spans, form: "exact", firstLane: 0 },
        1,
        scale,
        0,
        width,
        Infinity,
        0,
        exact,
        new Shapes(),
      );
      let difference = 0;
      for (let i = 0; i < width * KIND_COUNT; i++) difference += Math.abs(summed.share[i]! - exact.share[i]!);
      expect(difference / (width * KIND_COUNT)).toBeLessThan(8);
    }
  });

  test("columns beyond what was fetched stay empty", () => {
    const columns = new Columns();
    columns.reset(8, 1);
    const share = new Uint8Array(2 * KIND_COUNT).fill(255);
    const spans = {
      form: "buckets",
      firstLane: 0,
      lanes: 1,
      bucket: 16,
      firstBucket: 2,
      buckets: 2,
      share,
      entity: Int32Array.of(4, 5),
      kind: new Uint8Array(2),
    } as const;
    fillFromBuckets(spans, 0, { from: 0, perColumn: 16, width: 8 }, 0, 8, 0, columns);
    expect([...columns.entity]).toEqual([-1, -1, 4, 5, -1, -1, -1, -1]);
  });
});

test("firstAbove finds the first value above a limit", () => {
  const values = Float64Array.from([1, 3, 3, 7]);
  expect([0, 1, 3, 6, 7].map((limit) => firstAbove(values, 0, 4, limit))).toEqual([0, 1, 3, 3, 4]);
});

test("shapes grow", () => {
  const shapes = new Shapes();
  for (let i = 0; i < 5000; i++) shapes.push(i, 1, i, -1, i, i + 1);
  expect(shapes.count).toBe(5000);
  expect(shapes.entity[4999]).toBe(4999);
  expect(shapes.left[3000]).toBe(3000);
});
