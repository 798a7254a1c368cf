import { NONE } from "../../shared/ids";
import type { Suspended } from "../routine";
import { goready, gopark, goyield } from "./park";
import type { G, Sudog } from "./runtime2";
import type { GoRuntime } from "./runtime";

/**
 * Semaphores, on which package sync is built (sema.go).
 *
 * Go finds the waiters of an address in a table of 251 buckets, each a treap of addresses with a list of waiters. Here the list hangs on the
 * semaphore itself: what is left out costs no virtual time.
 */
export class Sema {
  /** Permits. */
  value = 0;
  nwait = 0;
  private head: Sudog | null = null;
  private tail: Sudog | null = null;

  /** sema.go: queue. At the end, or (lifo) at the front. */
  queue(s: Sudog, lifo: boolean): void {
    if (lifo) {
      s.next = this.head;
      this.head = s;
      this.tail ??= s;
      return;
    }
    s.next = null;
    if (this.tail === null) this.head = s;
    else this.tail.next = s;
    this.tail = s;
  }

  /** sema.go: dequeue. */
  dequeue(): Sudog | null {
    const s = this.head;
    if (s === null) return null;
    this.head = s.next;
    if (this.head === null) this.tail = null;
    s.next = null;
    return s;
  }

  /** sema.go: cansemacquire. */
  tryAcquire(): boolean {
    if (this.value === 0) return false;
    this.value--;
    return true;
  }
}

/** A semaphore with one permit: a lock. */
export function permit(): Sema {
  const sema = new Sema();
  sema.value = 1;
  return sema;
}

/** What semacquire waits with. */
interface Waiting {
  readonly sema: Sema;
  readonly reason: number;
  readonly object: number;
  readonly lifo: boolean;
}

/** sema.go: semacquire1. Waits for a permit; undefined: it has one at once. */
export function semacquire(
  rt: GoRuntime,
  g: G,
  sema: Sema,
  lifo: boolean,
  reason: number,
  object: number = NONE,
): Suspended | undefined {
  if (sema.tryAcquire()) return undefined;
  return enqueue(rt, g, rt.acquireSudog(), { sema, reason, object, lifo });
}

function enqueue(rt: GoRuntime, g: G, s: Sudog, waiting: Waiting): Suspended {
  s.g = g;
  s.ticket = 0;
  g.waiting = s;
  waiting.sema.nwait++;
  waiting.sema.queue(s, waiting.lifo);
  g.op = semaWoken;
  g.opA = waiting;
  return gopark(rt, g, waiting.reason, waiting.object);
}

function semaWoken(rt: GoRuntime, g: G): Suspended | undefined {
  const waiting = g.opA as Waiting;
  const s = g.waiting;
  if (s === null) throw new Error("semacquire: woken without a sudog");
  if (s.ticket !== 0 || waiting.sema.tryAcquire()) {
    g.opA = undefined;
    g.waiting = null;
    rt.releaseSudog(s);
    return undefined;
  }
  return enqueue(rt, g, s, waiting);
}

/**
 * sema.go: semrelease1. Readies the first waiter. With handoff the permit is his, and the releaser yields so that he runs at once:
 * then this returns SUSPENDED, and the caller's operation is over when the goroutine runs again.
 */
export function semrelease(rt: GoRuntime, g: G, sema: Sema, handoff: boolean): Suspended | undefined {
  sema.value++;
  if (sema.nwait === 0) return undefined;
  const s = sema.dequeue();
  if (s === null) throw new Error("semrelease: no waiter");
  sema.nwait--;
  if (handoff && sema.tryAcquire()) s.ticket = 1;
  const waiter = s.g;
  if (waiter === null) throw new Error("semrelease: a sudog without a goroutine");
  goready(rt, waiter);
  if (s.ticket !== 1) return undefined;
  g.op = yielded;
  return goyield(rt, g);
}

function yielded(): undefined {
  return undefined;
}

/** Releases a permit straight to the first waiter, if there is one. The releaser does not yield. */
export function semhandover(rt: GoRuntime, sema: Sema): void {
  const s = sema.dequeue();
  if (s === null) {
    sema.value++;
    return;
  }
  sema.nwait--;
  s.ticket = 1;
  if (s.g === null) throw new Error("semhandover: a sudog without a goroutine");
  goready(rt, s.g);
}
