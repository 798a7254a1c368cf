import type { Prng } from "../prng";
import type { GoRuntime } from "./runtime";
import type { M } from "./runtime2";

/**
 * What makes two runs of one program differ where several Ps run: no machine takes the same time twice. A thread that was asleep gets
 * going after a random time, and its first operations are slow, because code and data are not in the caches of its core yet, or not even
 * mapped. At one P no order depends on it, and only `arrive` exists.
 */

/** The longest wait is so many doublings of the shortest. */
const MOST_DOUBLINGS = 5;

/** Each wait twice as long is half as likely: a miss of the caches, a page fault, an interrupt, the time slice of somebody else. */
function heavyTailed(prng: Prng, unit: number): number {
  const doublings = Math.min(MOST_DOUBLINGS, Math.clz32(prng.next()));
  const shortest = 2 ** doublings * unit;
  return shortest + prng.below(shortest);
}

/**
 * A thread that has been woken or is new finds a cold core. How long that takes is a matter of chance (power states, caches): between half
 * and one and a half times as long again as the wake-up itself.
 */
export function arrive(rt: GoRuntime, m: M): void {
  const { wakeLatency } = rt.costs;
  m.warmth = 0;
  rt.cpu.charge(Math.floor(wakeLatency / 2) + rt.prng.below(wakeLatency + 1));
}

/**
 * After an operation of the runtime: the n-th since the M got going has touched something for the first time with a probability of 1/n.
 */
export function touch(rt: GoRuntime, m: M): void {
  const { coldMiss } = rt.costs;
  if (rt.gomaxprocs === 1 || coldMiss === 0) return;
  m.warmth++;
  if (rt.prng.below(m.warmth) === 0) rt.cpu.charge(heavyTailed(rt.prng, coldMiss));
}
