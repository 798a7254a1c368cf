import type { Opening } from "../../shared/trace/opening";
import { SPAN_KINDS } from "../../shared/trace/queries";
import type { BucketSpans } from "../../shared/trace/queries";
import { cellsOf, emptyBuckets } from "../lod";
import type { SpanRange } from "../lod";

const KIND_COUNT = SPAN_KINDS.length;

/**
 * What `LevelOfDetail.query` answers about the cores, where an opening holds it: the whole run, at one of its levels. Where spans would be
 * answered one by one, or a part of the run is asked for, there is nothing.
 */
export function openingSpans(opening: Opening, range: SpanRange): BucketSpans | undefined {
  if (range.from > opening.from || range.to < opening.to) return undefined;
  const cells = cellsOf(range, opening.lanes.length);
  const { first, count, bucket, firstBucket, buckets, most } = cells;
  const spans = opening.spanCounts.slice(first, first + count).reduce((sum, lane) => sum + lane, 0);
  const level = opening.levels.find((each) => each.bucket === bucket);
  if (spans <= most || level === undefined) return undefined;
  const answer = emptyBuckets(cells);
  // The range holds all buckets of the level: those that it has beyond them are empty.
  const into = level.firstBucket - firstBucket;
  for (let lane = 0; lane < count; lane++) {
    const row = (first + lane) * level.buckets;
    const end = row + level.buckets;
    const at = lane * buckets + into;
    answer.share.set(level.share.subarray(row * KIND_COUNT, end * KIND_COUNT), at * KIND_COUNT);
    answer.entity.set(level.entity.subarray(row, end), at);
    answer.kind.set(level.kind.subarray(row, end), at);
  }
  return answer;
}
