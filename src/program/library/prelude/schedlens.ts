/**
 * The module "schedlens". What needs no function of the program comes ready from the native module.
 *
 * WaitGroup.go is Go 1.25's WaitGroup.Go; Once.do and Cond.wait follow sync/once.go and sync/cond.go of Go 1.23.
 */
export const SCHEDLENS_SOURCE = `
import * as native from "native:schedlens";
export { OSError, thread, uthread } from "native:schedlens";
export { context } from "schedlens:/context.js";

export const go = native.go;
export const chan = native.chan;
export const nilChan = native.nilChan;
export const compute = native.compute;
export const syscall = native.syscall;
export const io = native.io;
export const os = native.os;
export const runtime = native.runtime;

export function recv(ch, handler) {
  return new native.RecvCase(ch, handler);
}
export function send(ch, value, handler) {
  return new native.SendCase(ch, value, handler);
}
export function otherwise(handler) {
  return new native.DefaultCase(handler);
}
export function select(...cases) {
  const position = native.selectCase(cases);
  const chosen = cases[position];
  const handler = chosen.handler;
  if (handler !== undefined) {
    if (chosen instanceof native.RecvCase) handler(chosen.value, chosen.ok);
    else handler();
  }
  return position;
}

class Timer {
  #timer;
  constructor(d, fn) {
    this.#timer = fn === undefined ? native.newTimer(d) : native.afterFunc(d, fn);
    this.c = native.timerChannel(this.#timer);
  }
  stop() {
    return native.stopTimer(this.#timer);
  }
  reset(d) {
    return native.resetTimer(this.#timer, d);
  }
}

class Ticker {
  #timer;
  constructor(d) {
    this.#timer = native.newTicker(d);
    this.c = native.timerChannel(this.#timer);
  }
  stop() {
    native.stopTimer(this.#timer);
  }
  reset(d) {
    native.resetTicker(this.#timer, d);
  }
}

export const time = {
  sleep: native.sleep,
  now: native.now,
  after: (d) => native.timerChannel(native.newTimer(d)),
  afterFunc: (d, fn) => new Timer(d, native.requireFunction(fn, "afterFunc: the second argument")),
  Timer,
  Ticker,
};

class WaitGroup extends native.WaitGroup {
  go(fn) {
    native.requireFunction(fn, "WaitGroup.go: the argument");
    this.add(1);
    native.goNamed(fn, () => {
      try {
        fn();
      } finally {
        this.done();
      }
    });
  }
}

class Once {
  #done = false;
  #mutex = new native.Mutex();
  do(fn) {
    if (this.#done) return;
    native.requireFunction(fn, "Once.do: the argument");
    this.#mutex.lock();
    try {
      if (!this.#done) {
        try {
          fn();
        } finally {
          this.#done = true;
        }
      }
    } finally {
      this.#mutex.unlock();
    }
  }
}

class Cond {
  #waiters = native.notifyList();
  #locker;
  constructor(locker) {
    this.#locker = native.requireLocker(locker);
  }
  wait() {
    const ticket = this.#waiters.add();
    this.#locker.unlock();
    this.#waiters.wait(ticket);
    this.#locker.lock();
  }
  signal() {
    this.#waiters.signal();
  }
  broadcast() {
    this.#waiters.broadcast();
  }
}

export const sync = {
  Mutex: native.Mutex,
  RWMutex: native.RWMutex,
  Semaphore: native.Semaphore,
  WaitGroup,
  Once,
  Cond,
  atomic: { Int: native.AtomicInt },
};
`;
