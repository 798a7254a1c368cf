import * as go from "../../../sim/goruntime/api";
import { callSite, wholeNumber, wrongReceiver } from "./binding";
import type { Binding } from "./binding";

function requireLocker(value: unknown): unknown {
  const { lock, unlock } = (value ?? {}) as { readonly lock?: unknown; readonly unlock?: unknown };
  if (typeof lock === "function" && typeof unlock === "function") return value;
  throw new TypeError("Cond: the argument must have the methods lock() and unlock(), as a Mutex has");
}

/** The parts of package sync that call no function of the program. */
export function makeSync(binding: Binding): Readonly<Record<string, unknown>> {
  const { api } = binding;

  class Mutex {
    static readonly name = "Mutex";
    readonly #mutex = new go.Mutex(callSite(binding));
    static of(value: unknown): go.Mutex {
      if (typeof value === "object" && value !== null && #mutex in value) return value.#mutex;
      return wrongReceiver("Mutex");
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
    readonly #lock = new go.RWMutex(callSite(binding));
    static of(value: unknown): go.RWMutex {
      if (typeof value === "object" && value !== null && #lock in value) return value.#lock;
      return wrongReceiver("RWMutex");
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
    readonly #semaphore: go.Semaphore;
    constructor(count: unknown) {
      if (typeof count !== "number" || !Number.isSafeInteger(count) || count < 0) {
        throw new RangeError("Semaphore: the count must be a whole number, 0 or more");
      }
      this.#semaphore = new go.Semaphore(count, callSite(binding));
    }
    static of(value: unknown): go.Semaphore {
      if (typeof value === "object" && value !== null && #semaphore in value) return value.#semaphore;
      return wrongReceiver("Semaphore");
    }
    acquire(): unknown {
      return api.semaphoreAcquire(Semaphore.of(this));
    }
    release(): unknown {
      return api.semaphoreRelease(Semaphore.of(this));
    }
  }

  class Int {
    #value: number;
    constructor(initial: unknown = 0) {
      this.#value = wholeNumber(initial, "atomic.Int: the initial value");
    }
    static of(value: unknown): Int {
      if (typeof value === "object" && value !== null && #value in value) return value;
      return wrongReceiver("atomic.Int");
    }
    load(): unknown {
      const self = Int.of(this);
      return api.atomicOp(() => self.#value);
    }
    store(value: unknown): unknown {
      const self = Int.of(this);
      const stored = wholeNumber(value, "atomic.Int.store: the value");
      return api.atomicOp(() => {
        self.#value = stored;
      });
    }
    add(delta: unknown): unknown {
      const self = Int.of(this);
      const added = wholeNumber(delta, "atomic.Int.add: the argument");
      return api.atomicOp(() => (self.#value += added));
    }
    swap(value: unknown): unknown {
      const self = Int.of(this);
      const stored = wholeNumber(value, "atomic.Int.swap: the value");
      return api.atomicOp(() => {
        const old = self.#value;
        self.#value = stored;
        return old;
      });
    }
    compareAndSwap(old: unknown, value: unknown): unknown {
      const self = Int.of(this);
      const stored = wholeNumber(value, "atomic.Int.compareAndSwap: the new value");
      return api.atomicOp(() => {
        if (self.#value !== old) return false;
        self.#value = stored;
        return true;
      });
    }
  }

  class WaitGroup {
    static readonly name = "WaitGroup";
    readonly #group = new go.WaitGroup(callSite(binding));
    static of(value: unknown): go.WaitGroup {
      if (typeof value === "object" && value !== null && #group in value) return value.#group;
      return wrongReceiver("WaitGroup");
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

  function notifyList(): unknown {
    const list = new go.NotifyList(callSite(binding));
    return Object.freeze({
      add: () => api.notifyListAdd(list),
      wait: (ticket: number) => api.notifyListWait(list, ticket),
      signal: () => api.notifyListNotifyOne(list),
      broadcast: () => api.notifyListNotifyAll(list),
    });
  }

  return { Mutex, RWMutex, Semaphore, WaitGroup, AtomicInt: Int, notifyList, requireLocker };
}
