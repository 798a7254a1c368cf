import { NONE } from "../../shared/ids";
import type { SpanColumns } from "../../shared/trace/spanColumns";

const BLOCK = 1 << 16;

interface Block {
  readonly lane: Uint32Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly kind: Uint8Array;
  readonly entity: Int32Array;
  readonly other: Int32Array;
  readonly event: Uint32Array;
}

/**
 * What each lane shows now, and the spans that have ended: fed in the order of time, sorted by lane at the end. Memory for the
 * unsorted spans is given back block by block while they are sorted.
 */
export class SpanStore {
  /** Position in SPAN_KINDS of the open span, −1: a gap. */
  private readonly kind: Int8Array;
  private readonly entity: Int32Array;
  private readonly other: Int32Array;
  private readonly since: Float64Array;
  private readonly event: Uint32Array;
  private readonly counts: Uint32Array;
  private blocks: Block[] = [];
  private used = BLOCK;

  /** `from`: spans that begin before it are cut there. */
  constructor(
    private readonly lanes: number,
    from = 0,
  ) {
    this.kind = new Int8Array(lanes).fill(NONE);
    this.entity = new Int32Array(lanes);
    this.other = new Int32Array(lanes);
    this.since = new Float64Array(lanes).fill(from);
    this.event = new Uint32Array(lanes);
    this.counts = new Uint32Array(lanes);
  }

  /** From `time` on the lane shows this; `kind` −1 is a gap. No change leaves the open span as it is. */
  show(lane: number, time: number, kind: number, entity: number, other: number, event: number): void {
    const before = this.kind[lane] ?? NONE;
    if (kind === before && (kind === NONE || (entity === this.entity[lane] && other === this.other[lane])))
      return;
    this.close(lane, time);
    this.kind[lane] = kind;
    this.entity[lane] = entity;
    this.other[lane] = other;
    this.event[lane] = event;
    // An overhead may reach beyond `time`: what is shown next begins after it.
    if (time > (this.since[lane] ?? 0)) this.since[lane] = time;
  }

  /** Covers the lane from `time` (or the end of the overhead before) for `ns`; what the lane shows goes on behind it. */
  cover(
    lane: number,
    time: number,
    ns: number,
    kind: number,
    other: number,
    event: number,
    last: number,
  ): void {
    this.close(lane, time);
    const from = Math.max(time, this.since[lane] ?? 0);
    const to = Math.min(from + ns, last);
    if (to <= from) return;
    this.add(lane, from, to, kind, NONE, other, event);
    this.since[lane] = to;
  }

  /** Ends all open spans at `time` and sorts what there is. The store is empty afterwards. */
  finish(time: number): SpanColumns {
    for (let lane = 0; lane < this.lanes; lane++) this.close(lane, time);
    const laneOffsets = new Uint32Array(this.lanes + 1);
    let total = 0;
    for (let lane = 0; lane < this.lanes; lane++) {
      total += this.counts[lane] ?? 0;
      laneOffsets[lane + 1] = total;
    }
    const columns: SpanColumns = {
      laneOffsets,
      start: new Float64Array(total),
      end: new Float64Array(total),
      kind: new Uint8Array(total),
      entity: new Int32Array(total),
      other: new Int32Array(total),
      event: new Uint32Array(total),
    };
    const next = laneOffsets.slice(0, this.lanes);
    const blocks = this.blocks;
    this.blocks = [];
    const lastUsed = this.used;
    this.used = BLOCK;
    for (let block = blocks.shift(); block !== undefined; block = blocks.shift())
      scatter(block, blocks.length === 0 ? lastUsed : BLOCK, next, columns);
    return columns;
  }

  private close(lane: number, time: number): void {
    const kind = this.kind[lane] ?? NONE;
    const since = this.since[lane] ?? 0;
    if (kind === NONE || time <= since) return;
    const { entity, other, event } = this;
    this.add(lane, since, time, kind, entity[lane] ?? NONE, other[lane] ?? NONE, event[lane] ?? 0);
    this.since[lane] = time;
  }

  private add(
    lane: number,
    start: number,
    end: number,
    kind: number,
    entity: number,
    other: number,
    event: number,
  ): void {
    let block = this.blocks.at(-1);
    if (block === undefined || this.used === BLOCK) {
      block = newBlock();
      this.blocks.push(block);
      this.used = 0;
    }
    const i = this.used++;
    block.lane[i] = lane;
    block.start[i] = start;
    block.end[i] = end;
    block.kind[i] = kind;
    block.entity[i] = entity;
    block.other[i] = other;
    block.event[i] = event;
    this.counts[lane] = (this.counts[lane] ?? 0) + 1;
  }
}

function newBlock(): Block {
  return {
    lane: new Uint32Array(BLOCK),
    start: new Float64Array(BLOCK),
    end: new Float64Array(BLOCK),
    kind: new Uint8Array(BLOCK),
    entity: new Int32Array(BLOCK),
    other: new Int32Array(BLOCK),
    event: new Uint32Array(BLOCK),
  };
}

function scatter(block: Block, used: number, next: Uint32Array, into: SpanColumns): void {
  for (let i = 0; i < used; i++) {
    const lane = block.lane[i] ?? 0;
    const at = next[lane] ?? 0;
    next[lane] = at + 1;
    into.start[at] = block.start[i] ?? 0;
    into.end[at] = block.end[i] ?? 0;
    into.kind[at] = block.kind[i] ?? 0;
    into.entity[at] = block.entity[i] ?? NONE;
    into.other[at] = block.other[i] ?? NONE;
    into.event[at] = block.event[i] ?? 0;
  }
}
