import { describe, expect, test } from "vitest";
import { Kind } from "../../src/shared/schema";
import { runText } from "../helpers/run";
import { expectValid } from "../helpers/valid";

function run(text: string, tag = "runtime=native") {
  const result = runText(
    `import { OSError, compute, os, syscall, thread, time } from "schedlens";\n/** @simulate ${tag} */\n${text}`,
  );
  expect(result.diagnostics).toEqual([]);
  expectValid(result.log);
  return result;
}

const lines = (text: string, tag?: string): string[] => run(text, tag).stdout.trimEnd().split("\n");

describe.each(["runtime=native", "runtime=go"])("locks of kernel threads, %s", (tag) => {
  test.each([1, 2, 4])("a mutex excludes, on %i cores", (cores) => {
    const printed = lines(
      `export function main() {
  const m = new thread.Mutex();
  let n = 0;
  const add = () => { for (let i = 0; i < 200; i++) { m.lock(); const x = n; compute(500); n = x + 1; m.unlock(); } };
  const threads = [add, add, add].map((f) => thread.create(f));
  for (const t of threads) t.join();
  console.log(n);
}`,
      `${tag} cores=${cores}`,
    );
    expect(printed).toEqual(["600"]);
  });

  test("without contention no lock asks the kernel", () => {
    const { log } = run(
      `export function main() {
  const m = new thread.Mutex(), s = new thread.Semaphore(1), c = new thread.CondVar(), rw = new thread.RWLock();
  m.lock(); m.unlock(); console.log(m.tryLock(), m.tryLock()); m.unlock();
  s.acquire(); console.log(s.tryAcquire()); s.release();
  c.signal(); c.broadcast();
  rw.rLock(); rw.rLock(); console.log(rw.tryRLock(), rw.tryLock()); rw.rUnlock(); rw.rUnlock(); rw.rUnlock();
  rw.lock(); console.log(rw.tryRLock(), rw.tryLock()); rw.unlock();
  new thread.Barrier(1).wait();
}`,
      `${tag} gomaxprocs=1`,
    );
    let waits = 0;
    log.forEach(({ kind, a }) => {
      if (kind === Kind.FutexWait && log.tables.objects[a]?.kind !== "futex") waits++;
    });
    expect(waits).toBe(0);
  });

  test("waiters of a semaphore are woken first come first served", () => {
    const printed = lines(
      `export function main() {
  const s = new thread.Semaphore(0);
  const order: string[] = [];
  const threads = ["a", "b", "c", "d"].map((n, i) => thread.create(() => { s.acquire(); order.push(n); }, { start: i * 1000 + 1 }));
  os.sleep("1ms");
  for (const t of threads) { s.release(); os.sleep("1ms"); }
  for (const t of threads) t.join();
  console.log(order.join(" "));
}`,
      `${tag} cores=2 costs=zero`,
    );
    expect(printed).toEqual(["a b c d"]);
  });

  test("a bounded buffer with two condition variables", () => {
    const printed = lines(
      `export function main() {
  const m = new thread.Mutex(), full = new thread.CondVar(), empty = new thread.CondVar();
  const buffer: number[] = [];
  let sum = 0;
  const producer = () => { for (let i = 1; i <= 50; i++) { m.lock(); while (buffer.length === 2) empty.wait(m); buffer.push(i); full.signal(); m.unlock(); } };
  const consumer = () => { for (let i = 1; i <= 50; i++) { m.lock(); while (buffer.length === 0) full.wait(m); sum += buffer.shift() as number; empty.signal(); m.unlock(); } };
  const threads = [producer, consumer, producer, consumer].map((f) => thread.create(f));
  for (const t of threads) t.join();
  console.log(sum, buffer.length);
}`,
      `${tag} cores=2`,
    );
    expect(printed).toEqual(["2550 0"]);
  });

  test("a wait with a time limit says whether it was signalled; broadcast wakes all", () => {
    const printed = lines(
      `export function main() {
  const m = new thread.Mutex(), c = new thread.CondVar();
  m.lock();
  const began = time.now();
  console.log(c.wait(m, "2ms"), time.now() - began >= 2e6);
  const wait = () => { m.lock(); console.log(c.wait(m, "1s")); m.unlock(); };
  const threads = [wait, wait].map((f) => thread.create(f));
  m.unlock();
  os.sleep("1ms");
  m.lock(); c.broadcast(); m.unlock();
  for (const t of threads) t.join();
}`,
      tag,
    );
    expect(printed).toEqual(["false true", "true", "true"]);
  });

  test("a barrier lets all go on when the last has come, and one of them knows", () => {
    const printed = lines(
      `export function main() {
  const b = new thread.Barrier(3);
  let come = 0;
  const seen: number[] = [];
  let serial = 0;
  const f = (ns: number) => () => { for (let round = 0; round < 3; round++) { compute(ns); come++; if (b.wait()) serial++; seen.push(come); b.wait(); } };
  const threads = [1000, 5000, 9000].map((ns) => thread.create(f(ns)));
  for (const t of threads) t.join();
  console.log(seen.join(" "), serial);
}`,
      `${tag} cores=3`,
    );
    expect(printed).toEqual(["3 3 3 6 6 6 9 9 9 3"]);
  });

  test("readers share, a writer excludes", () => {
    const printed = lines(
      `export function main() {
  const rw = new thread.RWLock();
  let readers = 0, most = 0, bad = 0, written = 0;
  const reader = () => { for (let i = 0; i < 10; i++) { rw.rLock(); readers++; if (readers > most) most = readers; if (written % 2 === 1) bad++; compute("20us"); readers--; rw.rUnlock(); compute("5us"); } };
  const writer = () => { for (let i = 0; i < 10; i++) { rw.lock(); if (readers > 0) bad++; written++; compute("10us"); written++; rw.unlock(); compute("30us"); } };
  const threads = [reader, reader, writer, writer].map((f) => thread.create(f));
  for (const t of threads) t.join();
  console.log(most > 1, bad, written);
}`,
      `${tag} cores=4`,
    );
    expect(printed).toEqual(["true 0 40"]);
  });

  test.each([
    ["m.lock(); m.lock();", "EDEADLK"],
    ["m.unlock();", "EPERM"],
    ["thread.create(() => m.lock()).join(); m.unlock();", "EPERM"],
    ["c.wait(m);", "EPERM"],
    ["rw.rUnlock();", "EPERM"],
    ["rw.unlock();", "EPERM"],
    ["rw.lock(); rw.lock();", "EDEADLK"],
    ["rw.lock(); rw.rLock();", "EDEADLK"],
    ["const s = new thread.Semaphore(2147483647); s.release();", "EOVERFLOW"],
    ["new thread.Semaphore(-1);", "RangeError: Semaphore: the count must be from 0 to 2147483647"],
    ["new thread.Barrier(0);", "RangeError: Barrier: the count must be from 1 to 2147483647"],
    ["c.wait(1 as never);", "TypeError: CondVar.wait: the first argument must be a thread.Mutex"],
  ])("bad use: %s", (body, message) => {
    expect(
      lines(
        `export function main() {
  const m = new thread.Mutex(), c = new thread.CondVar(), rw = new thread.RWLock();
  try { ${body} } catch (e) { console.log(e instanceof OSError ? e.code : String(e)); }
}`,
        tag,
      ),
    ).toEqual([message]);
  });

  test("what is locked stays locked in a forked process, and its owner may unlock it", () => {
    expect(
      lines(
        `export function main() {
  const m = new thread.Mutex(), other = new thread.Mutex();
  m.lock();
  thread.create(() => other.lock()).join();
  const pid = os.fork();
  if (pid > 0) os.wait();
  m.unlock();
  console.log(m.tryLock(), other.tryLock());
}`,
        tag,
      ),
    ).toEqual(["true false", "true false"]);
  });
});
