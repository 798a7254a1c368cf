import { describe, expect, test } from "vitest";
import { runText } from "../helpers/run";
import { expectValid } from "../helpers/valid";

function run(text: string, tag = "runtime=native") {
  const result = runText(
    `import { OSError, chan, compute, go, io, os, runtime, sync, syscall, thread, time } from "schedlens";\n/** @simulate ${tag} */\n${text}`,
  );
  expect(result.diagnostics).toEqual([]);
  expectValid(result.log);
  return result;
}

const lines = (text: string, tag?: string): string[] => run(text, tag).stdout.trimEnd().split("\n");

describe.each(["runtime=native", "runtime=go"])("kernel threads, %s", (tag) => {
  test("run at the same time on several cores; join gives what the function returns", () => {
    const printed = lines(
      `export function main() {
  const began = time.now();
  const work = (n: number) => () => { compute("5ms"); return n * n; };
  const threads = [1, 2, 3, 4].map((n) => thread.create(work(n), { name: "worker" + n }));
  console.log(threads.map((t) => t.join()));
  console.log(threads[0].join(), threads[0].name, new Set(threads.map((t) => t.tid)).size);
  console.log(time.now() - began < 7e6);
}`,
      `${tag} cores=4`,
    );
    expect(printed).toEqual(["[ 1, 4, 9, 16 ]", "1 worker1 4", "true"]);
  });

  test("threads share memory; yield gives the core to the next", () => {
    const printed = lines(
      `export function main() {
  const log: string[] = [];
  const t = (name: string) => () => { for (let i = 0; i < 3; i++) { log.push(name + i); thread.yield(); } };
  const threads = ["a", "b"].map((n) => thread.create(t(n)));
  for (const each of threads) each.join();
  console.log(log.join(" "));
}`,
      `${tag} cores=1 costs=zero policy=rr`,
    );
    expect(printed).toEqual(["a0 b0 a1 b1 a2 b2"]);
  });

  test("exit ends the thread alone, its finally blocks run, no catch clause sees it", () => {
    const printed = lines(
      `export function main() {
  const t = thread.create(() => { try { thread.exit(); } catch { console.log("caught"); } finally { console.log("finally"); } });
  console.log(t.join());
}`,
      tag,
    );
    expect(printed).toEqual(["finally", "undefined"]);
  });

  test("joining oneself is EDEADLK", () => {
    const printed = lines(
      `export function main() {
  try { thread.self().join(); } catch (e) { console.log((e as OSError).code, thread.self() === thread.self()); }
}`,
      tag,
    );
    expect(printed).toEqual(["EDEADLK true"]);
  });

  test("too many threads are EAGAIN", () => {
    const printed = lines(
      `export function main() {
  const made = [];
  try { for (;;) made.push(thread.create(() => syscall("1ms"))); } catch (e) { console.log(String(e)); }
  for (const each of made) each.join();
  thread.create(() => console.log("again")).join();
}`,
      `${tag} nproc=20`,
    );
    expect(printed).toEqual(["OSError: clone: resource temporarily unavailable", "again"]);
  });

  test("a thread arrives at its start, by virtual time", () => {
    const printed = lines(
      `export function main() {
  const t = thread.create(() => time.now(), { start: "3ms" });
  console.log(t.join());
}`,
      `${tag} costs=zero`,
    );
    expect(printed).toEqual(["3000000"]);
  });

  test("an uncaught exception of a thread ends the process with SIGABRT", () => {
    const { exitCode, stderr } = run(
      `export function main() {
  thread.create(() => { throw new TypeError("of a thread"); }).join();
  console.log("never");
}`,
      tag,
    );
    expect(exitCode).toBe(134);
    expect(stderr).toMatch(/^Uncaught TypeError: of a thread\n    at \S+ \(.*:4\)\n$/);
  });

  test("a small stack overflows early", () => {
    const { exitCode, stderr } = run(
      `export function main() {
  const down = (n: number): number => n === 0 ? 0 : 1 + down(n - 1);
  console.log(thread.create(() => down(1000)).join());
  console.log(thread.create(() => down(1000), { stack: "64KiB" }).join());
}`,
      tag,
    );
    expect(stderr).toContain("has 64 KiB");
    expect(exitCode).toBe(139);
  });

  test("main's return ends the process with all threads", () => {
    expect(
      run(
        `export function main() { thread.create(() => { for (;;) compute("1ms"); }); compute("3ms"); }`,
        tag,
      ).exitCode,
    ).toBe(0);
  });

  test.each([
    ["thread.create(f, { nice: -5 })", "OSError: clone: operation not permitted"],
    ["thread.create(1 as never)", "TypeError: thread.create: the first argument must be a function"],
    ["thread.create(f, 1 as never)", "TypeError: thread.create: the options must be an object"],
    [
      "thread.create(f, { prio: 1 } as never)",
      "TypeError: thread.create: there is no option prio: known are name, stack, burst, start, nice, tickets, affinity, deadline, workingSet",
    ],
    ["thread.create(f, { nice: 20 })", "RangeError: thread.create: nice must be from -20 to 19"],
    ["thread.create(f, { nice: 1.5 })", "RangeError: thread.create: nice must be a whole number"],
    ["thread.create(f, { tickets: 0 })", "RangeError: thread.create: tickets must be from 1 to 2147483648"],
    ["thread.create(f, { affinity: [] })", "RangeError: thread.create: affinity must name a core"],
    ["thread.create(f, { burst: -1 })", "RangeError: thread.create: burst must not be negative"],
    [
      'thread.create(f, { stack: "much" as never })',
      'TypeError: thread.create: stack must be a number of bytes or a text such as "64KiB"',
    ],
    ["thread.create(f, { name: 1 as never })", "TypeError: thread.create: name must be a text"],
  ])("bad input: %s", (call, message) => {
    expect(
      lines(
        `export function main() { const f = () => 1; try { ${call}; } catch (e) { console.log(String(e)); } }`,
        tag,
      ),
    ).toEqual([message]);
  });
});

test("main may end its thread: the process ends with the last one, with 0", () => {
  const { stdout, exitCode } = run(`export function main() {
  thread.create(() => { compute("2ms"); console.log("last"); });
  thread.exit();
}`);
  expect([stdout, exitCode]).toEqual(["last\n", 0]);
});

test("Go calls from a thread beside the runtime's throw", () => {
  const printed = lines(
    `export function main() {
  thread.create(() => { try { go(() => 1); } catch (e) { console.log(String(e)); } }).join();
}`,
    "",
  );
  expect(printed).toEqual(["Error: no Go runtime in this process"]);
});

test("fork copies the calling thread alone", () => {
  const printed = lines(`export function main() {
  const other = thread.create(() => { syscall("5ms"); console.log("other"); });
  const t = thread.create(() => {
    const pid = os.fork();
    if (pid === 0) {
      try { other.join(); } catch (e) { console.log((e as OSError).code); }
      try { thread.self().join(); } catch (e) { console.log((e as OSError).code, thread.self().tid === os.getpid(), thread.self() === t); }
      thread.exit();
    }
    const ended = os.wait();
    console.log(ended.pid === pid, ended.status);
  });
  t.join();
  other.join();
}`);
  expect(printed).toEqual(["ESRCH", "EDEADLK true true", "true 0", "other"]);
});
