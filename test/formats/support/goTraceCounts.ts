import type { GoTrace, Transition } from "./goTraceOrder";

/** How often goroutines or Ps took each transition: `Running->Waiting (chan receive)`. */
export function transitionCounts(
  { transitions }: GoTrace,
  of: "G" | "P",
  include: (transition: Transition) => boolean = () => true,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const each of transitions) {
    if (each.of !== of || !include(each)) continue;
    const name = `${each.from}->${each.to}${each.reason === "" ? "" : ` (${each.reason})`}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
