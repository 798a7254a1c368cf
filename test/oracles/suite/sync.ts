import { chan, go, otherwise, recv, runtime, select, sync, time } from "schedlens";
import { blocks, check, equal, thrownBy } from "./check";

/**
 * Mirrors sync/mutex_test.go TestSemaphore and HammerSemaphore.
 * @simulate
 */
export function TestSemaphore() {
  const s = new sync.Semaphore(1);
  const done = chan<boolean>();
  for (let i = 0; i < 10; i++) {
    go(() => {
      for (let k = 0; k < 100; k++) {
        s.acquire();
        s.release();
      }
      done.send(true);
    });
  }
  for (let i = 0; i < 10; i++) done.recv();
  console.log("ok");
}

/**
 * Mirrors sync/mutex_test.go TestMutex with HammerMutex: ten goroutines, every third turn by TryLock.
 * @simulate
 */
export function TestMutex() {
  const m = new sync.Mutex();
  m.lock();
  equal(m.tryLock(), false, "tryLock of a locked mutex");
  m.unlock();
  equal(m.tryLock(), true, "tryLock of a free mutex");
  m.unlock();
  let inside = 0;
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 10; i++) {
    wg.go(() => {
      for (let k = 0; k < 200; k++) {
        if (k % 3 === 0) {
          if (m.tryLock()) m.unlock();
          continue;
        }
        m.lock();
        inside++;
        check(inside === 1, "two hold the lock");
        if (k % 10 === 1) runtime.gosched();
        inside--;
        m.unlock();
      }
    });
  }
  wg.wait();
  console.log("ok");
}

/**
 * Mirrors sync/mutex_test.go TestMutexFairness: one that holds the lock most of the time does not starve the other.
 * @simulate
 */
export function TestMutexFairness() {
  const mu = new sync.Mutex();
  const stop = chan<never>();
  const done = chan<boolean>(1);
  go(() => {
    for (;;) {
      mu.lock();
      time.sleep("100us");
      mu.unlock();
      if (select(recv(stop), otherwise()) === 0) return;
    }
  });
  go(() => {
    for (let i = 0; i < 10; i++) {
      time.sleep("100us");
      mu.lock();
      mu.unlock();
    }
    done.send(true);
  });
  equal(select(recv(done), recv(time.after("10s"))), 0, "the second goroutine starves");
  stop.close();
  console.log("ok");
}

/**
 * Mirrors sync/rwmutex_test.go TestParallelReaders.
 * @simulate
 */
export function TestParallelReaders() {
  for (const readers of [1, 3, 4]) {
    const m = new sync.RWMutex();
    const locked = chan<boolean>();
    const unlock = chan<boolean>();
    const done = chan<boolean>();
    for (let i = 0; i < readers; i++) {
      go(() => {
        m.rLock();
        locked.send(true);
        unlock.recv();
        m.rUnlock();
        done.send(true);
      });
    }
    for (let i = 0; i < readers; i++) locked.recv();
    for (let i = 0; i < readers; i++) unlock.send(true);
    for (let i = 0; i < readers; i++) done.recv();
  }
  console.log("ok");
}

/**
 * Mirrors sync/rwmutex_test.go TestRWMutex with HammerRWMutex: never a writer beside anybody.
 * @simulate
 */
export function TestRWMutex() {
  const m = new sync.RWMutex();
  m.lock();
  equal(m.tryLock(), false, "tryLock while writing");
  equal(m.tryRLock(), false, "tryRLock while writing");
  m.unlock();
  equal(m.tryLock(), true, "tryLock");
  m.unlock();
  equal(m.tryRLock(), true, "tryRLock");
  equal(m.tryRLock(), true, "second tryRLock");
  equal(m.tryLock(), false, "tryLock while reading");
  m.rUnlock();
  m.rUnlock();

  const activity = new sync.atomic.Int();
  const wg = new sync.WaitGroup();
  const reader = () => {
    for (let i = 0; i < 40; i++) {
      if (i % 3 === 0) {
        if (!m.tryRLock()) continue;
      } else m.rLock();
      const n = activity.add(1);
      check(n >= 1 && n < 10_000, `a reader sees ${n}`);
      for (let k = 0; k < 20; k++);
      runtime.gosched();
      activity.add(-1);
      m.rUnlock();
    }
  };
  const writer = () => {
    for (let i = 0; i < 40; i++) {
      m.lock();
      const n = activity.add(10_000);
      check(n === 10_000, `a writer sees ${n}`);
      runtime.gosched();
      activity.add(-10_000);
      m.unlock();
    }
  };
  wg.go(writer);
  for (let i = 0; i < 5; i++) wg.go(reader);
  wg.go(writer);
  for (let i = 0; i < 4; i++) wg.go(reader);
  wg.wait();
  console.log("ok");
}

/**
 * Mirrors sync/waitgroup_test.go TestWaitGroup and TestWaitGroupMisuse.
 * @simulate
 */
export function TestWaitGroup() {
  const wg1 = new sync.WaitGroup();
  const wg2 = new sync.WaitGroup();
  for (let round = 0; round < 8; round++) {
    const n = 16;
    wg1.add(n);
    wg2.add(n);
    const exited = chan<boolean>(n);
    for (let i = 0; i < n; i++) {
      go(() => {
        wg1.done();
        wg2.wait();
        exited.send(true);
      });
    }
    wg1.wait();
    for (let i = 0; i < n; i++) {
      equal(select(recv(exited), otherwise()), 1, "released too soon");
      wg2.done();
    }
    for (let i = 0; i < n; i++) exited.recv();
  }
  const wg = new sync.WaitGroup();
  wg.add(1);
  wg.done();
  equal(
    thrownBy(() => wg.done()),
    "sync: negative WaitGroup counter",
    "one done too many",
  );
  console.log("ok");
}

/**
 * Mirrors sync/waitgroup_test.go TestWaitGroupRace: add and wait side by side, the counter above 0.
 * @simulate
 */
export function TestWaitGroupRace() {
  for (let i = 0; i < 100; i++) {
    const wg = new sync.WaitGroup();
    const n = new sync.atomic.Int();
    wg.add(1);
    go(() => {
      n.add(1);
      wg.done();
    });
    wg.add(1);
    go(() => {
      n.add(1);
      wg.done();
    });
    wg.wait();
    equal(n.load(), 2, "wait returned early");
  }
  console.log("ok");
}

/**
 * Mirrors sync/once_test.go TestOnce and TestOncePanic.
 * @simulate
 */
export function TestOnce() {
  let count = 0;
  const once = new sync.Once();
  const c = chan<boolean>();
  for (let i = 0; i < 10; i++) {
    go(() => {
      once.do(() => {
        runtime.gosched();
        count++;
      });
      equal(count, 1, "do returned before the call was over");
      c.send(true);
    });
  }
  for (let i = 0; i < 10; i++) c.recv();
  equal(count, 1, "calls");

  const broken = new sync.Once();
  equal(
    thrownBy(() =>
      broken.do(() => {
        throw new Error("failed");
      }),
    ),
    "failed",
    "panic",
  );
  broken.do(() => {
    throw new Error("called again");
  });
  console.log("ok");
}

/**
 * Mirrors sync/cond_test.go TestCondSignal: one signal wakes one.
 * @simulate
 */
export function TestCondSignal() {
  const m = new sync.Mutex();
  const c = new sync.Cond(m);
  let n = 2;
  const running = chan<boolean>(n);
  const awake = chan<boolean>(n);
  for (let i = 0; i < n; i++) {
    go(() => {
      m.lock();
      running.send(true);
      c.wait();
      awake.send(true);
      m.unlock();
    });
  }
  for (let i = 0; i < n; i++) running.recv();
  while (n > 0) {
    equal(select(recv(awake), otherwise()), 1, "awake before the signal");
    m.lock();
    c.signal();
    m.unlock();
    awake.recv();
    equal(select(recv(awake), otherwise()), 1, "two awake");
    n--;
  }
  c.signal();
  console.log("ok");
}

/**
 * Mirrors sync/cond_test.go TestCondSignalGenerations: signals reach the waiters in order.
 * @simulate
 */
export function TestCondSignalGenerations() {
  const m = new sync.Mutex();
  const c = new sync.Cond(m);
  const n = 60;
  const running = chan<boolean>(n);
  const awake = chan<number>(n);
  for (let i = 0; i < n; i++) {
    go(() => {
      m.lock();
      running.send(true);
      c.wait();
      awake.send(i);
      m.unlock();
    });
    if (i > 0) equal(awake.recv(), i - 1, "who woke");
    running.recv();
    m.lock();
    c.signal();
    m.unlock();
  }
  console.log("ok");
}

/**
 * Mirrors sync/cond_test.go TestCondBroadcast.
 * @simulate
 */
export function TestCondBroadcast() {
  const m = new sync.Mutex();
  const c = new sync.Cond(m);
  const n = 50;
  const running = chan<number>(n);
  const awake = chan<number>(n);
  let exit = false;
  for (let i = 0; i < n; i++) {
    go(() => {
      m.lock();
      while (!exit) {
        running.send(i);
        c.wait();
        awake.send(i);
      }
      m.unlock();
    });
  }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) running.recv();
    if (i === n - 1) {
      m.lock();
      exit = true;
      m.unlock();
    }
    equal(select(recv(awake), otherwise()), 1, "awake before the broadcast");
    m.lock();
    c.broadcast();
    m.unlock();
    const seen = new Set<number>();
    for (let k = 0; k < n; k++) seen.add(awake.recv() ?? -1);
    equal(seen.size, n, "each woke once");
  }
  equal(select(recv(running), otherwise()), 1, "nobody waits");
  c.broadcast();
  console.log("ok");
}

/**
 * Mirrors sync/cond_test.go TestRace: three that pass a state on, with a deadline for each step.
 * @simulate
 */
export function TestCondRace() {
  const m = new sync.Mutex();
  const c = new sync.Cond(m);
  let x = 0;
  const done = chan<boolean>();
  go(() => {
    m.lock();
    x = 1;
    c.wait();
    equal(x, 2, "first");
    x = 3;
    c.signal();
    m.unlock();
    done.send(true);
  });
  go(() => {
    m.lock();
    for (;;) {
      if (x === 1) {
        x = 2;
        c.signal();
        break;
      }
      m.unlock();
      runtime.gosched();
      m.lock();
    }
    m.unlock();
    done.send(true);
  });
  go(() => {
    m.lock();
    for (;;) {
      if (x === 2) {
        c.wait();
        equal(x, 3, "third");
        break;
      }
      if (x === 3) break;
      m.unlock();
      runtime.gosched();
      m.lock();
    }
    m.unlock();
    done.send(true);
  });
  for (let i = 0; i < 3; i++) done.recv();
  console.log("ok");
}

/**
 * Mirrors sync/cond_test.go TestCondSignalStealing: a goroutine that comes late does not take an earlier one's signal.
 * @simulate
 */
export function TestCondSignalStealing() {
  for (let round = 0; round < 30; round++) {
    const m = new sync.Mutex();
    const c = new sync.Cond(m);
    const first = chan<boolean>();
    go(() => {
      m.lock();
      first.send(true);
      c.wait();
      m.unlock();
      first.send(true);
    });
    first.recv();
    m.lock();
    m.unlock();
    let done = false;
    go(() => c.broadcast());
    go(() => {
      m.lock();
      while (!done) c.wait();
      m.unlock();
    });
    equal(select(recv(first), recv(time.after("2s"))), 0, "the first waiter's signal was taken");
    done = true;
    c.broadcast();
  }
  console.log("ok");
}

/**
 * Mirrors sync/atomic hammer tests: no update is lost.
 * @simulate
 */
export function HammerAtomic() {
  const n = new sync.atomic.Int();
  const swaps = new sync.atomic.Int();
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 4; i++) {
    wg.go(() => {
      for (let k = 0; k < 500; k++) {
        for (;;) {
          const v = n.load();
          if (n.compareAndSwap(v, v + 1)) break;
        }
        swaps.swap(k);
      }
    });
  }
  wg.wait();
  equal(n.load(), 2000, "sum");
  equal(swaps.load(), 499, "last swap");
  console.log("ok");
}

/**
 * A recursive read lock with a writer in between blocks for ever, as sync/rwmutex.go warns.
 * @simulate
 */
export function RecursiveReadLock() {
  const rw = new sync.RWMutex();
  rw.rLock();
  go(() => {
    rw.lock();
    rw.unlock();
  });
  time.sleep("1ms");
  equal(
    blocks(() => rw.rLock()),
    true,
    "a second read lock behind a waiting writer",
  );
  console.log("ok");
}
