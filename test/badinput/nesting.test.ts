import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compileProgram } from "../../src/program/compiler/compile";
import { CommandLine } from "./commandLine";

const TOO_DEEP = "this is nested too deeply, or is a chain of too many operators";

/** Texts of main's body that are nested `depth` deep, one level on each line. */
const SHAPES: Readonly<Record<string, (depth: number) => string>> = {
  blocks: (n) => "{\n".repeat(n) + "out(1);" + "}".repeat(n),
  parentheses: (n) => `out(${"(\n".repeat(n)}1${")".repeat(n)});`,
  arrays: (n) => `out(${"[\n".repeat(n)}1${"]".repeat(n)});`,
  objects: (n) => `out(${"{a:\n".repeat(n)}1${"}".repeat(n)});`,
  calls: (n) => `out(${"out(\n".repeat(n)}1${")".repeat(n)});`,
  ifs: (n) => `${"if (op(1)) {\n".repeat(n)}out(1);${"}".repeat(n)}`,
  tries: (n) => `${"try {\n".repeat(n)}out(1);${"} catch {}".repeat(n)}`,
  arrows: (n) => `out(${"() =>\n".repeat(n)}1);`,
  templates: (n) => `out(${"`a${\n".repeat(n)}1${"}`".repeat(n)});`,
  conditionals: (n) => `out(${"op(1) ? 2 :\n".repeat(n)}3);`,
  "a sum of twenty thousand": (n) => `out(${"1 +\n".repeat(10 * n)}1);`,
  "five thousand else-ifs": (n) => `${"if (op(0)) out(1); else\n".repeat(2.5 * n)} out(2);`,
  "an optional chain": (n) => `out(op({})${"?.a\n".repeat(n)});`,
  "a chain of members": (n) => `out(op({})${".a\n".repeat(n)});`,
  "a chain of calls": (n) => `out(op({})${".a()\n".repeat(n)});`,
  negations: (n) => `out(${"!\n".repeat(n)}1);`,
  assignments: (n) => `let a; out(${"a =\n".repeat(n)}1);`,
  patterns: (n) => `const ${"[\n".repeat(n)}a${"]".repeat(n)} = op([]);`,
};

/** What compiling such a text gives: nothing, or the one problem that it has. */
function compile(body: string): string | undefined {
  const compiled = compileProgram({
    files: new Map([["file:///main.ts", `export function main() {\n${body}\n}`]]),
    entryUri: "file:///main.ts",
    resolve: () => undefined,
    meter: "budget",
    addLoc: () => 0,
    providedGlobals: new Set(["out", "op"]),
  });
  return "diagnostics" in compiled ? compiled.diagnostics.map((each) => each.message).join("\n") : undefined;
}

describe("two thousand lines of nesting are compiled or refused, and nothing breaks", () => {
  test.each(Object.keys(SHAPES))("%s", (name) => {
    const problem = compile(SHAPES[name]?.(2000) ?? "");
    if (problem !== undefined) expect(problem).toContain(TOO_DEEP);
  });
});

describe("in the worker, whose stack is large, all of it runs", () => {
  let cli: CommandLine;
  beforeAll(async () => {
    cli = await CommandLine.make();
  });
  afterAll(() => cli.dispose());

  test("each shape as a function of one program", async () => {
    // V8 itself takes seconds for the patterns.
    const shapes = Object.entries(SHAPES).filter(([name]) => name !== "patterns");
    const functions = shapes.map(([, shape]) => `() => {\n${shape(2000)}\n}`);
    const program = `const out: any = (x?: any) => x;
const op: any = out;
const all = [${functions.join(",\n")}];
/** @simulate */
export function main() {
  let threw = 0;
  for (const f of all) try { f(); } catch { threw++; }
  console.log("ran", all.length, "of them", threw, "with a TypeError");
}`;
    const { exitCode, stdout, stderr } = await cli.run({ "main.ts": program }, ["run", "main.ts"]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toBe("ran 17 of them 2 with a TypeError\n");
  });
});

test.each([
  [256, undefined],
  [257, "loops can be nested 256 deep: put some of them into functions of their own"],
])("%i loops within one another", (depth, problem) => {
  const loops = `${"for (let i = 0; i < 1; i++) {\n".repeat(depth)}out(1);${"}".repeat(depth)}`;
  expect(compile(loops)).toBe(problem);
});

test("a hundred levels of anything are no problem", () => {
  for (const [name, shape] of Object.entries(SHAPES))
    expect([name, compile(shape(100))]).toEqual([name, undefined]);
});

test("the problem stands at the deepest place", () => {
  const compiled = compileProgram({
    files: new Map([["file:///main.ts", `out(\n${"[\n".repeat(5000)}1${"]".repeat(5000)});`]]),
    entryUri: "file:///main.ts",
    resolve: () => undefined,
    meter: "budget",
    addLoc: () => 0,
    providedGlobals: new Set(["out"]),
  });
  expect("diagnostics" in compiled && compiled.diagnostics[0]).toMatchObject({ line: 5001, column: 1 });
});
