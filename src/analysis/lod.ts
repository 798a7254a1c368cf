import { NONE } from "../shared/ids";
import { SPAN_KINDS } from "../shared/trace/queries";
import type { BucketSpans, ExactSpans, Spans } from "../shared/trace/queries";
import type { SpanColumns } from "../shared/trace/spanColumns";
import { BLOCK, BucketBlocks, MOST_BLOCKS } from "./bucketBlocks";
import { firstAbove, firstAtLeast } from "./search";
import { SpanTree } from "./spans/spanTree";

/** Up to this many spans per pixel column of the whole view are answered exactly. */
const EXACT_PER_PIXEL = 4;
/** An exact span takes about three times the bytes of a bucket, so exact answers are also the smaller ones below this share. */
const EXACT_PER_CELL = 1 / 3;
/** Most buckets in an answer: wider ones are taken where more would be asked for. */
const MAX_CELLS = 1 << 23;
/** Up to this many spans of a bucket are looked at one by one. */
const SCAN = 32;
const KIND_COUNT = SPAN_KINDS.length;

/** What part of a grouping to show. Times in ns. */
export interface SpanRange {
  readonly first: number;
  readonly count: number;
  /** What `first` and `count` are positions in; all lanes where there is none. */
  readonly lanes?: Uint32Array | undefined;
  readonly from: number;
  readonly to: number;
  /** ns per pixel. */
  readonly resolution: number;
}

/** What a question about `lanes` lanes is answered with: buckets, unless there are at most `most` spans to show. */
export interface Cells {
  readonly first: number;
  readonly count: number;
  readonly from: number;
  readonly to: number;
  readonly bucket: number;
  readonly firstBucket: number;
  readonly buckets: number;
  readonly most: number;
}

export function cellsOf(range: SpanRange, lanes: number): Cells {
  const first = clamp(Math.trunc(range.first), 0, lanes);
  const count = clamp(Math.trunc(range.count), 0, lanes - first);
  const from = Math.max(0, range.from);
  const to = Math.max(from, range.to);
  let bucket = powerOfTwoUpTo(range.resolution);
  const firstBucket = (): number => Math.floor(from / bucket);
  const buckets = (): number => Math.floor(to / bucket) - firstBucket() + 1;
  while (count * buckets() > MAX_CELLS) bucket *= 2;
  const most = Math.max(EXACT_PER_PIXEL * buckets(), EXACT_PER_CELL * count * buckets());
  return { first, count, from, to, bucket, firstBucket: firstBucket(), buckets: buckets(), most };
}

/** Buckets in which nothing is. */
export function emptyBuckets({ first, count, bucket, firstBucket, buckets }: Cells): BucketSpans {
  return {
    form: "buckets",
    firstLane: first,
    lanes: count,
    bucket,
    firstBucket,
    buckets,
    share: new Uint8Array(count * buckets * KIND_COUNT),
    entity: new Int32Array(count * buckets).fill(NONE),
    kind: new Uint8Array(count * buckets),
  };
}

/**
 * A grouping's spans at any level of detail. Building takes one pass; an answer costs the lanes and buckets in it, not the spans
 * behind it, and next to nothing where its buckets were asked for before.
 */
export class LevelOfDetail {
  private tree: SpanTree | undefined;
  private readonly blocks = new BucketBlocks((lane, answer) => this.sumLane(lane, 0, answer));

  constructor(readonly spans: SpanColumns) {}

  get lanes(): number {
    return this.spans.laneOffsets.length - 1;
  }

  /** The spans that touch [from, to]: exact ones where there are few, else summed up in buckets of at most `resolution` ns. */
  query(range: SpanRange): Spans {
    const lanes = range.lanes?.length ?? this.lanes;
    const cells = cellsOf(range, lanes);
    const laneAt = (position: number): number =>
      range.lanes?.[cells.first + position] ?? cells.first + position;
    return this.exact(cells, laneAt) ?? this.summed(cells, laneAt);
  }

  /** Position of the span of `lane` that covers `time`, or of the nearest within `tolerance` ns; −1 where there is none. */
  spanAt(lane: number, time: number, tolerance: number): number {
    const { laneOffsets, start, end } = this.spans;
    const low = laneOffsets[lane];
    const high = laneOffsets[lane + 1];
    if (low === undefined || high === undefined) return NONE;
    const next = firstAbove(end, low, high, time);
    if (next < high && (start[next] ?? 0) <= time) return next;
    const before = next > low ? time - (end[next - 1] ?? 0) : Infinity;
    const after = next < high ? (start[next] ?? 0) - time : Infinity;
    if (Math.min(before, after) > tolerance) return NONE;
    return before <= after ? next - 1 : next;
  }

  private exact(
    { first, count, from, to, most }: Cells,
    laneAt: (position: number) => number,
  ): ExactSpans | undefined {
    const { laneOffsets, start, end, kind, entity, other, event } = this.spans;
    const offsets = new Uint32Array(count + 1);
    const begins = new Uint32Array(count);
    let total = 0;
    for (let lane = 0; lane < count; lane++) {
      const low = laneOffsets[laneAt(lane)] ?? 0;
      const high = laneOffsets[laneAt(lane) + 1] ?? low;
      const begin = high === low ? low : firstAbove(end, low, high, from);
      const stop = begin === high ? high : firstAbove(start, begin, high, to);
      begins[lane] = begin;
      total += stop - begin;
      if (total > most) return undefined;
      offsets[lane + 1] = total;
    }
    const answer = {
      form: "exact" as const,
      firstLane: first,
      laneOffsets: offsets,
      start: new Float64Array(total),
      end: new Float64Array(total),
      kind: new Uint8Array(total),
      entity: new Int32Array(total),
      other: new Int32Array(total),
      event: new Uint32Array(total),
    };
    for (let lane = 0; lane < count; lane++) {
      const into = offsets[lane] ?? 0;
      const begin = begins[lane] ?? 0;
      const stop = begin + (offsets[lane + 1] ?? 0) - into;
      if (begin === stop) continue;
      answer.start.set(start.subarray(begin, stop), into);
      answer.end.set(end.subarray(begin, stop), into);
      answer.kind.set(kind.subarray(begin, stop), into);
      answer.entity.set(entity.subarray(begin, stop), into);
      answer.other.set(other.subarray(begin, stop), into);
      answer.event.set(event.subarray(begin, stop), into);
    }
    return answer;
  }

  private summed(cells: Cells, laneAt: (position: number) => number): BucketSpans {
    const { count, buckets } = cells;
    const answer = emptyBuckets(cells);
    const few = count * Math.ceil(buckets / BLOCK + 1) <= MOST_BLOCKS / 2;
    for (let lane = 0; lane < count; lane++)
      if (few) this.blocks.copy(laneAt(lane), lane, answer);
      else this.sumLane(laneAt(lane), lane * buckets, answer);
    return answer;
  }

  /** Sums up a lane's buckets into row `row` of an answer. */
  private sumLane(lane: number, row: number, answer: BucketSpans): void {
    const { laneOffsets, start, end } = this.spans;
    const { bucket, firstBucket, buckets } = answer;
    const high = laneOffsets[lane + 1] ?? 0;
    const sums = new Float64Array(KIND_COUNT);
    let at = firstAbove(end, laneOffsets[lane] ?? 0, high, firstBucket * bucket);
    for (let j = 0; at < high;) {
      j = Math.max(j, Math.floor((start[at] ?? 0) / bucket) - firstBucket);
      if (j >= buckets) return;
      const from = (firstBucket + j) * bucket;
      const to = from + bucket;
      const stop = this.firstStartingAtLeast(at, high, to);
      sums.fill(0);
      const longest = this.sumBucket(at, stop, from, to, sums);
      this.writeCell(answer, row + j, sums, longest);
      at = (end[stop - 1] ?? 0) > to ? stop - 1 : stop;
      j++;
    }
  }

  /** Like a binary search in [at, high), but fast where the answer is near. */
  private firstStartingAtLeast(at: number, high: number, time: number): number {
    const { start } = this.spans;
    let step = 1;
    let low = at;
    while (low + step < high && (start[low + step] ?? 0) < time) {
      low += step;
      step *= 2;
    }
    return firstAtLeast(start, low + 1, Math.min(high, low + step), time);
  }

  /** Sums the parts within [from, to) of spans `at` … `stop` − 1, all of which touch it. Returns the position of the longest part. */
  private sumBucket(at: number, stop: number, from: number, to: number, sums: Float64Array): number {
    const { start, end, kind } = this.spans;
    let longest = at;
    let most = -1;
    const part = (position: number): void => {
      const ns = Math.min(end[position] ?? 0, to) - Math.max(start[position] ?? 0, from);
      const k = kind[position] ?? 0;
      sums[k] = (sums[k] ?? 0) + ns;
      if (ns > most) {
        most = ns;
        longest = position;
      }
    };
    if (stop - at <= SCAN) {
      for (let position = at; position < stop; position++) part(position);
      return longest;
    }
    part(at);
    part(stop - 1);
    this.tree ??= new SpanTree(this.spans);
    const inner = this.tree.add(at + 1, stop - 1, sums);
    return (end[inner] ?? 0) - (start[inner] ?? 0) > most ? inner : longest;
  }

  private writeCell(answer: BucketSpans, cell: number, sums: Float64Array, longest: number): void {
    for (let kind = 0; kind < KIND_COUNT; kind++) {
      const ns = sums[kind] ?? 0;
      if (ns > 0)
        answer.share[cell * KIND_COUNT + kind] = clamp(Math.round((ns / answer.bucket) * 255), 1, 255);
    }
    answer.entity[cell] = this.spans.entity[longest] ?? NONE;
    answer.kind[cell] = this.spans.kind[longest] ?? 0;
  }
}

function clamp(value: number, low: number, high: number): number {
  return value > high ? high : value > low ? value : low;
}

/** The largest power of two that is at most `ns`, at least 1. */
function powerOfTwoUpTo(ns: number): number {
  let bucket = 1;
  while (bucket * 2 <= ns && bucket < Number.MAX_SAFE_INTEGER) bucket *= 2;
  return bucket;
}
