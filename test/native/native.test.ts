import { describe, expect, test } from "vitest";
import { runText } from "../helpers/run";
import { expectValid } from "../helpers/valid";

/** Runs a program whose main is the primary thread of a native process. */
function run(text: string, tag = "") {
  const result = runText(
    `import { OSError, chan, compute, go, io, os, sync, syscall, time } from "schedlens";\n/** @simulate runtime=native ${tag} */\n${text}`,
  );
  expect(result.diagnostics).toEqual([]);
  expectValid(result.log);
  return result;
}

describe("a native process", () => {
  test("main is its primary thread: output, devices, fork, wait, exit", () => {
    const { stdout, exitCode, stderr } = run(`export function main() {
  console.log("pid", os.getpid(), os.getppid());
  compute("2ms");
  io.disk("1ms");
  io.network("3ms");
  syscall("1ms");
  console.log(time.now() >= 7e6);
  const pid = os.fork();
  if (pid === 0) { console.log("child", os.getppid()); os.exit(7); }
  const { code, status } = os.wait();
  console.log("parent", code, status);
  os.exit(300);
}`);
    expect([stdout, stderr, exitCode]).toEqual(["pid 2 1\ntrue\nchild 2\nparent 7 1792\n", "", 44]);
  });

  test("Go calls throw", () => {
    const { stdout } = run(`export function main() {
  const calls = [() => go(() => 1), () => chan(), () => new sync.Mutex().lock(), () => time.sleep(1)];
  for (const call of calls) try { call(); } catch (e) { console.log(String(e)); }
}`);
    expect(stdout).toBe("Error: no Go runtime in this process\n".repeat(4));
  });

  test("an uncaught exception is a SIGABRT for the process; others live", () => {
    const { stdout, stderr, exitCode } = run(`export function main() {
  if (os.fork() === 0) deep(2);
  console.log(os.wait());
  throw new Error("of main");
}
function deep(n: number): number {
  if (n === 0) throw new RangeError("bad");
  return 1 + deep(n - 1);
}`);
    expect(stdout).toMatch(/^\{ pid: \d+, status: 6, signal: 6, core: false \}\n$/);
    expect(stderr).toMatch(
      /^Uncaught RangeError: bad\n    at deep \(.*:9\)\n    at deep \(.*:10\)\n    at deep \(.*:10\)\n    at main \(.*:4\)\nUncaught of main\n    at main \(.*:6\)\n$/,
    );
    expect(exitCode).toBe(134);
  });

  test("endless recursion is a SIGSEGV: the stack has a fixed size", () => {
    const { stderr, exitCode } = run(`export function main() {
  const down = (n: number): number => 1 + down(n + 1);
  try { down(0); } finally { console.log("never"); }
}`);
    expect(exitCode).toBe(139);
    expect(stderr).toMatch(
      /^Segmentation fault: stack overflow: the stack of thread main has 8192 KiB, .*guard page\n    at down \(.*\n/,
    );
  });

  test.each([
    ["limit=5ms", "for (;;);", "limit of 5 ms of virtual time"],
    ["steps=10000", "for (;;);", "limit of 10000 statements of a run"],
    ["costs=zero", "for (;;);", "without virtual time advancing"],
  ])("limits end it: %s", (tag, body, message) => {
    const { stderr, exitCode } = run(`export function main() { ${body} }`, tag);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(124);
  });
});
