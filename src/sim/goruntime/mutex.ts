import { NONE } from "../../shared/ids";
import { Kind } from "../../shared/schema";
import { HELD, SUSPENDED } from "../routine";
import type { LocIndex } from "../../shared/ids";
import type { Suspended } from "../routine";
import { SyncOp, WaitReason } from "./codes";
import { andThen, notThen } from "./conts";
import { fatal } from "./fatal";
import { runqempty } from "./runq";
import { PStatus } from "./runtime2";
import type { G } from "./runtime2";
import type { GoRuntime, Traced } from "./runtime";
import { Sema, semacquire, semrelease } from "./sema";

/** sync.Mutex (sync/mutex.go). See there for normal and starvation mode. */

const MUTEX_LOCKED = 1;
const MUTEX_WOKEN = 2;
const MUTEX_STARVING = 4;
const WAITER = 8;
const WAITER_SHIFT = 3;
const STARVATION_THRESHOLD_NS = 1e6;

/** proc.go: active_spin, active_spin_cnt; a PAUSE takes about 40 cycles on recent x86 cores. */
const ACTIVE_SPIN = 4;
const SPIN_NS = 30 * 12;

export class Mutex implements Traced {
  state = 0;
  readonly sema = new Sema();
  object: number = NONE;
  readonly kind = "mutex";
  readonly size = 0;

  constructor(
    readonly created: LocIndex | -1,
    /** The lock that it is a part of, and that the log names in its place; its operations are not logged. */
    readonly whole: Traced | null = null,
  ) {}

  /** As it is for a process without the goroutines that wait. */
  copyTo(to: Mutex): void {
    to.state = this.state & MUTEX_LOCKED;
  }

  /** The program's object stands for it. */
  [HELD](): number {
    return 0;
  }
}

function emit(rt: GoRuntime, op: number, m: Mutex): void {
  if (m.whole === null) rt.log.emit(Kind.Sync, op, rt.objectOf(m), m.state >> WAITER_SHIFT);
}

/** The locals of one lockSlow. */
interface Attempt {
  readonly mutex: Mutex;
  waitStart: number;
  starving: boolean;
  awoke: boolean;
  iter: number;
}

/** sync/mutex.go: Lock. */
export function mutexLock(rt: GoRuntime, g: G, m: Mutex): Suspended | undefined {
  rt.cpu.charge(rt.costs.lockOp);
  if (m.state === 0) {
    m.state = MUTEX_LOCKED;
    emit(rt, SyncOp.lock, m);
    return undefined;
  }
  return lockSlow(rt, g, { mutex: m, waitStart: -1, starving: false, awoke: false, iter: 0 });
}

/** sync/mutex.go: TryLock. */
export function mutexTryLock(rt: GoRuntime, m: Mutex): boolean {
  rt.cpu.charge(rt.costs.lockOp);
  if ((m.state & (MUTEX_LOCKED | MUTEX_STARVING)) !== 0) return false;
  m.state |= MUTEX_LOCKED;
  emit(rt, SyncOp.lock, m);
  return true;
}

/** sync/mutex.go: lockSlow, one turn of its loop. */
function lockSlow(rt: GoRuntime, g: G, a: Attempt): Suspended | undefined {
  const m = a.mutex;
  const old = m.state;
  if ((old & (MUTEX_LOCKED | MUTEX_STARVING)) === MUTEX_LOCKED && canSpin(rt, a.iter)) {
    if (!a.awoke && (old & MUTEX_WOKEN) === 0 && old >> WAITER_SHIFT !== 0) {
      m.state = old | MUTEX_WOKEN;
      a.awoke = true;
    }
    a.iter++;
    rt.cpu.charge(SPIN_NS);
    g.op = spun;
    g.opA = a;
    return SUSPENDED;
  }
  let next = old;
  if ((old & MUTEX_STARVING) === 0) next |= MUTEX_LOCKED;
  if ((old & (MUTEX_LOCKED | MUTEX_STARVING)) !== 0) next += WAITER;
  if (a.starving && (old & MUTEX_LOCKED) !== 0) {
    if ((old & MUTEX_STARVING) === 0) emit(rt, SyncOp.starvationOn, m);
    next |= MUTEX_STARVING;
  }
  if (a.awoke) {
    if ((next & MUTEX_WOKEN) === 0) throw new Error("sync: inconsistent mutex state");
    next &= ~MUTEX_WOKEN;
  }
  m.state = next;
  if ((old & (MUTEX_LOCKED | MUTEX_STARVING)) === 0) {
    emit(rt, a.waitStart < 0 ? SyncOp.lock : SyncOp.lockAfterWaiting, m);
    return undefined;
  }
  // One who has waited before queues at the front.
  const lifo = a.waitStart >= 0;
  if (a.waitStart < 0) {
    a.waitStart = rt.log.now;
    emit(rt, SyncOp.lockWaits, m);
  }
  andThen(g, awoken, a);
  const waits = semacquire(rt, g, m.sema, lifo, WaitReason.syncMutexLock, rt.objectOf(m.whole ?? m));
  if (waits === SUSPENDED) return SUSPENDED;
  notThen(g);
  return afterWait(rt, g, a);
}

function spun(rt: GoRuntime, g: G): Suspended | undefined {
  const a = g.opA as Attempt;
  g.opA = undefined;
  return lockSlow(rt, g, a);
}

function awoken(rt: GoRuntime, g: G): Suspended | undefined {
  const a = g.opA as Attempt;
  g.opA = undefined;
  return afterWait(rt, g, a);
}

/** lockSlow, after the semaphore has been acquired. */
function afterWait(rt: GoRuntime, g: G, a: Attempt): Suspended | undefined {
  const m = a.mutex;
  a.starving ||= rt.log.now - a.waitStart > STARVATION_THRESHOLD_NS;
  const old = m.state;
  if ((old & MUTEX_STARVING) === 0) {
    a.awoke = true;
    a.iter = 0;
    return lockSlow(rt, g, a);
  }
  // Handed over: not marked locked, and we still count as a waiter.
  if ((old & (MUTEX_LOCKED | MUTEX_WOKEN)) !== 0 || old >> WAITER_SHIFT === 0) {
    throw new Error("sync: inconsistent mutex state");
  }
  let delta = MUTEX_LOCKED - WAITER;
  const leave = !a.starving || old >> WAITER_SHIFT === 1;
  if (leave) delta -= MUTEX_STARVING;
  m.state += delta;
  emit(rt, SyncOp.lockHandedOver, m);
  if (leave) emit(rt, SyncOp.starvationOff, m);
  return undefined;
}

/** sync/mutex.go: Unlock. SUSPENDED also where it hands over and yields. */
export function mutexUnlock(rt: GoRuntime, g: G, m: Mutex): Suspended | undefined {
  rt.cpu.charge(rt.costs.lockOp);
  if ((m.state & MUTEX_LOCKED) === 0) return fatal(g, "sync: unlock of unlocked mutex");
  m.state -= MUTEX_LOCKED;
  emit(rt, SyncOp.unlock, m);
  if (m.state === 0) return undefined;
  if ((m.state & MUTEX_STARVING) !== 0) return semrelease(rt, g, m.sema, true);
  const old = m.state;
  if (old >> WAITER_SHIFT === 0 || (old & MUTEX_WOKEN) !== 0) return undefined;
  m.state = (old - WAITER) | MUTEX_WOKEN;
  return semrelease(rt, g, m.sema, false);
}

/** proc.go: sync_runtime_canSpin. */
function canSpin(rt: GoRuntime, iter: number): boolean {
  if (iter >= ACTIVE_SPIN || rt.kernel.cores <= 1) return false;
  if (rt.gomaxprocs <= rt.sched.npidle + rt.sched.nmspinning + 1) return false;
  const p = rt.getp();
  if (!runqempty(p)) return false;
  return rt.allp.some((other) => other !== p && other.status === PStatus.Prunning);
}
