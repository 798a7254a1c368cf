import { expect, test } from "vitest";
import { Engine } from "../../src/program/engine/engine";
import { Cpu } from "../../src/sim/machine/cpu";
import { RoutineStop } from "../../src/sim/routine";
import { compile, makeHost } from "./harness";

/**
 * Runs a program's `main` and lists what it says it is going to write to: the names of properties that hold the object, or the variables
 * of an environment.
 */
function written(source: string, watch = true): string[] {
  const { program } = compile(source, { writes: true });
  const cpu = new Cpu();
  cpu.aim(0, 0, 100_000, 0);
  const host = makeHost(false);
  const engine: Engine = new Engine({
    program,
    cpu,
    natives: {},
    globals: { ...host.globals, name: undefined },
  });
  expect(engine.evaluateModules().run()).toBe(RoutineStop.Returned);
  const found: string[] = [];
  if (watch)
    engine.watchWrites((object) => {
      if (typeof object !== "object" || object === null) found.push(`a ${typeof object}`);
      else if ("tag" in object) found.push(String(object.tag));
      else found.push(Object.keys(object).join("+"));
    });
  const routine = engine.routine(engine.exportOf("file:///main.ts", "main"), []);
  cpu.aim(0, 0, 100_000, 0);
  expect(routine.run()).toBe(RoutineStop.Returned);
  engine.watchWrites(undefined);
  return found;
}

const TAGGED = `
  class Tagged { tag: string; #secret = 0; constructor(tag: string) { this.tag = tag; }
    reveal() { return this.#secret++; } }
  const o: any = new Tagged("o");
  const list: any = Object.assign([3, 1, 2], { tag: "list" });
  const map: any = Object.assign(new Map(), { tag: "map" });
  const bytes: any = Object.assign(new Uint8Array(4), { tag: "bytes" });
`;

test.each<[string, string, readonly string[]]>([
  ["a property", "o.x = 1;", ["o"]],
  ["an element", "list[0] = 1; list[1]++; list[2] += 5;", ["list", "list", "list"]],
  ["a private field", "o.reveal();", ["o"]],
  ["delete", "delete o.x; delete o['y'];", ["o", "o"]],
  ["logical assignments that write, and one that does not", "o.x ??= 1; o.x ??= 2; o.x &&= 3;", ["o", "o"]],
  [
    "targets of patterns",
    "[o.a, o.b] = [1, 2]; ({ c: o.c, ...o.d } = { c: 1 } as any);",
    ["o", "o", "o", "o"],
  ],
  ["the head of a loop", "for (o.i of [1, 2]);", ["o", "o"]],
  [
    "methods that change arrays",
    "list.push(1); list.pop(); list.reverse(); list.fill(0);",
    // Elements and lengths.
    Array<string>(8).fill("list"),
  ],
  [
    "sort of both kinds",
    "list.sort(); list.sort((a, b) => a - b);",
    ["list", "", "0", "0+1", "list", "list", "list"],
  ],
  ["typed arrays", "bytes.set([1, 2]); bytes[0] = 1;", ["bytes", "bytes", "bytes"]],
  ["maps", "map.set(1, 2); map.delete(1); map.clear(); map.get(1);", ["map", "map", "map"]],
  [
    "functions of Object and Reflect",
    "Object.assign(o, { a: 1 }); Object.defineProperty(o, 'b', {}); Reflect.set(o, 'c', 1);",
    ["o", "o", "o"],
  ],
  [
    "a method taken out of its object",
    "const push = list.push; push.call(list, 1); const { assign } = Object; assign(o, { z: 1 });",
    ["list", "list", "o"],
  ],
  ["what is no object", "try { (1 as any).x = 1; } catch {}", ["a number"]],
  [
    "nothing that is new or read",
    "const n = { a: [1] }; n.a; new Tagged('new'); out(list[0], o.x, map.has(1));",
    ["undefined"],
  ],
  ["no variable of one function only", "let x = 0; x++; for (let i = 0; i < 3; i++) x += i; out(x);", []],
])("says before it writes: %s", (_, source, expected) => {
  expect(written(`${TAGGED} export function main() { ${source} }`)).toEqual(expected);
});

test("says which environment it writes to", () => {
  const source = `let shared = 0; export function main() {
    let mine = 1; const get = () => mine; mine++; shared = get();
    for (let i = 0; i < 2; i++) go(() => i);
  } function go(f: any) { f(); }`;
  const [mine, mineAgain, shared, ...loop] = written(source).map((each) => each.replace(/\$p\+/, ""));
  expect([mine, mineAgain]).toEqual(["mine", "mine"]);
  expect(shared).toContain("shared");
  expect(loop).toEqual(["i", "i", "i"]);
});

test("writes are told of only while somebody wants to know", () => {
  expect(written(`${TAGGED} export function main() { o.x = 1; }`, false)).toEqual([]);
});

test("a program that is not asked to says nothing", () => {
  const source = "let x = 0; export function main() { x = 1; ({} as any).y = () => x; [].push(1); }";
  expect(compile(source).program.code).not.toContain("forked");
  expect(compile(source, { writes: true }).program.code).toContain("forked");
});
