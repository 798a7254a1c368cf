import { NONE } from "../../shared/ids";
import { WAIT_REASONS } from "../../shared/enums";
import type { EventLog } from "../../shared/log/eventLog";
import type { WaitEdge, WaitGraph, WaitNode } from "../../shared/trace/findings";
import { gName, objectName } from "../names";
import { placeOf } from "../placeIndex";
import type { Stuck, Waits } from "./stuck";

/** Goroutines in a drawing. */
const MOST_NODES = 24;
/** Arrows from one goroutine at one object: many can be able to wake it. */
const MOST_WAKERS = 3;

/**
 * The graph between some of the goroutines that can never run again, and those that have ended without doing what these wait for.
 *
 * @param total how many goroutines there are, where `gs` are only the first.
 */
export function waitGraph(
  log: EventLog,
  waits: Waits,
  stuck: Stuck,
  gs: readonly number[],
  total: number,
): WaitGraph {
  const { states, points } = waits;
  const drawn = gs.slice(0, MOST_NODES);
  const nodes: WaitNode[] = [];
  const at = new Map<number, number>();
  const add = (g: number): number => {
    const known = at.get(g);
    if (known !== undefined) return known;
    const ended = states.hasEnded(g);
    at.set(g, nodes.length);
    return (
      nodes.push({
        g,
        label: gName(log, g),
        state: ended ? "ended" : "blocked",
        reason: ended ? "" : (WAIT_REASONS[states.reason[g] ?? 0] ?? ""),
        at: ended ? undefined : placeOf(log, states.loc[g] ?? NONE),
      }) - 1
    );
  };
  drawn.forEach(add);
  const shown = new Set(drawn);
  const edges: WaitEdge[] = [];
  for (const g of drawn) {
    for (const point of points.of(g)) {
      const { object = NONE } = points.points[point] ?? {};
      const wakers = stuck.wakers[point] ?? [];
      const blocked = wakers.filter((waker) => shown.has(waker.g));
      const chosen = blocked.length > 0 ? blocked : wakers.filter((waker) => states.hasEnded(waker.g));
      for (const waker of chosen.slice(0, MOST_WAKERS)) {
        edges.push({
          from: add(g),
          to: add(waker.g),
          object: objectName(log, object),
          at: placeOf(log, states.loc[g] ?? NONE),
          heldAt: placeOf(log, waker.loc),
        });
      }
    }
  }
  return { nodes, edges, left: Math.max(0, total - drawn.length) };
}
