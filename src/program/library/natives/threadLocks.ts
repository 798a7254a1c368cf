import { toNanoseconds } from "../../../shared/duration";
import { Barrier as BarrierState, WaitBarrier } from "../../../sim/native/locks/barrier";
import { CondVar as CondState, SignalCond, WaitCond } from "../../../sim/native/locks/condVar";
import { LockMutex, Mutex as MutexState, TryLockMutex, UnlockMutex } from "../../../sim/native/locks/mutex";
import {
  RWLock as RWLockState,
  ReadLock,
  ReadUnlock,
  TryRWLock,
  WriteLock,
  WriteUnlock,
} from "../../../sim/native/locks/rwLock";
import {
  AcquireSemaphore,
  ReleaseSemaphore,
  Semaphore as SemaphoreState,
  TryAcquireSemaphore,
} from "../../../sim/native/locks/semaphore";
import { Hidden } from "../../engine/coroutines/hidden";
import { callSite, wholeNumber, wrongReceiver } from "./binding";
import type { Binding } from "./binding";

function counted(value: unknown, least: number, what: string): number {
  const count = wholeNumber(value, what);
  if (count < least || count >= 2 ** 31) throw new RangeError(`${what} must be from ${least} to 2147483647`);
  return count;
}

/** Locks of kernel threads. */
export function makeLocks(binding: Binding): Readonly<Record<string, unknown>> {
  const self = (): unknown => binding.process.self();

  class Mutex {
    static readonly name = "Mutex";
    constructor() {
      Hidden.put(this, new MutexState(callSite(binding)));
    }
    static of(value: unknown): MutexState {
      const inside = Hidden.of(value);
      return inside instanceof MutexState ? inside : wrongReceiver("thread.Mutex");
    }
    lock(): unknown {
      return binding.process.call(new LockMutex(Mutex.of(this), self()));
    }
    tryLock(): unknown {
      return binding.process.call(new TryLockMutex(Mutex.of(this), self()));
    }
    unlock(): unknown {
      return binding.process.call(new UnlockMutex(Mutex.of(this), self()));
    }
  }

  class CondVar {
    static readonly name = "CondVar";
    constructor() {
      Hidden.put(this, new CondState(callSite(binding)));
    }
    static of(value: unknown): CondState {
      const inside = Hidden.of(value);
      return inside instanceof CondState ? inside : wrongReceiver("thread.CondVar");
    }
    wait(mutex: unknown, timeout?: unknown): unknown {
      const cond = CondVar.of(this);
      const inside = Hidden.of(mutex);
      if (!(inside instanceof MutexState))
        throw new TypeError("CondVar.wait: the first argument must be a thread.Mutex");
      const ns = timeout === undefined ? -1 : Math.max(0, toNanoseconds(timeout));
      return binding.process.call(new WaitCond(cond, inside, self(), ns));
    }
    signal(): unknown {
      return binding.process.call(new SignalCond(CondVar.of(this), 1));
    }
    broadcast(): unknown {
      return binding.process.call(new SignalCond(CondVar.of(this), Infinity));
    }
  }

  class Semaphore {
    static readonly name = "Semaphore";
    constructor(count: unknown) {
      Hidden.put(this, new SemaphoreState(counted(count, 0, "Semaphore: the count"), callSite(binding)));
    }
    static of(value: unknown): SemaphoreState {
      const inside = Hidden.of(value);
      return inside instanceof SemaphoreState ? inside : wrongReceiver("thread.Semaphore");
    }
    acquire(): unknown {
      return binding.process.call(new AcquireSemaphore(Semaphore.of(this)));
    }
    tryAcquire(): unknown {
      return binding.process.call(new TryAcquireSemaphore(Semaphore.of(this)));
    }
    release(): unknown {
      return binding.process.call(new ReleaseSemaphore(Semaphore.of(this)));
    }
  }

  class Barrier {
    static readonly name = "Barrier";
    constructor(count: unknown) {
      Hidden.put(this, new BarrierState(counted(count, 1, "Barrier: the count"), callSite(binding)));
    }
    static of(value: unknown): BarrierState {
      const inside = Hidden.of(value);
      return inside instanceof BarrierState ? inside : wrongReceiver("thread.Barrier");
    }
    wait(): unknown {
      return binding.process.call(new WaitBarrier(Barrier.of(this)));
    }
  }

  class RWLock {
    static readonly name = "RWLock";
    constructor() {
      Hidden.put(this, new RWLockState(callSite(binding)));
    }
    static of(value: unknown): RWLockState {
      const inside = Hidden.of(value);
      return inside instanceof RWLockState ? inside : wrongReceiver("thread.RWLock");
    }
    lock(): unknown {
      return binding.process.call(new WriteLock(RWLock.of(this), self()));
    }
    tryLock(): unknown {
      return binding.process.call(new TryRWLock(RWLock.of(this), self()));
    }
    unlock(): unknown {
      return binding.process.call(new WriteUnlock(RWLock.of(this), self()));
    }
    rLock(): unknown {
      return binding.process.call(new ReadLock(RWLock.of(this), self()));
    }
    tryRLock(): unknown {
      return binding.process.call(new TryRWLock(RWLock.of(this)));
    }
    rUnlock(): unknown {
      return binding.process.call(new ReadUnlock(RWLock.of(this)));
    }
  }

  return { Mutex, CondVar, Semaphore, Barrier, RWLock };
}
