import { chan, go, otherwise, recv, runtime, select, send, sync, time } from "schedlens";
import type { RecvChan } from "schedlens";
import { check, equal, thrownBy } from "./check";

const ms = 1e6;

function ready(c: RecvChan<unknown>): boolean {
  return select(recv(c), otherwise()) === 0;
}

/**
 * Mirrors time/sleep_test.go TestSleep, TestSleepZeroDeadlock and TestOverflowSleep.
 * @simulate
 */
export function TestSleep() {
  const begin = time.now();
  go(() => {
    time.sleep("50ms");
    runtime.gosched();
  });
  time.sleep("100ms");
  check(time.now() - begin >= 100 * ms, "slept too short");
  // Sleep(0) amid goroutines that sleep 0 as well.
  const done = chan<boolean>();
  go(() => {
    for (let i = 0; i < 100; i++) {
      time.sleep(1);
      time.sleep(0);
    }
    done.send(true);
  });
  for (let i = 0; i < 100; i++) time.sleep(0);
  done.recv();
  // Of two durations beyond all bounds one never ends, the other is over at once.
  const long = time.after(Number.MAX_SAFE_INTEGER);
  const past = time.after(-Number.MAX_SAFE_INTEGER);
  equal(select(recv(long), recv(past), recv(time.after("1s"))), 1, "which fires");
  console.log("ok");
}

/**
 * Mirrors time/sleep_test.go TestAfterFunc: a timer that sets itself anew ten times.
 * @simulate
 */
export function TestAfterFunc() {
  const c = chan<boolean>(1);
  let i = 10;
  const f = () => {
    i--;
    if (i >= 0) {
      time.afterFunc(0, f);
      time.sleep("1s");
    } else c.send(true);
  };
  time.afterFunc(0, f);
  c.recv();
  equal(i, -1, "rounds");
  console.log("ok");
}

/**
 * Mirrors time/sleep_test.go TestAfterFuncStarvation: an AfterFunc goroutine runs beside two that keep a P busy.
 * @simulate
 */
export function TestAfterFuncStarvation() {
  const wg = new sync.WaitGroup();
  const halt = chan<never>();
  const a = chan<boolean>(1);
  const b = chan<boolean>(1);
  for (const [mine, other] of [
    [a, b],
    [b, a],
  ] as const) {
    wg.go(() => {
      for (;;) {
        if (select(send(mine, true), recv(halt)) === 1) return;
        if (select(recv(other), recv(halt)) === 1) return;
      }
    });
  }
  time.afterFunc("100us", () => halt.close());
  wg.wait();
  console.log("ok");
}

/**
 * Mirrors time/sleep_test.go TestAfter, TestAfterTick and TestAfterTimes.
 * @simulate
 */
export function TestAfter() {
  const begin = time.now();
  const end = time.after("100ms").recv() ?? 0;
  check(time.now() - begin >= 100 * ms, "too early");
  check(end >= begin + 100 * ms, "the value is the time at which it fired");
  const ticker = new time.Ticker("10ms");
  const t0 = time.now();
  for (let i = 0; i < 10; i++) ticker.c.recv();
  ticker.stop();
  const took = time.now() - t0;
  check(took >= 99 * ms && took < 120 * ms, `10 ticks took ${took} ns`);
  time.sleep("20ms");
  equal(ready(ticker.c), false, "a tick after stop");
  // The value is the time at which the timer fired, not that at which it was received.
  const start = time.now();
  const c = time.after("10ms");
  time.sleep("500ms");
  check((c.recv() ?? 0) - start < 400 * ms, "the value is too late");
  console.log("ok");
}

/**
 * Mirrors time/sleep_test.go TestAfterStop.
 * @simulate
 */
export function TestAfterStop() {
  time.afterFunc("100ms", () => {});
  const t0 = time.now();
  const c1 = chan<boolean>(1);
  time.afterFunc("10ms", () => c1.send(true));
  const t2 = time.afterFunc("20ms", () => {
    throw new Error("a stopped function ran");
  });
  t2.stop();
  equal(t2.stop(), false, "second stop");
  c1.recv();
  check(time.now() - t0 >= 10 * ms, "too early");
  const t3 = new time.Timer("10ms");
  equal(t3.stop(), true, "stop");
  time.sleep("30ms");
  equal(ready(t3.c), false, "a stopped timer fired");
  console.log("ok");
}

/**
 * Mirrors time/sleep_test.go TestAfterQueuing: timers fire in the order of their times, not of their making.
 * @simulate
 */
export function TestAfterQueuing() {
  const slots = [5, 3, 6, 6, 6, 1, 1, 2, 7, 9, 4, 8, 0];
  const delta = 10;
  const result = chan<readonly [slot: number, at: number]>();
  const t0 = time.now();
  for (const slot of slots) {
    go(() => {
      const at = time.after(slot * delta * ms).recv() ?? 0;
      result.send([slot, at]);
    });
  }
  const order: number[] = [];
  for (let i = 0; i < slots.length; i++) {
    const [slot, at] = result.recv()!;
    order.push(slot);
    const target = slot * delta * ms;
    check(at - t0 >= target && at - t0 < target + 5 * ms, `slot ${slot} came at ${at - t0}`);
  }
  equal(order.join(), [...slots].sort((a, b) => a - b).join(), "order");
  console.log("ok");
}

/**
 * Mirrors time/sleep_test.go TestTimerStopStress: stopped timers never run their functions.
 * @simulate
 */
export function TestTimerStopStress() {
  for (let i = 0; i < 100; i++) {
    go((k: number) => {
      const timer = time.afterFunc("2s", () => {
        throw new Error(`timer ${k} was not stopped`);
      });
      time.sleep("1s");
      timer.stop();
    }, i);
  }
  time.sleep("3s");
  console.log("ok");
}

/**
 * Mirrors time/sleep_test.go TestReset and TestResetResult.
 * @simulate
 */
export function TestReset() {
  const t0 = new time.Timer("200ms");
  time.sleep("100ms");
  equal(t0.reset("300ms"), true, "reset of a timer that runs");
  time.sleep("200ms");
  equal(ready(t0.c), false, "fired early");
  time.sleep("200ms");
  equal(ready(t0.c), true, "did not fire");
  equal(t0.reset("5ms"), false, "reset of a timer whose value was received");
  t0.c.recv();
  console.log("ok");
}

/**
 * Mirrors time/sleep_test.go TestStopResult and TestResetResult: a value that nobody received counts as not fired.
 * @simulate
 */
export function TestStopResult() {
  for (const wait of [0, 5 * ms]) {
    const stopped = new time.Timer(1);
    time.sleep(wait);
    const didStop = stopped.stop();
    // Either the timer was stopped, or its value has been received: here nobody received one.
    equal(didStop, true, `stop after ${wait}`);
    equal(ready(stopped.c), false, "stale value");
    const again = new time.Timer(1);
    time.sleep(wait);
    equal(again.reset("1s"), true, `reset after ${wait}`);
    equal(ready(again.c), false, "stale value after reset");
    again.stop();
  }
  // With a receiver: exactly one of the two gets it.
  for (let i = 0; i < 50; i++) {
    const t = new time.Timer("10us");
    const got = chan<boolean>(1);
    const stop = chan<never>();
    go(() => got.send(select(recv(t.c), recv(stop)) === 0));
    time.sleep("10us");
    const didStop = t.stop();
    stop.close();
    const received = got.recv() === true;
    check(received !== didStop, `stop gave ${didStop}, received ${received}`);
  }
  console.log("ok");
}

/**
 * Mirrors time/sleep_test.go TestZeroTimer.
 * @simulate
 */
export function TestZeroTimer() {
  for (let i = 0; i < 500; i++) {
    const c = chan<boolean>();
    time.afterFunc(0, () => c.close());
    c.recv();
  }
  for (let i = 0; i < 500; i++) time.after(0).recv();
  const t = new time.Timer("3600s");
  for (let i = 0; i < 500; i++) {
    t.reset(0);
    t.c.recv();
  }
  console.log("ok");
}

/**
 * Mirrors time/sleep_test.go TestTimerModifiedEarlier: a timer that is set to fire earlier does.
 * @simulate
 */
export function TestTimerModifiedEarlier() {
  const past = -1000;
  for (let i = 0; i < 20; i++) {
    const begin = time.now();
    const timer = new time.Timer("10s");
    const watchdog = new time.Timer("1s");
    timer.reset(past);
    equal(select(recv(timer.c), recv(watchdog.c)), 0, "which fires");
    check(time.now() - begin < 5 * ms, "late");
    watchdog.stop();
  }
  console.log("ok");
}

/**
 * Mirrors time/sleep_test.go TestAdjustTimers: random resets and stops, each timer fires at its last time and never before.
 * @simulate
 */
export function TestAdjustTimers() {
  let state = 1;
  const random = (n: number) => {
    state = (state * 48271) % 2147483647;
    return state % n;
  };
  const timers = Array.from({ length: 50 }, () => {
    const after = 20 + random(20);
    return { timer: new time.Timer(after * ms), due: time.now() + after * ms, live: true };
  });
  for (let i = 0; i < 200; i++) {
    const each = timers[random(timers.length)]!;
    if (random(3) === 0) {
      each.timer.stop();
      each.live = false;
    } else {
      const after = 5 + random(30);
      each.due = time.now() + after * ms;
      each.timer.reset(after * ms);
      each.live = true;
    }
    time.sleep("10us");
  }
  for (const each of timers) {
    if (!each.live) {
      equal(ready(each.timer.c), false, "a stopped timer");
      continue;
    }
    const at = each.timer.c.recv() ?? 0;
    check(at >= each.due - 1000 && at < each.due + 3 * ms, `fired ${at - each.due} ns off`);
  }
  console.log("ok");
}

/**
 * Mirrors time/sleep_test.go TestMultiWakeupTicker and TestMultiWakeupTimer.
 * @simulate
 */
export function TestMultiWakeup() {
  const ticker = new time.Ticker("1us");
  const gone = chan<boolean>(100);
  for (let i = 0; i < 50; i++) {
    go(() => {
      ticker.c.recv();
      gone.send(true);
    });
  }
  for (let i = 0; i < 50; i++) gone.recv();
  ticker.stop();
  for (let i = 0; i < 50; i++) {
    const t = new time.Timer("1us");
    go(() => {
      if (select(recv(t.c), recv(time.after("1ms"))) === 0) gone.send(true);
      else gone.send(false);
    });
    t.reset("2us");
    equal(gone.recv(), true, "fired");
  }
  console.log("ok");
}

/**
 * Mirrors time/tick_test.go TestTicker: the sum of the periods, also over a reset.
 * @simulate
 */
export function TestTicker() {
  for (const [first, second] of [
    [20, 20],
    [50, 20],
    [20, 40],
  ] as const) {
    const count = 10;
    const t0 = time.now();
    const ticker = new time.Ticker(first * ms);
    for (let i = 0; i < count / 2; i++) ticker.c.recv();
    ticker.reset(second * ms);
    for (let i = count / 2; i < count; i++) ticker.c.recv();
    ticker.stop();
    const took = (time.now() - t0) / ms;
    const target = (count / 2) * (first + second);
    check(took >= target - 0.1 && took < target * 1.2, `${took} ms, want ${target}`);
    time.sleep(2 * second * ms);
    equal(ready(ticker.c), false, "a tick after stop");
  }
  console.log("ok");
}

/**
 * Mirrors time/tick_test.go TestNewTickerLtZeroDuration and TestTickerResetLtZeroDuration.
 * @simulate
 */
export function TestTickerIntervals() {
  equal(
    thrownBy(() => new time.Ticker(-1)),
    "non-positive interval for NewTicker",
    "new",
  );
  const ticker = new time.Ticker("1s");
  equal(
    thrownBy(() => ticker.reset(0)),
    "non-positive interval for Ticker.Reset",
    "reset",
  );
  for (let i = 0; i < 3; i++) {
    const each = new time.Ticker(100);
    each.c.recv();
    each.stop();
  }
  console.log("ok");
}

/**
 * Mirrors time/tick_test.go TestTeardown.
 * @simulate
 */
export function TestTeardown() {
  for (let i = 0; i < 3; i++) {
    const ticker = new time.Ticker("100ms");
    ticker.c.recv();
    ticker.stop();
  }
  console.log("ok");
}

interface AnyTimer {
  readonly c: RecvChan<number>;
  stop(): unknown;
  reset(d: number): unknown;
}

function testTimerChan(tim: AnyTimer, isTicker: boolean) {
  const sched = 10 * ms;
  const far = 10_000e9;
  const noTick = (where: string) => equal(ready(tim.c), false, `extra tick: ${where}`);
  const assertTick = (where: string) => {
    for (let i = 0; i < 10; i++) {
      if (ready(tim.c)) return;
      time.sleep(sched);
    }
    throw new Error(`missing tick: ${where}`);
  };
  const isOver = (done: RecvChan<unknown>) => ready(done);
  const waitDone = (done: RecvChan<unknown>, where: string) => {
    for (let i = 0; i < 10; i++) {
      time.sleep(sched);
      if (ready(done)) return;
    }
    throw new Error(`never done: ${where}`);
  };
  tim.stop();
  noTick("stop");
  tim.reset(far);
  noTick("reset far away");
  tim.reset(1);
  time.sleep(sched);
  equal(tim.c.len, 0, "len");
  equal(tim.c.cap, 0, "cap");
  assertTick("reset to 1 ns");
  time.sleep(sched);
  tim.reset(far);
  noTick("reset after it was due again");

  let done = chan<boolean>();
  go(() => {
    tim.c.recv();
    done.close();
  });
  time.sleep(sched);
  equal(isOver(done), false, "early");
  tim.reset(2 * far);
  time.sleep(sched);
  equal(isOver(done), false, "early after reset");
  tim.reset(1);
  waitDone(done, "a goroutine was blocked when the timer was reset");
  if (isTicker) assertTick("the next tick");
  else noTick("a timer fires once");
  tim.stop();
  noTick("stopped");

  tim.reset(far);
  done = chan<boolean>(2);
  const stop = chan<never>();
  const ended = [chan<never>(), chan<never>()];
  for (const end of ended) {
    go(() => {
      if (select(recv(tim.c), recv(stop)) === 0) done.send(true);
      end.close();
    });
  }
  time.sleep(sched);
  equal(isOver(done), false, "early in selects");
  tim.reset(sched / 2);
  time.sleep(sched);
  waitDone(done, "selects were blocked when the timer was reset");
  tim.stop();
  stop.close();
  for (const end of ended) waitDone(end, "the selects end");
  if (isTicker) {
    ready(done);
    ready(tim.c);
  }
  equal(isOver(done), false, "one of two got the value");

  const halt = chan<never>();
  const over = chan<boolean>(2);
  for (let i = 0; i < 2; i++) {
    go(() => {
      if (select(recv(tim.c), recv(halt)) === 0) throw new Error("a value from a stopped timer");
      over.send(true);
    });
  }
  time.sleep(sched);
  halt.close();
  over.recv();
  over.recv();
  // Stop and reset while goroutines are blocked, again and again.
  for (let i = 0; i < 20; i++) {
    tim.reset(far);
    const left = chan<never>();
    const end = chan<boolean>();
    go(() => {
      select(recv(tim.c), recv(left));
      end.send(true);
    });
    runtime.gosched();
    if (i % 2 === 0) tim.stop();
    else {
      tim.reset(1);
      end.recv();
      tim.stop();
      continue;
    }
    left.close();
    end.recv();
  }
  noTick("at the end");
}

/**
 * Mirrors time/tick_test.go TestChan, for timers.
 * @simulate
 */
export function TestChanTimer() {
  testTimerChan(new time.Timer("10000s"), false);
  console.log("ok");
}

/**
 * Mirrors time/tick_test.go TestChan, for tickers.
 * @simulate
 */
export function TestChanTicker() {
  testTimerChan(new time.Ticker("10000s"), true);
  console.log("ok");
}

/**
 * Mirrors time/sleep_test.go TestTickerConcurrentStress: one ticker for ten goroutines.
 * @simulate
 */
export function TestTickerConcurrentStress() {
  const ticker = new time.Ticker("100us");
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 10; i++) {
    wg.go(() => {
      for (let k = 0; k < 20; k++) ticker.c.recv();
    });
  }
  wg.wait();
  console.log("ok");
}
