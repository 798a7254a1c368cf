import { NONE } from "../../shared/ids";
import { Kind } from "../../shared/schema";
import { Queue } from "./codes";
import { GQueue, RUNQ_SIZE } from "./runtime2";
import type { G, P } from "./runtime2";
import type { GoRuntime } from "./runtime";

/**
 * Run queues: the ring and runnext of each P, and the global queue (proc.go: runq*, globrunq*).
 * Atomics and lock ranks are left out: a step is atomic.
 */

const MASK = RUNQ_SIZE - 1;
const PUT = Kind.RunqPut;
const GET = Kind.RunqGet;

/** The log names the P whose queue it is; for the global queue, the P that acts. */
function emit(rt: GoRuntime, p: number, kind: number, queue: number, g: G, length: number): void {
  const log = rt.log;
  const present = log.p;
  log.p = p;
  log.emit(kind, queue, g.index, length);
  log.p = present;
}

/** proc.go: runqempty. */
export function runqempty(p: P): boolean {
  return p.runqhead === p.runqtail && p.runnext === null;
}

/** proc.go: runqput. With `next`, g goes into runnext and the goroutine that was there to the tail of the ring. */
export function runqput(rt: GoRuntime, p: P, g: G, next: boolean): void {
  let tail = g;
  if (next) {
    const old = p.runnext;
    p.runnext = g;
    if (old !== null) emit(rt, p.index, GET, Queue.runnext, old, 0);
    emit(rt, p.index, PUT, Queue.runnext, g, 1);
    if (old === null) return;
    tail = old;
  }
  if (p.runqtail - p.runqhead < RUNQ_SIZE) {
    p.runq[p.runqtail & MASK] = tail;
    p.runqtail++;
    emit(rt, p.index, PUT, Queue.local, tail, p.runqtail - p.runqhead);
    return;
  }
  runqputslow(rt, p, tail);
}

/** proc.go: runqputslow. The older half of the full ring and the newcomer go to the global queue, in that order. */
function runqputslow(rt: GoRuntime, p: P, g: G): void {
  const batch = new GQueue();
  for (let n = RUNQ_SIZE / 2; n > 0; n--) batch.pushBack(popHead(rt, p));
  batch.pushBack(g);
  globrunqputbatch(rt, batch);
}

function popHead(rt: GoRuntime, p: P): G {
  const g = p.runq[p.runqhead & MASK];
  if (g === null || g === undefined) throw new Error(`runq of P${p.id}: no goroutine at the head`);
  p.runq[p.runqhead & MASK] = null;
  p.runqhead++;
  emit(rt, p.index, GET, Queue.local, g, p.runqtail - p.runqhead);
  return g;
}

/** proc.go: runqputbatch. To the tail of the ring; what does not fit to the global queue. */
export function runqputbatch(rt: GoRuntime, p: P, list: GQueue): void {
  while (list.head !== null && p.runqtail - p.runqhead < RUNQ_SIZE) {
    const g = list.pop();
    if (g === null) return;
    p.runq[p.runqtail & MASK] = g;
    p.runqtail++;
    emit(rt, p.index, PUT, Queue.local, g, p.runqtail - p.runqhead);
  }
  if (list.head !== null) globrunqputbatch(rt, list);
}

/** proc.go: runqget, the part for runnext. What it gives inherits the time slice. */
export function runnextget(rt: GoRuntime, p: P): G | null {
  const next = p.runnext;
  if (next === null) return null;
  p.runnext = null;
  emit(rt, p.index, GET, Queue.runnext, next, 0);
  return next;
}

/** proc.go: runqget, the part for the ring. */
export function ringget(rt: GoRuntime, p: P): G | null {
  return p.runqhead === p.runqtail ? null : popHead(rt, p);
}

/** proc.go: globrunqput. To the tail of the global queue. */
export function globrunqput(rt: GoRuntime, g: G): void {
  rt.sched.runq.pushBack(g);
  emit(rt, rt.m?.p?.index ?? NONE, PUT, Queue.global, g, rt.sched.runq.size);
}

/** proc.go: globrunqputhead. To the head of the global queue. */
export function globrunqputhead(rt: GoRuntime, g: G): void {
  rt.sched.runq.push(g);
  emit(rt, rt.m?.p?.index ?? NONE, PUT, Queue.global, g, rt.sched.runq.size);
}

/** proc.go: globrunqputbatch. Empties the list. */
export function globrunqputbatch(rt: GoRuntime, batch: GQueue): void {
  for (let g = batch.pop(); g !== null; g = batch.pop()) globrunqput(rt, g);
}

function globpop(rt: GoRuntime, p: P): G {
  const g = rt.sched.runq.pop();
  if (g === null) throw new Error("the global queue is shorter than its size");
  emit(rt, p.index, GET, Queue.global, g, rt.sched.runq.size);
  return g;
}

/**
 * proc.go: globrunqget. Takes a batch of min(size, size/GOMAXPROCS + 1, half a ring, max unless 0): the first is returned, the
 * others go to the tail of the P's ring.
 */
export function globrunqget(rt: GoRuntime, p: P, max: number): G | null {
  const size = rt.sched.runq.size;
  if (size === 0) return null;
  let n = Math.min(size, Math.floor(size / rt.gomaxprocs) + 1);
  if (max > 0 && n > max) n = max;
  if (n > RUNQ_SIZE / 2) n = RUNQ_SIZE / 2;
  const g = globpop(rt, p);
  for (n--; n > 0; n--) runqput(rt, p, globpop(rt, p), false);
  return g;
}

/**
 * proc.go: runqsteal and the copying part of runqgrab. Takes the older half (rounded up) of the victim's ring; the last of them is
 * returned to be run, the others go to the thief's ring. The caller has made sure that the victim's ring is not empty.
 */
export function runqsteal(rt: GoRuntime, thief: P, victim: P): G {
  const available = victim.runqtail - victim.runqhead;
  let n = available - (available >> 1);
  if (thief.runqtail - thief.runqhead + n - 1 >= RUNQ_SIZE) throw new Error("runqsteal: runq overflow");
  for (n--; n > 0; n--) {
    const g = popHead(rt, victim);
    thief.runq[thief.runqtail & MASK] = g;
    thief.runqtail++;
    emit(rt, thief.index, PUT, Queue.local, g, thief.runqtail - thief.runqhead);
  }
  return popHead(rt, victim);
}
