import { describe, expect, test } from "vitest";
import { Cpu } from "../../src/sim/machine/cpu";
import { GOEXIT, RoutineStop, SUSPENDED } from "../../src/sim/routine";
import type { Routine } from "../../src/sim/routine";
import { Engine } from "../../src/program/engine/engine";
import { ENTRY, compile, run } from "./harness";
import type { Compiled } from "./harness";

const WHOLE = 2 ** 30 - 1;

/** An engine whose `op` suspends and gives what the test says, and whose `out` collects. */
function start(compiled: Compiled, globals: Readonly<Record<string, unknown>> = {}) {
  const cpu = new Cpu();
  const lines: string[] = [];
  const engine: Engine = new Engine({
    program: compiled.program,
    cpu,
    natives: {},
    globals: {
      op: () => SUSPENDED,
      out: (...values: unknown[]) => lines.push(values.join(" ")),
      Date,
      console,
      ...globals,
    },
  });
  const go = (routine: Routine, slice?: number): RoutineStop => {
    for (;;) {
      cpu.aim(0, cpu.now(), cpu.now() + (slice ?? WHOLE), 0);
      cpu.steps = WHOLE;
      const stop = routine.run();
      if (stop !== RoutineStop.Budget || slice !== undefined) return stop;
    }
  };
  expect(go(engine.evaluateModules())).toBe(RoutineStop.Returned);
  const main = (...args: unknown[]): Routine => engine.routine(engine.exportOf(ENTRY, "main"), args);
  return { cpu, engine, go, main, lines };
}

const places = (compiled: Compiled, stack: readonly { fn: string; loc: number }[]): string[] =>
  stack.map(({ fn, loc }) => `${fn}:${loc === -1 ? "-" : compiled.locs[loc]!.line}`);

describe("suspension", () => {
  const compiled = compile(`export function main(n: number) {
    const a = inner(n);
    return a + 1;
  }
  function inner(n: number): number {
    const v = op(n) as number;
    return v * 2;
  }`);

  test("delivers a value", () => {
    const { go, main } = start(compiled);
    const routine = main(5);
    expect(go(routine)).toBe(RoutineStop.Suspended);
    routine.deliver(21);
    expect(go(routine)).toBe(RoutineStop.Returned);
    expect(routine.result).toBe(43);
  });

  test("shows the stack, the place and its size while suspended", () => {
    const { go, main } = start(compiled);
    const routine = main(5);
    go(routine);
    expect(places(compiled, routine.stack())).toEqual(["inner:6", "main:2"]);
    expect(compiled.locs[routine.loc()]).toEqual({ uri: ENTRY, line: 6, column: 15, fn: "inner" });
    expect(routine.stackBytes()).toBeGreaterThanOrEqual(200);
    expect(routine.stackBytes()).toBeLessThanOrEqual(1800);
  });

  test("makes the operation throw, and the stack is that of the throw", () => {
    const { go, main } = start(compiled);
    const routine = main(5);
    go(routine);
    const error = new Error("closed");
    routine.deliverError(error);
    expect(go(routine)).toBe(RoutineStop.Threw);
    expect(routine.result).toBe(error);
    expect(places(compiled, routine.stack())).toEqual(["inner:6", "main:2"]);
  });

  test("a built-in function can be a routine of its own", () => {
    const { engine, go } = start(compiled);
    const routine = engine.routine((value: number) => value * 2, [4]);
    expect(go(routine)).toBe(RoutineStop.Returned);
    expect(routine.result).toBe(8);
    const waiting = engine.routine(() => SUSPENDED, []);
    expect(go(waiting)).toBe(RoutineStop.Suspended);
    waiting.deliver("v");
    expect(go(waiting)).toBe(RoutineStop.Returned);
    expect(waiting.result).toBe("v");
  });

  test("knows the place of the operation while it is called", () => {
    const seen: number[] = [];
    const { go, main } = start(compiled, {
      op: () => {
        seen.push(routine.loc());
        return 1;
      },
    });
    const routine: Routine = main(1);
    go(routine);
    expect(seen.map((loc) => compiled.locs[loc]!.line)).toEqual([6]);
  });
});

describe("preemption", () => {
  test("stops soon after the budget is used up and goes on from there", () => {
    const compiled = compile(
      `export function main() { let n = 0; for (let i = 0; i < 1000; i++) n += i; return n; }`,
    );
    const { cpu, go, main } = start(compiled);
    const routine = main();
    let stops = 0;
    let last = cpu.now();
    while (go(routine, 100) === RoutineStop.Budget) {
      stops++;
      expect(cpu.now() - last).toBeGreaterThan(100);
      expect(cpu.now() - last).toBeLessThan(130);
      last = cpu.now();
    }
    expect(stops).toBeGreaterThan(10);
    expect(routine.result).toBe(499500);
  });

  test("comes between the read and the write of a shared counter, so that an update is lost", () => {
    const compiled = compile(`let n = 0;
      const o = { n: 0 };
      export function main() { n++; o.n += 1; return [n, o.n]; }`);
    const results = new Set<string>();
    for (let slice = 1; slice < 30; slice++) {
      const { go, main } = start(compiled);
      const [a, b] = [main(), main()];
      const first = go(a, slice);
      go(b);
      if (first === RoutineStop.Budget) go(a);
      results.add(String(a.result));
    }
    expect([...results].sort()).toEqual(expect.arrayContaining(["1,1", "2,2"]));
    expect(results).toContain("1,2");
  });

  test("counts steps instead of time where statements take none", () => {
    const compiled = compile(`export function main() { for (;;) op2(); } function op2() {}`, {
      meter: "steps",
    });
    const { cpu, main } = start(compiled);
    const routine = main();
    cpu.aim(0, 0, WHOLE, 0);
    cpu.steps = 1000;
    expect(routine.run()).toBe(RoutineStop.Steps);
    expect(cpu.now()).toBe(0);
    expect(compiled.locs[routine.loc()]!.line).toBe(1);
  });

  test("a statement run by a built-in is not interrupted, and time goes on", () => {
    const compiled = compile(`export function main() {
      const o = { toString() { let s = ""; for (let i = 0; i < 100; i++) s += i % 10; return s; } };
      return [o].join().length;
    }`);
    const { cpu, go, main } = start(compiled);
    const routine = main();
    while (go(routine, 5) === RoutineStop.Budget);
    expect(routine.result).toBe(100);
    expect(cpu.now()).toBeGreaterThan(300);
  });
});

describe("the stack", () => {
  test("holds a million calls", () => {
    const compiled = compile(`function down(n: number): number { return n === 0 ? 0 : down(n - 1) + 1; }
      export function main() { return down(1_000_000); }`);
    const { go, main } = start(compiled);
    const routine = main();
    expect(go(routine)).toBe(RoutineStop.Returned);
    expect(routine.result).toBe(1_000_000);
  });

  test("overflows at the same instant however the program is interrupted, and no handler sees it", () => {
    const compiled = compile(`let depth = 0;
      function down(): number { depth++; try { return down() + 1; } catch { out("caught"); return 0; } finally { out("finally"); } }
      export function main() { down(); }
      export function reached() { return depth; }`);
    const depths = new Set<number>();
    const times = new Set<number>();
    for (const slice of [WHOLE, 1000, 13]) {
      const { cpu, engine, go, main, lines } = start(compiled);
      const routine = main();
      routine.stackLimit = 1_000_000;
      let stop = go(routine, slice);
      while (stop === RoutineStop.Budget) stop = go(routine, slice);
      expect(stop).toBe(RoutineStop.StackOverflow);
      expect(routine.stackBytes()).toBeGreaterThan(1_000_000);
      expect(lines).toEqual([]);
      times.add(cpu.now());
      const reached = engine.routine(engine.exportOf(ENTRY, "reached"), []);
      go(reached);
      depths.add(reached.result as number);
    }
    expect(depths.size).toBe(1);
    expect(times.size).toBe(1);
    expect([...depths][0]).toBeGreaterThan(1_000_000 / 900 - 5);
  });

  test("ends endless recursion through a built-in", () => {
    const compiled = compile(`const o = { toString(): string { return [o].join(); } };
      export function main() { try { return [o].join(); } catch { return "caught"; } }`);
    const { go, main } = start(compiled);
    expect(go(main())).toBe(RoutineStop.StackOverflow);
  });
});

describe("exceptions", () => {
  test("keep the stack of the throw through finally blocks that wait", () => {
    const compiled = compile(`export function main() {
        first();
      }
      function first() {
        try {
          second();
        } finally {
          op("cleaning");
        }
      }
      function second() {
        const o: any = undefined;
        o.field;
      }`);
    const { go, main } = start(compiled);
    const routine = main();
    expect(go(routine)).toBe(RoutineStop.Suspended);
    routine.deliver(undefined);
    expect(go(routine)).toBe(RoutineStop.Threw);
    expect(String(routine.result)).toBe("TypeError: Cannot read properties of undefined (reading 'field')");
    expect(places(compiled, routine.stack())).toEqual(["second:13", "first:6", "main:2"]);
  });

  test("thrown again by a catch clause have the stack of that throw", () => {
    const compiled = compile(`export function main() {
        try {
          inner();
        } catch (e) {
          throw e;
        }
      }
      function inner() {
        throw new Error("x");
      }`);
    const { go, main } = start(compiled);
    const routine = main();
    expect(go(routine)).toBe(RoutineStop.Threw);
    expect(places(compiled, routine.stack())).toEqual(["main:5"]);
  });

  test("of a callback show the built-in that has called it", () => {
    const compiled = compile(`export function main() {
        [1].map((x) => {
          throw new Error("in map");
        });
      }`);
    const { go, main } = start(compiled);
    const routine = main();
    go(routine);
    expect(places(compiled, routine.stack())).toEqual(["main.func1:3", "Array.map:-", "main:2"]);
  });

  test("GOEXIT runs finally blocks and no catch clause", () => {
    const compiled = compile(`export function main() {
        try { try { op(1); } catch { out("caught"); } finally { out("inner"); op(2); } } catch { out("caught"); } finally { out("outer"); }
      }`);
    const exits = {
      op: (n: number) => {
        if (n === 1) throw GOEXIT as unknown as Error;
        return SUSPENDED;
      },
    };
    const { go, main, lines } = start(compiled, exits);
    const routine = main();
    expect(go(routine)).toBe(RoutineStop.Suspended);
    routine.deliver(undefined);
    expect(go(routine)).toBe(RoutineStop.Threw);
    expect(routine.result).toBe(GOEXIT);
    expect(lines).toEqual(["inner", "outer"]);
  });

  test("have no host stack", () => {
    const compiled = compile(`export function main() { return new Error("m").stack; }`);
    const { go, main } = start(compiled);
    const routine = main();
    go(routine);
    expect(routine.result).toBe("Error: m");
  });
});

describe("code called by built-ins", () => {
  test("may not wait: the routine ends with an error that says where", () => {
    const compiled = compile(`export function main() {
      const o = { toString() { op(1); return "x"; } };
      try { return [o].join(); } catch { return "caught"; }
    }`);
    const { go, main } = start(compiled);
    const routine = main();
    expect(go(routine)).toBe(RoutineStop.Threw);
    expect(String(routine.result)).toMatch(
      /^Error: toString was called by built-in code .* but it tried to wait/,
    );
  });

  test("is known to operations", () => {
    const compiled = compile(
      `export function main() { return [{ toString() { return op(1) + "x"; } }].join(); }`,
    );
    let atomic: string | undefined;
    const { engine, go, main } = start(compiled, {
      op: () => {
        atomic = engine.atomic;
        return 1;
      },
    });
    const routine = main();
    go(routine);
    expect(atomic).toBe("toString");
    expect(routine.result).toBe("1x");
    expect(engine.atomic).toBeUndefined();
  });
});

describe("names", () => {
  test("of functions are those of stacks", () => {
    const compiled =
      compile(`export const arrow = () => 1; export function plain() {} export class C { m() {} static s = () => 1; }
      export const list = [() => 1]; export function outer() { return () => () => 1; }`);
    const { engine, go } = start(compiled);
    const name = (key: string): string => engine.nameOf(engine.exportOf(ENTRY, key));
    expect([name("arrow"), name("plain")]).toEqual(["arrow", "plain"]);
    expect(engine.nameOf((engine.exportOf(ENTRY, "list") as unknown[])[0])).toBe("func1");
    const outer = engine.routine(engine.exportOf(ENTRY, "outer"), []);
    go(outer);
    expect(outer.name).toBe("outer");
    expect(engine.nameOf(outer.result)).toBe("outer.func1");
    expect(engine.nameOf(Math.max)).toBe("max");
    const prototype = (engine.exportOf(ENTRY, "C") as { prototype: { m: unknown } }).prototype;
    expect(engine.nameOf(prototype.m)).toBe("C.m");
  });
});

test("engines of one program have their own variables", () => {
  const compiled = compile(`let n = 0; export function main() { return ++n; }`);
  const cpu = new Cpu();
  const globals = {};
  const results = [1, 2].map(() => {
    const engine = new Engine({ program: compiled.program, cpu, natives: {}, globals });
    cpu.aim(0, 0, WHOLE, 0);
    engine.evaluateModules().run();
    const routine = engine.routine(engine.exportOf(ENTRY, "main"), []);
    routine.run();
    return routine.result;
  });
  expect(results).toEqual([1, 1]);
});

test("a blocked routine is small", () => {
  const compiled = compile(
    `export function main() { const list: unknown[] = []; for (let i = 0; i < 3; i++) list.push(i); op(1); }`,
  );
  const { go, main } = start(compiled);
  const count = 20_000;
  const routines: Routine[] = [];
  const before = process.memoryUsage().heapUsed;
  for (let i = 0; i < count; i++) {
    const routine = main();
    go(routine);
    routines.push(routine);
  }
  const each = (process.memoryUsage().heapUsed - before) / count;
  expect(routines).toHaveLength(count);
  expect(each).toBeLessThan(1500);
});

test("the outcome of a whole run has its result", () => {
  const outcome = run(compile("export function main() { return op(5); }"), { slice: 1, suspend: true });
  expect([outcome.stop, outcome.result]).toEqual([RoutineStop.Returned, 5]);
});
