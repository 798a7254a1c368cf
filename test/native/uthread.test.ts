import { describe, expect, test } from "vitest";
import { Kind } from "../../src/shared/schema";
import { runText } from "../helpers/run";
import { expectValid } from "../helpers/valid";

function run(text: string, tag = "runtime=native") {
  const result = runText(
    `import { OSError, compute, go, os, syscall, thread, time, uthread } from "schedlens";\n/** @simulate ${tag} */\n${text}`,
  );
  expect(result.diagnostics).toEqual([]);
  expectValid(result.log);
  return result;
}

const lines = (text: string, tag?: string): string[] => run(text, tag).stdout.trimEnd().split("\n");

describe("user-level threads", () => {
  test("give way to each other by themselves, first come first served", () => {
    const printed = lines(`export function main() {
  const log: string[] = [];
  const f = (name: string) => () => { for (let i = 0; i < 3; i++) { log.push(name + i); uthread.yield(); } return name; };
  const users = ["a", "b", "c"].map((name) => uthread.create(f(name)));
  uthread.yield();
  console.log(users.map((u) => uthread.join(u)), users.map((u) => u.number));
  console.log(log.join(" "));
  uthread.yield();
}`);
    expect(printed).toEqual(["[ 'a', 'b', 'c' ] [ 1, 2, 3 ]", "a0 b0 c0 a1 b1 c1 a2 b2 c2"]);
  });

  test("a call that blocks in the kernel blocks them all; they use one core of many", () => {
    const printed = lines(
      `export function main() {
  const work = () => { compute("2ms"); };
  const began = time.now();
  for (const u of [uthread.create(work), uthread.create(() => syscall("10ms")), uthread.create(work)]) uthread.join(u);
  console.log(time.now() - began >= 14e6);
}`,
      "runtime=native cores=4",
    );
    expect(printed).toEqual(["true"]);
  });

  test("run in any kernel thread, also beside a Go runtime's, and keep to it", () => {
    const printed = lines(
      `export function main() {
  let other: ReturnType<typeof uthread.create> | undefined;
  const t = thread.create(() => { const u = uthread.create(() => 7); const seven = uthread.join(u); other = uthread.create(() => 6); return seven; });
  console.log(t.join());
  thread.create(() => { try { uthread.join(other!); } catch (e) { console.log((e as OSError).code); } }).join();
  for (const f of [() => uthread.create(() => 1), () => uthread.yield()]) try { f(); } catch (e) { console.log(String(e)); }
}`,
      "runtime=go",
    );
    const none =
      "Error: a goroutine has no kernel thread of its own for user-level threads: use them in thread.create, or with runtime=native";
    expect(printed).toEqual(["7", "ESRCH", none, none]);
  });

  test("joining oneself, or where nobody is left to run, is EDEADLK", () => {
    const printed = lines(`export function main() {
  let a: uthread.UserThread, b: uthread.UserThread;
  const error = (e: unknown) => (e as OSError).code;
  a = uthread.create(() => { try { uthread.join(a); } catch (e) { console.log("a", error(e)); } uthread.join(b); });
  b = uthread.create(() => { try { uthread.join(a); } catch (e) { console.log("b", error(e)); } });
  uthread.join(a);
  console.log("over");
}`);
    expect(printed).toEqual(["a EDEADLK", "b EDEADLK", "over"]);
  });

  test("thread.exit ends one of them; an exception the process; main's return all", () => {
    expect(
      lines(`export function main() {
  console.log(uthread.join(uthread.create(() => { try { thread.exit(); } finally { console.log("finally"); } })));
  uthread.create(() => console.log("never"));
}`),
    ).toEqual(["finally", "undefined"]);
    const { exitCode, stderr } = run(`export function main() {
  uthread.join(uthread.create(() => { throw new Error("bad"); }));
}`);
    expect([exitCode, stderr.split("\n")[0]]).toEqual([134, "Uncaught bad"]);
  });

  test("a forked process has the calling one alone", () => {
    expect(
      lines(`export function main() {
  const done = uthread.create(() => 5);
  uthread.join(done);
  const other = uthread.create(() => console.log("other"));
  if (os.fork() === 0) {
    console.log(uthread.join(done));
    try { uthread.join(other); } catch (e) { console.log((e as OSError).code); }
    os.exit(0);
  }
  os.wait();
  uthread.join(other);
}`),
    ).toEqual(["5", "ESRCH", "other"]);
  });

  test("the log has them with the kernel thread that they run on", () => {
    const { log } = run(`export function main() {
  uthread.join(uthread.create(() => uthread.yield()));
}`);
    let switches = 0;
    log.forEach(({ kind, task }) => {
      if (kind === Kind.UserThreadState && task >= 0) switches++;
    });
    expect(switches).toBeGreaterThan(6);
  });

  test.each([
    ["uthread.create(1 as never)", "TypeError: uthread.create: the argument must be a function"],
    [
      "uthread.join({} as never)",
      "TypeError: uthread.join: the argument must be a user-level thread, as uthread.create gives it",
    ],
  ])("bad input: %s", (call, message) => {
    expect(
      lines(`export function main() { try { ${call}; } catch (e) { console.log(String(e)); } }`),
    ).toEqual([message]);
  });
});

test("where no thread can ever go on, the message says where each waits", () => {
  const { stderr, exitCode } = run(
    `export function main() {
  const a = new thread.Mutex(), b = new thread.Mutex();
  const t = thread.create(() => { b.lock(); os.sleep("1ms"); a.lock(); }, { name: "other" });
  a.lock();
  os.sleep("1ms");
  b.lock();
  t.join();
}`,
  );
  expect(exitCode).toBe(124);
  expect(stderr).toMatch(/^schedlens: deadlock: all threads wait, and nothing can wake one\n/);
  expect(stderr).toMatch(/\nthread main \(tid 2, pid 2\) \[futex\]:\n\t.*:8\n/);
  expect(stderr).toMatch(/\nthread other \(tid \d+, pid 2\) \[futex\]:\n\t.*:5\n/);
});
