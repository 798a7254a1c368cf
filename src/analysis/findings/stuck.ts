import { NONE } from "../../shared/ids";
import type { Acts, PendingTimers } from "./acts";
import type { GoroutineStates } from "./goroutineStates";
import type { Holder, LockHolders } from "./locks";
import { Role, isLock } from "./waits";
import type { WaitPoint, WaitPoints } from "./waits";

/** Everything about the waits that a run has left behind. */
export interface Waits {
  readonly states: GoroutineStates;
  readonly points: WaitPoints;
  readonly locks: LockHolders;
  readonly acts: Acts;
  readonly timers: PendingTimers;
  /** The log has all events: a goroutine without any has not existed. */
  readonly whole: boolean;
}

/** A goroutine that could wake the waiters of a point; of a lock, with the place where it took it. */
export type Waker = Holder;

/** Who could wake the waiters of a point. Of a lock: who holds it. Of the others: who ever did in the run what would wake them. */
export function wakersOf({ locks, acts }: Waits, point: WaitPoint): Waker[] {
  const { object, role } = point;
  switch (role) {
    case Role.Lock:
    case Role.ReadLock: {
      const writer = locks.writer(object);
      return writer === undefined ? [] : [writer];
    }
    case Role.NoReaders:
      return locks.readersOf(object);
    default:
      return Array.from(acts.of(point), (g) => ({ g, loc: NONE }));
  }
}

/** Goroutines that can never run again, and the graph between them: who waits at which points, and who could wake whom. */
export interface Stuck {
  readonly members: ReadonlySet<number>;
  /** Wakers of each point, by position in `WaitPoints.points`. */
  readonly wakers: readonly (readonly Waker[])[];
  /** By goroutine: the points whose waiters it could wake. */
  readonly wakes: ReadonlyMap<number, readonly number[]>;
}

/**
 * The greatest set of blocked goroutines such that each waits only for members of the set, for goroutines that have ended, or for nobody.
 *
 * Found from its complement: what somebody could wake who is not blocked, or who could be woken, is not in it. Each goroutine and each
 * wait point is looked at once.
 *
 * - A lock is given back by who holds it: that is all that its waiters can hope for. A lock that nobody holds is on its way to somebody.
 * - A channel, wait group, condition or semaphore may be touched by anybody who knows it, and the log does not say who does. A goroutine
 *   counts as one who could if it ever did in this run what would wake the waiters; or if it is alive, not blocked, and has not shown
 *   what it does: it has neither ended the run by its return nor gone round a loop since they wait, without touching the object.
 * - While a timer is set that starts a function, everything but a lock could be touched.
 *
 * Where Go's runtime has reported a deadlock there is nobody else: all blocked goroutines are in the set.
 */
export function stuckGoroutines(waits: Waits): Stuck {
  const { points, states } = waits;
  const wakers = points.points.map((point) => wakersOf(waits, point));
  const wakes = new Map<number, number[]>();
  wakers.forEach((list, at) => {
    for (const { g } of list) {
      const known = wakes.get(g);
      if (known === undefined) wakes.set(g, [at]);
      else known.push(at);
    }
  });

  if (states.end === "deadlock") return { members: new Set(points.blocked), wakers, wakes };

  const woken = new Uint8Array(points.points.length);
  const live = new Set<number>();
  const queue: number[] = [];
  const release = (g: number): void => {
    if (live.has(g)) return;
    live.add(g);
    queue.push(g);
  };
  const wake = (at: number): void => {
    if (woken[at] === 1) return;
    woken[at] = 1;
    points.points[at]?.waiters.forEach(release);
  };

  const unseen = unseenSince(waits);
  for (let g = 0; g < states.count; g++)
    if (states.isAlive(g) && !states.isBlocked(g)) (wakes.get(g) ?? []).forEach(wake);
  points.unexplained.forEach(release);
  points.points.forEach((point, at) => {
    if (isLock(point.role)) {
      if (wakers[at]?.length === 0) wake(at);
    } else if (waits.timers.isSet(point.object)) {
      wake(at);
    } else {
      for (const g of point.waiters) if ((states.since[g] ?? 0) > unseen) release(g);
    }
  });
  for (let g = queue.pop(); g !== undefined; g = queue.pop()) (wakes.get(g) ?? []).forEach(wake);

  const members = new Set<number>();
  for (const g of points.blocked) if (!live.has(g)) members.add(g);
  return { members, wakers, wakes };
}

/**
 * Until when everybody who is alive and not blocked has since shown what it does: waits for anything but a lock that began later are not
 * known to be without hope. −1: somebody has shown nothing at all.
 */
function unseenSince({ states, timers, whole }: Waits): number {
  if (timers.anyFunction || !whole) return NONE;
  let least = Infinity;
  for (let g = 0; g < states.count; g++) {
    if (!states.isAlive(g) || states.isBlocked(g)) continue;
    if (g === states.finisher && states.end === "exit") continue;
    least = Math.min(least, states.looped[g] ?? NONE);
  }
  return least;
}
