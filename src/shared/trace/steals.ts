import type { QueueMember } from "./queues";

/** Who stole from whom: cell (thief, victim) of a matrix is at thief * ps.length + victim. */
export interface StealMatrix {
  /** The Ps of the run, by their positions in the log's table, which the filters of `steals` take. */
  readonly ps: readonly { readonly p: number; readonly label: string }[];
  readonly steals: Uint32Array;
  /** Goroutines that were moved by them. */
  readonly stolen: Uint32Array;
  /** Times that the thief looked at the victim and found nothing to steal. */
  readonly failed: Uint32Array;
  /** Whether the log tells at whom each round of a search looked: not where there are too many Ps. */
  readonly failedKnown: boolean;
}

/** A P's ring: at most RING goroutines, those from `head` on. */
export interface RingContent {
  /** Slot of the first; the tail is behind the last. Of a capped log counted from its beginning. */
  readonly head: number;
  readonly members: readonly QueueMember[];
}

/** Slots of a ring (runtime2.go, Go 1.23). */
export const RING = 256;

/** What a steal did to both rings. */
export interface StealRings {
  readonly thief: string;
  readonly victim: string;
  readonly victimBefore: RingContent;
  readonly victimAfter: RingContent;
  readonly thiefBefore: RingContent;
  readonly thiefAfter: RingContent;
  /** The first of the victim's ring, or its runnext; the last of them runs at once. */
  readonly moved: readonly QueueMember[];
  readonly fromRunnext: boolean;
}
