import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { OPERATION_COSTS } from "../../src/program/compiler/cost";
import { LIBRARY_COSTS } from "../../src/program/compiler/libraryCosts";
import { RoutineStop } from "../../src/sim/routine";
import { Engine } from "../../src/program/engine/engine";
import { Cpu } from "../../src/sim/machine/cpu";
import { ENTRY, compile, run } from "./harness";
import type { Build, Mode } from "./harness";

const FILE = join(import.meta.dirname, "..", "..", "docs", "costs.md");
const BEGIN = "<!-- prettier-ignore-start -->\n";
const END = "<!-- prettier-ignore-end -->";

/** The part of docs/costs.md that follows from the tables. */
function costTables(): string {
  const operations = OPERATION_COSTS.map(
    ({ what, ns, nodes }) => `| ${what} | ${ns} | ${nodes.join(", ")} |`,
  );
  const library = LIBRARY_COSTS.map(
    ({ measure, ns, functions }) => `| ${functions.join(", ")} | ${ns} | ${measure} |`,
  );
  return [
    "",
    "| operation | ns | in the syntax tree |",
    "|---|---|---|",
    ...operations,
    "",
    "| built-in | ns | for each of |",
    "|---|---|---|",
    ...library,
    "",
    "",
  ].join("\n");
}

test("docs/costs.md lists the costs of the code (UPDATE_DOCS=1 rewrites it)", () => {
  const text = readFileSync(FILE, "utf8");
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  expect(begin).toBeGreaterThan(0);
  expect(end).toBeGreaterThan(begin);
  const from = begin + BEGIN.length;
  if (process.env["UPDATE_DOCS"] === "1") {
    writeFileSync(FILE, text.slice(0, from) + costTables() + text.slice(end));
    return;
  }
  expect(text.slice(from, end)).toBe(costTables());
});

/** Virtual time of a program's run, ns. */
function time(source: string, mode: Mode = { slice: Infinity, suspend: false }, build: Build = {}): number {
  const outcome = run(compile(source, build), mode);
  expect(outcome.stop, String(outcome.result)).toBe(RoutineStop.Returned);
  return outcome.time;
}

/** What the call takes in `setting` besides what the same call takes with nothing to do. */
function extra(setting: (n: number) => string, call: string, n: number): number {
  return time(`${setting(n)}\n${call}`) - time(`${setting(0)}\n${call}`);
}

// The settings themselves cost the same for each n.
const LIST = (n: number): string =>
  `const list = Array.from(new Array(1000)), text = "x".repeat(1000); list.length = ${n};`;
const TEXT = (n: number): string =>
  `const text = "x".repeat(1000).slice(${n === 0 ? 1000 : 0}, ${n === 0 ? 2000 : n});`;

describe("library calls cost by their data", () => {
  test.each([
    ["list.slice()", 100, 25],
    ["list.indexOf(7)", 100, 50],
    ["list.includes(7)", 1000, 500],
    ["list.concat([])", 100, 25],
    ["list.reverse()", 40, 10],
    ["[...list]", 100, 25],
    ["Math.max(...list)", 100, 25],
    ["new Set(list.keys())", 10, 200],
  ])("%s of %d elements: %d ns", (call, n, ns) => {
    expect(extra(LIST, `${call};`, n)).toBe(ns);
  });

  test.each([
    ["text.repeat(3)", 160, 30],
    ["text.toUpperCase()", 160, 10],
    ['text.indexOf("y")', 160, 20],
    ['text.split(",")', 100, 100],
    ["/y/.test(text)", 100, 200],
    ["text.match(/y/)", 100, 200],
    ['text.replace(/y/, "z")', 100, 200],
  ])("%s of %d characters: %d ns", (call, n, ns) => {
    // The slice that makes the text has its own share.
    const sliced = Math.floor(n / 16);
    expect(extra(TEXT, `${call};`, n) - sliced).toBe(ns);
  });

  test("sorting costs n log n, with a comparator what that and the sorting itself take", () => {
    const sort = (n: number): number => time(`${LIST(n)} list.sort();`);
    expect(sort(1000) - sort(500)).toBe(5 * (1000 * 10 - 500 * 9));
    const compared = (n: number): number => time(`${LIST(n)} list.sort(() => 0);`);
    expect(compared(1000) - compared(0)).toBeGreaterThan(10_000);
  });

  test("JSON costs by its text", () => {
    const text = JSON.stringify(Array.from({ length: 100 }, (_, i) => i));
    const parse = time(`JSON.parse(${JSON.stringify(text)});`) - time('JSON.parse("1");');
    expect(parse).toBe(2 * text.length - 2);
    const stringify = extra(LIST, "JSON.stringify(list);", 100);
    expect(stringify).toBe(2 * (JSON.stringify(new Array(100)).length - 2));
  });

  test("an insertion into a Map costs the same whatever its size", () => {
    const one = time("const m = new Map(); m.set(1, 1);") - time("const m = new Map(); m.get(1, 1);");
    expect(one).toBe(20);
    const set = (n: number): number =>
      time(`const m = new Map(); for (let i = 0; i < ${n}; i++) m.set(i, i);`);
    expect(set(200) - set(100)).toBe(set(100) - set(0));
  });
});

describe("a library call costs the same on every path", () => {
  const PATHS: readonly (readonly [title: string, call: string, plain: string])[] = [
    ["through a variable", "const f = JSON.parse; f(text);", "const f = JSON.parse; f(one);"],
    [
      "as another object's method",
      "const o = { f: JSON.parse }; o.f(text);",
      "const o = { f: JSON.parse }; o.f(one);",
    ],
    ["by call", "JSON.parse.call(null, text);", "JSON.parse.call(null, one);"],
    ["by apply", "JSON.parse.apply(null, [text]);", "JSON.parse.apply(null, [one]);"],
    ["spread", "JSON.parse(...[text]);", "JSON.parse(...[one]);"],
    [
      "spread through a variable",
      "const f = JSON.parse; f(...[text]);",
      "const f = JSON.parse; f(...[one]);",
    ],
    [
      "spread of a set",
      "const f = JSON.parse; f(...new Set([text]));",
      "const f = JSON.parse; f(...new Set([one]));",
    ],
    ["bound", "JSON.parse.bind(null)(text);", "JSON.parse.bind(null)(one);"],
    ["as a callback of the prelude", "[text].forEach(JSON.parse);", "[one].forEach(JSON.parse);"],
    ["by Reflect", "Reflect.apply(JSON.parse, null, [text]);", "Reflect.apply(JSON.parse, null, [one]);"],
    ["optionally", "JSON?.parse?.(text);", "JSON?.parse?.(one);"],
    ["by a computed name", 'JSON["par" + "se"](text);', 'JSON["par" + "se"](one);'],
    [
      "in a getter",
      "({ get x() { return JSON.parse(text); } }).x;",
      "({ get x() { return JSON.parse(one); } }).x;",
    ],
    [
      "in code that a built-in calls",
      "String({ toString: () => String(JSON.parse(text).length) });",
      "String({ toString: () => String(JSON.parse(one).length) });",
    ],
  ];
  const setting = `const text = "[${"1,".repeat(99)}1]", one = "[1]";\n`;

  test.each(PATHS)("%s", (_, call, plain) => {
    expect(time(setting + call) - time(setting + plain)).toBe(2 * (201 - 3));
  });

  test.each([
    "list.slice(0)",
    "list?.slice?.(0)",
    "f.call(list, 0)",
    "f.apply(list, [0])",
    "Reflect.apply(f, list, [0])",
    "f.bind(list)(0)",
  ])("%s", (call) => {
    const of = (n: number): number => time(`const f = [].slice; ${LIST(n)} ${call};`);
    expect(of(1000) - of(0)).toBe(250);
  });

  test("constructors and classes that extend them", () => {
    const made = (n: number): number => extra(LIST, "new Set(list.keys());", n);
    const derived = "class Own extends Set {}\n";
    const own = (n: number): number => time(`${derived}${LIST(n)} new Own(list.keys());`);
    expect(own(100) - own(0)).toBe(made(100));
    const variable = (n: number): number => time(`const S = Set; ${LIST(n)} new S(list.keys());`);
    expect(variable(100) - variable(0)).toBe(made(100));
  });

  test("slices, suspensions, forced flushes and builds change nothing", () => {
    const source = `const xs = Array.from({ length: 100 }, (_, i) => (i * 7919) % 101);
      const s = xs.map(String).sort().join();
      for (const part of s.split(",")) op(JSON.parse(JSON.stringify({ part, at: s.indexOf(part) })));
      out(new Map(xs.entries()).size, xs.slice(3).concat(xs).lastIndexOf(5), /\\d+$/.exec(s), [...s].length);`;
    const modes: Mode[] = [
      { slice: 7, suspend: true },
      { slice: 1, suspend: false },
      { slice: 1000, suspend: true, native: 700 },
    ];
    const expected = time(source);
    for (const mode of modes) expect(time(source, mode)).toBe(expected);
    expect(time(source, { slice: 7, suspend: true }, { writes: true })).toBe(expected);
  });
});

test("where statements are free, library calls use up the step limit", () => {
  const source = `export function main(n) { "x".repeat(n).split(""); for (let i = 0; i < 3; i++); return "end"; }`;
  const stopOf = (n: number): RoutineStop => {
    const cpu = new Cpu();
    const { program } = compile(source, { meter: "steps" });
    const engine = new Engine({ program, cpu, natives: {}, globals: {} });
    const routine = engine.routine(engine.exportOf(ENTRY, "main"), [n]);
    cpu.steps = 10_000;
    return routine.run();
  };
  expect(stopOf(100)).toBe(RoutineStop.Returned);
  expect(stopOf(100_000)).toBe(RoutineStop.Steps);
});
