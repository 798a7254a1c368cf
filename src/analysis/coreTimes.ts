import type { Overview } from "../shared/trace/queries";
import type { SpanColumns } from "../shared/trace/spanColumns";
import { SPAN_OVERHEAD } from "./spans/spanKinds";

/**
 * ns of each core in: busy (goroutines, threads and the Go scheduler), overhead (kernel work), idle; they add up to `length`.
 * `spans` are those of the grouping "core".
 */
export function coreTimes(spans: SpanColumns, length: number): Overview["coreTimes"] {
  const times: Overview["coreTimes"][number][] = [];
  for (let core = 0; core + 1 < spans.laneOffsets.length; core++) {
    let busy = 0;
    let overhead = 0;
    for (let i = spans.laneOffsets[core] ?? 0; i < (spans.laneOffsets[core + 1] ?? 0); i++) {
      const ns = (spans.end[i] ?? 0) - (spans.start[i] ?? 0);
      if (spans.kind[i] === SPAN_OVERHEAD) overhead += ns;
      else busy += ns;
    }
    times.push({ busy, overhead, idle: length - busy - overhead });
  }
  return times;
}
