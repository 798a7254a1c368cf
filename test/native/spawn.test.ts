import { describe, expect, test } from "vitest";
import { OVERHEADS } from "../../src/shared/enums";
import { Kind } from "../../src/shared/schema";
import { costProfile } from "../../src/shared/costs";
import { runText } from "../helpers/run";
import { expectValid } from "../helpers/valid";

function run(text: string, tag = "runtime=native") {
  const result = runText(
    `import { OSError, chan, compute, go, os, syscall, thread, time } from "schedlens";\n${text.replace("@simulate", `@simulate ${tag}`)}`,
  );
  expect(result.diagnostics).toEqual([]);
  expectValid(result.log);
  return result;
}

const lines = (text: string, tag?: string): string[] => run(text, tag).stdout.trimEnd().split("\n");

describe.each(["runtime=native", "runtime=go"])("processes that are created, %s", (tag) => {
  test("modules are evaluated afresh, arguments are cloned, nothing is shared", () => {
    const printed = lines(
      `console.log("module", os.getpid() === 2);
let n = 0;
const job = (a: { list: number[] }, b: Map<string, number>) => { n++; a.list.push(9); console.log("job", n, a.list, b.get("x"), os.getppid()); return 5; };
/** @simulate */
export function main() {
  n = 41;
  const list = [1];
  const p = os.spawn(job, { args: [{ list }, new Map([["x", 7]])], name: "worker" });
  console.log(p.wait());
  console.log(list, n);
}`,
      `${tag} cores=1`,
    );
    expect(printed[0]).toBe("module true");
    expect(printed.slice(1, 3)).toEqual(["module false", "job 1 [ 1, 9 ] 7 2"]);
    expect(printed[3]).toMatch(/^\{ pid: \d+, status: 0, code: 0 \}$/);
    expect(printed[4]).toBe("[ 1 ] 41");
  });

  test("a function with @process is one call of it in a new process", () => {
    const printed = lines(
      `/** @process */
function child(depth: number) {
  console.log("depth", depth);
  if (depth < 2) child(depth + 1).wait();
  os.exit(depth);
}
/** @process */
const arrow = () => { console.log("arrow"); };
/** @simulate */
export function main() {
  console.log((child as never as (d: number) => { wait(): { code: number } })(0).wait().code);
  (arrow as never as () => { wait(): void })().wait();
}`,
      tag,
    );
    expect(printed).toEqual(["depth 0", "depth 1", "depth 2", "0", "arrow"]);
  });

  test("@thread functions and methods run in kernel threads, with the stack that the tag says", () => {
    const { stdout, stderr, exitCode } = run(
      `/** @thread */
function square(n: number) { compute("1ms"); return n * n; }
class Deep {
  depth = 2000;
  /** @thread stack=64KiB */
  run() { const down = (n: number): number => n === 0 ? 0 : 1 + down(n - 1); return down(this.depth); }
}
/** @simulate */
export function main() {
  const threads = [1, 2, 3].map((n) => square(n) as never as { join(): number });
  console.log(threads.map((t) => t.join()));
  (new Deep().run() as never as { join(): number }).join();
}`,
      tag,
    );
    expect(stdout).toBe("[ 1, 4, 9 ]\n");
    expect(stderr).toContain("has 64 KiB");
    expect(exitCode).toBe(139);
  });

  test("a process arrives at its start; who crashes does so alone", () => {
    const printed = lines(
      `function job(kind: string) { if (kind === "crash") throw new Error("crash"); console.log(kind, time.now() >= 5e6); }
/** @simulate */
export function main() {
  os.spawn(job, { args: ["crash"] });
  os.spawn(job, { args: ["late"], start: "5ms" });
  const ends = [os.wait(), os.wait()];
  console.log(ends.map((e) => e.signal ?? e.code).join());
}`,
      tag,
    );
    expect(printed).toEqual(["late true", tag === "runtime=go" ? "2,0" : "6,0"]);
  });

  test.each([
    ["os.spawn(() => 1)", "TypeError: a process begins with a function of a file's top level: move it there"],
    ["os.spawn(1 as never)", "TypeError: os.spawn: the first argument must be a function"],
    ["os.spawn(job, { args: 1 } as never)", "TypeError: os.spawn: args must be an array"],
    ["os.spawn(job, { args: [() => 1] })", "DataCloneError: function  could not be cloned."],
    ["os.spawn(job, { affinity: 200 })", "OSError: posix_spawn: invalid argument"],
    ["thread.create(job, { affinity: [77] })", "OSError: clone: invalid argument"],
    ["os.spawn(job, { uid: 7 })", "OSError: posix_spawn: operation not permitted"],
    ["os.spawn(job, { uid: -1 })", "RangeError: os.spawn: uid must be from 0 to 4294967294"],
    ["os.spawn(job, { nice: -1 })", "OSError: posix_spawn: operation not permitted"],
    ["for (;;) os.spawn(job, { start: '1s' })", "OSError: posix_spawn: resource temporarily unavailable"],
  ])("bad input: %s", (call, message) => {
    expect(
      lines(
        `function job() {}
/** @simulate */
export function main() { try { ${call}; } catch (e) { console.log(String(e)); } os.exit(0); }`,
        `${tag} nproc=30`,
      ),
    ).toEqual([message]);
  });
});

test("the parts of a thread's creation sum up to the profile's cost", () => {
  const { log } = run(`/** @simulate */
export function main() { thread.create(() => 1).join(); }`);
  const sums = new Map<string, number>();
  log.forEach(({ kind, aux, a }) => {
    if (kind !== Kind.Overhead) return;
    const name = OVERHEADS[aux] ?? "";
    sums.set(name, (sums.get(name) ?? 0) + log.readWide(a));
  });
  const parts = ["stack allocation", "thread setup", "thread enqueue"].map((name) => sums.get(name) ?? 0);
  const costs = costProfile("linux-x86");
  expect(parts.every((ns) => ns > 0)).toBe(true);
  expect(parts.reduce((a, b) => a + b, 0)).toBe((costs?.threadCreate ?? 0) - (costs?.modeSwitch ?? 0));
});

test("@process within a function is an error on its name", () => {
  const { diagnostics } = runText(`/** @simulate */
export function main() {
  /** @process */
  function inner() {}
  inner();
}`);
  expect(diagnostics.map(({ message }) => message)).toEqual([
    "@process stands on a function that is not at the top level of the file: move it there",
  ]);
});
