import { NONE } from "../../shared/ids";
import { Kind } from "../../shared/schema";
import { HELD, SUSPENDED } from "../routine";
import type { LocIndex } from "../../shared/ids";
import type { Suspended } from "../routine";
import { SyncOp, WaitReason } from "./codes";
import { andThen, notThen } from "./conts";
import { fatal } from "./fatal";
import { Mutex, mutexLock, mutexTryLock, mutexUnlock } from "./mutex";
import type { G } from "./runtime2";
import type { GoRuntime, Traced } from "./runtime";
import { Sema, semacquire, semrelease } from "./sema";

/** sync.RWMutex (sync/rwmutex.go). */

const MAX_READERS = 1 << 30;

export class RWMutex implements Traced {
  /** Held by writers among each other. */
  readonly w: Mutex;
  readonly writerSem = new Sema();
  readonly readerSem = new Sema();
  /** Readers, less MAX_READERS while a writer holds the lock or waits for it. */
  readerCount = 0;
  /** Readers that a waiting writer still waits for. */
  readerWait = 0;
  object: number = NONE;
  readonly kind = "rwmutex";
  readonly size = 0;

  constructor(readonly created: LocIndex | -1) {
    this.w = new Mutex(created, this);
  }

  /** As it is for a process without the goroutines that wait: those that read or write are gone too, but hold it. */
  copyTo(to: RWMutex): void {
    const waiting = this.readerSem.nwait;
    const wantsToWrite = this.writerSem.nwait > 0;
    to.readerCount = this.readerCount - waiting + (wantsToWrite ? MAX_READERS : 0);
    if (!wantsToWrite) this.w.copyTo(to.w);
  }

  /** The program's object stands for it. */
  [HELD](): number {
    return 0;
  }
}

function emit(rt: GoRuntime, op: number, rw: RWMutex): void {
  const readers = rw.readerCount < 0 ? rw.readerCount + MAX_READERS : rw.readerCount;
  rt.log.emit(Kind.Sync, op, rt.objectOf(rw), readers);
}

/** sync/rwmutex.go: RLock. */
export function rwRLock(rt: GoRuntime, g: G, rw: RWMutex): Suspended | undefined {
  rt.cpu.charge(rt.costs.lockOp);
  rw.readerCount++;
  if (rw.readerCount >= 0) {
    emit(rt, SyncOp.rlock, rw);
    return undefined;
  }
  emit(rt, SyncOp.rlockWaits, rw);
  andThen(g, readerHasIt, rw);
  if (semacquire(rt, g, rw.readerSem, false, WaitReason.syncRWMutexRLock, rt.objectOf(rw)) === SUSPENDED)
    return SUSPENDED;
  notThen(g);
  emit(rt, SyncOp.rlock, rw);
  return undefined;
}

function readerHasIt(rt: GoRuntime, g: G): undefined {
  emit(rt, SyncOp.rlock, g.opA as RWMutex);
  g.opA = undefined;
}

/** sync/rwmutex.go: TryRLock. */
export function rwTryRLock(rt: GoRuntime, rw: RWMutex): boolean {
  rt.cpu.charge(rt.costs.lockOp);
  if (rw.readerCount < 0) return false;
  rw.readerCount++;
  emit(rt, SyncOp.rlock, rw);
  return true;
}

/** sync/rwmutex.go: RUnlock. The last reader that a writer waits for wakes it. */
export function rwRUnlock(rt: GoRuntime, g: G, rw: RWMutex): Suspended | undefined {
  rt.cpu.charge(rt.costs.lockOp);
  const r = rw.readerCount - 1;
  if (r + 1 === 0 || r + 1 === -MAX_READERS) return fatal(g, "sync: RUnlock of unlocked RWMutex");
  rw.readerCount = r;
  emit(rt, SyncOp.runlock, rw);
  if (r >= 0) return undefined;
  rw.readerWait--;
  return rw.readerWait === 0 ? semrelease(rt, g, rw.writerSem, false) : undefined;
}

/** sync/rwmutex.go: Lock. */
export function rwLock(rt: GoRuntime, g: G, rw: RWMutex): Suspended | undefined {
  andThen(g, writerHasW, rw);
  if (mutexLock(rt, g, rw.w) === SUSPENDED) return SUSPENDED;
  notThen(g);
  return waitForReaders(rt, g, rw);
}

function writerHasW(rt: GoRuntime, g: G): Suspended | undefined {
  const rw = g.opA as RWMutex;
  g.opA = undefined;
  return waitForReaders(rt, g, rw);
}

function waitForReaders(rt: GoRuntime, g: G, rw: RWMutex): Suspended | undefined {
  const readers = rw.readerCount;
  rw.readerCount -= MAX_READERS;
  rw.readerWait += readers;
  if (readers === 0 || rw.readerWait === 0) {
    emit(rt, SyncOp.lock, rw);
    return undefined;
  }
  emit(rt, SyncOp.lockWaits, rw);
  andThen(g, writerHasIt, rw);
  if (semacquire(rt, g, rw.writerSem, false, WaitReason.syncRWMutexLock, rt.objectOf(rw)) === SUSPENDED)
    return SUSPENDED;
  notThen(g);
  emit(rt, SyncOp.lockAfterWaiting, rw);
  return undefined;
}

function writerHasIt(rt: GoRuntime, g: G): undefined {
  emit(rt, SyncOp.lockAfterWaiting, g.opA as RWMutex);
  g.opA = undefined;
}

/** sync/rwmutex.go: TryLock. */
export function rwTryLock(rt: GoRuntime, g: G, rw: RWMutex): boolean | Suspended {
  if (!mutexTryLock(rt, rw.w)) return false;
  if (rw.readerCount !== 0) {
    andThen(g, refused, undefined);
    if (mutexUnlock(rt, g, rw.w) === SUSPENDED) return SUSPENDED;
    notThen(g);
    return false;
  }
  rw.readerCount = -MAX_READERS;
  emit(rt, SyncOp.lock, rw);
  return true;
}

function refused(): false {
  return false;
}

/** sync/rwmutex.go: Unlock. All waiting readers go on, in the order of their arrival; then other writers may. */
export function rwUnlock(rt: GoRuntime, g: G, rw: RWMutex): Suspended | undefined {
  rt.cpu.charge(rt.costs.lockOp);
  const r = rw.readerCount + MAX_READERS;
  if (r >= MAX_READERS) return fatal(g, "sync: Unlock of unlocked RWMutex");
  rw.readerCount = r;
  emit(rt, SyncOp.unlock, rw);
  for (let i = 0; i < r; i++) semrelease(rt, g, rw.readerSem, false);
  return mutexUnlock(rt, g, rw.w);
}
