import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LevelOfDetail } from "../../src/analysis/lod";
import { syntheticSpans } from "../../src/analysis/spans/syntheticSpans";
import { SpanTree } from "../../src/analysis/spans/spanTree";
import { SPAN_KINDS } from "../../src/shared/trace/queries";
import type { BucketSpans } from "../../src/shared/trace/queries";
import type { SpanColumns } from "../../src/shared/trace/spanColumns";

const KINDS = SPAN_KINDS.length;

/** Spans in lanes from lists of [start, end, kind]. */
function columns(lanes: readonly (readonly [start: number, end: number, kind: number][])[]): SpanColumns {
  const all = lanes.flat();
  let total = 0;
  return {
    laneOffsets: Uint32Array.from([0, ...lanes.map((lane) => (total += lane.length))]),
    start: Float64Array.from(all, ([start]) => start),
    end: Float64Array.from(all, ([, end]) => end),
    kind: Uint8Array.from(all, ([, , kind]) => kind),
    entity: Int32Array.from(all, (_, i) => i),
    other: new Int32Array(all.length),
    event: Uint32Array.from(all, (_, i) => i),
  };
}

const someSpans = fc
  .array(
    fc.array(fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 60 }), fc.nat(KINDS - 1)), { maxLength: 120 }),
    { minLength: 1, maxLength: 4 },
  )
  .map((lanes) =>
    columns(
      lanes.map((lane) => {
        let time = 0;
        return lane.map(([gap, length, kind]): [number, number, number] => {
          const start = time + gap;
          time = start + length;
          return [start, time, kind];
        });
      }),
    ),
  );

/** With the position of each span as its entity. */
function numbered(spans: SpanColumns): SpanColumns {
  return { ...spans, entity: spans.entity.map((_, i) => i) };
}

/** ns of each kind in a bucket, and the entity of the longest part (the first of several), span by span. */
function bucketBySpans(spans: SpanColumns, lane: number, from: number, to: number) {
  const ns = new Array<number>(KINDS).fill(0);
  let longest = 0;
  let entity = -1;
  for (let i = spans.laneOffsets[lane]!; i < spans.laneOffsets[lane + 1]!; i++) {
    const part = Math.min(to, spans.end[i]!) - Math.max(from, spans.start[i]!);
    if (part <= 0) continue;
    ns[spans.kind[i]!]! += part;
    if (part > longest) {
      longest = part;
      entity = i;
    }
  }
  return { ns, longest, entity };
}

function lengthOf(spans: SpanColumns, i: number, from: number, to: number): number {
  return Math.min(to, spans.end[i]!) - Math.max(from, spans.start[i]!);
}

function checkBuckets(spans: SpanColumns, answer: BucketSpans): void {
  for (let row = 0; row < answer.lanes; row++) {
    for (let j = 0; j < answer.buckets; j++) {
      const cell = row * answer.buckets + j;
      const from = (answer.firstBucket + j) * answer.bucket;
      const expected = bucketBySpans(spans, answer.firstLane + row, from, from + answer.bucket);
      for (let kind = 0; kind < KINDS; kind++) {
        const share = expected.ns[kind]! / answer.bucket;
        const stored = answer.share[cell * KINDS + kind]!;
        if (share === 0) expect(stored).toBe(0);
        else expect(Math.abs(stored - Math.max(1, share * 255))).toBeLessThanOrEqual(0.5);
      }
      const entity = answer.entity[cell]!;
      if (expected.entity === -1) expect(entity).toBe(-1);
      else {
        expect(lengthOf(spans, entity, from, from + answer.bucket)).toBe(expected.longest);
        expect(answer.kind[cell]).toBe(spans.kind[entity]);
      }
    }
  }
}

describe("level of detail", () => {
  it("sums up every bucket as span by span", () => {
    fc.assert(
      fc.property(
        someSpans,
        fc.nat(3000),
        fc.nat(3000),
        fc.integer({ min: 0, max: 9 }),
        (spans, a, b, power) => {
          const level = new LevelOfDetail(spans);
          const answer = level.query({
            first: 0,
            count: level.lanes,
            from: Math.min(a, b),
            to: Math.max(a, b),
            resolution: 2 ** power,
          });
          if (answer.form === "buckets") checkBuckets(spans, answer);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("gives exactly the spans that touch the range", () => {
    fc.assert(
      fc.property(someSpans, fc.nat(3000), fc.nat(3000), (spans, a, b) => {
        const level = new LevelOfDetail(spans);
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const answer = level.query({ first: 0, count: level.lanes, from, to, resolution: 1 });
        if (answer.form === "buckets") return;
        for (let lane = 0; lane < level.lanes; lane++) {
          const expected: number[] = [];
          for (let i = spans.laneOffsets[lane]!; i < spans.laneOffsets[lane + 1]!; i++)
            if (spans.end[i]! > from && spans.start[i]! <= to) expected.push(i);
          const got = [...answer.event.subarray(answer.laneOffsets[lane], answer.laneOffsets[lane + 1])];
          expect(got).toEqual(expected);
        }
      }),
    );
  });

  it("is exact where little is to be shown, summed up where much is", () => {
    const spans = {
      ...syntheticSpans(100_000, 8),
      entity: Int32Array.from({ length: 100_000 }, (_, i) => i),
    };
    const level = new LevelOfDetail(spans);
    const end = Math.max(...level.spans.end);
    const far = level.query({ first: 0, count: 8, from: 0, to: end, resolution: end / 1000 });
    expect(far.form).toBe("buckets");
    const near = level.query({ first: 0, count: 8, from: 1e6, to: 1.5e6, resolution: 500 });
    expect(near.form).toBe("exact");
    if (far.form === "buckets") {
      checkBuckets(level.spans, far);
      expect(Math.log2(far.bucket) % 1).toBe(0);
      expect(far.bucket).toBeLessThanOrEqual(end / 1000);
      expect((far.firstBucket + far.buckets) * far.bucket).toBeGreaterThan(end);
    }
  });

  it("keeps a rare kind visible", () => {
    const lane: [number, number, number][] = [];
    for (let i = 0; i < 40_000; i++) lane.push([i * 100, i * 100 + 99, i === 20_000 ? 5 : 0]);
    const level = new LevelOfDetail(columns([lane]));
    const answer = level.query({ first: 0, count: 1, from: 0, to: 4e6 - 1, resolution: 4e6 });
    expect(answer.form).toBe("buckets");
    if (answer.form === "buckets") {
      let shares = 0;
      for (let j = 0; j < answer.buckets; j++) shares += answer.share[j * KINDS + 5]!;
      expect(shares).toBe(1);
    }
  });

  it("answers for lanes out of range, times out of range and senseless resolutions", () => {
    const level = new LevelOfDetail(syntheticSpans(1000, 4));
    for (const range of [
      { first: 10, count: 5, from: 0, to: 100, resolution: 1 },
      { first: -3, count: 2, from: -50, to: -10, resolution: 0 },
      { first: 0, count: 1e9, from: 0, to: 2 ** 53 - 1, resolution: Number.NaN },
      { first: 0, count: 4, from: 1e15, to: 2e15, resolution: 1e300 },
    ]) {
      const answer = level.query(range);
      const lanes = answer.form === "exact" ? answer.laneOffsets.length - 1 : answer.lanes;
      expect(lanes).toBeLessThanOrEqual(4);
    }
  });

  it("finds the span at a point, or the nearest", () => {
    const level = new LevelOfDetail(
      columns([
        [
          [10, 20, 0],
          [20, 30, 1],
          [50, 60, 2],
        ],
      ]),
    );
    expect([5, 10, 19, 20, 29, 30, 38, 42, 50, 60, 99].map((time) => level.spanAt(0, time, 0))).toEqual([
      -1, 0, 0, 1, 1, 1, -1, -1, 2, 2, -1,
    ]);
    expect([5, 38, 42, 99].map((time) => level.spanAt(0, time, 8))).toEqual([0, 1, 2, -1]);
    expect(level.spanAt(7, 0, 10)).toBe(-1);
  });

  it("sums up any range of positions by its tree", () => {
    const spans = syntheticSpans(5000, 3);
    const tree = new SpanTree(spans);
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), (a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const sums = new Float64Array(KINDS);
        const best = tree.add(from, to, sums);
        const expected = new Float64Array(KINDS);
        let longest = from;
        const length = (i: number): number => spans.end[i]! - spans.start[i]!;
        for (let i = from; i < to; i++) {
          expected[spans.kind[i]!]! += length(i);
          if (length(i) > length(longest)) longest = i;
        }
        expect(sums).toEqual(expected);
        if (to > from) expect(best).toBe(longest);
      }),
    );
  });

  it("answers the same whatever was asked before", () => {
    const spans = numbered(syntheticSpans(20_000, 6));
    const used = new LevelOfDetail(spans);
    const end = Math.max(...spans.laneOffsets.slice(1).map((stop) => spans.end[stop - 1]!));
    fc.assert(
      fc.property(
        fc.nat(5),
        fc.nat(end),
        fc.nat(end),
        fc.integer({ min: 14, max: 22 }),
        (first, a, b, power) => {
          const [from, to] = [Math.min(a, b), Math.max(a, b)];
          const range = { first, count: 3, from, to, resolution: 2 ** power };
          const answer = used.query(range);
          expect(answer).toEqual(new LevelOfDetail(spans).query(range));
          if (answer.form === "buckets") checkBuckets(spans, answer);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("sums up more lanes than it keeps", () => {
    const spans = numbered(syntheticSpans(90_000, 5000));
    const range = { first: 0, count: 5000, from: 0, to: 1e6, resolution: 2 ** 19 };
    const answer = new LevelOfDetail(spans).query(range);
    expect(answer.form).toBe("buckets");
    if (answer.form === "buckets") checkBuckets(spans, answer);
  });

  it("bears a million lanes", () => {
    const level = new LevelOfDetail(syntheticSpans(2_000_000, 1_000_000));
    const answer = level.query({ first: 500_000, count: 60, from: 0, to: 1e6, resolution: 1000 });
    expect(answer.form).toBe("exact");
    expect(answer.firstLane).toBe(500_000);
  });
});
