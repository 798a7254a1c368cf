import { NONE } from "../../shared/ids";
import { Kind } from "../../shared/schema";
import { present } from "../../shared/assert";
import { SUSPENDED } from "../routine";
import type { Suspended } from "../routine";
import { GcWorkerMode, PollCaller, PreemptReason, Ready, WaitReason } from "./codes";
import { chain } from "./conts";
import { gcMarkDone, gcMarkWorkAvailable } from "./mgc";
import type { Gc, MarkWorker } from "./mgc";
import { injectglist, netpoll } from "./netpoll";
import { goready, gopark } from "./park";
import { preemptone, resumeG, suspendG } from "./preempt";
import { globrunqput, ringget, runnextget, runqempty } from "./runq";
import { GStatus, PStatus, casgstatus } from "./runtime2";
import type { G, Op, P } from "./runtime2";
import type { GoRuntime } from "./runtime";
import { scanstack } from "./stack";

/**
 * Marking (mgcmark.go: markroot, gcDrain, gcAssistAlloc; mgc.go: gcBgMarkWorker; mgcpacer.go: findRunnableGCWorker).
 *
 * A worker takes one piece of work at a time, a stack or a chunk of the heap, and burns the CPU time for it; between two pieces it looks
 * whether it has to stop. A worker that runs is at a safe point all the time: its stack can be scanned, and a request to give way takes effect
 * after the piece. Credit for a piece is given when it is done.
 *
 * Left out: the order in which objects are found, and with it stealing of marked objects among workers; the write barrier's own work. Assists
 * mark the heap only, not stacks.
 */

/** Bytes of the heap that are marked at a time. mgcwork.go: a work buffer holds 2 KiB of pointers. */
const CHUNK = 16 * 2 ** 10;
/** mgcmark.go: drainCheckThreshold. */
const DRAIN_CHECK_THRESHOLD = 100_000;
/** mgcpacer.go: gcOverAssistWork. */
const OVER_ASSIST_WORK = 64 * 2 ** 10;
/** preempt.go: suspendG, yieldDelay. How long to spin before it looks again whether the goroutine has stopped, ns. */
const YIELD_DELAY = 10_000;
/** mgcpacer.go: enlistWorker. */
const ENLIST_TRIES = 5;

/** Has the goroutine use CPU time, and then do `next`. */
export function spend(g: G, ns: number, next: Op): Suspended {
  if (ns > 0) {
    g.burn = ns;
    g.afterBurn = next;
  } else {
    g.op = next;
  }
  return SUSPENDED;
}

function markCost(rt: GoRuntime, bytes: number): number {
  return Math.ceil((bytes / 1024) * rt.costs.gcMarkPerKiB);
}

function collector(rt: GoRuntime): Gc {
  return present(rt.gc, "collector");
}

// Workers

/** mgc.go: gcBgMarkWorker, up to its first sleep. */
export function gcBgMarkWorker(rt: GoRuntime, g: G): unknown {
  const worker = workerOf(g);
  const { starter } = worker;
  worker.starter = null;
  if (starter !== null) goready(rt, starter);
  return sleep(rt, g, worker);
}

function workerOf(g: G): MarkWorker {
  return present(g.worker, "mark worker");
}

/** Until findRunnableGCWorker, or an idle P, picks it. */
function sleep(rt: GoRuntime, g: G, worker: MarkWorker): Suspended {
  collector(rt).pool.push(worker);
  g.conts = null;
  g.op = start;
  return gopark(rt, g, WaitReason.gcWorkerIdle, NONE);
}

/**
 * mgcpacer.go: findRunnableGCWorker. A worker for this P to run now, or null. `idleP`: the P has nothing else to do (findRunnable's idle-time
 * marking).
 */
export function findRunnableGCWorker(rt: GoRuntime, p: P, idleP: boolean): G | null {
  const { gc } = rt;
  if (gc === null || !gc.blackenEnabled || gc.pool.length === 0 || !gcMarkWorkAvailable(gc)) return null;
  const { controller } = gc;
  let mode: number;
  if (idleP) mode = controller.addIdleMarkWorker() ? GcWorkerMode.idle : GcWorkerMode.none;
  else mode = controller.workerMode(p, rt.log.now);
  if (mode === GcWorkerMode.none) return null;
  const worker = present(gc.pool.pop(), "mark worker");
  worker.mode = mode;
  casgstatus(worker.g, GStatus.Gwaiting, GStatus.Grunnable);
  rt.log.emit(Kind.GoRunnable, Ready.gcWorker, worker.g.index);
  return worker.g;
}

/** Whether an idle P would find a worker to run: the conditions of proc.go: checkIdleGCNoP, and of handoffp. */
export function needsIdleGCWorker({ gc }: GoRuntime): boolean {
  if (gc === null || !gc.blackenEnabled || gc.pool.length === 0) return false;
  return gcMarkWorkAvailable(gc) && gc.controller.needIdleMarkWorker();
}

function start(rt: GoRuntime, g: G): unknown {
  const gc = collector(rt);
  const worker = workerOf(g);
  worker.startTime = rt.log.now;
  worker.bytes = 0;
  worker.drained = false;
  worker.untilCheck = DRAIN_CHECK_THRESHOLD;
  gc.active++;
  rt.log.emit(Kind.GCWorkerStart, worker.mode, g.index);
  return gcDrain(rt, g);
}

/** mgcmark.go: gcDrain, one turn: accounts for the piece that is done, and takes the next one. */
function gcDrain(rt: GoRuntime, g: G): unknown {
  const gc = collector(rt);
  const worker = workerOf(g);
  const { chunk } = worker;
  if (chunk > 0) {
    worker.chunk = 0;
    worker.bytes += chunk;
    worker.untilCheck -= chunk;
    if (worker.onStack) gc.controller.stackScanWork += chunk;
    else gc.controller.heapScanWork += chunk;
    gcFlushBgCredit(rt, gc, chunk);
  }
  if (worker.root === null) {
    if (mustStop(rt, g, gc, worker)) return stop(rt, g, gc, worker);
    worker.root = gc.roots[gc.rootNext] ?? null;
    if (worker.root !== null) gc.rootNext++;
  }
  const { root } = worker;
  if (root !== null) {
    // Spins until the goroutine has stopped.
    if (!suspendG(rt, root)) return spend(g, YIELD_DELAY, gcDrain);
    worker.root = null;
    worker.chunk = scanstack(rt, root);
    worker.onStack = true;
    resumeG(rt, root);
    return spend(g, rt.costs.gcScanStack + markCost(rt, worker.chunk), gcDrain);
  }
  if (gc.heapLeft === 0) return stop(rt, g, gc, worker);
  worker.chunk = Math.min(CHUNK, gc.heapLeft);
  worker.onStack = false;
  gc.heapLeft -= worker.chunk;
  enlistWorker(rt, gc);
  return spend(g, markCost(rt, worker.chunk), gcDrain);
}

/** The conditions of gcDrain's loops, and its `check`. */
function mustStop(rt: GoRuntime, g: G, gc: Gc, worker: MarkWorker): boolean {
  const { sched } = rt;
  const p = rt.getp();
  if (sched.gcwaiting) return true;
  if (worker.mode === GcWorkerMode.dedicated) {
    if (g.preempt && !worker.drained) {
      worker.drained = true;
      runqdrain(rt, p);
    }
    return false;
  }
  if (g.preempt) return true;
  if (worker.untilCheck > 0 && gc.rootNext >= gc.roots.length) return false;
  worker.untilCheck = DRAIN_CHECK_THRESHOLD;
  if (worker.mode === GcWorkerMode.idle) return pollWork(rt, p);
  return gc.controller.pollFractionalWorkerExit(p, rt.log.now - worker.startTime, rt.log.now);
}

/** proc.go: runqdrain, and what gcBgMarkWorker does with it: others shall run what waits behind a dedicated worker. */
function runqdrain(rt: GoRuntime, p: P): void {
  const next = runnextget(rt, p);
  for (let g = ringget(rt, p); g !== null; g = ringget(rt, p)) globrunqput(rt, g);
  if (next !== null) globrunqput(rt, next);
}

/** proc.go: pollWork. Whether there is something better to do. */
function pollWork(rt: GoRuntime, p: P): boolean {
  const { sched } = rt;
  if (sched.runq.size > 0 || !runqempty(p)) return true;
  if (!rt.netpollInited || rt.netpollWaiters === 0 || sched.lastpoll === 0) return false;
  const list = netpoll(rt, PollCaller.gcWorker);
  if (list === null) return false;
  injectglist(rt, list);
  return true;
}

/** mgc.go: gcBgMarkWorker, after a drain. The last one that finds nothing more ends the marking. */
function stop(rt: GoRuntime, g: G, gc: Gc, worker: MarkWorker): unknown {
  gc.controller.markWorkerStop(worker.mode, rt.getp(), rt.log.now - worker.startTime);
  gc.active--;
  rt.log.emit(Kind.GCWorkerStop, worker.mode, g.index, rt.log.wide(worker.bytes));
  worker.mode = GcWorkerMode.none;
  if (gc.active > 0 || gcMarkWorkAvailable(gc)) return sleep(rt, g, worker);
  return chain(rt, g, [() => gcMarkDone(rt, g, gc), () => sleep(rt, g, worker)]);
}

/** mgcpacer.go: enlistWorker. Where a dedicated worker is missing, some other P shall look for one. */
function enlistWorker(rt: GoRuntime, gc: Gc): void {
  if (gc.controller.dedicatedMarkWorkersNeeded <= 0 || rt.gomaxprocs <= 1) return;
  const own = rt.getp().id;
  for (let tries = 0; tries < ENLIST_TRIES; tries++) {
    const id = rt.prng.below(rt.gomaxprocs - 1);
    const p = rt.allp[id < own ? id : id + 1];
    if (p?.status === PStatus.Prunning && preemptone(rt, p, PreemptReason.gcWorker)) return;
  }
}

// Assists

/** malloc.go: deductAssistCredit. The goroutine takes `bytes` from the heap while the collector marks: it pays, if its credit is used up. */
export function deductAssistCredit(rt: GoRuntime, g: G, gc: Gc, bytes: number): unknown {
  g.gcAssistBytes -= bytes;
  return g.gcAssistBytes < 0 ? gcAssistAlloc(rt, g, gc) : undefined;
}

/** mgcmark.go: gcAssistAlloc. Takes credit from the background workers, then marks, then waits for credit. */
function gcAssistAlloc(rt: GoRuntime, g: G, gc: Gc): unknown {
  const { controller } = gc;
  if (!gc.blackenEnabled) {
    g.gcAssistBytes = 0;
    assistDone(rt, g);
    return;
  }
  const { assistWorkPerByte, assistBytesPerWork } = controller;
  let debt = -g.gcAssistBytes;
  // Far above its goal, a heap asks for more than there are whole numbers; heapLeft bounds what is done.
  let work = Math.min(Math.floor(assistWorkPerByte * debt), Number.MAX_SAFE_INTEGER);
  if (work < OVER_ASSIST_WORK) {
    work = OVER_ASSIST_WORK;
    debt = Math.floor(assistBytesPerWork * work);
  }
  const credit = controller.bgScanCredit;
  if (credit > 0) {
    const stolen = Math.min(credit, work);
    g.gcAssistBytes += stolen < work ? 1 + Math.floor(assistBytesPerWork * stolen) : debt;
    controller.bgScanCredit -= stolen;
    work -= stolen;
    if (work === 0) {
      assistDone(rt, g);
      return;
    }
  }
  if (g.assist === null) {
    g.assist = { start: rt.log.now, work: 0 };
    rt.log.emit(Kind.GCAssistBegin, 0, g.index, rt.log.wide(work));
  }
  const { assist } = g;
  assist.start = rt.log.now;
  assist.work = Math.min(work, gc.heapLeft);
  gc.heapLeft -= assist.work;
  gc.active++;
  return spend(g, markCost(rt, assist.work), assistMarked);
}

/** mgcmark.go: the rest of gcAssistAlloc1 and gcAssistAlloc. */
function assistMarked(rt: GoRuntime, g: G): unknown {
  const gc = collector(rt);
  const { controller } = gc;
  const assist = present(g.assist, "assist");
  controller.heapScanWork += assist.work;
  controller.assistTime += rt.log.now - assist.start;
  g.gcAssistBytes += 1 + Math.floor(controller.assistBytesPerWork * assist.work);
  assist.work = 0;
  gc.active--;
  return chain(rt, g, [
    () => (gc.active === 0 && !gcMarkWorkAvailable(gc) ? gcMarkDone(rt, g, gc) : undefined),
    () => (g.gcAssistBytes < 0 ? gcParkAssist(rt, g, gc) : assistDone(rt, g)),
  ]);
}

/** mgcmark.go: gcParkAssist. Waits until the workers have credit for it, or the cycle is over. */
function gcParkAssist(rt: GoRuntime, g: G, gc: Gc): unknown {
  if (!gc.blackenEnabled || gc.controller.bgScanCredit > 0) return gcAssistAlloc(rt, g, gc);
  gc.assistQueue.pushBack(g);
  g.op = assistDone;
  return gopark(rt, g, WaitReason.gcAssistWait, NONE);
}

function assistDone(rt: GoRuntime, g: G): undefined {
  if (g.assist === null) return;
  g.assist = null;
  rt.log.emit(Kind.GCAssistEnd, 0, g.index);
}

/** mgcmark.go: gcFlushBgCredit. Pays the debts of those who wait first. */
function gcFlushBgCredit(rt: GoRuntime, gc: Gc, scanWork: number): void {
  const { controller, assistQueue } = gc;
  let bytes = Math.floor(scanWork * controller.assistBytesPerWork);
  if (assistQueue.head === null) {
    controller.bgScanCredit += scanWork;
    return;
  }
  while (bytes > 0) {
    const g = assistQueue.pop();
    if (g === null) break;
    if (bytes + g.gcAssistBytes < 0) {
      g.gcAssistBytes += bytes;
      assistQueue.pushBack(g);
      return;
    }
    bytes += g.gcAssistBytes;
    g.gcAssistBytes = 0;
    goready(rt, g);
  }
  if (bytes > 0) controller.bgScanCredit += Math.floor(bytes * controller.assistWorkPerByte);
}

/** proc.go: gdestroy. What a goroutine that ends has paid in advance. */
export function flushAssistCredit(rt: GoRuntime, g: G): void {
  const { gc } = rt;
  if (gc?.blackenEnabled === true && g.gcAssistBytes > 0)
    gc.controller.bgScanCredit += Math.floor(gc.controller.assistWorkPerByte * g.gcAssistBytes);
  g.gcAssistBytes = 0;
}
