import { Mutex, NotifyList, RWMutex, WaitGroup } from "../../../src/sim/goruntime/api";
import type { Hchan, SelectCase, Timer } from "../../../src/sim/goruntime/api";
import { ScriptedRoutine } from "./scripted";
import type { Main, Op, Part, Script, Scripting } from "./scripted";

/** The Go programs of test/oracles/go as scripts, under their names: the runtime alone, without compiler and library. */

const ms = 1e6;
const mutex = (): Mutex => new Mutex(-1);
const group = (): WaitGroup => new WaitGroup(-1);
const recvCase = (chan: Hchan | null): SelectCase => ({ chan, dir: "recv" });
const sendCase = (chan: Hchan | null, value: unknown): SelectCase => ({ chan, dir: "send", value });

/** `go func() { ...ops }()` */
function spawn(s: Scripting, name: string, body: () => Script): Op {
  return s.spawn(name, body());
}

function* runqOverflow(s: Scripting, n: number): Script {
  const wg = group();
  const order: number[] = [];
  yield s.add(wg, n);
  for (let i = 0; i < n; i++) {
    yield spawn(s, "worker", function* () {
      order.push(i);
      yield s.add(wg, -1);
    });
  }
  yield s.wait(wg);
  yield s.print(`[${order.join(" ")}]`);
}

function fifo(send: boolean): Main {
  return function* (s) {
    const c = s.go.makechan(0);
    const wg = group();
    for (let i = 0; i < 6; i++) {
      if (!send) yield s.add(wg, 1);
      yield spawn(s, "worker", function* () {
        if (send) {
          yield s.send(c, i);
          yield s.print("sender", i, "released");
        } else {
          yield s.print("receiver", i, "value", yield s.recv(c));
          yield s.add(wg, -1);
        }
      });
    }
    for (let i = 0; i < 10; i++) yield s.gosched();
    if (send) {
      for (let i = 0; i < 6; i++) yield s.print("main got", yield s.recv(c));
      for (let i = 0; i < 10; i++) yield s.gosched();
    } else {
      for (let i = 100; i < 106; i++) yield s.send(c, i);
      yield s.wait(wg);
    }
  };
}

/** Goroutines that each start the next one, until the waiter has run or there have been `limit` of them; `kick` pushes each through the ring. */
export function chain(kick: boolean, limit: number): Main {
  return function* (s) {
    let n = 0;
    let ran = -1;
    const stop = s.go.makechan(0);
    function* respawn(): Script {
      n++;
      if (ran >= 0 || n > limit) {
        yield s.send(stop, true);
        return;
      }
      yield spawn(s, "respawn", respawn);
      if (kick) yield spawn(s, "kick", function* () {});
    }
    yield spawn(s, "waiter", function* () {
      yield s.gosched();
      ran = n;
    });
    yield spawn(s, "respawn", respawn);
    yield s.recv(stop);
    yield s.print("ran:", ran >= 0, "within 61 rounds:", ran <= 61);
  };
}

export const PROGRAMS: Readonly<Record<string, Main>> = {
  runq_overflow_300: (s) => runqOverflow(s, 300),
  runq_exact_257: (s) => runqOverflow(s, 257),
  recv_queue_fifo: fifo(false),
  send_queue_fifo: fifo(true),
  sched_tick_61: chain(true, 1_000_000),

  *atomic_spin(s) {
    let turn = 0;
    const done = s.go.makechan(0);
    for (let i = 0; i < 3; i++) {
      yield spawn(s, "spinner", function* () {
        for (let r = 0; r < 3; r++) {
          while ((yield () => s.go.atomicOp(() => turn)) !== i) yield s.gosched();
          yield s.print("turn of", i, "round", r);
          yield () => s.go.atomicOp(() => (turn = (i + 1) % 3));
        }
        yield s.send(done, true);
      });
    }
    for (let i = 0; i < 3; i++) yield s.recv(done);
  },

  *buf_sender_wakeup(s) {
    const c = s.go.makechan(2);
    const len = (): Op => () => s.go.chanlen(c);
    yield s.send(c, 1);
    yield s.send(c, 2);
    yield spawn(s, "sender", function* () {
      yield s.send(c, 3);
      yield s.print("sender done, len", yield len());
    });
    yield s.gosched();
    yield s.print("len", yield len());
    yield s.print("got", yield s.recv(c), "len", yield len());
    yield s.gosched();
    yield s.print("got", yield s.recv(c));
    yield s.print("got", yield s.recv(c));
  },

  *close_range(s) {
    const c = s.go.makechan(4);
    for (const v of ["a", "b", "c"]) yield s.send(c, v);
    yield s.close(c);
    for (;;) {
      const [v, ok]: [string, boolean] = yield s.recvOk(c);
      if (!ok) break;
      yield s.print(v);
    }
    const [, ok]: [string, boolean] = yield s.recvOk(c);
    yield s.print('""', ok);
  },

  *ping_pong(s) {
    const ping = s.go.makechan(0);
    const pong = s.go.makechan(0);
    yield spawn(s, "ponger", function* () {
      for (;;) {
        const [v, ok]: [number, boolean] = yield s.recvOk(ping);
        if (!ok) break;
        yield s.print("ping", v);
        yield s.send(pong, v + 1);
      }
      yield s.close(pong);
    });
    let v = 0;
    for (let i = 0; i < 5; i++) {
      yield s.send(ping, v);
      v = yield s.recv(pong);
      yield s.print("pong", v);
    }
    yield s.close(ping);
    const [, ok]: [unknown, boolean] = yield s.recvOk(pong);
    yield s.print("open", ok);
  },

  *unbuf_handoff(s) {
    const c = s.go.makechan(0);
    const done = s.go.makechan(0);
    yield spawn(s, "sender", function* () {
      for (let i = 0; i < 5; i++) {
        yield s.print("send", i);
        yield s.send(c, i);
        yield s.print("sent", i);
      }
      yield s.close(c);
      yield s.close(done);
    });
    for (;;) {
      const [v, ok]: [number, boolean] = yield s.recvOk(c);
      if (!ok) break;
      yield s.print("recv", v);
    }
    yield s.recv(done);
    yield s.print("end");
  },

  *fan_in(s) {
    const out = s.go.makechan(0);
    const wg = group();
    for (const name of ["x", "y", "z"]) {
      yield s.add(wg, 1);
      yield spawn(s, "source", function* () {
        for (let i = 0; i < 3; i++) yield s.send(out, `${name}${i}`);
        yield s.add(wg, -1);
      });
    }
    yield spawn(s, "closer", function* () {
      yield s.wait(wg);
      yield s.close(out);
    });
    for (;;) {
      const [v, ok]: [string, boolean] = yield s.recvOk(out);
      if (!ok) break;
      yield s.print(v);
    }
  },

  *pipeline(s) {
    function* stage(from: Hchan | undefined, out: Hchan, f: (x: number) => number): Script {
      for (let i = 1; ; i++) {
        if (from === undefined) {
          if (i > 8) break;
          yield s.send(out, i);
          continue;
        }
        const [v, ok]: [number, boolean] = yield s.recvOk(from);
        if (!ok) break;
        yield s.send(out, f(v));
      }
      yield s.close(out);
    }
    const [a, b, c] = [s.go.makechan(0), s.go.makechan(0), s.go.makechan(0)];
    yield s.spawn(
      "gen",
      stage(undefined, a, (x) => x),
    );
    yield s.spawn(
      "square",
      stage(a, b, (x) => x * x),
    );
    yield s.spawn(
      "add",
      stage(b, c, (x) => x + 1),
    );
    for (;;) {
      const [v, ok]: [number, boolean] = yield s.recvOk(c);
      if (!ok) break;
      yield s.print(v);
    }
  },

  *sieve(s) {
    let ch = s.go.makechan(0);
    yield spawn(s, "numbers", function* () {
      // The closure shares the variable: main's new channels are sent to, past all filters.
      for (let i = 2; ; i++) yield s.send(ch, i);
    });
    for (let i = 0; i < 30; i++) {
      const p: number = yield s.recv(ch);
      yield s.print(p);
      const next = s.go.makechan(0);
      const from = ch;
      yield spawn(s, "filter", function* () {
        for (;;) {
          const v: number = yield s.recv(from);
          if (v % p !== 0) yield s.send(next, v);
        }
      });
      ch = next;
    }
  },

  *worker_pool(s) {
    const jobs = s.go.makechan(20);
    const results = s.go.makechan(20);
    const wg = group();
    for (let w = 0; w < 3; w++) {
      yield s.add(wg, 1);
      yield spawn(s, "worker", function* () {
        for (;;) {
          const [j, ok]: [number, boolean] = yield s.recvOk(jobs);
          if (!ok) break;
          yield s.send(results, `job ${j} = ${j * 2} (worker ${w})`);
        }
        yield s.add(wg, -1);
      });
    }
    for (let j = 0; j < 9; j++) yield s.send(jobs, j);
    yield s.close(jobs);
    yield s.wait(wg);
    yield s.close(results);
    for (;;) {
      const [r, ok]: [string, boolean] = yield s.recvOk(results);
      if (!ok) break;
      yield s.print(r);
    }
  },

  *wg_sum(s) {
    const wg = group();
    let total = 0;
    for (let i = 1; i <= 1000; i++) {
      yield s.add(wg, 1);
      yield spawn(s, "adder", function* () {
        yield () => s.go.atomicOp(() => (total += i));
        yield s.add(wg, -1);
      });
    }
    yield s.wait(wg);
    yield s.print(total);
  },

  *hundred_k(s) {
    const n = 100_000;
    const wg = group();
    const start = s.go.makechan(0);
    const c = s.go.makechan(128);
    for (let i = 0; i < n; i++) {
      yield s.add(wg, 1);
      yield spawn(s, "worker", function* () {
        yield s.recv(start);
        yield s.send(c, i);
        yield s.add(wg, -1);
      });
    }
    yield spawn(s, "closer", function* () {
      yield s.wait(wg);
      yield s.close(c);
    });
    yield s.close(start);
    let sum = 0;
    let count = 0;
    for (;;) {
      const [v, ok]: [number, boolean] = yield s.recvOk(c);
      if (!ok) break;
      sum += v;
      count++;
    }
    yield s.print(count, sum);
  },

  *runnext_nested(s) {
    const wg = group();
    yield s.add(wg, 9);
    for (let i = 0; i < 3; i++) {
      yield spawn(s, "parent", function* () {
        yield s.print("parent", i, "start");
        for (let j = 0; j < 2; j++) {
          yield spawn(s, "child", function* () {
            yield s.print("  child", i, j);
            yield s.add(wg, -1);
          });
        }
        yield s.print("parent", i, "end");
        yield s.add(wg, -1);
      });
    }
    yield s.wait(wg);
  },

  *gosched_main(s) {
    for (let i = 0; i < 4; i++) {
      yield spawn(s, "printer", function* () {
        yield s.print("g", i);
      });
    }
    yield s.print("before yield");
    yield s.gosched();
    yield s.print("after yield");
  },

  *main_returns_early(s) {
    for (let i = 0; i < 3; i++) {
      yield spawn(s, "printer", function* () {
        yield s.print("goroutine", i);
      });
    }
    yield s.print("main returns");
  },

  *barrier(s) {
    const mu = mutex();
    const cond = new NotifyList(-1);
    let count = 0;
    let phase = 0;
    function* wait(): Part {
      yield s.lock(mu);
      const p = phase;
      count++;
      if (count === 3) {
        count = 0;
        phase++;
        yield s.broadcast(cond);
      } else {
        while (p === phase) yield* s.condWait(cond, mu);
      }
      yield s.unlock(mu);
    }
    const wg = group();
    for (let i = 0; i < 3; i++) {
      yield s.add(wg, 1);
      yield spawn(s, "party", function* () {
        for (let r = 0; r < 3; r++) {
          yield s.print("round", r, "g", i);
          yield* wait();
        }
        yield s.add(wg, -1);
      });
    }
    yield s.wait(wg);
  },

  *prod_cons_cond(s) {
    const mu = mutex();
    const notEmpty = new NotifyList(-1);
    const notFull = new NotifyList(-1);
    const q: number[] = [];
    const done = s.go.makechan(0);
    yield spawn(s, "producer", function* () {
      for (let i = 0; i < 6; i++) {
        yield s.lock(mu);
        while (q.length === 2) yield* s.condWait(notFull, mu);
        q.push(i);
        yield s.print("put", i, q.length);
        yield s.signal(notEmpty);
        yield s.unlock(mu);
      }
    });
    yield spawn(s, "consumer", function* () {
      for (let i = 0; i < 6; i++) {
        yield s.lock(mu);
        while (q.length === 0) yield* s.condWait(notEmpty, mu);
        const v = q.shift();
        yield s.print("take", v, q.length);
        yield s.signal(notFull);
        yield s.unlock(mu);
      }
      yield s.send(done, true);
    });
    yield s.recv(done);
  },

  *mutex_barging(s) {
    const mu = mutex();
    const done = s.go.makechan(0);
    yield s.lock(mu);
    yield spawn(s, "waiter", function* () {
      yield s.lock(mu);
      yield s.print("waiter has it");
      yield s.unlock(mu);
      yield s.send(done, true);
    });
    yield s.gosched();
    for (let i = 0; i < 3; i++) {
      yield s.unlock(mu);
      yield s.lock(mu);
      yield s.print("main again", i);
    }
    yield s.unlock(mu);
    yield s.recv(done);
  },

  *mutex_fifo(s) {
    const mu = mutex();
    const wg = group();
    yield s.lock(mu);
    for (let i = 0; i < 5; i++) {
      yield s.add(wg, 1);
      yield spawn(s, "waiter", function* () {
        yield s.print("want", i);
        yield s.lock(mu);
        yield s.print("have", i);
        yield s.unlock(mu);
        yield s.add(wg, -1);
      });
    }
    for (let i = 0; i < 10; i++) yield s.gosched();
    yield s.print("main unlocks");
    yield s.unlock(mu);
    yield s.wait(wg);
  },

  *mutex_starving(s) {
    const mu = mutex();
    const got = s.go.makechan(1);
    const stop = s.go.makechan(0);
    yield s.lock(mu);
    yield spawn(s, "waiter", function* () {
      yield s.lock(mu);
      yield s.send(got, true);
      yield s.unlock(mu);
      yield s.close(stop);
    });
    for (let rounds = 1; ; rounds++) {
      yield s.sleep(2 * ms);
      yield s.unlock(mu);
      yield s.lock(mu);
      const [chosen]: [number] = yield s.select([recvCase(got)], true);
      if (chosen < 0) continue;
      yield s.print("waiter got the lock; few rounds:", rounds <= 4);
      yield s.unlock(mu);
      yield s.recv(stop);
      return;
    }
  },

  *mutex_unlock_unlocked(s) {
    try {
      yield s.unlock(mutex());
    } catch {
      yield s.print("caught");
    }
  },

  *rwmutex_unlock_unlocked(s) {
    yield () => s.go.rwUnlock(new RWMutex(-1));
  },

  *rwmutex_parallel_readers(s) {
    const rw = new RWMutex(-1);
    const wg = group();
    const mu = mutex();
    let inside = 0;
    let peak = 0;
    for (let i = 0; i < 5; i++) {
      yield s.add(wg, 1);
      yield spawn(s, "reader", function* () {
        yield () => s.go.rwRLock(rw);
        yield s.lock(mu);
        inside++;
        peak = Math.max(peak, inside);
        yield s.unlock(mu);
        yield s.sleep(20 * ms);
        yield s.lock(mu);
        inside--;
        yield s.unlock(mu);
        yield () => s.go.rwRUnlock(rw);
        yield s.add(wg, -1);
      });
    }
    yield s.wait(wg);
    yield s.print("peak readers", peak);
  },

  *select_default(s) {
    const c = s.go.makechan(1);
    for (let i = 0; i < 4; i++) {
      const [chosen]: [number] = yield s.select([sendCase(c, i)], true);
      if (chosen === 0) yield s.print("sent", i);
      else yield s.print("full at", i);
    }
    for (let i = 0; i < 2; i++) {
      const [chosen, v]: [number, unknown] = yield s.select([recvCase(c)], true);
      if (chosen === 0) yield s.print("received", v);
      else yield s.print("empty");
    }
  },

  *select_loop_quit(s) {
    const c = s.go.makechan(0);
    const quit = s.go.makechan(0);
    yield spawn(s, "receiver", function* () {
      for (let i = 0; i < 10; i++) yield s.print(yield s.recv(c));
      yield s.send(quit, true);
    });
    let [x, y] = [0, 1];
    for (;;) {
      const [chosen]: [number] = yield s.select([sendCase(c, x), recvCase(quit)]);
      if (chosen === 1) break;
      [x, y] = [y, x + y];
    }
    yield s.print("quit");
  },

  *select_one_ready(s) {
    const a = s.go.makechan(0);
    const b = s.go.makechan(0);
    yield spawn(s, "sender", function* () {
      yield s.send(b, 2);
    });
    const [first, v]: [number, unknown] = yield s.select([recvCase(a), recvCase(b)]);
    yield s.print(first === 0 ? "a" : "b", v);
    yield s.close(a);
    const [then, w, ok]: [number, unknown, boolean] = yield s.select([recvCase(a), recvCase(b)]);
    if (then === 0) yield s.print("a closed", w ?? 0, ok);
    else yield s.print("b", w);
  },

  *select_timeout(s) {
    const c = s.go.makechan(0);
    yield spawn(s, "sender", function* () {
      yield s.sleep(60 * ms);
      yield s.send(c, 7);
    });
    for (let i = 0; i < 2; i++) {
      const after: Timer = yield () => s.go.newTimer(40 * ms);
      const [chosen, v]: [number, unknown] = yield s.select([recvCase(c), recvCase(after.chan)]);
      if (chosen === 0) yield s.print("value", v);
      else yield s.print("timeout");
    }
  },

  *after_func(s) {
    const wg = group();
    yield s.add(wg, 3);
    const func = (text: string): Op => {
      function* body(): Script {
        yield s.print(text);
        yield s.add(wg, -1);
      }
      const make = (): ScriptedRoutine => new ScriptedRoutine("fired", body(), s.go.rt.cpu);
      return () =>
        s.go.afterFunc(Number(text.split(" ")[1]) * ms, { makeRoutine: make, name: "fired", loc: -1 });
    };
    for (const after of [30, 10, 20]) yield func(`fired ${after}`);
    const t: Timer = yield func("never 3600000");
    yield s.print("stopped", yield () => s.go.stopTimer(t));
    yield s.wait(wg);
  },

  *sleep_zero(s) {
    yield spawn(s, "other", function* () {
      yield s.print("other");
    });
    yield s.sleep(0);
    yield s.print("after Sleep(0)");
    yield s.sleep(1 * ms);
    yield s.print("after Sleep(1ms)");
  },

  *ticker_slow_reader(s) {
    const t: Timer = yield () => s.go.newTicker(5 * ms);
    yield s.sleep(52 * ms);
    let n = 0;
    while (((yield s.select([recvCase(t.chan)], true)) as [number])[0] === 0) n++;
    yield s.print("buffered ticks", n, "len", yield () => s.go.chanlen(t.chan), "cap", s.go.chancap(t.chan));
  },

  *timer_same_deadline(s) {
    const wg = group();
    for (let i = 0; i < 8; i++) {
      yield s.add(wg, 1);
      yield spawn(s, "sleeper", function* () {
        yield s.sleep(20 * ms);
        yield s.print("woke", i);
        yield s.add(wg, -1);
      });
    }
    yield s.wait(wg);
  },

  *no_deadlock_timer(s) {
    function* body(): Script {
      yield s.print("timer fired, now a deadlock");
    }
    const make = (): ScriptedRoutine => new ScriptedRoutine("fired", body(), s.go.rt.cpu);
    yield () => s.go.afterFunc(30 * ms, { makeRoutine: make, name: "fired", loc: -1 });
    yield s.recv(s.go.makechan(0));
  },

  *preempt_spin(s) {
    yield spawn(s, "spinner", function* () {
      for (;;) yield s.compute(1e9);
    });
    yield s.sleep(5 * ms);
    yield s.print("main ran although a goroutine spins");
  },

  *preempt_round_robin(s) {
    for (let i = 0; i < 2; i++) {
      yield spawn(s, "endless", function* () {
        for (;;) yield s.compute(1e9);
      });
    }
    const done = s.go.makechan(0);
    yield spawn(s, "finite", function* () {
      yield s.compute(60 * ms);
      yield s.send(done, 100000000);
    });
    yield s.print(yield s.recv(done));
  },

  *lock_os_thread(s) {
    const done = s.go.makechan(0);
    yield () => s.go.lockOSThread();
    const c = s.go.makechan(0);
    yield spawn(s, "locked", function* () {
      yield () => s.go.lockOSThread();
      for (;;) {
        const [v, ok]: [number, boolean] = yield s.recvOk(c);
        if (!ok) break;
        yield s.print("locked goroutine got", v);
      }
      yield s.close(done);
    });
    for (let i = 0; i < 3; i++) yield s.send(c, i);
    yield s.close(c);
    yield s.recv(done);
  },

  *blocked_send_then_close(s) {
    const c = s.go.makechan(0);
    yield spawn(s, "sender", function* () {
      yield s.send(c, 1);
    });
    yield s.gosched();
    yield s.close(c);
    yield s.select([]);
  },

  *close_twice(s) {
    const c = s.go.makechan(0);
    yield s.close(c);
    yield s.close(c);
  },

  *wg_negative(s) {
    yield s.add(group(), -1);
  },

  *panic_main(s) {
    yield s.print("deferred in main");
    throw new Error("main failed");
  },

  *goexit_main(s) {
    yield spawn(s, "printer", function* () {
      yield s.print("other runs");
    });
    try {
      yield () => s.go.goexit();
    } finally {
      yield s.print("main deferred");
    }
  },

  *deadlock_cond(s) {
    const mu = mutex();
    yield s.lock(mu);
    yield* s.condWait(new NotifyList(-1), mu);
  },

  *deadlock_nil_recv(s) {
    yield s.recv(null);
  },

  *deadlock_range(s) {
    const c = s.go.makechan(0);
    yield spawn(s, "sender", function* () {
      for (let i = 0; i < 3; i++) yield s.send(c, i);
    });
    for (;;) yield s.print(yield s.recv(c));
  },

  *deadlock_rwmutex(s) {
    const rw = new RWMutex(-1);
    yield () => s.go.rwRLock(rw);
    yield () => s.go.rwLock(rw);
  },

  *deadlock_select(s) {
    const [a, b] = [s.go.makechan(0), s.go.makechan(0)];
    yield s.select([recvCase(a), sendCase(b, 1)]);
  },

  *deadlock_send(s) {
    yield s.send(s.go.makechan(0), 1);
  },

  *goroutine_states(s) {
    const mu = mutex();
    const rw = new RWMutex(-1);
    const rw2 = new RWMutex(-1);
    const wg = group();
    const condMu = mutex();
    const cond = new NotifyList(-1);
    const c = s.go.makechan(0);
    yield s.lock(mu);
    yield () => s.go.rwLock(rw);
    yield () => s.go.rwRLock(rw2);
    yield s.add(wg, 1);
    const bodies: (() => Script)[] = [
      function* () {
        yield s.recv(c);
      },
      function* () {
        yield s.send(s.go.makechan(0), 1);
      },
      function* () {
        yield s.recv(null);
      },
      function* () {
        yield s.send(null, 1);
      },
      function* () {
        yield s.select([]);
      },
      function* () {
        yield s.select([recvCase(c), sendCase(c, 1), recvCase(null)]);
      },
      function* () {
        yield s.sleep(3600e9);
      },
      function* () {
        yield s.lock(mu);
      },
      function* () {
        yield () => s.go.rwRLock(rw);
      },
      function* () {
        yield () => s.go.rwLock(rw2);
      },
      function* () {
        yield s.wait(wg);
      },
      function* () {
        yield s.lock(condMu);
        yield* s.condWait(cond, condMu);
      },
      function* () {
        yield () => s.go.ioNetwork(3600e9);
      },
      function* () {
        yield () => s.go.syscall(3600e9);
      },
      function* () {
        for (;;) yield s.compute(1e9);
      },
    ];
    for (const body of bodies) yield s.spawn("state", body());
    yield s.sleep(50 * ms);
    const dump: string = yield () => s.go.stack(true);
    const names = [...dump.matchAll(/^goroutine \d+ \[(.*)\]:/gm)].map((match) => match[1]);
    for (const name of names.sort()) yield s.print(name);
  },
};
