import { NONE } from "../../shared/ids";
import type { GIndex } from "../../shared/ids";
import type { EventLog } from "../../shared/log/eventLog";
import type { Stuck, Waits } from "./stuck";
import { isLock } from "./waits";

/** Goroutines that can never run again and that hang together. */
export interface Component {
  /** The inner ones first, then those that came later to wait for them; each part by the time since which they wait. */
  readonly gs: readonly number[];
  /** How many inner ones there are: they were blocked when the last way out closed, and never ran after it. */
  readonly inner: number;
  /** When the last way out closed, ns. */
  readonly onset: number;
  /** Nothing but locks, nil channels and empty selects is involved. */
  readonly certain: boolean;
  /** Objects that they wait for, in the order of `gs`. */
  readonly objects: readonly number[];
}

/**
 * The parts of a set of stuck goroutines between which nobody waits, in the order of onset. Goroutines that wait for nobody in the set are
 * one part where they were created at one line and wait at one line.
 */
export function components(log: EventLog, waits: Waits, stuck: Stuck): Component[] {
  const groups = groupsOf(log, waits, stuck);
  const closed = closingTimes(waits, stuck);
  const parts = new Map<number, number[]>();
  for (const g of stuck.members) {
    const root = groups.find(g);
    const part = parts.get(root);
    if (part === undefined) parts.set(root, [g]);
    else part.push(g);
  }
  return Array.from(parts.values(), (part) => component(waits, closed, part)).sort(
    (a, b) => a.onset - b.onset,
  );
}

function component(
  { states, points }: Waits,
  closed: ReadonlyMap<number, number>,
  part: number[],
): Component {
  let onset = Infinity;
  for (const g of part) onset = Math.min(onset, closed.get(g) ?? Infinity);
  const since = (g: number): number => states.since[g] ?? 0;
  const early = part.filter((g) => since(g) <= onset);
  const late = part.filter((g) => since(g) > onset);
  const inOrder = (gs: number[]): number[] => gs.sort((a, b) => since(a) - since(b) || a - b);
  const gs = [...inOrder(early), ...inOrder(late)];
  const objects = new Set<number>();
  let certain = true;
  for (const g of gs) {
    for (const at of points.of(g)) {
      const point = points.points[at];
      if (point === undefined) continue;
      objects.add(point.object);
      certain &&= isLock(point.role);
    }
  }
  return { gs, inner: early.length, onset, certain, objects: [...objects] };
}

function groupsOf(log: EventLog, { states, points }: Waits, { members, wakers }: Stuck): Groups {
  const groups = new Groups(states.count);
  const joined = new Set<number>();
  const join = (a: number, b: number): void => {
    if (a === b) return;
    groups.join(a, b);
    joined.add(a);
    joined.add(b);
  };
  points.points.forEach(({ waiters }, at) => {
    const first = waiters.find((g) => members.has(g));
    if (first === undefined) return;
    for (const g of waiters) if (members.has(g)) join(first, g);
    for (const { g } of wakers[at] ?? []) if (members.has(g)) join(first, g);
  });
  const alone = new Map<string, number>();
  for (const g of members) {
    if (joined.has(g)) continue;
    const key = `${states.reason[g] ?? 0} ${states.loc[g] ?? NONE} ${log.tables.gs.at(g as GIndex).created}`;
    const first = alone.get(key);
    if (first === undefined) alone.set(key, g);
    else groups.join(first, g);
  }
  return groups;
}

/**
 * When each member was without hope: all that it waits for, directly or through others, were blocked themselves, or had ended. The
 * latest first: whoever waits for it, at whatever distance, had hope until then.
 */
function closingTimes({ states, points }: Waits, { members, wakers, wakes }: Stuck): Map<number, number> {
  const lastEnd = points.points.map((_, at) =>
    (wakers[at] ?? []).reduce(
      (latest, { g }) => (states.hasEnded(g) ? Math.max(latest, states.since[g] ?? 0) : latest),
      0,
    ),
  );
  const own = (g: number): number =>
    points.of(g).reduce((latest, at) => Math.max(latest, lastEnd[at] ?? 0), states.since[g] ?? 0);
  const times = Array.from(members, (g) => ({ g, time: own(g) })).sort((a, b) => b.time - a.time);
  const closed = new Map<number, number>();
  const passed = new Uint8Array(points.points.length);
  const queue: number[] = [];
  for (const { g: start, time } of times) {
    if (closed.has(start)) continue;
    closed.set(start, time);
    queue.push(start);
    for (let g = queue.pop(); g !== undefined; g = queue.pop()) {
      for (const at of wakes.get(g) ?? []) {
        if (passed[at] === 1) continue;
        passed[at] = 1;
        for (const waiter of points.points[at]?.waiters ?? []) {
          if (!members.has(waiter) || closed.has(waiter)) continue;
          closed.set(waiter, time);
          queue.push(waiter);
        }
      }
    }
  }
  return closed;
}

/** Disjoint sets of goroutines. */
class Groups {
  private readonly parent: Int32Array;

  constructor(count: number) {
    this.parent = Int32Array.from({ length: count }, (_, g) => g);
  }

  find(g: number): number {
    let at = g;
    for (;;) {
      const up = this.parent[at] ?? at;
      if (up === at) return at;
      const above = this.parent[up] ?? up;
      this.parent[at] = above;
      at = above;
    }
  }

  join(a: number, b: number): void {
    const [first, second] = [this.find(a), this.find(b)];
    if (first !== second) this.parent[Math.max(first, second)] = Math.min(first, second);
  }
}
