import { SPAN_KINDS } from "../../shared/trace/queries";
import type { SpanColumns } from "../../shared/trace/spanColumns";

/** Children of a node. */
export const FAN = 16;
const SHIFT = 4;
const KIND_COUNT = SPAN_KINDS.length;

interface Level {
  /** Per node: ns in each kind of span. */
  readonly sums: Float64Array;
  /** Per node: the position of its longest span. */
  readonly longest: Uint32Array;
}

/**
 * Sums over any range of span positions in O(log n). A node of level k stands for FAN^(k+1) spans in a row, whatever time they
 * cover, so dense and sparse stretches of a trace are served alike: a pyramid over time would need its finest buckets everywhere.
 * Nodes may reach over the end of a lane; a range never does.
 */
export class SpanTree {
  private readonly levels: Level[] = [];

  constructor(private readonly spans: SpanColumns) {
    const count = spans.start.length;
    for (let nodes = Math.ceil(count / FAN); ; nodes = Math.ceil(nodes / FAN)) {
      this.levels.push(this.level(nodes));
      if (nodes <= 1) break;
    }
  }

  /**
   * Adds the lengths of spans `from` … `to` − 1 by kind to `sums`.
   * @returns the position of the longest of them, the first of several; `from` for an empty range.
   */
  add(from: number, to: number, sums: Float64Array): number {
    let best = from;
    let low = from;
    let high = to;
    for (; low < high && (low & (FAN - 1)) !== 0; low++) best = this.longer(best, this.leaf(low, sums));
    while (low < high && (high & (FAN - 1)) !== 0) best = this.longer(best, this.leaf(--high, sums));
    for (const { sums: nodeSums, longest } of this.levels) {
      if (low >= high) break;
      low >>>= SHIFT;
      high >>>= SHIFT;
      const take = (node: number): void => {
        for (let kind = 0; kind < KIND_COUNT; kind++)
          sums[kind] = (sums[kind] ?? 0) + (nodeSums[node * KIND_COUNT + kind] ?? 0);
        best = this.longer(best, longest[node] ?? 0);
      };
      for (; low < high && (low & (FAN - 1)) !== 0; low++) take(low);
      while (low < high && (high & (FAN - 1)) !== 0) take(--high);
    }
    return best;
  }

  private leaf(position: number, sums: Float64Array): number {
    const kind = this.spans.kind[position] ?? 0;
    sums[kind] = (sums[kind] ?? 0) + this.length(position);
    return position;
  }

  private length(position: number): number {
    return (this.spans.end[position] ?? 0) - (this.spans.start[position] ?? 0);
  }

  private longer(one: number, other: number): number {
    const difference = this.length(other) - this.length(one);
    return difference > 0 || (difference === 0 && other < one) ? other : one;
  }

  private level(nodes: number): Level {
    const below = this.levels.at(-1);
    const sums = new Float64Array(nodes * KIND_COUNT);
    const longest = new Uint32Array(nodes);
    const children = below === undefined ? this.spans.start.length : below.longest.length;
    for (let child = 0; child < children; child++) {
      const node = child >>> SHIFT;
      const position = below === undefined ? child : (below.longest[child] ?? 0);
      if (below === undefined) {
        const cell = node * KIND_COUNT + (this.spans.kind[child] ?? 0);
        sums[cell] = (sums[cell] ?? 0) + this.length(child);
      } else {
        for (let kind = 0; kind < KIND_COUNT; kind++) {
          const cell = node * KIND_COUNT + kind;
          sums[cell] = (sums[cell] ?? 0) + (below.sums[child * KIND_COUNT + kind] ?? 0);
        }
      }
      longest[node] = (child & (FAN - 1)) === 0 ? position : this.longer(longest[node] ?? position, position);
    }
    return { sums, longest };
  }
}
