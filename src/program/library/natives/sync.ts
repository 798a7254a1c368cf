import { Mutex, NotifyList, RWMutex, Semaphore, WaitGroup } from "../../../sim/goruntime/api";
import { callSite } from "./binding";
import type { Binding } from "./binding";

/** The parts of package sync that call no function of the program. */
export function makeSync(binding: Binding): Readonly<Record<string, unknown>> {
  const { api } = binding;

  class MutexObject {
    readonly #mutex = new Mutex(callSite(binding));
    lock(): unknown {
      return api.mutexLock(this.#mutex);
    }
    tryLock(): unknown {
      return api.mutexTryLock(this.#mutex);
    }
    unlock(): unknown {
      return api.mutexUnlock(this.#mutex);
    }
  }

  class RWMutexObject {
    readonly #lock = new RWMutex(callSite(binding));
    lock(): unknown {
      return api.rwLock(this.#lock);
    }
    tryLock(): unknown {
      return api.rwTryLock(this.#lock);
    }
    unlock(): unknown {
      return api.rwUnlock(this.#lock);
    }
    rLock(): unknown {
      return api.rwRLock(this.#lock);
    }
    tryRLock(): unknown {
      return api.rwTryRLock(this.#lock);
    }
    rUnlock(): unknown {
      return api.rwRUnlock(this.#lock);
    }
  }

  class SemaphoreObject {
    readonly #semaphore: Semaphore;
    constructor(count: unknown) {
      if (typeof count !== "number" || !Number.isSafeInteger(count) || count < 0) {
        throw new RangeError("Semaphore: the count must be a whole number, 0 or more");
      }
      this.#semaphore = new Semaphore(count, callSite(binding));
    }
    acquire(): unknown {
      return api.semaphoreAcquire(this.#semaphore);
    }
    release(): unknown {
      return api.semaphoreRelease(this.#semaphore);
    }
  }

  class AtomicInt {
    #value: number;
    constructor(initial: unknown = 0) {
      this.#value = Number(initial);
    }
    load(): unknown {
      return api.atomicOp(() => this.#value);
    }
    store(value: unknown): unknown {
      return api.atomicOp(() => {
        this.#value = Number(value);
      });
    }
    add(delta: unknown): unknown {
      return api.atomicOp(() => (this.#value += Number(delta)));
    }
    swap(value: unknown): unknown {
      return api.atomicOp(() => {
        const old = this.#value;
        this.#value = Number(value);
        return old;
      });
    }
    compareAndSwap(old: unknown, value: unknown): unknown {
      return api.atomicOp(() => {
        if (this.#value !== old) return false;
        this.#value = Number(value);
        return true;
      });
    }
  }

  function waitGroup(): unknown {
    const wg = new WaitGroup(callSite(binding));
    return Object.freeze({
      add: (delta: unknown) => api.wgAdd(wg, Math.trunc(Number(delta))),
      wait: () => api.wgWait(wg),
    });
  }

  function notifyList(): unknown {
    const list = new NotifyList(callSite(binding));
    return Object.freeze({
      add: () => api.notifyListAdd(list),
      wait: (ticket: number) => api.notifyListWait(list, ticket),
      signal: () => api.notifyListNotifyOne(list),
      broadcast: () => api.notifyListNotifyAll(list),
    });
  }

  for (const [name, constructor] of Object.entries({
    Mutex: MutexObject,
    RWMutex: RWMutexObject,
    Semaphore: SemaphoreObject,
    Int: AtomicInt,
  })) {
    Object.defineProperty(constructor, "name", { value: name });
  }
  return {
    Mutex: MutexObject,
    RWMutex: RWMutexObject,
    Semaphore: SemaphoreObject,
    AtomicInt,
    waitGroup,
    notifyList,
  };
}
