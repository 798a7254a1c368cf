import { NONE } from "../../shared/ids";
import { Kind } from "../../shared/schema";
import type { LocIndex } from "../../shared/ids";
import { HELD } from "../routine";
import type { Suspended } from "../routine";
import { Outcome, WaitReason } from "./codes";
import { allocate } from "./malloc";
import { goready, gopark } from "./park";
import type { G, Sudog } from "./runtime2";
import type { GoRuntime, Traced } from "./runtime";
import { blockTimerChan, maybeRunChan, unblockTimerChan } from "./time";
import type { Timer } from "./timers";
import { SIZES } from "./sizes";

/**
 * Channels (chan.go).
 *
 * Invariants: at least one of sendq and recvq is empty, except where one goroutine waits in a select on both sides. For a buffered channel,
 * qcount > 0 implies that recvq is empty, and qcount < dataqsiz that sendq is empty.
 */

/** A FIFO of waiting goroutines (chan.go: waitq). */
export class WaitQ {
  first: Sudog | null = null;
  last: Sudog | null = null;

  enqueue(s: Sudog): void {
    s.next = null;
    s.prev = this.last;
    if (this.last === null) this.first = s;
    else this.last.next = s;
    this.last = s;
  }

  /** The first whose goroutine is not being woken by another case of its select already. */
  dequeue(): Sudog | null {
    for (;;) {
      const s = this.first;
      if (s === null) return null;
      this.remove(s);
      if (!s.isSelect) return s;
      const g = s.g;
      if (g === null || g.selectDone) continue;
      g.selectDone = true;
      return s;
    }
  }

  /** chan.go: dequeueSudoG. Nothing happens where it is not queued. */
  remove(s: Sudog): void {
    if (s.prev === null && s.next === null && this.first !== s) return;
    if (s.prev === null) this.first = s.next;
    else s.prev.next = s.next;
    if (s.next === null) this.last = s.prev;
    else s.next.prev = s.prev;
    s.next = null;
    s.prev = null;
  }
}

/** A channel (chan.go: hchan). */
export class Hchan implements Traced {
  qcount = 0;
  /** Circular; grows up to dataqsiz as it is used. */
  private readonly buf: unknown[] = [];
  private sendx = 0;
  private recvx = 0;
  closed = false;
  readonly recvq = new WaitQ();
  readonly sendq = new WaitQ();
  /** Feeds the channel. Its buffer of 1 is then hidden from the program. */
  timer: Timer | null = null;
  object: number = NONE;
  /** Stands for the address; 0: not needed yet. */
  key = 0;
  readonly kind = "chan";

  constructor(
    readonly dataqsiz: number,
    readonly created: LocIndex | -1,
  ) {}

  get size(): number {
    return this.timer === null ? this.dataqsiz : 0;
  }

  put(value: unknown): void {
    this.buf[this.sendx] = value;
    if (++this.sendx === this.dataqsiz) this.sendx = 0;
    this.qcount++;
  }

  take(): unknown {
    const value = this.buf[this.recvx];
    this.buf[this.recvx] = undefined;
    if (++this.recvx === this.dataqsiz) this.recvx = 0;
    this.qcount--;
    return value;
  }

  /** What is in the buffer, the oldest first. */
  items(): unknown[] {
    return Array.from({ length: this.qcount }, (_, i) => this.buf[(this.recvx + i) % this.dataqsiz]);
  }

  [HELD](visit: (value: unknown) => void): number {
    for (const value of this.buf) visit(value);
    for (let s = this.sendq.first; s !== null; s = s.next) visit(s.elem);
    visit(this.timer);
    return SIZES.chan + SIZES.word * this.dataqsiz;
  }

  /** Empties the buffer; whether there was anything. */
  drain(): boolean {
    if (this.qcount === 0) return false;
    while (this.qcount > 0) this.take();
    return true;
  }
}

/** What a receive gives: made of the value and whether it was sent. */
export type Finish = (value: unknown, ok: boolean) => unknown;

/** chan.go: makechan. @throws the program's Error "makechan: size out of range". */
export function makechan(rt: GoRuntime, size: number, loc: LocIndex | -1): Hchan {
  // Go's limit is the address space; an element is taken to be one word.
  if (!Number.isInteger(size) || size < 0 || size > 2 ** 45) rt.raise("makechan: size out of range");
  allocate(rt, SIZES.chan + SIZES.word * size);
  return new Hchan(size, loc);
}

export function emitSend(rt: GoRuntime, c: Hchan, outcome: number): void {
  rt.log.emit(Kind.ChanSend, outcome, rt.objectOf(c), c.qcount);
}

export function emitRecv(rt: GoRuntime, c: Hchan, outcome: number): void {
  rt.log.emit(Kind.ChanRecv, outcome, rt.objectOf(c), c.qcount);
}

/** chan.go: send. Hands a value to a goroutine that waits for it. */
export function send(rt: GoRuntime, c: Hchan, s: Sudog, value: unknown): void {
  emitSend(rt, c, Outcome.direct);
  s.elem = value;
  wake(rt, s, true);
}

/** chan.go: recv. Takes the value of a waiting sender; from a full buffer its head, and the sender's value goes to the tail. */
export function recv(rt: GoRuntime, c: Hchan, s: Sudog): unknown {
  let value = s.elem;
  if (c.dataqsiz > 0) {
    const head = c.take();
    c.put(value);
    value = head;
  }
  emitRecv(rt, c, Outcome.direct);
  s.elem = undefined;
  wake(rt, s, true);
  return value;
}

function wake(rt: GoRuntime, s: Sudog, success: boolean): void {
  const g = s.g;
  if (g === null) throw new Error("a sudog without a goroutine is queued");
  g.param = s;
  s.success = success;
  goready(rt, g);
}

/**
 * chan.go: chansend. `g` is null for a timer, which does not block.
 * @returns false where it would block and may not. @throws "send on closed channel".
 */
export function chansend(
  rt: GoRuntime,
  g: G | null,
  c: Hchan | null,
  value: unknown,
  block: boolean,
): boolean | Suspended {
  rt.cpu.charge(rt.costs.channelOp);
  if (c === null) {
    if (!block || g === null) return false;
    return gopark(rt, g, WaitReason.chanSendNilChan, NONE);
  }
  if (c.closed) rt.raise("send on closed channel");
  const receiver = c.recvq.dequeue();
  if (receiver !== null) {
    send(rt, c, receiver, value);
    return true;
  }
  if (c.qcount < c.dataqsiz) {
    c.put(value);
    emitSend(rt, c, Outcome.buffered);
    return true;
  }
  if (!block || g === null) return false;
  emitSend(rt, c, Outcome.blocked);
  const s = rt.acquireSudog();
  s.g = g;
  s.elem = value;
  s.c = c;
  g.waiting = s;
  c.sendq.enqueue(s);
  g.op = chansendWoken;
  return gopark(rt, g, WaitReason.chanSend, rt.objectOf(c));
}

function chansendWoken(rt: GoRuntime, g: G): undefined {
  const s = woken(g);
  const { success } = s;
  rt.releaseSudog(s);
  if (!success) rt.raise("send on closed channel");
}

function woken(g: G): Sudog {
  const s = g.waiting;
  if (s === null || g.param !== s) throw new Error("a goroutine was woken by another than it waits for");
  g.waiting = null;
  g.param = null;
  return s;
}

/** What chanrecv gives where it may not block and would. */
export const WOULD_BLOCK: unique symbol = Symbol("would block");

/** chan.go: chanrecv. */
export function chanrecv(rt: GoRuntime, g: G, c: Hchan | null, finish: Finish, block: boolean): unknown {
  rt.cpu.charge(rt.costs.channelOp);
  if (c === null) {
    if (!block) return WOULD_BLOCK;
    return gopark(rt, g, WaitReason.chanReceiveNilChan, NONE);
  }
  if (c.timer !== null) maybeRunChan(rt, c.timer);
  if (c.closed && c.qcount === 0) {
    emitRecv(rt, c, Outcome.closed);
    return finish(undefined, false);
  }
  const sender = c.sendq.dequeue();
  if (sender !== null) return finish(recv(rt, c, sender), true);
  if (c.qcount > 0) {
    const value = c.take();
    emitRecv(rt, c, Outcome.buffered);
    return finish(value, true);
  }
  if (!block) return WOULD_BLOCK;
  emitRecv(rt, c, Outcome.blocked);
  const s = rt.acquireSudog();
  s.g = g;
  s.c = c;
  g.waiting = s;
  c.recvq.enqueue(s);
  if (c.timer !== null) blockTimerChan(rt, c.timer);
  g.op = chanrecvWoken;
  g.opA = finish;
  return gopark(rt, g, WaitReason.chanReceive, rt.objectOf(c));
}

function chanrecvWoken(rt: GoRuntime, g: G): unknown {
  const s = woken(g);
  if (s.c !== null && s.c.timer !== null) unblockTimerChan(s.c.timer);
  const { elem, success } = s;
  rt.releaseSudog(s);
  const finish = g.opA as Finish;
  g.opA = undefined;
  return finish(elem, success);
}

/**
 * chan.go: closechan. All receivers, then all senders are gathered and readied one by one; each readied goroutine takes runnext from the one
 * before.
 * @throws "close of nil channel", "close of closed channel".
 */
export function closechan(rt: GoRuntime, c: Hchan | null): void {
  rt.cpu.charge(rt.costs.channelOp);
  if (c === null) return rt.raise("close of nil channel");
  if (c.closed) rt.raise("close of closed channel");
  c.closed = true;
  const list: Sudog[] = [];
  for (let s = c.recvq.dequeue(); s !== null; s = c.recvq.dequeue()) {
    s.elem = undefined;
    list.push(s);
  }
  for (let s = c.sendq.dequeue(); s !== null; s = c.sendq.dequeue()) {
    s.elem = undefined;
    list.push(s);
  }
  rt.log.emit(Kind.ChanClose, 0, rt.objectOf(c), list.length);
  for (let s = list.pop(); s !== undefined; s = list.pop()) wake(rt, s, false);
}

/** chan.go: chanlen. A timer's channel is unbuffered for the program. */
export function chanlen(rt: GoRuntime, c: Hchan | null): number {
  return c === null || c.timer !== null ? 0 : c.qcount;
}

/** chan.go: chancap. */
export function chancap(c: Hchan | null): number {
  return c?.size ?? 0;
}
