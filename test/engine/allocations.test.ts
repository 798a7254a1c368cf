import { describe, expect, test } from "vitest";
import { compileProgram } from "../../src/program/compiler/compile";
import { Engine } from "../../src/program/engine/engine";
import { Cpu } from "../../src/sim/machine/cpu";

const ENTRY = "file:///main.ts";

function compile(text: string, countsHeap?: boolean) {
  const compiled = compileProgram({
    files: new Map([[ENTRY, text]]),
    entryUri: ENTRY,
    resolve: () => undefined,
    meter: "budget",
    addLoc: () => -1,
    ...(countsHeap === undefined ? {} : { countsHeap }),
  });
  if ("diagnostics" in compiled)
    throw new Error(compiled.diagnostics.map(({ message }) => message).join("\n"));
  return compiled.ok;
}

/** Bytes that the body of a function counts. */
function bytes(body: string): number {
  const program = compile(`export function main(n) { ${body} }`, true);
  const cpu = new Cpu();
  cpu.aim(0, 0, 1e9, 1e9);
  const engine = new Engine({ program, cpu, natives: {}, globals: {} });
  engine.evaluateModules().run();
  const routine = engine.routine(engine.exportOf(ENTRY, "main"), [3]);
  cpu.heap = 1e9;
  routine.run();
  expect(routine.result).toBeUndefined();
  return 1e9 - cpu.heap;
}

describe("counting of allocations", () => {
  test("is not in code that is compiled without it", () => {
    const text = `class A { #x = [1]; get() { return () => this.#x; } }
      export function main() { const o = { a: "x" + 1, b: [new A()].map((a) => a.get()) }; o.b.push(() => []); return o; }`;
    const { code } = compile(text);
    expect(code).toBe(compile(text, false).code);
    for (const part of ["$c.heap", "$h.made", "$h.sum", "$h.fresh", "$h.grown", "$h.slots"])
      expect(code).not.toContain(part);
    expect(compile(text, true).code).toContain("$c.heap");
  });

  test.each([
    ["an object", "const o = { a: 1, b: 2 };", 16 + 2 * 8],
    ["an array", "const a = [1, 2, 3];", 24 + 3 * 8],
    ["a string of two", "const s = n + 'abc';", 16 + 4],
    ["a number of two", "const s = n + 1;", 0],
    ["a template", "const s = `ab${n}`;", 16 + 3],
    ["text appended", "let s = 'ab'; s += n;", 16 + 3],
    ["an object of a class", "class P { x = 1; y = 2; } new P();", 16 + 2 * 8],
    ["a typed array", "new Uint8Array(1000);", 24 + 1000],
    ["a Map", "new Map([[1, 2]]);", 48 + 48 + (24 + 16) + (24 + 8)],
    ["an entry of a Map", "const m = new Map(); m.set(1, 2);", 48 + 48],
    ["elements pushed", "const a = []; a.push(1, 2);", 24 + 2 * 16],
    ["an array of a built-in", "const a = [1, 2, 3]; a.slice(1);", 24 + 24 + 24 + 16],
    ["a function", "const f = () => 1;", 32],
    ["a variable that a closure shares", "let x = 1; const f = () => x++;", 32 + 16 + 8],
    ["each pass of a loop", "for (let i = 0; i < n; i++) { const o = { i }; }", 3 * 24],
    ["nothing", "let x = n * 2; x = x > 3 ? 1 : 2;", 0],
  ])("%s", (_, body, expected) => {
    expect(bytes(body)).toBe(expected);
  });
});
