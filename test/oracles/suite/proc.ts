import { chan, compute, go, otherwise, recv, runtime, select, send, sync, time } from "schedlens";
import type { Chan } from "schedlens";
import { check, equal } from "./check";

/**
 * Mirrors runtime/proc_test.go TestStopTheWorldDeadlock: two that change GOMAXPROCS, with stops of the world between.
 * @simulate
 */
export function TestStopTheWorld() {
  const before = runtime.gomaxprocs(3);
  const compl = chan<boolean>(2);
  for (let p = 0; p < 2; p++) {
    go(() => {
      for (let i = 0; i < 100; i++) {
        runtime.gomaxprocs(1 + ((i + p) % 4));
        if (i % 10 === 0) runtime.stack(true);
      }
      compl.send(true);
    });
  }
  go(() => {
    for (let i = 0; i < 100; i++) runtime.gosched();
  });
  compl.recv();
  compl.recv();
  runtime.gomaxprocs(before);
  console.log("ok");
}

function yieldProgress(locked: boolean) {
  const c = chan<boolean>();
  const cack = chan<boolean>();
  go(() => {
    if (locked) runtime.lockOSThread();
    for (;;) {
      if (select(recv(c), otherwise()) === 0) {
        cack.send(true);
        return;
      }
      runtime.gosched();
    }
  });
  time.sleep("1ms");
  c.send(true);
  cack.recv();
}

/**
 * Mirrors runtime/proc_test.go TestYieldProgress, TestYieldLockedProgress and TestYieldLocked.
 * @simulate
 */
export function TestYield() {
  yieldProgress(false);
  yieldProgress(true);
  const c = chan<boolean>();
  go(() => {
    runtime.lockOSThread();
    for (let i = 0; i < 10; i++) {
      runtime.gosched();
      time.sleep("1ms");
    }
    c.send(true);
  });
  c.recv();
  console.log("ok");
}

/**
 * Mirrors runtime/proc_test.go TestGoroutineParallelism: P goroutines that wait for each other by spinning, at P = 4.
 * @simulate
 */
export function TestGoroutineParallelism() {
  const n = 4;
  const before = runtime.gomaxprocs(n);
  for (let round = 0; round < 5; round++) {
    const done = chan<boolean>();
    const x = new sync.atomic.Int();
    for (let p = 0; p < n; p++) {
      go(() => {
        for (let i = 0; i < 3; i++) {
          const expected = n * i + p;
          while (x.load() !== expected) compute("1us");
          x.store(expected + 1);
        }
        done.send(true);
      });
    }
    for (let p = 0; p < n; p++) done.recv();
  }
  runtime.gomaxprocs(before);
  console.log("ok");
}

/**
 * Mirrors runtime/proc_test.go TestBlockLocked: a locked goroutine that sends again and again.
 * @simulate
 */
export function TestBlockLocked() {
  const c = chan<boolean>();
  go(() => {
    runtime.lockOSThread();
    for (let i = 0; i < 10; i++) c.send(true);
    runtime.unlockOSThread();
    c.close();
  });
  let n = 0;
  for (const _ of c) n++;
  equal(n, 10, "received");
  console.log("ok");
}

/**
 * Mirrors runtime/proc_test.go TestTimerFairness and TestTimerFairness2: busy goroutines do not keep timers from firing.
 * @simulate
 */
export function TestTimerFairness() {
  const done = chan<never>();
  const c = chan<boolean>();
  for (let i = 0; i < 2; i++) {
    go(() => {
      for (;;) {
        if (select(recv(done), otherwise()) === 0) return;
        if (
          select(
            recv(c),
            otherwise(() => runtime.gosched()),
          ) === 0
        )
          return;
      }
    });
  }
  time.after("20ms").recv();
  done.close();
  const ping = chan<boolean>();
  const stop = chan<never>();
  go(() => {
    for (;;) if (select(recv(stop), recv(ping)) === 0) return;
  });
  const timer = time.after("5ms");
  for (;;) {
    if (
      select(
        recv(timer),
        otherwise(() => ping.send(true)),
      ) === 0
    )
      break;
  }
  stop.close();
  console.log("ok");
}

/**
 * Mirrors runtime/proc_test.go TestPreemption and TestAsyncPreempt: loops without calls give way.
 * @simulate
 */
export function TestPreemption() {
  const c = chan<boolean>();
  const x = new sync.atomic.Int();
  const n = 3;
  for (let g = 0; g < 2; g++) {
    go(() => {
      for (let i = 0; i < n; i++) {
        while (x.load() !== 2 * i + g) compute("10us");
        x.add(1);
      }
      c.send(true);
    });
  }
  c.recv();
  c.recv();
  let spun = 0;
  go(() => {
    for (;;) spun++;
  });
  time.sleep("30ms");
  check(spun > 0, "the loop ran");
  console.log("ok");
}

/**
 * Mirrors runtime/proc_test.go TestNumGoroutine: the count agrees with the dump.
 * @simulate
 */
export function TestNumGoroutine() {
  const stop = chan<never>();
  for (let i = 0; i < 5; i++) go(() => stop.recv());
  const dump = runtime.stack(true);
  const listed = dump.split("\n").filter((line) => line.startsWith("goroutine ")).length;
  equal(runtime.numGoroutine(), 6, "numGoroutine");
  equal(listed, 6, "in the dump");
  console.log("ok");
}

/**
 * Mirrors runtime/proc_test.go TestPingPongHog: two that hand a lock to and fro through runnext do not starve a third.
 * @simulate
 */
export function TestPingPongHog() {
  const before = runtime.gomaxprocs(1);
  const done = chan<never>();
  const hogChan = chan<boolean>();
  const lightChan = chan<boolean>();
  let hogCount = 0;
  let lightCount = 0;
  const run = (limit: number, counter: (n: number) => void, wake: Chan<boolean>) => {
    for (;;) {
      if (select(recv(done), recv(wake)) === 0) return;
      for (let i = 0; i < limit; i++) counter(1);
      if (select(recv(done), otherwise()) === 0) return;
      wakeNext(wake);
    }
  };
  const wakeNext = (c: Chan<boolean>) => go(() => select(recv(done), send(c, true)));
  for (let i = 0; i < 2; i++) go(run, 300, (n: number) => (hogCount += n), hogChan);
  for (let i = 0; i < 2; i++) go(run, 300, (n: number) => (lightCount += n), lightChan);
  hogChan.send(true);
  lightChan.send(true);
  time.sleep("20ms");
  done.close();
  runtime.gomaxprocs(before);
  check(hogCount > 0 && lightCount > 0, "both ran");
  const ratio = hogCount / lightCount;
  check(ratio > 1 / 3 && ratio < 3, `one pair starves: ${hogCount} and ${lightCount}`);
  console.log("ok");
}

/**
 * Mirrors runtime/proc_test.go TestLockOSThreadNesting: as many unlocks as locks; further ones do nothing.
 * @simulate
 */
export function TestLockOSThreadNesting() {
  const locked = () => runtime.stack().includes("locked to thread");
  const c = chan<boolean>();
  go(() => {
    equal(locked(), false, "at first");
    runtime.lockOSThread();
    runtime.lockOSThread();
    equal(locked(), true, "locked twice");
    runtime.unlockOSThread();
    equal(locked(), true, "unlocked once");
    runtime.unlockOSThread();
    equal(locked(), false, "unlocked twice");
    runtime.unlockOSThread();
    equal(locked(), false, "unlocked once too often");
    c.send(true);
  });
  c.recv();
  console.log("ok");
}

/**
 * Mirrors runtime/proc_test.go TestLockOSThreadExit: a goroutine that ends locked takes its thread along; the program goes on.
 * @simulate
 */
export function TestLockOSThreadExit() {
  for (let i = 0; i < 20; i++) {
    const ready = chan<boolean>(1);
    go(() => {
      runtime.lockOSThread();
      ready.send(true);
    });
    ready.recv();
  }
  time.sleep("1ms");
  equal(runtime.numGoroutine(), 1, "goroutines left");
  console.log("ok");
}

/**
 * Mirrors runtime/proc_test.go TestBigGOMAXPROCS: 1,024 Ps, as many as there can be.
 * @simulate
 */
export function TestBigGOMAXPROCS() {
  const before = runtime.gomaxprocs(1024);
  equal(runtime.gomaxprocs(0), 1024, "Ps");
  const wg = new sync.WaitGroup();
  const n = new sync.atomic.Int();
  for (let i = 0; i < 50; i++) wg.go(() => n.add(1));
  wg.wait();
  equal(n.load(), 50, "goroutines");
  runtime.gomaxprocs(before);
  console.log("ok");
}

/**
 * Mirrors runtime/crash_test.go TestNoHelperGoroutines: timers and tickers start no goroutine.
 * @simulate
 */
export function TestNoHelperGoroutines() {
  time.afterFunc("3600s", () => {
    throw new Error("never");
  });
  void new time.Ticker("3600s");
  equal(runtime.numGoroutine(), 1, "goroutines");
  equal(runtime.stack(true).match(/^goroutine \d+ /gm)?.length, 1, "in the dump");
  console.log("ok");
}

/**
 * Mirrors runtime/crash_test.go TestGoexitDefer: goexit in a finally block that runs because of goexit.
 * @simulate
 */
export function TestGoexitDefer() {
  const c = chan<never>();
  go(() => {
    try {
      try {
        runtime.goexit();
      } finally {
        runtime.goexit();
      }
    } finally {
      c.close();
    }
  });
  c.recv();
  console.log("ok");
}

/**
 * Mirrors test/chan and runtime tests of deep stacks: a recursion of 100,000 calls in a goroutine, twice.
 * @simulate
 */
export function DeepRecursion() {
  const depth = (n: number): number => (n === 0 ? 0 : depth(n - 1) + 1);
  const c = chan<number>();
  for (let i = 0; i < 2; i++) {
    go(() => c.send(depth(100_000)));
    equal(c.recv(), 100_000, "depth");
  }
  console.log("ok");
}
