import { READY_REASONS, WAIT_REASONS } from "../../shared/enums";
import type { ReadyReason, WaitReason } from "../../shared/enums";

/**
 * Why a goroutine blocks, in the words of Go's tracer (traceruntime.go: traceBlockReasonStrings, Go 1.23). Empty: it runs, and has the status
 * waiting only for the garbage collector to see (runtime2.go: isWaitingForGC); it is traced as running.
 */
const BLOCK: Readonly<Record<WaitReason, string>> = {
  "": "unspecified",
  "chan receive": "chan receive",
  "chan send": "chan send",
  "chan receive (nil chan)": "forever",
  "chan send (nil chan)": "forever",
  select: "select",
  "select (no cases)": "forever",
  sleep: "sleep",
  semacquire: "sync",
  "sync.Mutex.Lock": "sync",
  "sync.RWMutex.RLock": "sync",
  "sync.RWMutex.Lock": "sync",
  "sync.Cond.Wait": "sync.(*Cond).Wait",
  "IO wait": "network",
  "finalizer wait": "system goroutine wait",
  "force gc (idle)": "system goroutine wait",
  "GC sweep wait": "GC background sweeper wait",
  "GC scavenge wait": "system goroutine wait",
  "GC worker (idle)": "system goroutine wait",
  preempted: "preempted",
  panicwait: "forever",
  "GC assist wait": "GC mark assist wait for work",
  "GC assist marking": "",
  "GC worker (active)": "",
  "GC mark termination": "",
  "garbage collection": "",
  "garbage collection scan": "",
};

/** Why a running goroutine gives way (traceGoStopReasonStrings): those that yield are traced as preempted (proc.go: goyield_m). */
const STOP: Readonly<Partial<Record<ReadyReason, string>>> = {
  gosched: "runtime.Gosched",
  preempted: "preempted",
  goyield: "preempted",
};

/** By code of the wait reason. */
export const BLOCK_REASONS: readonly string[] = WAIT_REASONS.map((reason) => BLOCK[reason]);
/** By code of the reason to become runnable. */
export const STOP_REASONS: readonly string[] = READY_REASONS.map((reason) => STOP[reason] ?? "unspecified");
