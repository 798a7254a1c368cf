import { NONE } from "../../shared/ids";
import { Kind } from "../../shared/schema";
import type { Suspended } from "../routine";
import { GcPhase, GcTrigger, Ready, StwReason, WaitReason } from "./codes";
import { chain } from "./conts";
import { gcBgMarkWorker } from "./mgcmark";
import { GcController } from "./mgcpacer";
import { SPAN_BYTES, finishSweep, gcSweep } from "./mgcsweep";
import type { Sweep } from "./mgcsweep";
import { injectglist } from "./netpoll";
import { newproc1 } from "./newproc";
import { NO_ROUTINE } from "./noRoutine";
import { gopark } from "./park";
import { runqput } from "./runq";
import { GQueue, GStatus } from "./runtime2";
import type { G } from "./runtime2";
import type { GoRuntime } from "./runtime";
import { permit, semacquire, semrelease } from "./sema";
import { gcComputeStartingStackSize } from "./stack";
import { wakep } from "./startm";
import { stopTheWorld } from "./stopworld";

/**
 * The garbage collector (mgc.go), where the run asks for it (gc=on): concurrent mark and sweep.
 *
 * A cycle: a goroutine that allocates finds the heap at its trigger (or two minutes have passed) and becomes the starter: it sweeps what is
 * left, makes mark workers until there is one for each P, stops the world (sweep termination), turns marking on and starts the world.
 * Workers mark, and goroutines that allocate help. Whoever is the last to run out of work stops the world again (mark termination), turns
 * marking off, sets the next goal and starts the world. Then bgsweep sweeps.
 *
 * Invariants: the phase changes only while the world is stopped. Workers mark, and goroutines assist, only while `blackenEnabled`. `active`
 * counts both. Marking is over when `active` is 0 and neither roots nor bytes are left. `gcsema` is held from the start of a cycle to its
 * end, `startSema` only by starters.
 *
 * What is alive is known exactly: at the start of a cycle the program's memory is traversed (`ProgramHooks.liveHeap`); that gives the
 * bytes that will be marked. Objects that are allocated while the collector marks count as alive, as in Go. Marking itself is virtual time:
 * so many ns for each KiB.
 *
 * Left out: write barriers, finalizers, the ragged barrier before mark termination (marking cannot find more), forced collections by the
 * program, GODEBUG modes.
 */
export class Gc {
  readonly controller = new GcController();
  phase: number = GcPhase.off;
  /** gcBlackenEnabled: workers and assists may mark. */
  blackenEnabled = false;
  /** Cycles begun. */
  cycles = 0;
  /** When the latest one ended; 0: never. */
  lastGc = 0;

  /** Goroutines whose stacks are still to be scanned, from `rootNext` on. */
  roots: readonly G[] = [];
  rootNext = 0;
  /** Bytes that nobody has taken to mark yet. */
  heapLeft = 0;
  /** Bytes that the present cycle has to mark. */
  reachable = 0;
  /** Workers and assists that mark now (work.nproc - work.nwait). */
  active = 0;

  /** Mark workers that sleep; the last one is the first to run. */
  readonly pool: MarkWorker[] = [];
  workers = 0;
  /** Goroutines that wait for credit. */
  readonly assistQueue = new GQueue();
  readonly startSema = permit();
  readonly gcsema = permit();

  readonly sweep: Sweep = { g: null, parked: true, spans: 0, bytes: 0 };
  readonly forcegc: { g: G | null; idle: boolean } = { g: null, idle: true };

  constructor(
    /** What the program can still reach, besides from `roots`. */
    readonly liveHeap: (roots: readonly unknown[]) => LiveHeap,
  ) {}
}

/** What is alive, in bytes. */
export interface LiveHeap {
  readonly bytes: number;
  /** The part that can hold pointers: this has to be scanned. */
  readonly scannable: number;
}

/** A goroutine that marks (gcBgMarkWorkerNode, and what Go keeps of the running one in its P). */
export class MarkWorker {
  mode = 0;
  /** Since when it marks. */
  startTime = 0;
  /** Bytes that it has marked since then, and bytes on which it works now. */
  bytes = 0;
  chunk = 0;
  /** The goroutine whose stack it is about to scan. */
  root: G | null = null;
  /** The chunk is a stack. */
  onStack = false;
  /** It marks on although it was asked to give way: its P's queue is empty now. */
  drained = false;
  /** Bytes until it looks whether it still should run (idle and fractional ones). */
  untilCheck = 0;
  /** The goroutine that waits for it to be ready. */
  starter: G | null = null;

  constructor(readonly g: G) {}
}

/** A goroutine's payment for what it allocates. */
export interface Assist {
  /** ns */
  start: number;
  /** Bytes on which it works now. */
  work: number;
}

/** mgc.go: gcTrigger.test. */
export function gcTriggered(rt: GoRuntime, gc: Gc, trigger: number): boolean {
  if (gc.phase !== GcPhase.off) return false;
  if (trigger === GcTrigger.time) return gc.lastGc !== 0 && rt.log.now - gc.lastGc > FORCE_GC_PERIOD_NS;
  return gc.controller.heapLive >= gc.controller.trigger();
}

/** proc.go: forcegcperiod. */
export const FORCE_GC_PERIOD_NS = 120e9;

/** mgc.go: gcMarkWorkAvailable. */
export function gcMarkWorkAvailable(gc: Gc): boolean {
  return gc.rootNext < gc.roots.length || gc.heapLeft > 0;
}

export function emitHeap(rt: GoRuntime, gc: Gc): void {
  const { controller } = gc;
  rt.log.emit(Kind.Heap, 0, rt.log.wide(controller.heapLive), rt.log.wide(controller.heapGoal()));
}

/** mgc.go: gcStart. Begins a cycle, unless another goroutine has been faster. */
export function gcStart(rt: GoRuntime, g: G, gc: Gc, trigger: number): unknown {
  if (!gcTriggered(rt, gc, trigger)) return undefined;
  finishSweep(rt, gc);
  return chain(rt, g, [
    () => semacquire(rt, g, gc.startSema, false, WaitReason.semacquire),
    () => (gcTriggered(rt, gc, trigger) ? begin(rt, g, gc, trigger) : undefined),
    () => semrelease(rt, g, gc.startSema, false),
  ]);
}

function begin(rt: GoRuntime, g: G, gc: Gc, trigger: number): unknown {
  return chain(rt, g, [
    () => semacquire(rt, g, gc.gcsema, false, WaitReason.semacquire),
    () => {
      rt.log.emit(Kind.GCBegin, trigger, gc.cycles + 1);
      return gcBgMarkStartWorkers(rt, g, gc);
    },
    () =>
      stopTheWorld(rt, g, StwReason.sweepTermination, () => {
        startMark(rt, gc, trigger);
      }),
  ]);
}

/** mgc.go: gcBgMarkStartWorkers. One worker for each P; each is waited for. Workers of Ps that are gone stay. */
function gcBgMarkStartWorkers(rt: GoRuntime, g: G, gc: Gc): unknown {
  if (gc.workers >= rt.gomaxprocs) return undefined;
  gc.workers++;
  const made = newproc1(rt, g, NO_ROUTINE, "runtime.gcBgMarkWorker", -1, true);
  made.worker = new MarkWorker(made);
  made.worker.starter = g;
  made.op = gcBgMarkWorker;
  g.op = () => gcBgMarkStartWorkers(rt, g, gc);
  runqput(rt, rt.getp(), made, true);
  wakep(rt);
  return gopark(rt, g, WaitReason.chanReceive, NONE);
}

/** mgc.go: gcStart, while the world is stopped. */
function startMark(rt: GoRuntime, gc: Gc, trigger: number): void {
  const { controller } = gc;
  gc.cycles++;
  for (const p of rt.allp) p.gcFractionalMarkTime = 0;
  gcMarkRootPrepare(rt, gc);
  controller.maxStackScan = rt.allgs.reduce((sum, each) => sum + each.stackSize, 0);
  controller.startCycle(rt.log.now, rt.gomaxprocs, trigger === GcTrigger.time);
  gc.phase = GcPhase.mark;
  rt.log.emit(Kind.GCPhase, gc.phase, rt.log.wide(gc.heapLeft));
  emitHeap(rt, gc);
  gc.blackenEnabled = true;
  transition(rt);
}

/** mgcmark.go: gcMarkRootPrepare. What is alive, and where to begin. */
function gcMarkRootPrepare(rt: GoRuntime, gc: Gc): void {
  gc.roots = rt.allgs.filter((g) => g.status !== GStatus.Gdead);
  gc.rootNext = 0;
  const held: unknown[] = [];
  for (const g of gc.roots) {
    held.push(g.routine, g.opA, g.opB);
    for (const next of g.conts ?? []) held.push(next.arg);
    for (let s = g.waiting; s !== null; s = s.waitlink) held.push(s.elem, s.c);
  }
  for (const p of rt.allp) for (const timer of p.timers.all()) held.push(timer.chan, timer.arg);
  const live = gc.liveHeap(held);
  gc.reachable = Math.min(live.bytes, gc.controller.heapLive);
  gc.heapLeft = Math.min(live.scannable, gc.reachable);
}

/** The work of a transition, which lasts while the world is stopped. */
function transition(rt: GoRuntime): void {
  rt.cpu.charge(rt.costs.gcTransition + rt.gomaxprocs * rt.costs.gcTransitionPerP);
}

/** mgc.go: gcMarkDone. Whoever runs out of work last ends the marking, unless there is more. */
export function gcMarkDone(rt: GoRuntime, g: G, gc: Gc): unknown {
  return chain(rt, g, [
    () =>
      isMarkDone(gc)
        ? stopTheWorld(rt, g, StwReason.markTermination, () => {
            if (isMarkDone(gc)) gcMarkTermination(rt, gc);
          })
        : undefined,
    () => (gc.phase === GcPhase.off ? semrelease(rt, g, gc.gcsema, false) : undefined),
  ]);
}

function isMarkDone(gc: Gc): boolean {
  return gc.phase === GcPhase.mark && gc.active === 0 && !gcMarkWorkAvailable(gc);
}

/** mgc.go: gcMarkDone and gcMarkTermination, while the world is stopped. */
function gcMarkTermination(rt: GoRuntime, gc: Gc): void {
  const { controller } = gc;
  gcComputeStartingStackSize(rt);
  gc.blackenEnabled = false;
  gcWakeAllAssists(rt, gc);
  controller.endCycle(rt.log.now, rt.gomaxprocs);
  gc.phase = GcPhase.markTermination;
  rt.log.emit(Kind.GCPhase, gc.phase);
  const live = controller.heapLive;
  const marked = gc.reachable + (live - controller.triggered);
  gc.phase = GcPhase.off;
  rt.log.emit(Kind.GCPhase, gc.phase);
  controller.resetLive(marked);
  controller.commit();
  gc.roots = [];
  gc.lastGc = Math.max(1, rt.log.now);
  rt.log.emit(Kind.GCEnd, 0, gc.cycles, rt.log.wide(marked));
  emitHeap(rt, gc);
  gcSweep(rt, gc, Math.ceil(live / SPAN_BYTES), live - marked);
  transition(rt);
}

/** mgcmark.go: gcWakeAllAssists. */
function gcWakeAllAssists(rt: GoRuntime, gc: Gc): void {
  for (let g = gc.assistQueue.head; g !== null; g = g.schedlink) g.gcAssistBytes = 0;
  injectglist(rt, gc.assistQueue, Ready.injected);
}

/** proc.go: forcegchelper. Starts a cycle whenever sysmon wakes it. */
export function forcegchelper(rt: GoRuntime, g: G): unknown {
  const { gc } = rt;
  if (gc === null) throw new Error("forcegchelper without a collector");
  return chain(rt, g, [
    () => gcStart(rt, g, gc, GcTrigger.time),
    (): Suspended => {
      gc.forcegc.idle = true;
      g.op = forcegchelper;
      // It never ends: what would come after this is dropped.
      g.conts = null;
      return gopark(rt, g, WaitReason.forceGCIdle, NONE);
    },
  ]);
}

/** proc.go: sysmon, the part for forced collections. */
export function checkForcegc(rt: GoRuntime): void {
  const { gc } = rt;
  if (gc?.forcegc.g == null || !gc.forcegc.idle || !gcTriggered(rt, gc, GcTrigger.time)) return;
  gc.forcegc.idle = false;
  const list = new GQueue();
  list.pushBack(gc.forcegc.g);
  injectglist(rt, list, Ready.injected);
}
