import { describe, expect, test } from "vitest";
import { codeOf, READY_REASONS, RUN_QUEUES, RUN_RULES, SYNC_OPS } from "../../../src/shared/enums";
import type { EventLog } from "../../../src/shared/log/eventLog";
import { Kind } from "../../../src/shared/schema";
import { Mutex, NotifyList, RWMutex, Semaphore, WaitGroup } from "../../../src/sim/goruntime/api";
import type { Timer } from "../../../src/sim/goruntime/api";
import { chain } from "./oraclePrograms";
import { events, runScript } from "./scripted";
import type { Main, Op, Script, Scripting } from "./scripted";

/** Facts of go-scheduler-facts.md, one by one, at one P unless said otherwise. */

const ms = 1e6;
const one = { gomaxprocs: 1, cores: 2 };

/** Starts `n` goroutines that wait by `wait` and then say their number; wakes them all by `wake`; gives the order in which they ran. */
function wakeOrder(n: number, make: (s: Scripting) => { wait: Op; wake: Op }): string {
  return runScript(function* (s) {
    const { wait, wake } = make(s);
    for (let i = 0; i < n; i++) {
      yield s.spawn(
        "waiter",
        (function* (): Script {
          yield wait;
          yield s.print(i);
        })(),
      );
      // Let it park before the next one: the numbers are the order of arrival.
      yield s.sleep(1 * ms);
    }
    yield wake;
    yield s.sleep(1 * ms);
  }, one).stdout.replaceAll("\n", " ");
}

describe("wake orders", () => {
  test("close: the first to wait runs first, then the others from the last", () => {
    const order = wakeOrder(5, (s) => {
      const c = s.go.makechan(0);
      return { wait: s.recv(c), wake: s.close(c) };
    });
    expect(order).toBe("0 4 3 2 1 ");
  });

  test("WaitGroup: the last to wait runs first, then the others in order", () => {
    const order = wakeOrder(4, (s) => {
      const wg = new WaitGroup(-1);
      wg.counter = 1;
      return { wait: s.wait(wg), wake: s.add(wg, -1) };
    });
    expect(order).toBe("3 0 1 2 ");
  });

  test("Cond.Broadcast: as a WaitGroup", () => {
    const order = wakeOrder(4, (s) => {
      const list = new NotifyList(-1);
      let ticket = 0;
      return { wait: () => s.go.notifyListWait(list, (list.wait++, ticket++)), wake: s.broadcast(list) };
    });
    expect(order).toBe("3 0 1 2 ");
  });

  test("RWMutex.Unlock readies readers first come first", () => {
    const order = wakeOrder(4, (s) => {
      const rw = new RWMutex(-1);
      let locked = false;
      return {
        wait: () => {
          if (!locked) {
            locked = true;
            rw.readerCount = -(1 << 30);
            rw.w.state = 1;
          }
          return s.go.rwRLock(rw);
        },
        wake: () => s.go.rwUnlock(rw),
      };
    });
    expect(order).toBe("3 0 1 2 ");
  });

  test("Semaphore: in the order of arrival, one permit each", () => {
    const order = runScript(function* (s) {
      const semaphore = new Semaphore(0, -1);
      for (let i = 0; i < 3; i++) {
        yield s.spawn(
          "waiter",
          (function* (): Script {
            yield () => s.go.semaphoreAcquire(semaphore);
            yield s.print(i);
          })(),
        );
        yield s.sleep(1 * ms);
      }
      for (let i = 0; i < 3; i++) {
        yield () => s.go.semaphoreRelease(semaphore);
        yield s.print("released");
        yield s.gosched();
      }
    }, one).stdout.replaceAll("\n", " ");
    expect(order).toBe("released 0 released 1 released 2 ");
  });

  test("timers that expire together: the last one's goroutine first, then the others in order", () => {
    const order = runScript(function* (s) {
      for (let i = 0; i < 4; i++) {
        yield s.spawn(
          "sleeper",
          (function* (): Script {
            yield s.sleep(5 * ms);
            yield s.print(i);
          })(),
        );
        yield s.gosched();
      }
      yield s.sleep(2 * ms);
      // Nobody looks at the timers while main computes.
      yield s.compute(5 * ms);
      yield s.gosched();
      yield s.gosched();
    }, one).stdout.replaceAll("\n", " ");
    expect(order).toBe("3 0 1 2 ");
  });
});

/** Numbers of the queued goroutines, with the queue's name, in order. */
function puts(log: EventLog, queue: (typeof RUN_QUEUES)[number]): number {
  return events(log, "RunqPut").filter((event) => event.aux === codeOf(RUN_QUEUES, queue)).length;
}

describe("run queues", () => {
  const crowd = (n: number): Main =>
    function* (s) {
      for (let i = 0; i < n; i++) yield s.spawn("idler", (function* (): Script {})());
      yield s.sleep(1 * ms);
    };

  test("256 go statements fill runnext and the ring, which holds the finalizer goroutine too", () => {
    expect(puts(runScript(crowd(256), one).log, "global")).toBe(0);
  });

  test("the next one moves the older half and itself to the global queue", () => {
    const { log } = runScript(crowd(257), one);
    expect(puts(log, "global")).toBe(129);
    const lengths = events(log, "RunqPut").filter((event) => event.aux === codeOf(RUN_QUEUES, "global"));
    expect(lengths.map((event) => event.b)).toEqual(Array.from({ length: 129 }, (_, i) => i + 1));
  });

  test.each([1, 2])(
    "a batch from the global queue is its share and one more, at most half a ring: %i Ps",
    (ps) => {
      const { log } = runScript(
        function* (s) {
          for (let i = 0; i < 600; i++)
            yield s.spawn(
              "idler",
              (function* (): Script {
                yield s.compute(1000);
              })(),
            );
          yield s.sleep(1 * ms);
        },
        { gomaxprocs: ps, cores: 4 },
      );
      let batch: number[] = [];
      const sizes: number[] = [];
      log.forEach(({ kind, aux, b }) => {
        if (kind === Kind.RunqGet && RUN_QUEUES[aux] === "global") batch.push(b + 1);
        if (kind !== Kind.GoRunning) return;
        const [size = 0] = batch;
        if (RUN_RULES[aux] === "global queue") {
          expect(batch.length).toBe(Math.min(size, Math.floor(size / ps) + 1, 128));
          sizes.push(size);
        }
        batch = [];
      });
      expect(Math.max(...sizes)).toBeGreaterThan(ps === 1 ? 128 : 1);
      expect(Math.min(...sizes)).toBeLessThan(128);
    },
  );

  test("a chain through runnext starves the global queue: schedtick stands still", () => {
    const ran = runScript(chain(false, 5000), one);
    expect(ran.stdout).toBe("ran: false within 61 rounds: true\n");
  });

  test("what runs from runnext inherits the time slice", () => {
    const { log } = runScript(function* (s) {
      const c = s.go.makechan(0);
      yield s.spawn(
        "sender",
        (function* (): Script {
          yield s.send(c, 1);
        })(),
      );
      yield s.recv(c);
      yield s.gosched();
    }, one);
    const rules = events(log, "GoRunning").filter((event) => !log.tables.gs.at(event.a as never).system);
    expect(rules.map((event) => event.b)).toEqual([1, 1, 1, 0]);
  });

  test("a P keeps fewer than 64 free Gs: at 64 all but 31 go to the others, and an empty list takes up to 32", () => {
    const free: [own: number, shared: number][] = [];
    runScript(function* (s) {
      const { rt } = s.go;
      const look = (): Op => () => free.push([rt.allp[0]!.gFreeN, rt.sched.gFreeN]);
      const idler = (): Script => (function* (): Script {})();
      for (let i = 0; i < 63; i++) yield s.spawn("idler", idler());
      yield s.sleep(1 * ms);
      yield look();
      for (let i = 0; i < 64; i++) yield s.spawn("idler", idler());
      yield s.sleep(1 * ms);
      yield look();
      for (let i = 0; i < 32; i++) yield s.spawn("idler", idler());
      yield look();
    }, one);
    expect(free).toEqual([
      [63, 0],
      [31, 33],
      [31, 1],
    ]);
  });

  test("goroutine numbers come in batches of 16 per P", () => {
    const { log } = runScript(crowd(14), one);
    const goids = events(log, "GoNew").map((event) => log.tables.gs.at(event.a as never).goid);
    expect(goids).toEqual(Array.from({ length: 19 }, (_, i) => i + 1));
    const many = runScript(
      function* (s) {
        const wg = new WaitGroup(-1);
        yield s.add(wg, 40);
        for (let i = 0; i < 20; i++) {
          yield s.spawn(
            "parent",
            (function* (): Script {
              yield s.compute(50_000);
              yield s.spawn(
                "child",
                (function* (): Script {
                  yield s.add(wg, -1);
                })(),
              );
              yield s.add(wg, -1);
            })(),
          );
        }
        yield s.wait(wg);
      },
      { gomaxprocs: 4, cores: 4 },
    ).log;
    const byP = new Map<number, Set<number>>();
    for (const event of events(many, "GoNew")) {
      const batch = Math.floor((many.tables.gs.at(event.a as never).goid - 1) / 16);
      byP.set(event.p, (byP.get(event.p) ?? new Set()).add(batch));
    }
    const batches = [...byP.values()].flatMap((set) => [...set]);
    expect(byP.size).toBeGreaterThan(1);
    expect(new Set(batches).size).toBe(batches.length);
  });
});

describe("mutex", () => {
  test("a waiter that loses after more than 1 ms makes it starve: then unlock hands over and yields", () => {
    const { log, stdout } = runScript(function* (s) {
      const mu = new Mutex(-1);
      yield s.lock(mu);
      yield s.spawn(
        "waiter",
        (function* (): Script {
          yield s.lock(mu);
          yield s.print("waiter");
          yield s.unlock(mu);
        })(),
      );
      yield s.gosched();
      yield s.compute(2 * ms);
      yield s.unlock(mu);
      yield s.lock(mu);
      // The waiter runs, loses, and asks for starvation mode.
      yield s.gosched();
      yield s.unlock(mu);
      yield s.print("main goes on");
    }, one);
    expect(stdout).toBe("waiter\nmain goes on\n");
    const ops = events(log, "Sync").map((event) => SYNC_OPS[event.aux]);
    expect(ops).toContain("starvation mode on");
    expect(ops).toContain("lock (handed over)");
    expect(ops).toContain("starvation mode off");
    const reasons = events(log, "GoRunnable").map((event) => READY_REASONS[event.aux]);
    expect(reasons.filter((reason) => reason === "goyield").length).toBe(1);
  });

  test("tryLock", () => {
    const { stdout } = runScript(function* (s) {
      const mu = new Mutex(-1);
      const rw = new RWMutex(-1);
      yield s.print(yield () => s.go.mutexTryLock(mu), yield () => s.go.mutexTryLock(mu));
      yield s.print(yield () => s.go.rwTryRLock(rw), yield () => s.go.rwTryLock(rw));
      yield () => s.go.rwRUnlock(rw);
      yield s.print(yield () => s.go.rwTryLock(rw), yield () => s.go.rwTryRLock(rw));
    }, one);
    expect(stdout).toBe("true false\ntrue false\ntrue false\n");
  });

  test("spins for a moment where another P runs", () => {
    const { log } = runScript(
      function* (s) {
        const mu = new Mutex(-1);
        const wg = new WaitGroup(-1);
        for (let i = 0; i < 2; i++) {
          yield s.add(wg, 1);
          yield s.spawn(
            "worker",
            (function* (): Script {
              for (let k = 0; k < 200; k++) {
                yield s.lock(mu);
                yield s.compute(100);
                yield s.unlock(mu);
                yield s.compute(150);
              }
              yield s.add(wg, -1);
            })(),
          );
        }
        yield s.wait(wg);
      },
      { gomaxprocs: 3, cores: 3 },
    );
    const waits = events(log, "Sync").filter((event) => SYNC_OPS[event.aux] === "lock (waits)").length;
    const locks = events(log, "Sync").filter((event) => SYNC_OPS[event.aux] === "lock").length;
    expect(waits).toBeLessThan(locks / 10);
  });
});

describe("errors that can be caught", () => {
  const caught = (body: (s: Scripting) => Op): string =>
    runScript(function* (s) {
      try {
        yield body(s);
      } catch (error) {
        yield s.print((error as Error).message);
      }
    }, one).stdout;

  test.each<[string, (s: Scripting) => Op]>([
    ["makechan: size out of range", (s) => () => s.go.makechan(-1)],
    ["close of nil channel", (s) => s.close(null)],
    ["sync: negative WaitGroup counter", (s) => s.add(new WaitGroup(-1), -1)],
    ["non-positive interval for NewTicker", (s) => () => s.go.newTicker(0)],
  ])("%s", (message, body) => {
    expect(caught(body)).toBe(`${message}\n`);
  });

  test("send on closed channel, after a wait in a select", () => {
    const { stdout } = runScript(function* (s) {
      const [a, b] = [s.go.makechan(0), s.go.makechan(0)];
      yield s.spawn(
        "sender",
        (function* (): Script {
          try {
            yield s.select([
              { chan: a, dir: "send", value: 1 },
              { chan: b, dir: "recv" },
            ]);
          } catch (error) {
            yield s.print((error as Error).message);
          }
        })(),
      );
      yield s.gosched();
      yield s.close(a);
      yield s.gosched();
    }, one);
    expect(stdout).toBe("send on closed channel\n");
  });
});

describe("select", () => {
  test("chooses among several by the seed, all of them sooner or later", () => {
    const chosen = new Set<number>();
    for (let seed = 1; seed < 30; seed++) {
      runScript(
        function* (s) {
          const cs = [s.go.makechan(1), s.go.makechan(1), s.go.makechan(1)];
          for (const c of cs) yield s.send(c, 1);
          const [index]: [number] = yield s.select(cs.map((chan) => ({ chan, dir: "recv" as const })));
          chosen.add(index);
        },
        { ...one, seed },
      );
    }
    expect([...chosen].sort()).toEqual([0, 1, 2]);
  });

  test("the same channel on both sides does not meet itself, and a waiting one leaves the other queues", () => {
    const { stdout } = runScript(function* (s) {
      const [a, b] = [s.go.makechan(0), s.go.makechan(0)];
      yield s.spawn(
        "selecter",
        (function* (): Script {
          yield s.print(
            "got",
            ...((yield s.select([
              { chan: a, dir: "recv" },
              { chan: a, dir: "send", value: 5 },
              { chan: b, dir: "recv" },
            ])) as unknown[]),
          );
        })(),
      );
      yield s.gosched();
      yield s.send(b, 7);
      yield s.gosched();
      const [index]: [number] = yield s.select([{ chan: a, dir: "recv" }], true);
      yield s.print("a has a sender:", index === 0);
    }, one);
    expect(stdout).toBe("got 2 7 true\na has a sender: false\n");
  });
});

describe("timers", () => {
  test("Stop and Reset of a channel timer throw away a stale value and say that it was pending", () => {
    const { stdout } = runScript(function* (s) {
      const t: Timer = yield () => s.go.newTimer(1 * ms);
      yield s.sleep(2 * ms);
      yield s.print("len", yield () => s.go.chanlen(t.chan), "stopped", yield () => s.go.stopTimer(t));
      yield s.print("again", yield () => s.go.stopTimer(t));
      yield s.print("reset", yield () => s.go.resetTimer(t, 3 * ms));
      const before = s.go.now();
      yield s.recv(t.chan);
      yield s.print("waited at least 3ms", s.go.now() - before >= 3 * ms);
      yield s.print("reset after fire", yield () => s.go.resetTimer(t, 1 * ms));
    }, one);
    expect(stdout).toBe(
      "len 0 stopped true\nagain false\nreset false\nwaited at least 3ms true\nreset after fire false\n",
    );
  });

  test("a timer's channel gets the time at which it was due", () => {
    const { stdout } = runScript(function* (s) {
      const start = s.go.now();
      const t: Timer = yield () => s.go.newTimer(1 * ms);
      yield s.compute(5 * ms);
      const at: number = yield s.recv(t.chan);
      yield s.print(at - start >= 1 * ms, at - start < 1.1 * ms);
    }, one);
    expect(stdout).toBe("true true\n");
  });

  test("a ticker leaves out the periods that nobody received", () => {
    const { stdout } = runScript(function* (s) {
      const start = s.go.now();
      const t: Timer = yield () => s.go.newTicker(5 * ms);
      const ticks: number[] = [];
      for (let i = 0; i < 3; i++) {
        const at: number = yield s.recv(t.chan);
        ticks.push(Math.round((at - start) / (5 * ms)));
        if (i === 0) yield s.compute(17 * ms);
      }
      yield s.print(...ticks);
      yield () => s.go.stopTimer(t);
    }, one);
    expect(stdout).toBe("1 2 5\n");
  });
});

test("goexit runs the finally blocks and ends only its goroutine", () => {
  const { stdout, end } = runScript(function* (s) {
    const wg = new WaitGroup(-1);
    yield s.add(wg, 1);
    yield s.spawn(
      "leaver",
      (function* (): Script {
        try {
          yield () => s.go.goexit();
          yield s.print("not reached");
        } finally {
          yield s.print("finally");
          yield s.add(wg, -1);
        }
      })(),
    );
    yield s.wait(wg);
    yield s.print("goroutines", yield () => s.go.numGoroutine());
  }, one);
  expect(stdout).toBe("finally\ngoroutines 1\n");
  expect(end.exitCode).toBe(0);
});

test("a stopped timer does not keep a deadlock from being reported, a pending request does", () => {
  const stopped = runScript(function* (s) {
    const t: Timer = yield () => s.go.newTimer(3600e9);
    yield () => s.go.stopTimer(t);
    yield s.recv(null);
  }, one);
  expect(stopped.end.how).toBe("deadlock");
  expect(stopped.time).toBeLessThan(1e9);

  const asking = runScript(function* (s) {
    yield s.spawn(
      "asker",
      (function* (): Script {
        yield () => s.go.ioNetwork(5e9);
      })(),
    );
    yield s.recv(null);
  }, one);
  expect(asking.end.how).toBe("deadlock");
  expect(asking.time).toBeGreaterThan(5e9);
});

test("a goroutine that ends locked takes its thread with it", () => {
  const { log, stdout } = runScript(
    function* (s) {
      const done = s.go.makechan(0);
      yield s.spawn(
        "locked",
        (function* (): Script {
          yield () => s.go.lockOSThread();
          yield s.compute(100_000);
          yield s.close(done);
        })(),
      );
      yield s.recv(done);
      yield s.sleep(1 * ms);
      yield s.print("ok");
    },
    { gomaxprocs: 2, cores: 2 },
  );
  expect(stdout).toBe("ok\n");
  const locked = events(log, "GoRunning").filter(
    (event) => log.tables.string(log.tables.gs.at(event.a as never).name) === "locked",
  );
  expect(new Set(locked.map((event) => event.task)).size).toBeLessThanOrEqual(2);
});

test("GOMAXPROCS can grow and shrink in the middle of the run", () => {
  const { log, stdout } = runScript(
    function* (s) {
      const wg = new WaitGroup(-1);
      const work = function* (): Script {
        for (let k = 0; k < 20; k++) {
          yield s.compute(200_000);
          yield s.gosched();
        }
        yield s.add(wg, -1);
      };
      const before: number[] = [];
      for (const n of [1, 3, 2, 4, 1, 4]) {
        before.push(yield () => s.go.gomaxprocs(n));
        yield s.add(wg, 6);
        for (let i = 0; i < 6; i++) yield s.spawn("worker", work());
        yield s.sleep(1 * ms);
      }
      yield s.wait(wg);
      yield s.print(...before, yield () => s.go.gomaxprocs(0));
    },
    { gomaxprocs: 4, cores: 4 },
  );
  expect(stdout).toBe("4 1 3 2 4 1 4\n");
  expect(log.tables.ps.length).toBe(4);
});

test("runtime.Stack(true) stops the world: who ran is runnable", () => {
  const { stdout } = runScript(
    function* (s) {
      yield s.spawn(
        "burner",
        (function* (): Script {
          yield s.compute(1e9);
        })(),
      );
      yield s.sleep(1 * ms);
      const dump: string = yield () => s.go.stack(true);
      yield s.print(
        dump
          .split("\n")
          .filter((line) => line.startsWith("goroutine"))
          .join(" "),
      );
    },
    { gomaxprocs: 4, cores: 4 },
  );
  expect(stdout).toMatch(/^goroutine 1 \[running\]: goroutine \d+ \[runnable\]:\n$/);
});
