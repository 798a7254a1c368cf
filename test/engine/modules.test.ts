import { expect, test } from "vitest";
import { Cpu } from "../../src/sim/machine/cpu";
import { RoutineStop } from "../../src/sim/routine";
import { compileProgram } from "../../src/program/compiler/compile";
import { Engine } from "../../src/program/engine/engine";
import type { EngineInput } from "../../src/program/engine/engine";

const LIBRARY = "schedlens:/index.js";

/** Evaluates the modules of a program of several files; `out` collects. */
function evaluate(files: Readonly<Record<string, string>>, natives: EngineInput["natives"] = {}) {
  const texts = new Map(
    Object.entries(files).map(([name, text]) => [name.includes(":") ? name : `file:///${name}`, text]),
  );
  const compiled = compileProgram({
    files: texts,
    entryUri: "file:///main.ts",
    resolve: (specifier, from) => {
      if (specifier === "schedlens") return texts.has(LIBRARY) ? LIBRARY : "native:schedlens";
      const uri = new URL(specifier, from).href;
      return [uri, `${uri}.ts`].find((each) => texts.has(each));
    },
    meter: "budget",
    addLoc: () => 0,
    providedGlobals: new Set(["out"]),
  });
  if ("diagnostics" in compiled) throw new Error(compiled.diagnostics.map((each) => each.message).join("\n"));
  const lines: string[] = [];
  const cpu = new Cpu();
  const engine = new Engine({
    program: compiled.ok,
    cpu,
    natives,
    globals: { out: (...values: unknown[]) => lines.push(values.map(String).join(" ")) },
  });
  const routine = engine.evaluateModules();
  let stop: RoutineStop;
  do {
    cpu.aim(0, cpu.now(), cpu.now() + 20, 0);
    stop = routine.run();
  } while (stop === RoutineStop.Budget);
  return { engine, lines, stop, routine };
}

test("modules run once each, after what they import", () => {
  const { lines } = evaluate({
    "main.ts": `import "./a"; import { b } from "./b"; out("main", b);`,
    "a.ts": `import { b } from "./b"; out("a", b);`,
    "b.ts": `out("b"); export const b = 1;`,
  });
  expect(lines).toEqual(["b", "a 1", "main 1"]);
});

test("all forms of import and export", () => {
  const { lines, engine } = evaluate({
    "main.ts": `import def, { named, renamed as local, K, f as fn } from "./a"; import * as ns from "./a"; import { inner, star, everything } from "./barrel"; import anon from "./anon"; import cls from "./cls";
      out(def, named, local, new K().v, fn(2), ns.named, ns.default, Object.keys(ns).join(), inner, star(), everything.named, anon(), new cls().x, typeof ns, Object.prototype.toString.call(ns));
      export { named as again }; export default 5; export * from "./a";`,
    "a.ts": `export const named = "n"; const hidden = "h"; export { hidden as renamed }; export class K { v = "k"; } export function f(x: number) { return x * 2; } export default "d"; export type T = number;`,
    "barrel.ts": `export { named as inner } from "./a"; export * from "./star"; export * as everything from "./a";`,
    "star.ts": `export function star() { return "s"; }`,
    "anon.ts": `export default function () { return "anon"; }`,
    "cls.ts": `export default class { x = "cls"; }`,
  });
  expect(lines).toEqual(["d n h k 4 n d K,default,f,named,renamed n s n anon cls object [object Module]"]);
  expect(engine.exportOf("file:///main.ts", "again")).toBe("n");
  expect(engine.exportOf("file:///main.ts", "default")).toBe(5);
  expect(engine.exportOf("file:///main.ts", "renamed")).toBe("h");
  expect(engine.exportOf("file:///main.ts", "nothing")).toBeUndefined();
});

test("imported variables are live", () => {
  const { lines } = evaluate({
    "main.ts": `import { n, inc } from "./a"; import * as a from "./a"; out(n, a.n); inc(); out(n, a.n); const o = a; inc(); out(o.n);`,
    "a.ts": `export let n = 1; export function inc() { n++; }`,
  });
  expect(lines).toEqual(["1 1", "2 2", "3"]);
});

test("cycles work for functions, and too early reads are errors", () => {
  const { lines } = evaluate({
    "main.ts": `import { even } from "./even"; out(even(10), even(7));`,
    "even.ts": `import { odd, late } from "./odd"; export function even(n: number): boolean { return n === 0 || odd(n - 1); } export const x = "x"; out(late());`,
    "odd.ts": `import { even, x } from "./even"; export function odd(n: number): boolean { return n !== 0 && even(n - 1); } export const late = () => x;
      try { out(x); } catch (e) { out((e as Error).message); } out(even(4));`,
  });
  expect(lines).toEqual(["Cannot access 'x' before initialization", "true", "x", "true false"]);
});

test("an import that only types are taken from is left out", () => {
  const { lines } = evaluate({
    "main.ts": `import { T } from "./types"; const t: T = 1; out(t);`,
    "types.ts": `out("evaluated"); export type T = number;`,
  });
  expect(lines).toEqual(["1"]);
});

test("assigning to an import is an error of the program", () => {
  const { lines } = evaluate({
    "main.ts": `import { n } from "./a"; try { (n as any) = 2; } catch (e) { out((e as Error).message); } out(n);`,
    "a.ts": "export const n = 1;",
  });
  expect(lines).toEqual(["Assignment to constant variable.", "1"]);
});

test("native modules and library modules", () => {
  const natives = {
    "native:schedlens": {
      double: (n: number) => n * 2,
      K: class {
        v = 3;
      },
      nested: { deep: () => "deep" },
    },
  };
  const direct = evaluate(
    {
      "main.ts": `import { double, K, nested } from "schedlens"; import * as all from "schedlens"; out(double(4), new K().v, nested.deep(), all.double(5), typeof all);`,
    },
    natives,
  );
  expect(direct.lines).toEqual(["8 3 deep 10 object"]);
  const library = evaluate(
    {
      "main.ts": `import { twice } from "schedlens"; out(twice((x: number) => x + 1));`,
      [LIBRARY]: `import { double } from "native:schedlens"; import * as native from "native:schedlens"; export const nested = native.nested; export function twice(f) { return double(f(1)) + new native.K().v; }`,
    },
    natives,
  );
  expect(library.lines).toEqual(["7"]);
});

test("an exception in a module body ends the evaluation", () => {
  const { stop, routine, lines } = evaluate({
    "main.ts": `import "./a"; out("never");`,
    "a.ts": `out("a"); throw new Error("in a");`,
  });
  expect([stop, String(routine.result), lines]).toEqual([RoutineStop.Threw, "Error: in a", ["a"]]);
});

test("what two modules export under one name is exported by neither, unless it is the same", () => {
  const star = {
    "a.ts": "export const x = 1, y = 2;",
    "b.ts": "export const x = 3; export { y } from './a';",
  };
  const all = { ...star, "all.ts": "export * from './a'; export * from './b';" };
  expect(
    evaluate({ "main.ts": "import * as all from './all'; out(Object.keys(all), all.y);", ...all }).lines,
  ).toEqual(["y 2"]);
  expect(() => evaluate({ "main.ts": "import { x } from './all'; out(x);", ...all })).toThrow(
    '"./all" exports nothing named x',
  );
});

test("what a module imports can be exported by modules that import each other", () => {
  expect(
    evaluate({
      "main.ts": "import { inner } from './a'; out(inner.one);",
      "a.ts": "import * as inner from './b'; export { inner };",
      "b.ts": "export * from './a'; export const one = 1;",
    }).lines,
  ).toEqual(["1"]);
});

test("in JavaScript every import and export must exist, and no export may be there twice", () => {
  const one = { "one.js": "export const one = 1;" };
  const main = "import './more.js'; out('runs');";
  expect(evaluate({ "main.ts": main, "more.js": "import { one } from './one.js';", ...one }).lines).toEqual([
    "runs",
  ]);
  for (const [text, message] of [
    ["import { two } from './one.js';", '"./one.js" exports nothing named two'],
    ["export { two } from './one.js';", "exports nothing named two"],
    ["const a = 1; export { a }; export { a };", "export"],
    ["const a: number = 1;", "syntax error"],
  ] as const)
    expect(() => evaluate({ "main.ts": main, "more.js": text, ...one })).toThrow(message);
});

test("a default function without a name exists before any module runs", () => {
  expect(
    evaluate({
      "main.ts": "import f from './f'; out(f(), f.name);",
      "f.ts": "import './g'; export default function () { return 'called'; }",
      "g.ts": "import f from './f'; out('early', f());",
    }).lines,
  ).toEqual(["early called", "called default"]);
});
