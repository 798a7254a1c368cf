import type { SpanColumns } from "../../shared/trace/spanColumns";
import { SPAN_KINDS } from "../../shared/trace/queries";

/**
 * A made-up grouping of `count` spans over `lanes` lanes for measurements and demonstrations: bursts of 2 µs slices alternate with
 * calm stretches of about 300 µs slices. The same arguments give the same spans.
 */
export function syntheticSpans(count: number, lanes: number, seed = 7): SpanColumns {
  const random = xorshift(seed);
  const spans = {
    laneOffsets: new Uint32Array(lanes + 1),
    start: new Float64Array(count),
    end: new Float64Array(count),
    kind: new Uint8Array(count),
    entity: new Int32Array(count),
    other: new Int32Array(count),
    event: new Uint32Array(count),
  };
  let at = 0;
  for (let lane = 0; lane < lanes; lane++) {
    const stop = Math.floor((count * (lane + 1)) / lanes);
    let time = Math.floor(random() * 10_000);
    let dense = random() < 0.5;
    let left = 0;
    for (; at < stop; at++) {
      if (left-- <= 0) {
        dense = !dense;
        left = Math.floor(dense ? 200 + random() * 4000 : 20 + random() * 200);
        time += Math.floor(random() * 300_000);
      }
      const mean = dense ? 2_000 : 300_000;
      const length = Math.max(60, Math.floor(-Math.log(1 - random()) * mean));
      const dice = random();
      spans.start[at] = time;
      spans.end[at] = time + length;
      spans.kind[at] = dice < 0.8 ? 0 : Math.min(SPAN_KINDS.length - 1, 1 + Math.floor((dice - 0.8) * 30));
      spans.entity[at] = 1 + Math.floor(random() * random() * 5000);
      spans.other[at] = lane;
      spans.event[at] = at;
      time += length + Math.floor(random() * random() * mean * 0.8);
    }
    spans.laneOffsets[lane + 1] = at;
  }
  return spans;
}

function xorshift(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 0x1_0000_0000;
  };
}
