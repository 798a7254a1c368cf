import { describe, expect, it } from "vitest";
import { formatValues, makeConsole } from "../../src/program/library/globals/console";
import { makeDate } from "../../src/program/library/globals/date";
import { makeMath } from "../../src/program/library/globals/math";
import { Prng } from "../../src/sim/prng";
import { Console } from "node:console";
import { Writable } from "node:stream";
import * as util from "node:util";

describe("console", () => {
  it("prints as this Node does", () => {
    const circular: Record<string, unknown> = { a: 1 };
    circular["self"] = circular;
    const values: unknown[] = [
      "%s is %d",
      "x",
      3,
      [1, 2, 3],
      { a: { b: { c: { d: 1 } } } },
      new Map([[1, { a: 2 }]]),
      new Set("ab"),
      circular,
      null,
      undefined,
      -0,
      10n,
      Symbol("s"),
      Array(120).fill(7),
    ];
    expect(formatValues(values)).toBe(util.format(...values));
    expect(formatValues([Array.from({ length: 26 }, (_, i) => "letter".slice(0, i % 6))])).toBe(
      util.format(Array.from({ length: 26 }, (_, i) => "letter".slice(0, i % 6))),
    );
  });
});

describe("console's other methods", () => {
  it("indent groups and report failed assertions as Node does", () => {
    let printed = "";
    const console = makeConsole(
      (stream, text) => {
        printed += `${stream}: ${text}`;
      },
      () => 0,
    );
    console["group"]?.("outer");
    console["log"]?.("a\nb");
    console["groupEnd"]?.();
    console["assert"]?.("", "no %s", "way");
    console["assert"]?.(true, "never");
    console["dir"]?.({ a: 1 });
    expect(printed).toBe(
      "stdout: outer\nstdout:   a\n  b\nstderr: Assertion failed: no way\nstdout: { a: 1 }\n",
    );
  });
});

describe("console.table", () => {
  const inNode = (...args: [unknown, string[]?]): string => {
    let text = "";
    const stdout = new Writable({
      write(chunk, _encoding, done) {
        text += String(chunk);
        done();
      },
    });
    new Console({ stdout }).table(...args);
    return text;
  };
  it.each<[string, unknown, string[]?]>([
    [
      "objects",
      [
        { a: 1, b: "x" },
        { a: 2, c: true },
      ],
    ],
    ["plain values", [1, "b", null, undefined]],
    ["both", [1, { a: 2 }, [3, 4]]],
    ["chosen columns", [{ a: 1, b: 2 }, 5], ["b", "z"]],
    [
      "a map",
      new Map<unknown, unknown>([
        ["k", 1],
        [{ o: 1 }, { a: 5 }],
      ]),
    ],
    ["a set", new Set<unknown>([1, "x", { a: 1 }])],
    ["an object", { x: { v: [[1]] }, y: { v: { q: {} } }, z: 5 }],
    ["large cells", [{ a: { b: 1, c: { d: 1 } }, e: [1, 2, 3, 4, 5], f: { x: 1, y: 2, z: 3 }, h: () => 1 }]],
    ["nothing", []],
    ["no table", 5],
    ["no object", null],
  ])("%s", (_name, data, columns) => {
    let text = "";
    const console = makeConsole(
      (_stream, line) => {
        text += line;
      },
      () => 0,
    );
    console["table"]?.(data, columns);
    expect(text).toBe(inNode(data, columns));
  });
});

it("counts and measures virtual time", () => {
  let text = "";
  let now = 0;
  const print = (stream: string, line: string): void => {
    text += `${stream === "stderr" ? "! " : ""}${line}`;
  };
  const console = makeConsole(print, () => now);
  const call = (name: string, ...args: unknown[]): void => {
    console[name]?.(...args);
  };
  call("count");
  call("count", "x");
  call("count");
  call("countReset");
  call("count");
  call("countReset", "none");
  call("time");
  now = 1_234_567;
  call("timeLog", undefined, "so far", { a: 1 });
  now = 61_500_000_000;
  call("timeEnd");
  call("timeEnd");
  call("time", "t");
  call("time", "t");
  now += 2e9;
  call("timeEnd", "t");
  call("trace", "here %d", 1);
  call("groupCollapsed", "group");
  call("dirxml", { b: 1 }, 2);
  call("dir", { a: { b: 1 } }, { depth: 0 });
  expect(text).toBe(`default: 1
x: 1
default: 2
default: 1
! Warning: Count for 'none' does not exist
default: 1.235ms so far { a: 1 }
default: 1:01.500 (m:ss.mmm)
! Warning: No such label 'default' for console.timeEnd()
! Warning: Label 't' already exists for console.time()
t: 2.000s
! Trace: here 1
group
  { b: 1 } 2
  { a: [Object] }
`);
});

describe("Date", () => {
  it("shows virtual time in UTC, whatever the machine's zone", () => {
    const D = makeDate(() => 90_061_001_000_000);
    const date = new D();
    expect(date.toISOString()).toBe("2024-01-02T01:01:01.001Z");
    expect([date.getDate(), date.getHours(), date.getTimezoneOffset()]).toEqual([2, 1, 0]);
    expect(String(date)).toBe("Tue Jan 02 2024 01:01:01 GMT+0000 (Coordinated Universal Time)");
    expect(D.now()).toBe(Date.UTC(2024, 0, 2, 1, 1, 1, 1));
    expect(new D(2020, 1, 3, 4).toISOString()).toBe("2020-02-03T04:00:00.000Z");
    expect(new D("2020-02-03T04:05:06").toISOString()).toBe("2020-02-03T04:05:06.000Z");
    expect(new D("2020-02-03T04:05:06+02:00").toISOString()).toBe("2020-02-03T02:05:06.000Z");
    expect(new D(NaN).toString()).toBe("Invalid Date");
  });
});

describe("Math.random", () => {
  it("repeats with the seed, stays in [0, 1) and is spread out", () => {
    const draw = (seed: number): number[] => {
      const prng = new Prng(seed);
      const math = makeMath(() => prng.fraction());
      return Array.from({ length: 2000 }, () => math.random());
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    const values = draw(1);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(Math.abs(values.reduce((a, b) => a + b) / 2000 - 0.5)).toBeLessThan(0.03);
  });
});
