import { NONE } from "../../shared/ids";
import { Kind } from "../../shared/schema";
import { SUSPENDED } from "../routine";
import { WOULD_BLOCK, chanrecv, chansend, emitRecv, emitSend, recv, send } from "./chan";
import type { Hchan } from "./chan";
import { Direction, Outcome, WaitReason } from "./codes";
import { gopark } from "./park";
import type { G, Sudog } from "./runtime2";
import type { GoRuntime } from "./runtime";
import { blockTimerChan, maybeRunChan, unblockTimerChan } from "./time";

/** The select statement (select.go: selectgo). */

export interface SelectCase {
  /** null: a nil channel, never chosen. */
  readonly chan: Hchan | null;
  readonly dir: "send" | "recv";
  /** What to send. */
  readonly value?: unknown;
}

/** What a select gives: made of the position of the chosen case (−1: default), the value received, and whether it was sent. */
export type SelectFinish = (index: number, value: unknown, ok: boolean) => unknown;

/** A select that is parked. */
interface Parked {
  readonly cases: readonly SelectCase[];
  readonly finish: SelectFinish;
}

/** The statement, as the compiler translates it: one case, with or without default, is the plain operation; none waits for ever. */
export function selectgo(
  rt: GoRuntime,
  g: G,
  cases: readonly SelectCase[],
  hasDefault: boolean,
  finish: SelectFinish,
): unknown {
  const only = cases[0];
  if (only === undefined) {
    if (hasDefault) return finish(-1, undefined, false);
    return gopark(rt, g, WaitReason.selectNoCases, NONE);
  }
  if (cases.length === 1) return plain(rt, g, only, hasDefault, finish);
  rt.cpu.charge(rt.costs.selectCase * cases.length);

  const order = pollOrder(rt, cases);
  for (const i of order) {
    const { chan: c, dir, value } = at(cases, i);
    if (c === null) continue;
    if (dir === "recv") {
      const sender = c.sendq.dequeue();
      if (sender !== null) {
        emitChoice(rt, i, cases);
        return finish(i, recv(rt, c, sender), true);
      }
      if (c.qcount > 0) {
        emitChoice(rt, i, cases);
        const received = c.take();
        emitRecv(rt, c, Outcome.buffered);
        return finish(i, received, true);
      }
      if (c.closed) {
        emitChoice(rt, i, cases);
        emitRecv(rt, c, Outcome.closed);
        return finish(i, undefined, false);
      }
    } else {
      if (c.closed) {
        emitChoice(rt, i, cases);
        rt.raise("send on closed channel");
      }
      const receiver = c.recvq.dequeue();
      if (receiver !== null) {
        emitChoice(rt, i, cases);
        send(rt, c, receiver, value);
        return finish(i, undefined, false);
      }
      if (c.qcount < c.dataqsiz) {
        emitChoice(rt, i, cases);
        c.put(value);
        emitSend(rt, c, Outcome.buffered);
        return finish(i, undefined, false);
      }
    }
  }
  if (hasDefault) {
    emitChoice(rt, -1, cases);
    return finish(-1, undefined, false);
  }
  return park(rt, g, cases, lockOrder(rt, cases, order), finish);
}

function at(cases: readonly SelectCase[], i: number): SelectCase {
  const found = cases[i];
  if (found === undefined) throw new Error(`select has no case ${i}`);
  return found;
}

function emitChoice(rt: GoRuntime, index: number, cases: readonly SelectCase[]): void {
  rt.log.emit(Kind.Select, 0, index, cases.length);
}

/** A select with one case: chansend, chanrecv, selectnbsend or selectnbrecv. */
function plain(rt: GoRuntime, g: G, only: SelectCase, hasDefault: boolean, finish: SelectFinish): unknown {
  if (only.dir === "recv") {
    const got = chanrecv(rt, g, only.chan, (value, ok) => finish(0, value, ok), !hasDefault);
    return got === WOULD_BLOCK ? finish(-1, undefined, false) : got;
  }
  const sent = chansend(rt, g, only.chan, only.value, !hasDefault);
  if (sent === SUSPENDED) {
    g.conts = [{ op: () => finish(0, undefined, false), arg: undefined }, ...(g.conts ?? [])];
    return SUSPENDED;
  }
  return finish(sent ? 0 : -1, undefined, false);
}

/** Every case once, in random order: an inside-out shuffle. Looking at a timer's channel runs its timer. */
function pollOrder(rt: GoRuntime, cases: readonly SelectCase[]): number[] {
  const order: number[] = [];
  cases.forEach((c, i) => {
    if (c.chan === null) return;
    if (c.chan.timer !== null) maybeRunChan(rt, c.chan.timer);
    const j = rt.prng.below(order.length + 1);
    const moved = order[j];
    if (moved === undefined) {
      order.push(i);
    } else {
      order.push(moved);
      order[j] = i;
    }
  });
  return order;
}

/** The cases by address of their channel: a heap sort that begins with the poll order, so that equal channels end in a random order. */
function lockOrder(rt: GoRuntime, cases: readonly SelectCase[], pollorder: readonly number[]): number[] {
  const key = (i: number): number => {
    const c = at(cases, i).chan;
    if (c === null) return 0;
    if (c.key === 0) c.key = rt.nextChanKey();
    return c.key;
  };
  const heap: number[] = [];
  const get = (i: number): number => heap[i] ?? -1;
  for (const [i, o] of pollorder.entries()) {
    let j = i;
    while (j > 0 && key(get((j - 1) >> 1)) < key(o)) {
      const k = (j - 1) >> 1;
      heap[j] = get(k);
      j = k;
    }
    heap[j] = o;
  }
  for (let i = heap.length - 1; i >= 0; i--) {
    const o = get(i);
    heap[i] = get(0);
    let j = 0;
    for (;;) {
      let k = j * 2 + 1;
      if (k >= i) break;
      if (k + 1 < i && key(get(k)) < key(get(k + 1))) k++;
      if (key(o) >= key(get(k))) break;
      heap[j] = get(k);
      j = k;
    }
    heap[j] = o;
  }
  return heap;
}

/** Pass 2: waits on all channels at once. */
function park(
  rt: GoRuntime,
  g: G,
  cases: readonly SelectCase[],
  lockorder: readonly number[],
  finish: SelectFinish,
): unknown {
  let last: Sudog | null = null;
  g.waiting = null;
  g.selectDone = false;
  g.param = null;
  for (const i of lockorder) {
    const { chan: c, dir, value } = at(cases, i);
    if (c === null) continue;
    const s = rt.acquireSudog();
    s.g = g;
    s.isSelect = true;
    s.c = c;
    s.elem = dir === "send" ? value : undefined;
    s.caseIndex = i;
    if (last === null) g.waiting = s;
    else last.waitlink = s;
    last = s;
    if (dir === "send") c.sendq.enqueue(s);
    else c.recvq.enqueue(s);
    rt.log.emit(Kind.SelectCase, Direction[dir], rt.objectOf(c), i);
    if (c.timer !== null) blockTimerChan(rt, c.timer);
  }
  const parked: Parked = { cases, finish };
  g.op = selectWoken;
  g.opA = parked;
  return gopark(rt, g, WaitReason.select, NONE);
}

/** Pass 3: leaves the queues of the other channels. */
function selectWoken(rt: GoRuntime, g: G): unknown {
  const { cases, finish } = g.opA as Parked;
  g.opA = undefined;
  const chosen = g.param;
  g.param = null;
  if (chosen === null) throw new Error("selectgo: bad wakeup");
  const { caseIndex, elem, success } = chosen;
  let s = g.waiting;
  g.waiting = null;
  while (s !== null) {
    const next: Sudog | null = s.waitlink;
    if (s.c !== null) {
      if (s !== chosen) {
        if (at(cases, s.caseIndex).dir === "send") s.c.sendq.remove(s);
        else s.c.recvq.remove(s);
      }
      if (s.c.timer !== null) unblockTimerChan(s.c.timer);
    }
    rt.releaseSudog(s);
    s = next;
  }
  emitChoice(rt, caseIndex, cases);
  if (at(cases, caseIndex).dir === "recv") return finish(caseIndex, elem, success);
  if (!success) rt.raise("send on closed channel");
  return finish(caseIndex, undefined, false);
}
