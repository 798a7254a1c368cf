import { describe, expect, test } from "vitest";
import { EVERYTHING } from "../../src/program/engine/accesses";
import type { AccessHooks } from "../../src/program/engine/accesses";
import { Engine } from "../../src/program/engine/engine";
import { Cpu } from "../../src/sim/machine/cpu";
import { RoutineStop } from "../../src/sim/routine";
import { compile, makeHost, run } from "./harness";

/** What the programs below share: objects that say their name, apart from the accesses that are looked at. */
const SHARED = `class A { tag = "a"; x = 1; #p = 1; get p() { return this.#p; } bump() { this.#p++; } static n = 0; }
const a: any = new A();
const list: any = [3, 1, 2];
const map: any = new Map(), set: any = new Set();
let n = 0; const fixed = 1;
const get = () => n + fixed;
`;
const FIRST_LINE = SHARED.split("\n").length;

/** The accesses of a program's main: line within it, kind, object, key. */
function accesses(body: string, slice = 100_000): string[] {
  const source = `${SHARED}export function main() { ${body}\n}\nexport const objects = { list, map, set, A };`;
  const compiled = compile(source, { accesses: true });
  const seen: string[] = [];
  let objects: Record<string, unknown> = {};
  const nameOf = (object: object): string => {
    const known = Object.entries(objects).find(([, each]) => each === object);
    if (known !== undefined) return known[0];
    if (Object.hasOwn(object, "tag")) return "a";
    if (Array.isArray(object)) return "new list";
    return Object.getPrototypeOf(object) === Object.prototype ? "{}" : "object";
  };
  const log =
    (kind: string): AccessHooks["read"] =>
    (object, key, loc) => {
      const line = (compiled.locs[loc]?.line ?? NaN) - FIRST_LINE + 1;
      const owner =
        typeof key === "string" && key in object && Object.hasOwn(object, "$p") ? "variable" : nameOf(object);
      seen.push(`${line} ${kind} ${owner}.${key === EVERYTHING ? "*" : String(key)}`);
    };
  const cpu = new Cpu();
  const host = makeHost(false);
  const hooks = { read: log("reads"), write: log("writes") };
  const engine: Engine = new Engine({
    program: compiled.program,
    cpu,
    natives: {},
    globals: host.globals,
    accesses: hooks,
  });
  cpu.aim(0, 0, 100_000, 0);
  expect(engine.evaluateModules().run()).toBe(RoutineStop.Returned);
  objects = engine.exportOf("file:///main.ts", "objects") as Record<string, unknown>;
  seen.length = 0;
  const routine = engine.routine(engine.exportOf("file:///main.ts", "main"), []);
  let stop: RoutineStop;
  do {
    cpu.aim(0, 0, slice, 0);
    stop = routine.run();
  } while (stop === RoutineStop.Budget);
  expect(stop, String(routine.result)).toBe(RoutineStop.Returned);
  // The module's environment is no closure's: it has no parent.
  return seen.map((each) => each.replace("{}.n", "variable.n"));
}

test.each<[string, string, readonly string[]]>([
  ["a shared variable", "n; n = 2;", ["1 reads variable.n", "1 writes variable.n"]],
  [
    "a read and a write of an update",
    "n++;\n n += 2;",
    ["1 reads variable.n", "1 writes variable.n", "2 reads variable.n", "2 writes variable.n"],
  ],
  [
    "in the order of evaluation",
    "n = a.x + list[0];",
    ["1 reads a.x", "1 reads list.0", "1 writes variable.n"],
  ],
  [
    "properties and elements",
    "a.x = list[1];\n list[2] = a.x;",
    ["1 reads list.1", "1 writes a.x", "2 reads a.x", "2 writes list.2"],
  ],
  ["computed keys", "const k = 'x'; a[k] = a[k];", ["1 reads a.x", "1 writes a.x"]],
  ["private fields, at their line", "a.bump();", ["-5 reads a.#p", "-5 writes a.#p"]],
  ["static fields", "A.n++;", ["1 reads A.n", "1 writes A.n"]],
  ["logical assignments", "a.x ??= 1; a.x &&= 2;", ["1 reads a.x", "1 reads a.x", "1 writes a.x"]],
  [
    "delete, in and optional chains",
    "'x' in a; a?.x; delete a.x;",
    ["1 reads a.x", "1 reads a.x", "1 writes a.x"],
  ],
  [
    "patterns",
    "const { x, ...r } = a; [a.x, n] = [1, 2];",
    ["1 reads a.x", "1 reads a.*", "1 writes a.x", "1 writes variable.n"],
  ],
  [
    "loops over arrays",
    "for (const e of list)\n out(e);",
    ["1 reads list.0", "1 reads list.1", "1 reads list.2", "1 reads list.length"],
  ],
  [
    "loops over maps and keys",
    "for (const e of map) e; for (const k in a) k;",
    ["1 reads map.*", "1 reads a.*"],
  ],
  [
    "spreads",
    "[...list]; ({ ...a }); Math.max(...list);",
    ["1 reads list.*", "1 reads a.*", "1 reads list.*"],
  ],
  [
    "maps and sets",
    "map.set('k', 1); map.get('k'); map.has(2); set.add(3); map.size; map.delete('k'); set.clear();",
    [
      "1 writes map.k",
      "1 reads map.k",
      "1 reads map.2",
      "1 writes set.3",
      "1 reads map.*",
      "1 writes map.k",
      "1 writes set.*",
    ],
  ],
  [
    "built-ins that change arrays",
    "list.push(4);\n list.pop(); list.reverse();",
    [
      "1 reads list.length",
      "1 writes list.3",
      "1 writes list.length",
      "2 reads list.length",
      "2 reads list.3",
      "2 writes list.3",
      "2 writes list.length",
      "2 reads list.*",
      "2 writes list.*",
    ],
  ],
  [
    "functions of Object",
    "Object.keys(a); Object.assign(a, { x: 5 });",
    ["1 reads a.*", "1 reads {}.*", "1 writes a.x"],
  ],
  [
    "a method that is the object's own",
    "a.own = () => 1; a.own(); a.bump;",
    ["1 writes a.own", "1 reads a.own", "1 reads a.bump"],
  ],
  [
    "what the library reads, at the line of the call",
    "n = 0; list.some(\n (e: any) => e > 2 && n > 0);",
    [
      "1 writes variable.n",
      "1 reads list.length",
      "1 reads list.0",
      "1 reads list.0",
      "2 reads variable.n",
      "1 reads list.1",
      "1 reads list.1",
      "1 reads list.2",
      "1 reads list.2",
    ],
  ],
  [
    "nothing of variables of one function",
    "let x = 1; x++; x += 2; for (let i = 0; i < 2; i++) x += i; out(x);",
    [],
  ],
  ["nothing of what never changes", "out(fixed, list === map, get === undefined);", []],
  ["nothing of what is no object", "'abc'.length; (5 as any).x; try { (null as any).x; } catch {}", []],
  ["nothing of a new object's fields", "new A(); ({ x: 1, y: [1] });", []],
])("tells of %s", (_, body, expected) => {
  expect(accesses(body)).toEqual(expected);
});

describe("accesses", () => {
  test("are told of once, however the program is interrupted", () => {
    const body = "for (let i = 0; i < 3; i++) { n += list[i]; list.map((e: any) => e + n); map.set(i, n); }";
    expect(accesses(body, 1)).toEqual(accesses(body));
  });

  test("of a variable for each pass of a loop have environments of their own", () => {
    const compiled = compile(
      "export function main() { for (let i = 0; i < 2; i++) go(() => i++); } function go(f: any) { f(); }",
      { accesses: true },
    );
    const written = new Set<object>();
    const cpu = new Cpu();
    const engine = new Engine({
      program: compiled.program,
      cpu,
      natives: {},
      globals: {},
      accesses: { read: () => undefined, write: (object) => written.add(object) },
    });
    cpu.aim(0, 0, 10_000, 0);
    engine.evaluateModules().run();
    expect(engine.routine(engine.exportOf("file:///main.ts", "main"), []).run()).toBe(RoutineStop.Returned);
    expect(written.size).toBe(2);
  });

  test("cost no virtual time and change no stack", () => {
    const source = `let n = 0; const a = [1, 2, 3];
      function f(x: number): number { return x === 0 ? n : f(x - 1) + a.map((e) => e + n)[0]!; }
      export function main() { n++; out(f(5)); out(op(a.length)); }`;
    const sizes = [{}, { accesses: true }].map((build) => {
      const found: number[] = [];
      const { time, lines } = run(compile(source, build), {
        slice: 7,
        suspend: true,
        onOperation: (routine) => found.push(routine.stackBytes()),
      });
      return { time, lines, found };
    });
    expect(sizes[1]).toEqual(sizes[0]);
  });

  test("are not in a program that is compiled without them", () => {
    const source = `${SHARED} export function main() { n++; list.push(a.x); }`;
    expect(compile(source).program.code).not.toContain("$a.");
    expect(compile(source, { accesses: true }).program.code).toContain("$a.");
  });
});
