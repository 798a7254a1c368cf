import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compile, run } from "./harness";

const corpus = (file: string): string => readFileSync(new URL(`./corpus/${file}`, import.meta.url), "utf8");

describe("functions that built-ins call can wait", () => {
  test.each([
    "blocking_library.ts",
    "blocking_everywhere.ts",
    "getters.ts",
    "using.ts",
    "blocking_conversions.ts",
    "blocking_keys.ts",
    "computed_accessors.ts",
  ])("%s", (file) => {
    expect(run(compile(corpus(file)), { slice: 7, suspend: true }).atomic).toEqual([]);
  });
});

describe("where that is impossible, the function is known", () => {
  test.each([
    ["valueOf", `Math.max({ valueOf: () => op(1) } as any)`],
    ["toString", `[{ toString: () => op("x") }].join()`],
    ["get", `Object.values(new Proxy({ a: 1 }, { get: () => op(1) }))`],
  ])("%s", (name, expression) => {
    const { atomic } = run(compile(`out(${expression});`), { slice: Infinity, suspend: true });
    expect(atomic.length).toBeGreaterThan(0);
    expect(atomic.at(-1)).toContain(name);
  });
});
