import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileProgram } from "../../src/program/compiler/compile";

/** Compiles a file in which «…» marks where a problem is expected, and gives what was found as `text: message`. */
function diagnose(marked: string, others: Readonly<Record<string, string>> = {}) {
  const ranges: { start: number; end: number }[] = [];
  let source = "";
  for (const char of marked) {
    if (char === "«") ranges.push({ start: source.length, end: -1 });
    else if (char === "»") ranges.findLast((each) => each.end < 0)!.end = source.length;
    else source += char;
  }
  const files = new Map([
    ["file:///a.ts", source],
    ...Object.entries(others).map(([name, text]) => [`file:///${name}`, text] as const),
  ]);
  const result = compileProgram({
    files,
    entryUri: "file:///a.ts",
    resolve: (specifier, from) => {
      if (specifier === "schedlens") return "native:schedlens";
      const uri = new URL(specifier, from).href;
      return [uri, `${uri}.ts`].find((each) => files.has(each));
    },
    meter: "budget",
    addLoc: () => 0,
  });
  const found = "diagnostics" in result ? result.diagnostics : [];
  const lines = source.split("\n");
  const offset = (line: number, column: number): number =>
    lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
  const texts = found.map((each) => ({
    uri: each.uri,
    start: offset(each.line, each.column),
    end: offset(each.endLine, each.endColumn),
    message: each.message,
  }));
  return { source, ranges, texts };
}

/** Expects problems exactly on the marked ranges, with these messages. */
function expectProblems(
  marked: string,
  messages: readonly (string | RegExp)[],
  others?: Readonly<Record<string, string>>,
): void {
  const { source, ranges, texts } = diagnose(marked, others);
  const at = (range: { start: number; end: number }): string =>
    `${range.start}:${source.slice(range.start, range.end)}`;
  expect(texts.map(at)).toEqual(ranges.map(at));
  for (const [i, message] of messages.entries()) expect(texts[i]!.message).toMatch(message);
}

describe("what is not supported is refused on its range", () => {
  test.each<[string, string, RegExp]>([
    ["await in a function", "function f() { «await» 1; }", /syntax error/],
    ["dynamic import", "const m = «import('./x')»;", /import\(\) is not supported/],
    ["import.meta", "const u = «import.meta».url;", /import\.meta/],
    ["export in a namespace", "namespace N { «export default 1;» }", /exports its own declarations only/],
    ["import in a namespace", "namespace N { «import x from './x';» }", /./],
    ["quoted module", "module «'m'» { export const x = 1; }", /write declare before it/],
    ["decorator", "function d(..._: any[]): any {} «@d» class A {}", /decorators are not supported/],
    ["method decorator", "function d(..._: any[]): any {} class A { «@d» m() {} }", /decorators/],
    ["import require", "«import fs = require('fs');»", /import … = require/],
    ["export assignment", "«export = 1;»", /export = is not supported/],
    ["regular expression", "const r = «/(/»;", /syntax error: Invalid regular expression/],
    ["JSX", "const a = [«<div>x</div>», «<></>»];", /JSX is not supported.*no user interface/],
    ["eval", "«eval»('1');", /eval cannot be used.*code cannot be made/],
    ["Function", "«Function»('return 1')();", /Function cannot be called.*code cannot be made/],
    ["new Function", "new «Function»('return 1');", /Function cannot be called/],
    ["refused name of globalThis", "globalThis.«process».exit(); globalThis.Array;", /os\.exit/],
    ["assignment to globalThis", "«globalThis.mine» = 1;", /cannot be changed.*module-level/],
    ["fetch", "«fetch»('http://x');", /@io network/],
    ["setImmediate", "«setImmediate»(() => 1);", /setTimeout\(…, 0\)/],
    ["process", "«process».exit(1);", /os\.exit/],
    ["unknown name", "let a = 1; a = «undeclared» + a;", /unknown name undeclared.*@mock/],
    ["assignment to a standard name", "«Math» = null as any;", /cannot assign to Math/],
    ["private name", "class A { m(o: any) { return o.«#x»; } }", /(P|p)rivate name #x/],
    ["missing import", "import { x } from «'./nope'»; x();", /cannot import "\.\/nope"/],
    ["package", "import fs from «'node:fs'»; fs.x;", /only "schedlens" and relative files/],
    ["reserved specifier", "import { x } from «'native:engine'»; x();", /cannot import "native:engine"/],
    ["enum member after a text", "enum E { A = 'a', «B» }", /enum member B needs a value/],
    ["enum member after a call", "enum E { A = Number('1'), «B» }", /enum member B needs a value/],
  ])("%s", (_name, marked, message) => {
    expectProblems(marked, [message]);
  });
});

test("several problems are found in one pass, in the order of the text", () => {
  expectProblems(
    `import { a } from «"./missing"»;
const x = «nowhere»(a);
function f() { return «import.meta», «alsoNowhere»; }
class A { «@d» m() {} }`,
    [/cannot import/, /unknown name nowhere/, /import\.meta/, /unknown name alsoNowhere/, /decorators/],
  );
});

test("syntax errors are on the place where they are seen", () => {
  const { texts, source } = diagnose("const a = 1;\nconst a = 2;\nfunction f( {\n");
  expect(texts.length).toBeGreaterThan(0);
  expect(texts[0]!.message).toMatch(/^syntax error: /);
  const two = diagnose("let b = 1; let b = 2;\nlet c = 1; let c = 2;");
  expect(two.texts.map((each) => two.source.slice(each.start, each.end))).toEqual(["b", "c"]);
  expect(source).toContain("function");
});

test("names that are declared, standard or only types are no problem", () => {
  expectProblems(
    `import { chan, type Chan } from "schedlens";
import type { Gone } from "./gone";
interface I { x: Undeclared } type Undeclared = number; declare const ambient: number;
const c: Chan<Gone> = chan(); export type { Gone };
if (typeof window !== "undefined") c.close();
out: for (const k of [Math.PI, parseInt("1"), Number.MAX_VALUE]) { if (k) break out; }
new Map(); new Error("x"); BigInt(1); Symbol.iterator; JSON.stringify({}); undefined; NaN; Infinity; console.log(new Date());`,
    [],
  );
});

describe("imports", () => {
  test("of a name that the file does not export", () => {
    expectProblems(`import { «y» } from "./b"; y();`, [/"\.\/b" exports nothing named y/], {
      "b.ts": "export const x = 1;",
    });
  });
  test("of a type that is used as a value", () => {
    expectProblems(`import { «T» } from "./b"; T;`, [/exports only a type named T/], {
      "b.ts": "export interface T {}",
    });
  });
  test("of types alone are no problem", () => {
    expectProblems(`import { T } from "./b"; const x: T = {}; x;`, [], { "b.ts": "export interface T {}" });
  });
  test("report the problems of the imported file there", () => {
    const { texts } = diagnose(`import { x } from "./b"; x;`, { "b.ts": "export const x = nope;" });
    expect(texts).toHaveLength(1);
    expect([texts[0]!.uri, texts[0]!.start, texts[0]!.end]).toEqual(["file:///b.ts", 17, 21]);
  });
  test("an export of nothing", () => {
    expectProblems(`export { «nothing» };`, [/(Export 'nothing' is not defined|cannot export nothing)/]);
  });
});

test("a problem in a mocked body is none; one in the mock is on its range", () => {
  expectProblems(
    `/** @io network 3ms @mock { id: «unknownThing» } */
export function load() { return fetch("http://x").then((r: any) => process.exit(r)); }`,
    [/unknown name unknownThing/],
  );
});

test("damaged programs give diagnostics or code, never a crash", () => {
  const corpus = fileURLToPath(new URL("./corpus/", import.meta.url));
  const texts = readdirSync(corpus).map((file) => readFileSync(corpus + file, "utf8"));
  const inserted = [
    "",
    "(",
    "}",
    "async ",
    "await x",
    "yield",
    "#p",
    "super",
    "...",
    "=>",
    "let ",
    "`",
    "@d ",
    "new.target",
    "import x",
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...texts),
      fc.nat(),
      fc.nat(30),
      fc.constantFrom(...inserted),
      (text, at, length, insert) => {
        const start = at % text.length;
        const result = compileProgram({
          files: new Map([["file:///a.ts", text.slice(0, start) + insert + text.slice(start + length)]]),
          entryUri: "file:///a.ts",
          resolve: () => undefined,
          meter: "budget",
          addLoc: () => 0,
          providedGlobals: new Set(["console", "Date", "out", "op", "boom"]),
        });
        if ("ok" in result) Reflect.construct(Function, [result.ok.code]);
        else expect(result.diagnostics).not.toHaveLength(0);
      },
    ),
    { numRuns: 150, seed: 1 },
  );
});
