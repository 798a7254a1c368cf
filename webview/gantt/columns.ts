import { NONE } from "../../src/shared/ids";
import { SPAN_KINDS } from "../../src/shared/trace/queries";
import type { BucketSpans, ExactSpans } from "../../src/shared/trace/queries";

export const KIND_COUNT = SPAN_KINDS.length;

/** Where time lies on the picture. */
export interface TimeScale {
  /** Instant at the left edge, ns. */
  readonly from: number;
  /** ns in one column. */
  readonly perColumn: number;
  readonly width: number;
}

/** What each pixel column of each visible lane holds: the share of its time in each kind, and who has most of it. */
export class Columns {
  width = 0;
  lanes = 0;
  share = new Uint8Array(0);
  entity = new Int32Array(0);

  reset(width: number, lanes: number): void {
    const cells = width * lanes;
    if (this.entity.length < cells) {
      this.share = new Uint8Array(cells * KIND_COUNT);
      this.entity = new Int32Array(cells);
    } else {
      this.share.fill(0, 0, cells * KIND_COUNT);
    }
    this.entity.fill(-1, 0, cells);
    this.width = width;
    this.lanes = lanes;
  }
}

/** Slices that are wide enough to be drawn as shapes: columns, in order of lane and time. */
export class Shapes {
  count = 0;
  row = new Int32Array(1024);
  kind = new Uint8Array(1024);
  entity = new Int32Array(1024);
  other = new Int32Array(1024);
  /** In columns, not rounded. */
  left = new Float64Array(1024);
  right = new Float64Array(1024);

  clear(): void {
    this.count = 0;
  }

  push(row: number, kind: number, entity: number, other: number, left: number, right: number): void {
    const at = this.count++;
    if (at === this.row.length) this.grow();
    this.row[at] = row;
    this.kind[at] = kind;
    this.entity[at] = entity;
    this.other[at] = other;
    this.left[at] = left;
    this.right[at] = right;
  }

  private grow(): void {
    const size = this.row.length * 2;
    const ints = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const grown = new Int32Array(size);
      grown.set(old);
      return grown;
    };
    const floats = (old: Float64Array): Float64Array<ArrayBuffer> => {
      const grown = new Float64Array(size);
      grown.set(old);
      return grown;
    };
    const kind = new Uint8Array(size);
    kind.set(this.kind);
    this.kind = kind;
    this.row = ints(this.row);
    this.entity = ints(this.entity);
    this.other = ints(this.other);
    this.left = floats(this.left);
    this.right = floats(this.right);
  }
}

/** First position in [low, high) whose value is above `limit`; `values` ascend. */
export function firstAbove(values: Float64Array, low: number, high: number, limit: number): number {
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

const sums = new Float64Array(KIND_COUNT);

/**
 * Fills columns `begin` … `end` − 1 of row `row` from the exact spans of `lane`. Slices of at least `wide` columns become
 * shapes; smaller ones are summed up, each kind that occurs with at least 1 of 255.
 */
export function fillFromExact(
  spans: ExactSpans,
  lane: number,
  scale: TimeScale,
  begin: number,
  end: number,
  wide: number,
  row: number,
  columns: Columns,
  shapes: Shapes,
): void {
  const at = lane - spans.firstLane;
  const first = spans.laneOffsets[at];
  const last = spans.laneOffsets[at + 1];
  if (at < 0 || first === undefined || last === undefined) return;
  const { start, end: ends, kind, entity, other } = spans;
  const timeFrom = scale.from + begin * scale.perColumn;
  const timeTo = scale.from + end * scale.perColumn;
  let column = -1;
  let longest = 0;
  let longestEntity = -1;
  const close = (): void => {
    if (column < begin) return;
    const cell = row * columns.width + column;
    for (let k = 0; k < KIND_COUNT; k++) {
      const sum = sums[k] ?? 0;
      if (sum > 0) columns.share[cell * KIND_COUNT + k] = Math.min(255, Math.max(1, Math.round(sum * 255)));
    }
    columns.entity[cell] = longestEntity;
    sums.fill(0);
    longest = 0;
    longestEntity = -1;
  };
  sums.fill(0);
  for (let i = firstAbove(ends, first, last, timeFrom); i < last; i++) {
    const startTime = start[i] ?? 0;
    if (startTime >= timeTo) break;
    const endTime = ends[i] ?? 0;
    const left = (startTime - scale.from) / scale.perColumn;
    const right = (endTime - scale.from) / scale.perColumn;
    const kindCode = kind[i] ?? 0;
    const owner = entity[i] ?? -1;
    if ((endTime - startTime) / scale.perColumn >= wide) {
      shapes.push(row, kindCode, owner, other[i] ?? -1, Math.max(begin, left), Math.min(end, right));
      continue;
    }
    const stop = Math.min(end, right);
    for (let c = Math.max(begin, Math.floor(left)); c < stop || c === Math.floor(left); c++) {
      if (c >= end) break;
      if (c !== column) {
        close();
        column = c;
      }
      const covered = Math.max(Math.min(right, c + 1) - Math.max(left, c), 1e-6);
      sums[kindCode] = (sums[kindCode] ?? 0) + covered;
      if (covered > longest) {
        longest = covered;
        longestEntity = owner;
      }
    }
  }
  close();
}

/** Rounds up, so that nothing rare vanishes, but for what is lost in rounding: 255 stays 255. Without a branch: there are many columns. */
const ALMOST_ONE = 0.998;

/** Fills columns `begin` … `end` − 1 of row `row` from the summed-up spans of `lane`, averaging where a column touches several buckets. */
export function fillFromBuckets(
  spans: BucketSpans,
  lane: number,
  scale: TimeScale,
  begin: number,
  end: number,
  row: number,
  columns: Columns,
): void {
  const at = lane - spans.firstLane;
  if (at < 0 || at >= spans.lanes) return;
  const { share, entity, buckets } = spans;
  const { share: shares, entity: owners, width } = columns;
  const base = at * buckets;
  const perBucket = scale.perColumn / spans.bucket;
  const inverse = 1 / perBucket;
  const offset = scale.from / spans.bucket - spans.firstBucket;
  for (let c = begin; c < end; c++) {
    const left = offset + c * perBucket;
    const right = left + perBucket;
    const low = Math.max(0, Math.floor(left));
    const high = Math.min(buckets, Math.ceil(right));
    if (low >= high) continue;
    const cell = row * width + c;
    const into = cell * KIND_COUNT;
    // The first and the last bucket are cut, those between are whole.
    const first = (Math.min(right, low + 1) - Math.max(left, low)) * inverse;
    const last = high === low + 1 ? 0 : (Math.min(right, high) - high + 1) * inverse;
    const from = (base + low) * KIND_COUNT;
    const to = (base + high - 1) * KIND_COUNT;
    for (let k = 0; k < KIND_COUNT; k++) {
      let sum = (share[from + k] ?? 0) * first + (share[to + k] ?? 0) * last;
      for (let at = from + KIND_COUNT + k; at < to; at += KIND_COUNT) sum += (share[at] ?? 0) * inverse;
      shares[into + k] = (sum + ALMOST_ONE) | 0;
    }
    let most = -1;
    let owner = NONE;
    for (let b = low; b < high; b++) {
      const candidate = entity[base + b] ?? NONE;
      const part = b === low ? first : b === high - 1 ? last : inverse;
      const busy = (share[(base + b) * KIND_COUNT] ?? 0) * part;
      if (candidate !== NONE && busy > most) {
        most = busy;
        owner = candidate;
      }
    }
    owners[cell] = owner;
  }
}
