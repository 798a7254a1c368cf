import { describe, expect, test } from "vitest";
import { runText } from "../helpers/run";
import { expectValid } from "../helpers/valid";

/** What the docstrings of types/schedlens.d.ts promise, each as a small program and its output. */
const PROMISES: Readonly<Record<string, readonly [body: string, stdout: string]>> = {
  "go passes its arguments": [
    `const c = chan();
     go((a, b) => c.send(a + b), 2, 3);
     console.log(c.recv());`,
    "5\n",
  ],
  "a channel knows its length and capacity": [
    `const c = chan(2);
     c.send(1);
     console.log(c.len, c.cap, chan().cap, nilChan().len, nilChan().cap);`,
    "1 2 0 0 0\n",
  ],
  "what is buffered can be received after close": [
    `const c = chan(2);
     c.send(1);
     c.close();
     console.log(c.recvOk(), c.recvOk(), c.recv());`,
    "[ 1, true ] [ undefined, false ] undefined\n",
  ],
  "undefined is a value like others": [
    `const c = chan(1);
     c.send(undefined);
     console.log(c.recvOk());`,
    "[ undefined, true ]\n",
  ],
  "close wakes receivers, and makes senders throw": [
    `const c = chan(), d = chan(), done = chan();
     go(() => { console.log(c.recvOk()); done.send(); });
     go(() => { try { d.send(1); } catch (e) { console.log(e.name, e.message, e instanceof Error); } done.send(); });
     time.sleep("1ms");
     c.close();
     done.recv();
     d.close();
     done.recv();`,
    "[ undefined, false ]\nError send on closed channel true\n",
  ],
  "channels complain as Go does": [
    `const c = chan();
     c.close();
     for (const f of [() => c.close(), () => c.send(1), () => nilChan().close(), () => chan(-1), () => chan(1.5)])
       try { f(); } catch (e) { console.log(e.message); }`,
    "close of closed channel\nsend on closed channel\nclose of nil channel\nmakechan: size out of range\nmakechan: size out of range\n",
  ],
  "a loop over a channel can be left": [
    `const c = chan(3);
     for (const v of [1, 2, 3]) c.send(v);
     for (const v of c) if (v === 2) break;
     console.log(c.len);
     const [a] = c;
     console.log(a);`,
    "1\n3\n",
  ],
  "select tells which case, and gives its handler the value": [
    `const c = chan(1);
     const to = send(c, 7, () => console.log("sent"));
     console.log(select(recv(nilChan()), to));
     const from = recv(c, (value, ok) => console.log(value, ok));
     console.log(select(recv(chan()), from, otherwise(() => console.log("no"))), from.value, from.ok);
     console.log(select(recv(c), otherwise(() => console.log("nothing"))));
     console.log(from.value);`,
    "sent\n1\n7 true\n1 7 true\nnothing\n1\n7\n",
  ],
  "a handler may block and throw": [
    `const c = chan(1), d = chan();
     c.send(1);
     go(() => d.send("from afar"));
     try { select(recv(c, () => { console.log(d.recv()); throw new Error("enough"); })); }
     catch (e) { console.log(e.message); }`,
    "from afar\nenough\n",
  ],
  "a select that sends to a closed channel throws": [
    `const c = chan();
     c.close();
     try { select(send(c, 1), recv(nilChan())); } catch (e) { console.log(e.message); }
     try { select(send(c, 1)); } catch (e) { console.log(e.message); }
     const closed = recv(c);
     console.log(select(closed, recv(nilChan())), closed.value, closed.ok);`,
    "send on closed channel\nsend on closed channel\n0 undefined false\n",
  ],
  "select chooses by chance": [
    `const counts = [0, 0, 0];
     const c = chan(1), d = chan(1), e = chan(1);
     for (let i = 0; i < 300; i++) {
       for (const each of [c, d, e]) if (each.len === 0) each.send(0);
       counts[select(recv(c), recv(d), recv(e))]++;
     }
     console.log(counts.every((n) => n > 50), counts[0] + counts[1] + counts[2]);`,
    "true 300\n",
  ],
  "what is no case is refused": [
    `try { select(chan()); } catch (e) { console.log(e.name); }
     try { select(otherwise(), otherwise()); } catch (e) { console.log(e.name); }
     try { recv(3); } catch (e) { console.log(e.name); }`,
    "TypeError\nTypeError\nTypeError\n",
  ],
  "tryLock takes what is free": [
    `const m = new sync.Mutex(), rw = new sync.RWMutex();
     console.log(m.tryLock(), m.tryLock());
     m.unlock();
     console.log(rw.tryRLock(), rw.tryRLock(), rw.tryLock());
     rw.rUnlock();
     rw.rUnlock();
     console.log(rw.tryLock(), rw.tryRLock(), rw.tryLock());`,
    "true false\ntrue true false\ntrue false false\n",
  ],
  "a mutex may be unlocked by another goroutine": [
    `const m = new sync.Mutex();
     m.lock();
     go(() => m.unlock());
     m.lock();
     console.log("mine");`,
    "mine\n",
  ],
  "a waiting writer keeps new readers out": [
    `const rw = new sync.RWMutex(), wg = new sync.WaitGroup();
     rw.rLock();
     wg.go(() => { rw.lock(); console.log("writes"); rw.unlock(); });
     time.sleep("1ms");
     wg.go(() => { rw.rLock(); console.log("reads"); rw.rUnlock(); });
     time.sleep("1ms");
     console.log("first reader ends");
     rw.rUnlock();
     wg.wait();`,
    "first reader ends\nwrites\nreads\n",
  ],
  "a WaitGroup counts, whatever its functions do": [
    `const wg = new sync.WaitGroup();
     wg.add(2);
     wg.add(-1);
     wg.done();
     wg.go(() => runtime.goexit());
     wg.wait();
     try { wg.done(); } catch (e) { console.log(e.message); }`,
    "sync: negative WaitGroup counter\n",
  ],
  "once is once, also after an exception, and others wait for it": [
    `const once = new sync.Once(), wg = new sync.WaitGroup();
     wg.go(() => { try { once.do(() => { time.sleep("2ms"); console.log("once"); throw new Error("oh"); }); } catch (e) { console.log(e.message); } });
     wg.go(() => { time.sleep("1ms"); once.do(() => console.log("never")); console.log(time.now() >= 2e6); });
     wg.wait();`,
    "once\noh\ntrue\n",
  ],
  "a condition wakes one or all": [
    `const m = new sync.Mutex(), c = new sync.Cond(m), wg = new sync.WaitGroup();
     let awake = 0;
     for (let i = 0; i < 4; i++) wg.go(() => { m.lock(); c.wait(); awake++; m.unlock(); });
     time.sleep("1ms");
     c.signal();
     time.sleep("1ms");
     console.log(awake);
     c.broadcast();
     wg.wait();
     console.log(awake);`,
    "1\n4\n",
  ],
  "a semaphore lets so many in": [
    `const s = new sync.Semaphore(2), wg = new sync.WaitGroup();
     let inside = 0, most = 0;
     for (let i = 0; i < 6; i++) wg.go(() => { s.acquire(); inside++; most = Math.max(most, inside); time.sleep("1ms"); inside--; s.release(); });
     wg.wait();
     console.log(most, time.now() >= 3e6);
     for (const n of [-1, 1.5, "2"]) try { new sync.Semaphore(n); } catch (e) { console.log(e.name); }`,
    "2 true\nRangeError\nRangeError\nRangeError\n",
  ],
  "atomic operations lose nothing": [
    `const n = new sync.atomic.Int(), m = new sync.atomic.Int(5), wg = new sync.WaitGroup();
     for (let i = 0; i < 8; i++) wg.go(() => { for (let k = 0; k < 1000; k++) n.add(1); });
     wg.wait();
     console.log(n.load(), m.add(2), m.swap(1), m.compareAndSwap(1, 9), m.compareAndSwap(1, 3), m.load());
     m.store(0);
     console.log(m.load());`,
    "8000 7 7 true false 9\n0\n",
  ],
  "time passes by sleeping, and only as asked": [
    `const a = time.now();
     time.sleep(0);
     time.sleep(-5);
     time.sleep("-3ms");
     const b = time.now();
     time.sleep("2ms");
     const c = time.now();
     console.log(b - a < 2e5, c - b >= 2e6, c - b < 2.5e6);`,
    "true true true\n",
  ],
  "durations are checked": [
    `for (const d of ["soon", "3 ms", "", null, undefined, {}, NaN, Infinity])
       try { time.sleep(d); } catch (e) { console.log(e.name); }`,
    "TypeError\n".repeat(6) + "RangeError\n".repeat(2),
  ],
  "after and Timer send the time": [
    `const t = new time.Timer("3ms");
     console.log(time.after("1ms").recv() >= 1e6, t.c.recv() >= 3e6, t.stop(), t.reset("1ms"), t.stop(), t.stop());`,
    "true true false false true false\n",
  ],
  "a timer's channel is empty after stop and reset, as since Go 1.23": [
    `const t = new time.Timer("1ms");
     time.sleep("2ms");
     console.log(t.c.len, t.c.cap, t.stop(), select(recv(t.c), otherwise()));`,
    "0 0 true 1\n",
  ],
  "afterFunc runs in a goroutine of its own": [
    `const done = chan();
     const t = time.afterFunc("1ms", () => done.send(runtime.goid() !== 1));
     console.log(done.recv(), t.stop());
     const never = time.afterFunc("1ms", () => console.log("never"));
     console.log(never.stop());
     console.log(never.reset("1ms"), never.stop());
     time.sleep("3ms");
     console.log(select(recv(t.c), otherwise()));`,
    "true false\ntrue\nfalse true\n1\n",
  ],
  "a ticker ticks, loses ticks, stops and starts anew": [
    `const t = new time.Ticker("1ms");
     for (let i = 1; i <= 3; i++) console.log(Math.floor(t.c.recv() / 1e6));
     t.stop();
     time.sleep("5ms");
     console.log(select(recv(t.c), otherwise()));
     const now = time.now();
     t.reset("2ms");
     console.log(t.c.recv() - now >= 2e6);
     for (const f of [() => new time.Ticker(0), () => t.reset(-1)]) try { f(); } catch (e) { console.log(e.message); }`,
    "1\n2\n3\n1\ntrue\nnon-positive interval for NewTicker\nnon-positive interval for Ticker.Reset\n",
  ],
  "contexts end with their parents": [
    `const [a, cancelA] = context.withCancel(context.background());
     const [b] = context.withTimeout(a, "1s");
     const c = context.withValue(b, "k", 1);
     console.log(a.err(), c.value("k"), c.value("x"), a.value("k"));
     go(() => { time.sleep("1ms"); cancelA(); cancelA(); });
     console.log(c.done().recvOk());
     console.log(a.err() === context.Canceled, b.err().message, c.err() === context.Canceled, context.cause(c) === context.Canceled);`,
    "undefined 1 undefined undefined\n[ undefined, false ]\ntrue context canceled true true\n",
  ],
  "contexts have deadlines": [
    `const [a, cancel] = context.withTimeout(context.background(), "2ms");
     a.done().recv();
     console.log(a.err() === context.DeadlineExceeded, a.err().message, time.now() >= 2e6);
     cancel();
     const [b] = context.withDeadline(context.background(), time.now() - 1);
     console.log(b.err().message);
     const [c, stop] = context.withTimeout(context.background(), "1ms");
     stop();
     time.sleep("2ms");
     console.log(c.err().message);`,
    "true context deadline exceeded true\ncontext deadline exceeded\ncontext canceled\n",
  ],
  "contexts say why they ended": [
    `const [a, cancel] = context.withCancelCause(context.background());
     const [b] = context.withCancel(a);
     console.log(context.cause(a), context.cause(context.background()));
     cancel(new Error("out of paper"));
     cancel(new Error("too late"));
     console.log(a.err().message, context.cause(a).message, context.cause(b).message);
     const [c, stop] = context.withCancelCause(context.background());
     stop();
     console.log(context.cause(c) === context.Canceled);
     console.log(select(recv(context.background().done()), otherwise()));`,
    "undefined undefined\ncontext canceled out of paper out of paper\ntrue\n1\n",
  ],
  "runtime knows about itself": [
    `console.log(runtime.goid(), runtime.numCPU(), runtime.gomaxprocs(), runtime.numGoroutine());
     const c = chan();
     go(() => c.recv());
     console.log(runtime.numGoroutine(), runtime.gomaxprocs(2), runtime.gomaxprocs(), runtime.gomaxprocs(0));
     console.log(runtime.stack().split("\\n")[0], runtime.stack(true).match(/^goroutine /gm).length);
     runtime.lockOSThread();
     runtime.lockOSThread();
     runtime.unlockOSThread();
     runtime.gosched();
     console.log(/locked to thread/.test(runtime.stack()));
     runtime.unlockOSThread();
     console.log(/locked to thread/.test(runtime.stack()));`,
    "1 4 4 1\n2 4 2 2\ngoroutine 1 [running]: 2\ntrue\nfalse\n",
  ],
  "goexit runs finally, and no catch": [
    `const wg = new sync.WaitGroup();
     wg.go(() => {
       try { inner(); } catch { console.log("caught"); } finally { console.log("outer"); }
       console.log("after");
     });
     function inner() { try { runtime.goexit(); } catch (e) { console.log("caught", e); } finally { console.log("inner"); } }
     wg.wait();
     console.log("main goes on");`,
    "inner\nouter\nmain goes on\n",
  ],
  "compute, system calls and devices take their time": [
    `for (const f of [compute, syscall, io.network, io.disk]) {
       const start = time.now();
       f("3ms");
       f(0);
       f(-1);
       const took = time.now() - start;
       console.log(took >= 3e6, took < 3.1e6);
     }`,
    "true true\n".repeat(4),
  ],
  "the disk serves one after the other, the network all at once": [
    `const wg = new sync.WaitGroup();
     for (const f of [io.network, io.disk]) {
       const start = time.now();
       for (let i = 0; i < 4; i++) wg.go(() => f("1ms"));
       wg.wait();
       console.log(Math.floor((time.now() - start) / 1e6));
     }`,
    "1\n4\n",
  ],
  "main's return ends all, finally or not": [
    `go(() => { try { time.sleep("1s"); } finally { console.log("never"); } });
     runtime.gosched();
     console.log("bye");`,
    "bye\n",
  ],
};

function program(body: string): string {
  return `import { chan, compute, context, go, io, nilChan, os, otherwise, recv, runtime, select, send, sync, syscall, time } from "schedlens";
/** @simulate cores=4 */
export function main() {
${body}
}
`;
}

describe("the module keeps what its docstrings promise", () => {
  for (const [promise, [body, stdout]] of Object.entries(PROMISES))
    test(promise, () => {
      const result = runText(program(body));
      expect(result.diagnostics).toEqual([]);
      expect(result.stderr).toBe("");
      expect(result.stdout).toBe(stdout);
      expect(result.exitCode).toBe(0);
      expectValid(result.log);
    });
});

describe("annotations", () => {
  test("tags act on functions, methods and arrow functions, in their order, before the body", () => {
    const { stdout, stderr, diagnostics } = runText(`
import { time } from "schedlens";
const at = () => Math.floor(time.now() / 1e6);
/** @cpu 1ms @io network 2ms @syscall 3ms @io disk 4ms */
function all(n: number) { return [n, at()]; }
class Box {
  constructor(readonly size: number) {}
  /** @cpu 1ms */
  double() { return this.size * 2; }
}
/** @cpu 1ms */
const arrow = (a: number, b = 2) => a + b;
/** @simulate */
export function main() {
  console.log(all(5), new Box(4).double(), at(), arrow(1), at());
}`);
    expect({ stdout, stderr, diagnostics }).toEqual({
      stdout: "[ 5, 10 ] 8 11 3 12\n",
      stderr: "",
      diagnostics: [],
    });
  });

  test("@mock replaces the body, and sees the parameters", () => {
    const { stdout, stderr } = runText(`
/** @io network 1ms  @mock {id, name: name ?? "none"} */
function user(id: number, name?: string): { id: number; name: string } { throw new Error("no network"); }
/** @simulate */
export function main() {
  console.log(user(1), user(2, "b"));
}`);
    expect({ stdout, stderr }).toEqual({
      stdout: "{ id: 1, name: 'none' } { id: 2, name: 'b' }\n",
      stderr: "",
    });
  });

  test("@goroutine starts one at each call, with its arguments and this", () => {
    const { stdout, stderr } = runText(`
import { sync } from "schedlens";
const wg = new sync.WaitGroup();
class Counter {
  n = 0;
  /** @goroutine @cpu 1ms */
  add(k: number) { this.n += k; wg.done(); }
}
/** @simulate cores=1 */
export function main() {
  const counter = new Counter();
  wg.add(3);
  const results = [1, 2, 3].map((k) => counter.add(k));
  console.log(results, counter.n);
  wg.wait();
  console.log(counter.n);
}`);
    expect({ stdout, stderr }).toEqual({ stdout: "[ undefined, undefined, undefined ] 0\n6\n", stderr: "" });
  });
});
