import { NONE } from "../shared/ids";
import { SPAN_KINDS } from "../shared/trace/queries";
import type { BucketSpans } from "../shared/trace/queries";

const KIND_COUNT = SPAN_KINDS.length;
/** Buckets in a block. */
export const BLOCK = 256;
/** Blocks that are kept, at 3 KiB each: those that were not asked for the longest go first. */
export const MOST_BLOCKS = 8192;

/** `BLOCK` buckets of one lane; undefined where there is nothing in them. */
type Block = Pick<BucketSpans, "share" | "entity" | "kind"> | undefined;

/**
 * Buckets that were summed up before: the levels of a pyramid, of which only what is looked at is ever built. What is asked for again, such
 * as the whole run in each frame while it is zoomed, is copied.
 */
export class BucketBlocks {
  private readonly blocks = new Map<string, Block>();

  /** @param sum sums up a lane's buckets into row 0 of an answer of `BLOCK` buckets. */
  constructor(private readonly sum: (lane: number, answer: BucketSpans) => void) {}

  /** Copies the buckets of a lane into row `row` of an answer. */
  copy(lane: number, row: number, answer: BucketSpans): void {
    const { firstBucket, buckets, bucket } = answer;
    const end = firstBucket + buckets;
    for (let at = firstBucket; at < end;) {
      const index = Math.floor(at / BLOCK);
      const from = at - index * BLOCK;
      const stop = Math.min(BLOCK, end - index * BLOCK);
      const block = this.block(lane, bucket, index);
      const into = row * buckets + at - firstBucket;
      if (block !== undefined) {
        answer.share.set(block.share.subarray(from * KIND_COUNT, stop * KIND_COUNT), into * KIND_COUNT);
        answer.entity.set(block.entity.subarray(from, stop), into);
        answer.kind.set(block.kind.subarray(from, stop), into);
      }
      at += stop - from;
    }
  }

  private block(lane: number, bucket: number, index: number): Block {
    const key = `${bucket} ${lane} ${index}`;
    if (this.blocks.has(key)) {
      const known = this.blocks.get(key);
      this.blocks.delete(key);
      this.blocks.set(key, known);
      return known;
    }
    const answer: BucketSpans = {
      form: "buckets",
      firstLane: lane,
      lanes: 1,
      bucket,
      firstBucket: index * BLOCK,
      buckets: BLOCK,
      share: new Uint8Array(BLOCK * KIND_COUNT),
      entity: new Int32Array(BLOCK).fill(NONE),
      kind: new Uint8Array(BLOCK),
    };
    this.sum(lane, answer);
    const block = answer.share.some((share) => share > 0) ? answer : undefined;
    this.blocks.set(key, block);
    for (const oldest of this.blocks.keys()) {
      if (this.blocks.size <= MOST_BLOCKS) break;
      this.blocks.delete(oldest);
    }
    return block;
  }
}
