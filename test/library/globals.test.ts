import { describe, expect, it } from "vitest";
import { formatValues, makeConsole } from "../../src/program/library/globals/console";
import { makeDate } from "../../src/program/library/globals/date";
import { makeMath } from "../../src/program/library/globals/math";
import { Prng } from "../../src/sim/prng";
import { execFileSync } from "node:child_process";
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

describe("Date as the platform's own in UTC", () => {
  const TEXTS = [
    "2020-02-03",
    "2020-02",
    "2020",
    "2020-02-03T04:05",
    "2020-02-03T04:05:06.789",
    "2020-02-03T04:05Z",
    "2020-02-03T04:05+02:00",
    "+012020-02-03T04:05:06",
    "-000001-01-01",
    "2020T10:00",
    "2020-02T10:00",
    "2020-02-03 04:05",
    "Feb 3 2020 4:05 PM",
    "3 Feb 2020",
    "Mon, 03 Feb 2020 04:05:06 GMT",
    "Mon Feb 03 2020 04:05:06 GMT+0100 (a zone)",
    "12/25/1995 10:00 PDT",
    "12/25/1995 10:00 EST",
    "12/25/1995",
    "Tue Mar 01 2022 10:00 UT",
    "nonsense",
    "",
    "2020-13-01",
    "2020-02-30T00:00:00",
    "24:00",
    "2020-02-03T24:00:00",
  ];
  const SOURCE = `(D) => {
    const t = (f) => { try { const v = f(); return typeof v + " " + String(v); } catch (e) { return e.name + ": " + e.message; } };
    const show = (d) => [d.getTime(), String(d), d.toString(), d.toDateString(), d.toTimeString(), d.toUTCString(), d.toJSON(), d.getTimezoneOffset(), d.getYear(), d.getDay(), d.getHours()];
    const found = ${JSON.stringify(TEXTS)}.map((text) => [text, D.parse(text), new D(text).getTime()]);
    for (const ms of [0, 1, -1, 1e12, -62198755200000, 8.64e15, 253402300800000, NaN]) found.push(show(new D(ms)));
    for (const args of [[2020, 1], [99, 0], [2020, 1, 30, 25, 61, 61, 1001], [NaN, 1], [2020, undefined], [2020, 0, 1, 0, 0, 0, 0, 7, 8]]) found.push(show(new D(...args)));
    const object = (value, hint) => ({ [Symbol.toPrimitive]: (h) => (hint === undefined || h === hint ? value : "none") });
    for (const value of [null, undefined, true, "5", 5.9, new String("2020-02-03"), object("2020", "default"), object(7), { valueOf: () => 9 }, { valueOf: () => ({}), toString: () => "2021" }, [2022], new D(5)])
      found.push([new D(value).getTime()]);
    found.push([1n, Symbol("s"), object({}), { valueOf: null, toString: null }].map((value) => t(() => new D(value))));
    found.push([t(() => D.parse(Symbol("s"))), t(() => new D(0).setYear(99)), t(() => new D(0).setYear(2020.9)), t(() => new D(NaN).setYear(1)), t(() => new D(0).setYear("x"))]);
    found.push([t(() => new D(0).setHours(5, 6)), t(() => new D(0).setFullYear(2020, 1, 3)), t(() => new D(0).setDate(0)), new D(0) + 1, new D(5) - 1, \`\${new D(0)}\`]);
    found.push([D.name, D.length, D.prototype.constructor === D, Object.getPrototypeOf(D) === Function.prototype, Object.getPrototypeOf(D.prototype) === Object.prototype]);
    class Sub extends D { get tag() { return "sub"; } }
    found.push([new Sub(3).tag, new Sub(3) instanceof D, new Sub(3).getTime(), Sub.UTC(2020, 0), typeof D(), D(1).length > 30, Object.prototype.toString.call(new D(0))]);
    for (const key of Reflect.ownKeys(D.prototype)) if (!String(key).startsWith("toLocale") && key !== "toTemporalInstant")
      found.push([String(key), D.prototype[key].name, D.prototype[key].length, JSON.stringify(Object.getOwnPropertyDescriptor(D.prototype, key))]);
    return JSON.stringify(found);
  }`;

  it("in all but the time that it tells", () => {
    const native = execFileSync(process.execPath, ["-p", `(${SOURCE})(Date)`], {
      env: { TZ: "UTC" },
      encoding: "utf8",
    });
    const own = (Reflect.construct(Function, ["D", `return (${SOURCE})(D)`]) as (D: unknown) => string)(
      makeDate(() => 0),
    );
    expect(JSON.parse(own)).toEqual(JSON.parse(native));
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
