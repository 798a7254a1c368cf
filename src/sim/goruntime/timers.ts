import { NONE } from "../../shared/ids";
import type { LocIndex } from "../../shared/ids";
import { HELD } from "../routine";
import type { Hchan } from "./chan";
import type { GoRuntime, Traced } from "./runtime";
import { SIZES } from "./sizes";

/** What a timer does when it fires, `delay` ns late. Runs in the scheduler of the M that found it, without a goroutine. */
export type TimerFunc = (rt: GoRuntime, timer: Timer, delay: number) => void;

/** A timer (time.go: timer, as of Go 1.23). */
export class Timer implements Traced {
  /** When it fires next; 0: not set. */
  when = 0;
  /** A ticker's period; 0: fires once. */
  period = 0;
  /** The heap it is in. */
  ts: Timers | null = null;
  /** Place in the heap. */
  at: number = NONE;
  /** Goroutines that are blocked on its channel: a channel timer is in a heap only while there are some. */
  blocked = 0;
  object: number = NONE;
  readonly size = 0;

  constructor(
    readonly kind: "timer" | "ticker",
    readonly f: TimerFunc,
    readonly arg: unknown,
    /** The channel it sends on, of capacity 1 inside and 0 for the program. */
    readonly chan: Hchan | null,
    readonly created: LocIndex | -1,
  ) {}

  [HELD](visit: (value: unknown) => void): number {
    visit(this.chan);
    visit(this.arg);
    return SIZES.timer;
  }

  /** time.go: needsAdd. */
  needsAdd(): boolean {
    return this.ts === null && this.when > 0 && (this.chan === null || this.blocked > 0);
  }
}

/** Children of a node (time.go: timerHeapN). */
const D = 4;

/**
 * The timers of a P: a 4-ary heap by `when` (time.go: timers).
 *
 * Left out: the lazy marks for changed and deleted timers (timerModified, timerZombie), which in Go spare a lock on another P's heap. Here a
 * timer is moved or taken out at once, so the heap holds exactly the timers that are set.
 */
export class Timers {
  private readonly heap: Timer[] = [];

  get length(): number {
    return this.heap.length;
  }

  /** When the first timer fires; 0: there is none. */
  wakeTime(): number {
    return this.heap[0]?.when ?? 0;
  }

  first(): Timer | undefined {
    return this.heap[0];
  }

  /** All that are set, in no particular order. */
  all(): readonly Timer[] {
    return this.heap;
  }

  /** time.go: addHeap. */
  add(t: Timer): void {
    t.ts = this;
    t.at = this.heap.push(t) - 1;
    this.siftUp(t.at);
  }

  /** time.go: deleteMin, for any place. */
  remove(t: Timer): void {
    const i = t.at;
    const last = this.heap.pop();
    t.ts = null;
    t.at = NONE;
    if (last === undefined || last === t) return;
    this.place(last, i);
    this.siftDown(this.siftUp(i));
  }

  /** time.go: updateHeap, after a change of `when`. */
  update(t: Timer): void {
    this.siftDown(this.siftUp(t.at));
  }

  private place(t: Timer, i: number): void {
    this.heap[i] = t;
    t.at = i;
  }

  private get(i: number): Timer {
    const t = this.heap[i];
    if (t === undefined) throw new Error(`timer heap has no place ${i}`);
    return t;
  }

  private siftUp(from: number): number {
    let i = from;
    const t = this.get(i);
    while (i > 0) {
      const parent = (i - 1) >> 2;
      const above = this.get(parent);
      if (t.when >= above.when) break;
      this.place(above, i);
      i = parent;
    }
    this.place(t, i);
    return i;
  }

  private siftDown(from: number): void {
    const n = this.heap.length;
    let i = from;
    const t = this.get(i);
    for (;;) {
      const left = i * D + 1;
      if (left >= n) break;
      let least = left;
      for (let child = left + 1; child < Math.min(left + D, n); child++) {
        if (this.get(child).when < this.get(least).when) least = child;
      }
      if (this.get(least).when >= t.when) break;
      this.place(this.get(least), i);
      i = least;
    }
    this.place(t, i);
  }
}
