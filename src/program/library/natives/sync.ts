import * as go from "../../../sim/goruntime/api";
import { HELD } from "../../../sim/routine";
import { Hidden } from "../../engine/coroutines/hidden";
import { callSite, wholeNumber, wrongReceiver } from "./binding";
import type { Binding } from "./binding";

function requireLocker(value: unknown): unknown {
  const { lock, unlock } = (value ?? {}) as { readonly lock?: unknown; readonly unlock?: unknown };
  if (typeof lock === "function" && typeof unlock === "function") return value;
  throw new TypeError("Cond: the argument must have the methods lock() and unlock(), as a Mutex has");
}

/** The value of an atomic.Int. */
export class Cell {
  constructor(public value: number) {}

  /** The program's object stands for it. */
  [HELD](): number {
    return 0;
  }
}

/** The parts of package sync that call no function of the program. */
export function makeSync(binding: Binding): Readonly<Record<string, unknown>> {
  const { api } = binding;

  class Mutex {
    static readonly name = "Mutex";
    constructor() {
      Hidden.put(this, new go.Mutex(callSite(binding)));
    }
    static of(value: unknown): go.Mutex {
      const inside = Hidden.of(value);
      return inside instanceof go.Mutex ? inside : wrongReceiver("Mutex");
    }
    lock(): unknown {
      return api.mutexLock(Mutex.of(this));
    }
    tryLock(): unknown {
      return api.mutexTryLock(Mutex.of(this));
    }
    unlock(): unknown {
      return api.mutexUnlock(Mutex.of(this));
    }
  }

  class RWMutex {
    static readonly name = "RWMutex";
    constructor() {
      Hidden.put(this, new go.RWMutex(callSite(binding)));
    }
    static of(value: unknown): go.RWMutex {
      const inside = Hidden.of(value);
      return inside instanceof go.RWMutex ? inside : wrongReceiver("RWMutex");
    }
    lock(): unknown {
      return api.rwLock(RWMutex.of(this));
    }
    tryLock(): unknown {
      return api.rwTryLock(RWMutex.of(this));
    }
    unlock(): unknown {
      return api.rwUnlock(RWMutex.of(this));
    }
    rLock(): unknown {
      return api.rwRLock(RWMutex.of(this));
    }
    tryRLock(): unknown {
      return api.rwTryRLock(RWMutex.of(this));
    }
    rUnlock(): unknown {
      return api.rwRUnlock(RWMutex.of(this));
    }
  }

  class Semaphore {
    static readonly name = "Semaphore";
    constructor(count: unknown) {
      if (typeof count !== "number" || !Number.isSafeInteger(count) || count < 0) {
        throw new RangeError("Semaphore: the count must be a whole number, 0 or more");
      }
      Hidden.put(this, new go.Semaphore(count, callSite(binding)));
    }
    static of(value: unknown): go.Semaphore {
      const inside = Hidden.of(value);
      return inside instanceof go.Semaphore ? inside : wrongReceiver("Semaphore");
    }
    acquire(): unknown {
      return api.semaphoreAcquire(Semaphore.of(this));
    }
    release(): unknown {
      return api.semaphoreRelease(Semaphore.of(this));
    }
  }

  class Int {
    constructor(initial: unknown = 0) {
      Hidden.put(this, new Cell(wholeNumber(initial, "atomic.Int: the initial value")));
    }
    static of(value: unknown): Cell {
      const inside = Hidden.of(value);
      return inside instanceof Cell ? inside : wrongReceiver("atomic.Int");
    }
    load(): unknown {
      const self = Int.of(this);
      return binding.process.atomicOp(() => self.value);
    }
    store(value: unknown): unknown {
      const self = Int.of(this);
      const stored = wholeNumber(value, "atomic.Int.store: the value");
      return binding.process.atomicOp(() => {
        self.value = stored;
      });
    }
    add(delta: unknown): unknown {
      const self = Int.of(this);
      const added = wholeNumber(delta, "atomic.Int.add: the argument");
      return binding.process.atomicOp(() => (self.value += added));
    }
    swap(value: unknown): unknown {
      const self = Int.of(this);
      const stored = wholeNumber(value, "atomic.Int.swap: the value");
      return binding.process.atomicOp(() => {
        const old = self.value;
        self.value = stored;
        return old;
      });
    }
    compareAndSwap(old: unknown, value: unknown): unknown {
      const self = Int.of(this);
      const stored = wholeNumber(value, "atomic.Int.compareAndSwap: the new value");
      return binding.process.atomicOp(() => {
        if (self.value !== old) return false;
        self.value = stored;
        return true;
      });
    }
  }

  class WaitGroup {
    static readonly name = "WaitGroup";
    constructor() {
      Hidden.put(this, new go.WaitGroup(callSite(binding)));
    }
    static of(value: unknown): go.WaitGroup {
      const inside = Hidden.of(value);
      return inside instanceof go.WaitGroup ? inside : wrongReceiver("WaitGroup");
    }
    add(delta: unknown): unknown {
      return api.wgAdd(WaitGroup.of(this), wholeNumber(delta, "WaitGroup.add: the argument"));
    }
    done(): unknown {
      return api.wgAdd(WaitGroup.of(this), -1);
    }
    wait(): unknown {
      return api.wgWait(WaitGroup.of(this));
    }
  }

  const listOf = (value: unknown): go.NotifyList => {
    const inside = Hidden.of(value);
    return inside instanceof go.NotifyList ? inside : wrongReceiver("Cond");
  };
  const notifyLists = {
    add(): unknown {
      return api.notifyListAdd(listOf(this));
    },
    wait(ticket: number): unknown {
      return api.notifyListWait(listOf(this), ticket);
    },
    signal(): unknown {
      return api.notifyListNotifyOne(listOf(this));
    },
    broadcast(): unknown {
      return api.notifyListNotifyAll(listOf(this));
    },
  };
  const notifyList = (): unknown =>
    Hidden.put(Object.create(notifyLists) as object, new go.NotifyList(callSite(binding)));

  return { Mutex, RWMutex, Semaphore, WaitGroup, AtomicInt: Int, notifyList, notifyLists, requireLocker };
}
