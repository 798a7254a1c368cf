import { describe, expect, test } from "vitest";
import { Engine } from "../../src/program/engine/engine";
import type { DebugControl } from "../../src/program/engine/debug/control";
import { EngineRoutine } from "../../src/program/engine/engineRoutine";
import { Cpu } from "../../src/sim/machine/cpu";
import { RoutineStop } from "../../src/sim/routine";
import { callsOf, placeOf } from "./debugging";
import { compile, makeHost, run } from "./harness";

/** A program's `main` in the debug build, that pauses where it is told to. */
function session(source: string) {
  const compiled = compile(source, { debug: true });
  const cpu = new Cpu();
  const host = makeHost(false);
  const engine: Engine = new Engine({ program: compiled.program, cpu, natives: {}, globals: host.globals });
  const aim = (): void => cpu.aim(0, 0, 100_000, 0);
  aim();
  expect(engine.evaluateModules().run()).toBe(RoutineStop.Returned);
  const routine = engine.routine(engine.exportOf("file:///main.ts", "main"), []);
  if (!(routine instanceof EngineRoutine)) throw new Error("a routine of the engine");
  const control: DebugControl = engine.debug;
  /** Runs on; `f:3:5`, or how it has ended. */
  const next = (): string => {
    let stop: RoutineStop;
    do {
      aim();
      stop = routine.run();
    } while (stop === RoutineStop.Budget);
    if (stop !== RoutineStop.Paused) return stop === RoutineStop.Returned ? "returned" : `stop ${stop}`;
    return placeOf(compiled, callsOf(routine)[0]!);
  };
  const rows = (line: number): ReturnType<typeof placesOn> => placesOn(compiled, control, line);
  return { compiled, control, engine, host, rows, next, routine };
}

function placesOn({ locs }: ReturnType<typeof compile>, { places }: DebugControl, line: number) {
  return places.filter((row) => locs[row]?.line === line);
}

/** Pauses everywhere and lists where. */
function pauses(source: string): string[] {
  const { control, next } = session(source);
  control.pauseEverywhere(true);
  const found: string[] = [];
  for (let at = next(); at !== "returned"; at = next()) found.push(at.replace(/^main:/, ""));
  return found;
}

describe("places to pause at", () => {
  test.each<[string, string, readonly string[]]>([
    ["statements, at their beginning", "let a = 1;\n  a++; out(a);", ["2:1", "3:3", "3:8"]],
    ["conditions", "if (true) out(1);\nelse out(2);", ["2:1", "2:11"]],
    [
      "the parts of a for, each time",
      "for (let i = 0; i < 2; i++)\n out(i);",
      ["2:1", "2:17", "3:2", "2:24", "2:17", "3:2", "2:24", "2:17"],
    ],
    [
      "a while, each time that it looks",
      "let n = 2;\nwhile (n--) {\n out(n);\n}",
      ["2:1", "3:8", "4:2", "3:8", "4:2", "3:8"],
    ],
    ["a do, where it looks", "do {\n out(1);\n} while (false);", ["3:2", "4:10"]],
    [
      "a for-of, and each of its passes",
      "for (const x of [1, 2])\n out(x);",
      ["2:1", "2:6", "3:2", "2:6", "3:2"],
    ],
    ["switch and its statements", "switch (1) {\n case 1: out(1); break;\n}", ["2:1", "3:10", "3:18"]],
    [
      "all of try, catch and finally",
      "try {\n throw 1; } catch {\n out(1); } finally {\n out(2); }",
      ["3:2", "4:2", "5:2"],
    ],
    ["not blocks, labels and empty statements", "a: { ; { ; } }", []],
    [
      "classes, and the fields of an object",
      "class A { x = 1;\n y; z = 2; }\nnew A();",
      ["2:1", "4:1", "A.fields:2:11", "A.fields:3:5"],
    ],
    ["functions, and what an arrow gives", "const f = () =>\n 1;\nf();", ["2:1", "4:1", "f:2:11", "f:3:2"]],
  ])("%s", (_, body, expected) => {
    expect(pauses(`export function main() {\n${body}\n}`)).toEqual(["1:8", ...expected]);
  });

  test("are the ones that the program runs through", () => {
    const { control, compiled } = session("export function main() { out(1); }");
    expect(control.places.map((row) => placeOf(compiled, { fn: "", loc: row })).sort()).toEqual([
      ":1:26",
      ":1:8",
    ]);
  });
});

test("a program that pauses everywhere prints the same in the same time", () => {
  const source = `function f(n: number): number { return n < 2 ? n : f(n - 1) + f(n - 2); }
    export function main() { for (const x of [3, 4]) out(f(x)); try { null!.x; } catch (e) { out(e); } }`;
  const plain = run(compile(source), { slice: Infinity, suspend: false });
  for (const slice of [1, 7, Infinity]) {
    let paused = 0;
    const debug = run(compile(source, { debug: true }), { slice, suspend: true, onPause: () => paused++ });
    expect([debug.lines, debug.time]).toEqual([plain.lines, plain.time]);
    expect(paused).toBeGreaterThan(30);
  }
});

test("nothing pauses while nothing is asked for", () => {
  const { next, host } = session("export function main() { out(1); }");
  expect(next()).toBe("returned");
  expect(host.lines).toEqual(["1"]);
});

describe("breakpoints", () => {
  const source = `export function main() {
  for (let i = 0; i < 3; i++) {
    out(i);
  }
  out("end");
}`;

  test("pause each time, before the statement, until they are taken away", () => {
    const { control, rows, next, host } = session(source);
    control.setBreakpoints(rows(3));
    expect([next(), host.lines]).toEqual(["main:3:5", []]);
    expect([next(), host.lines]).toEqual(["main:3:5", ["0"]]);
    control.setBreakpoints(rows(5));
    expect([next(), host.lines]).toEqual(["main:5:3", ["0", "1", "2"]]);
    control.setBreakpoints([]);
    expect(next()).toBe("returned");
  });

  test("pause within a step, which then is over", () => {
    const { control, rows, next, routine } = session(
      "export function main() {\n f();\n out(1);\n}\nfunction f() {\n out(2);\n out(3);\n}",
    );
    control.setBreakpoints([...rows(2), ...rows(6)]);
    expect(next()).toBe("main:2:2");
    control.stepOver(routine);
    expect(next()).toBe("f:6:2");
    expect(next()).toBe("returned");
  });
});

describe("steps", () => {
  /** Pauses at the line, steps as told, and says where that ended each time. */
  function steps(source: string, line: number, kinds: readonly ("into" | "over" | "out")[]): string[] {
    const { control, rows, next, routine } = session(source);
    control.setBreakpoints(rows(line));
    const found = [next()];
    control.setBreakpoints([]);
    for (const kind of kinds) {
      if (kind === "into") control.stepInto(routine);
      else if (kind === "over") control.stepOver(routine);
      else control.stepOut(routine);
      found.push(next());
    }
    return found;
  }

  const CALLS = `export function main() {
  const a = f(2);
  out(a);
}
function f(n: number): number {
  const half = g(n);
  return half + 1;
}
function g(n: number) {
  return n / 2;
}`;

  test("into go to the function's beginning and through its statements", () => {
    expect(steps(CALLS, 2, ["into", "into", "into", "into", "into", "into", "into"])).toEqual([
      "main:2:3",
      "f:5:1",
      "f:6:3",
      "g:9:1",
      "g:10:3",
      "f:7:3",
      "main:3:3",
      "returned",
    ]);
  });

  test("over stay in the call, and go on in the caller when that returns", () => {
    expect(steps(CALLS, 6, ["over", "over", "over"])).toEqual(["f:6:3", "f:7:3", "main:3:3", "returned"]);
  });

  test("out go on in the caller", () => {
    expect(steps(CALLS, 10, ["out", "out", "out"])).toEqual(["g:10:3", "f:7:3", "main:3:3", "returned"]);
  });

  test("over a recursion stay at its level", () => {
    const source = `export function main() {
  down(3);
}
function down(n: number) {
  if (n === 0) return;
  down(n - 1);
  out(n);
}`;
    const { control, rows, next, routine, host } = session(source);
    control.setBreakpoints(rows(6));
    expect([next(), next()]).toEqual(["down:6:3", "down:6:3"]);
    control.setBreakpoints([]);
    control.stepOver(routine);
    expect([next(), host.lines]).toEqual(["down:7:3", ["1"]]);
    control.stepOver(routine);
    expect([next(), host.lines]).toEqual(["down:7:3", ["1", "2"]]);
    control.stepOut(routine);
    expect([next(), host.lines]).toEqual(["returned", ["1", "2", "3"]]);
  });

  test("over a deep recursion do not depend on where its frames are", () => {
    const source = `export function main() {
  const n = deep(20_000);
  out(n);
}
function deep(n: number): number { return n === 0 ? 0 : 1 + deep(n - 1); }`;
    expect(steps(source, 2, ["over", "over"])).toEqual(["main:2:3", "main:3:3", "returned"]);
  });

  test("follow an exception to where it is caught", () => {
    const source = `export function main() {
  try {
    f();
  } catch {
    out("caught");
  }
}
function f() {
  g();
}
function g() {
  throw 1;
}`;
    expect(steps(source, 12, ["over"])).toEqual(["g:12:3", "main:5:5"]);
    expect(steps(source, 12, ["out"])).toEqual(["g:12:3", "main:5:5"]);
    expect(steps(source, 3, ["over"])).toEqual(["main:3:5", "main:5:5"]);
  });

  test("over a yield go to whoever has asked, into go into the generator", () => {
    const source = `export function main() {
  for (const x of g())
    out(x);
}
function* g() {
  yield 1;
  yield 2;
}`;
    expect(steps(source, 6, ["over", "over", "over", "over"])).toEqual(
      ["g:6:3", "main:2:8", "main:3:5", "main:2:8", "main:3:5"].slice(0, 5),
    );
    expect(steps(source, 3, ["into"])).toEqual(["main:3:5", "g:7:3"]);
    expect(steps(source, 7, ["out"])).toEqual(["g:7:3", "main:2:8"]);
  });

  test("into go through the library to the callback", () => {
    const source = `export function main() {
  [1, 2].map((x) =>
    x);
  out(0);
}`;
    expect(steps(source, 2, ["into", "into", "over"])).toEqual([
      "main:2:3",
      "main.func1:2:14",
      "main.func1:3:5",
      "main:4:3",
    ]);
    expect(steps(source, 2, ["over"])).toEqual(["main:2:3", "main:4:3"]);
  });

  test("pass over code that a built-in has called", () => {
    const source = `const o = { toString() {
  return "text";
} };
export function main() {
  [o].join();
  out(0);
}`;
    expect(steps(source, 5, ["into"])).toEqual(["main:5:3", "main:6:3"]);
  });

  test("of one routine do not stop another", () => {
    const { control, engine, rows, next, routine } = session(CALLS);
    control.setBreakpoints(rows(2));
    expect(next()).toBe("main:2:3");
    control.setBreakpoints([]);
    control.stepInto(routine);
    const other = engine.routine(engine.exportOf("file:///main.ts", "main"), []);
    expect(other.run()).toBe(RoutineStop.Returned);
    expect(next()).toBe("f:5:1");
  });
});
