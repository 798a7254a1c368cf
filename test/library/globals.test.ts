import { describe, expect, it } from "vitest";
import { formatValues, makeConsole } from "../../src/program/library/globals/console";
import { makeDate } from "../../src/program/library/globals/date";
import { makeMath } from "../../src/program/library/globals/math";
import { Prng } from "../../src/sim/prng";
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
    const console = makeConsole((stream, text) => {
      printed += `${stream}: ${text}`;
    });
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
