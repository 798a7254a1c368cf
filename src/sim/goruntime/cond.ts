import { NONE } from "../../shared/ids";
import { Kind } from "../../shared/schema";
import type { LocIndex } from "../../shared/ids";
import { HELD } from "../routine";
import type { Suspended } from "../routine";
import { SyncOp, WaitReason } from "./codes";
import { goready, gopark } from "./park";
import type { G, Sudog } from "./runtime2";
import type { GoRuntime, Traced } from "./runtime";

/**
 * The list of tickets below sync.Cond (sema.go: notifyList). Cond.Wait itself is add, unlock, wait, lock: its locker may be the program's
 * own, so the library puts it together.
 */
export class NotifyList implements Traced {
  /** Ticket of the next waiter. */
  wait = 0;
  /** Ticket of the next to be notified. */
  notify = 0;
  head: Sudog | null = null;
  tail: Sudog | null = null;
  object: number = NONE;
  readonly kind = "cond";
  readonly size = 0;

  constructor(readonly created: LocIndex | -1) {}

  /** The program's object stands for it. */
  [HELD](): number {
    return 0;
  }
}

function emit(rt: GoRuntime, op: number, l: NotifyList): void {
  rt.log.emit(Kind.Sync, op, rt.objectOf(l), l.wait - l.notify);
}

/** sema.go: notifyListAdd. */
export function notifyListAdd(l: NotifyList): number {
  return l.wait++;
}

/** sema.go: notifyListWait. Returns at once where the ticket has been notified already. */
export function notifyListWait(rt: GoRuntime, g: G, l: NotifyList, ticket: number): Suspended | undefined {
  rt.cpu.charge(rt.costs.lockOp);
  if (ticket < l.notify) return undefined;
  emit(rt, SyncOp.waitWaits, l);
  const s = rt.acquireSudog();
  s.g = g;
  s.ticket = ticket;
  if (l.tail === null) l.head = s;
  else l.tail.next = s;
  l.tail = s;
  g.waiting = s;
  g.op = notified;
  return gopark(rt, g, WaitReason.syncCondWait, rt.objectOf(l));
}

function notified(rt: GoRuntime, g: G): undefined {
  const s = g.waiting;
  if (s === null) throw new Error("sync.Cond: woken without a sudog");
  g.waiting = null;
  rt.releaseSudog(s);
}

function wakeWaiter(rt: GoRuntime, s: Sudog): void {
  if (s.g === null) throw new Error("sync.Cond: a sudog without a goroutine");
  goready(rt, s.g);
}

/** sema.go: notifyListNotifyAll (Cond.Broadcast). First come, first readied. */
export function notifyListNotifyAll(rt: GoRuntime, l: NotifyList): void {
  rt.cpu.charge(rt.costs.lockOp);
  let s = l.head;
  l.head = null;
  l.tail = null;
  l.notify = l.wait;
  emit(rt, SyncOp.broadcast, l);
  while (s !== null) {
    const next: Sudog | null = s.next;
    s.next = null;
    wakeWaiter(rt, s);
    s = next;
  }
}

/** sema.go: notifyListNotifyOne (Cond.Signal). The one with the oldest ticket. */
export function notifyListNotifyOne(rt: GoRuntime, l: NotifyList): void {
  rt.cpu.charge(rt.costs.lockOp);
  emit(rt, SyncOp.signal, l);
  if (l.wait === l.notify) return;
  const ticket = l.notify++;
  let previous: Sudog | null = null;
  for (let s = l.head; s !== null; previous = s, s = s.next) {
    if (s.ticket !== ticket) continue;
    const next: Sudog | null = s.next;
    if (previous === null) l.head = next;
    else previous.next = next;
    if (l.tail === s) l.tail = previous;
    s.next = null;
    wakeWaiter(rt, s);
    return;
  }
}
