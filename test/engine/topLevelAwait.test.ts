import { describe, expect, test } from "vitest";
import { runText } from "../helpers/run";
import { RoutineStop } from "../../src/sim/routine";
import { compile, run } from "./harness";

type Files = Readonly<Record<string, string>>;

const MODES = [
  { slice: Infinity, suspend: false },
  { slice: 7, suspend: true },
  { slice: 1, suspend: true, native: 700 },
];

/** Runs a program in several ways, and gives what it prints in all of them. */
function printed(files: Files): readonly string[] {
  const outcomes = MODES.map((mode) => run(compile(files), mode));
  expect(new Set(outcomes.map((each) => each.time)).size).toBe(1);
  const [first] = outcomes;
  for (const each of outcomes) {
    expect(each.lines).toEqual(first!.lines);
    expect(each.stop).toBe(RoutineStop.Returned);
  }
  return first!.lines;
}

describe("await at the top level of modules", () => {
  test("in one module: main runs when the module has", () => {
    expect(
      printed({
        "main.ts": `
          out("start", op(1));
          const a = await new Promise<number>((r) => setTimeout(() => r(op(5)), 10));
          out("a", a);
          for await (const x of [Promise.resolve(1), 2]) out("item", x);
          class K extends (await Promise.resolve(Object)) { static { out("static"); } }
          await using r = { async [Symbol.asyncDispose]() { out("disposed"); } };
          try { await Promise.reject(new Error("no")); } catch (e) { out((e as Error).message); } finally { out(await op("fin")); }
          setTimeout(() => out("later"), 5);
          export const late = await "late";
          export function main() { out("main", late, K.name, typeof r); }`,
      }),
    ).toEqual([
      "start 1",
      "a 5",
      "item 1",
      "item 2",
      "static",
      "no",
      "fin",
      "disposed",
      "main late K object",
      "later",
    ]);
  });

  test("others wait for what they import, and only for that", () => {
    expect(
      printed({
        "main.ts": `import { a } from "./a"; import { b } from "./b"; import "./c"; out("main module", a, b); export function main() { out("main"); }`,
        "a.ts": `out("a starts"); export const a = await new Promise((r) => setTimeout(r, 20, "A")); out("a ends");`,
        "b.ts": `import { d } from "./d"; out("b", d); export const b = d + "B";`,
        "c.ts": `out("c runs meanwhile");`,
        "d.ts": `out("d starts"); export const d = await new Promise((r) => setTimeout(r, 10, "D")); out("d ends");`,
      }),
    ).toEqual([
      "a starts",
      "d starts",
      "c runs meanwhile",
      "d ends",
      "b D",
      "a ends",
      "main module A DB",
      "main",
    ]);
  });

  test("modules that wait for the same one go on in the order in which they would have run", () => {
    expect(
      printed({
        "main.ts": `import "./x"; import "./y"; import "./z"; out("main module"); Promise.resolve().then(() => out("job"));`,
        "x.ts": `import "./wait"; out("x");`,
        "y.ts": `import "./wait"; out("y starts"); await null; out("y ends");`,
        "z.ts": `import "./wait"; import "./x"; out("z");`,
        "wait.ts": `out("wait"); await null; out("waited");`,
      }),
    ).toEqual(["wait", "waited", "x", "y starts", "z", "y ends", "main module", "job"]);
  });

  test("in a cycle", () => {
    expect(
      printed({
        "main.ts": `import { a, useB } from "./a"; out("main module", a, useB());`,
        "a.ts": `import { b } from "./b"; export const a = await "a"; export function useB() { return b; } out("a");`,
        "b.ts": `import { useB } from "./a"; export const b = await "b"; out("b", typeof useB);`,
      }),
    ).toEqual(["b function", "a", "main module a b"]);
  });

  test("a module that fails keeps those from running that import it", () => {
    const outcome = run(
      compile({
        "main.ts": `import "./fails"; out("never");`,
        "fails.ts": `await null;\nthrow new Error("module failed");`,
      }),
      { slice: Infinity, suspend: true },
    );
    expect([outcome.stop, String(outcome.result), outcome.lines]).toEqual([
      RoutineStop.Threw,
      "Error: module failed",
      [],
    ]);
  });

  test("that nothing ends is an error", () => {
    const outcome = run(compile(`out("before"); await new Promise(() => {}); out("never");`), {
      slice: Infinity,
      suspend: false,
    });
    expect(outcome.lines).toEqual(["before"]);
    expect(String(outcome.result)).toMatch(/top level of a module never ends/);
  });
});

describe("in a simulation", () => {
  const source = (mode: string): string => `import { time } from "schedlens";
const start = time.now();
const later = new Promise((resolve) => setTimeout(() => resolve("value"), 10));
const value = await later;
for await (const x of [later, 2]) console.log(x);
/** @simulate async=${mode} */
export async function main() {
  console.log(value, time.now() - start >= 10e6, await "main");
}`;
  test.each(["event-loop", "goroutines"])("async=%s", (mode) => {
    const { stdout, stderr, exitCode, diagnostics } = runText(source(mode));
    expect(diagnostics).toEqual([]);
    expect([stdout, stderr, exitCode]).toEqual(["value\n2\nvalue true main\n", "", 0]);
  });

  test("where async functions are goroutines, a module that fails ends the program", () => {
    const { stdout, stderr, exitCode } = runText(`await null;
/** @simulate async=goroutines */
export function main() { console.log("never"); }
throw new Error("module failed");`);
    expect([stdout, exitCode]).toEqual(["", 2]);
    expect(stderr).toMatch(/^panic: module failed\n/);
  });
});
