import type { CopyKind, CopyKinds } from "../copying";
import { Hchan } from "./chan";
import { NotifyList } from "./cond";
import { Mutex } from "./mutex";
import { RWMutex } from "./rwmutex";
import { Semaphore } from "./semaphore";
import { Timer } from "./timers";
import { WaitGroup } from "./waitgroup";

/**
 * How fork copies what the runtime keeps for a program. The goroutines that wait there do not exist in the copy: its queues are empty. What
 * they hold stays held.
 */

const hchan: CopyKind = {
  allocate: (from) => new Hchan((from as Hchan).dataqsiz, (from as Hchan).created),
  fill(from, to, copy) {
    const [source, target] = [from as Hchan, to as Hchan];
    for (const value of source.items()) target.put(copy(value));
    target.closed = source.closed;
    target.timer = copy(source.timer);
  },
};

const mutex: CopyKind = {
  allocate: (from) => new Mutex((from as Mutex).created),
  fill: (from, to) => {
    (from as Mutex).copyTo(to as Mutex);
  },
};

const rwmutex: CopyKind = {
  allocate: (from) => new RWMutex((from as RWMutex).created),
  fill: (from, to) => {
    (from as RWMutex).copyTo(to as RWMutex);
  },
};

const semaphore: CopyKind = {
  allocate: (from) => new Semaphore((from as Semaphore).size, (from as Semaphore).created),
  fill: (from, to) => {
    (to as Semaphore).sema.value = (from as Semaphore).sema.value;
  },
};

const waitGroup: CopyKind = {
  allocate: (from) => new WaitGroup((from as WaitGroup).created),
  fill: (from, to) => {
    (to as WaitGroup).counter = (from as WaitGroup).counter;
  },
};

const notifyList: CopyKind = {
  allocate: (from) => new NotifyList((from as NotifyList).created),
  fill: (from, to) => {
    (to as NotifyList).wait = (to as NotifyList).notify = (from as NotifyList).wait;
  },
};

/** @param copied gets each timer of the copy. */
function timer(copied: (timer: Timer) => void): CopyKind {
  return {
    allocate(from, copy) {
      const { kind, f, arg, chan, created } = from as Timer;
      return new Timer(kind, f, copy(arg), copy(chan), created);
    },
    fill(from, to) {
      const [source, target] = [from as Timer, to as Timer];
      target.when = source.when;
      target.period = source.period;
      copied(target);
    },
  };
}

export function goKinds(copied: (timer: Timer) => void): CopyKinds {
  return new Map<object, CopyKind>([
    [Hchan.prototype, hchan],
    [Mutex.prototype, mutex],
    [RWMutex.prototype, rwmutex],
    [Semaphore.prototype, semaphore],
    [WaitGroup.prototype, waitGroup],
    [NotifyList.prototype, notifyList],
    [Timer.prototype, timer(copied)],
  ]);
}
