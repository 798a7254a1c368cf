import { describe, expect, test } from "vitest";
import { compile, run } from "./harness";
import type { Build, Mode } from "./harness";

const MODES: readonly (readonly [Build, Mode])[] = [
  [{}, { slice: Infinity, suspend: false }],
  [{}, { slice: Infinity, suspend: true }],
  [{}, { slice: 7, suspend: true }],
  [{}, { slice: 1, suspend: false, native: 700 }],
  [{ writes: true }, { slice: 7, suspend: true }],
  [{ accesses: true }, { slice: 7, suspend: true, native: 700 }],
  [{ debug: true }, { slice: 7, suspend: true }],
  [{ forks: true }, { slice: 20, suspend: true }],
];

/** What the program prints, the same in all modes. */
function stack(source: string): string {
  const outputs = new Set<string>();
  const times = new Set<number>();
  for (const [build, mode] of MODES) {
    const { lines, time } = run(compile(source, build), mode);
    outputs.add(lines.join("\n"));
    times.add(time);
  }
  expect([...times]).toHaveLength(1);
  expect([...outputs]).toHaveLength(1);
  return [...outputs].join();
}

describe("stacks of errors show the calls of the program, however it is interrupted", () => {
  test("an error that is made and printed", () => {
    expect(
      stack(`function inner() { return new Error("oh"); }
function outer() { const e = inner(); op(1); return e; }
out(outer().stack);`),
    ).toMatchInlineSnapshot(`
      "Error: oh
          at inner (main.ts:1:27)
          at outer (main.ts:2:30)
          at main.ts:3:5"
    `);
  });

  test("thrown, through a finally, and thrown again", () => {
    expect(
      stack(`function inner() { op(0); throw new TypeError("oh"); }
function middle() { try { inner(); } finally { op(1); } }
function outer() { try { middle(); } catch (e) { out((e as any).stack); throw e; } }
try { outer(); } catch (e) { out((e as any).stack); }`),
    ).toMatchInlineSnapshot(`
      "TypeError: oh
          at inner (main.ts:1:33)
          at middle (main.ts:2:27)
          at outer (main.ts:3:26)
          at main.ts:4:7
      TypeError: oh
          at inner (main.ts:1:33)
          at middle (main.ts:2:27)
          at outer (main.ts:3:26)
          at main.ts:4:7"
    `);
  });

  test("of a built-in's own error, caught in the same function or farther out", () => {
    expect(
      stack(`function f(o: any) { return o.x.y; }
function g(o: any) { try { return 1 + o.x.y; } catch (e) { return (e as any).stack; } }
const here = () => { try { f({}); } catch (e) { return (e as any).stack; } };
out(g({})); out(here()); try { (null as any)(); } catch (e) { out((e as any).stack); }`),
    ).toMatchInlineSnapshot(`
      "TypeError: Cannot read properties of undefined (reading 'y')
          at g (main.ts:2:28)
          at main.ts:4:5
      TypeError: Cannot read properties of undefined (reading 'y')
          at f (main.ts:1:22)
          at here (main.ts:3:28)
          at main.ts:4:17
      TypeError: null is not a function
          at main.ts:4:32"
    `);
  });

  test("a class of the program's own begins where it is constructed", () => {
    expect(
      stack(`class Base extends Error { constructor(m: string) { op(0); super(m); } }
class Own extends Base { name = "Own"; field = op(1); }
class Account { static #check() { throw new Own("broke"); } static pay() { this.#check(); } }
try { Account.pay(); } catch (e) { out((e as any).stack, e instanceof Own); }`),
    ).toMatchInlineSnapshot(`
      "Error: broke
          at Account.#check (main.ts:3:41)
          at Account.pay (main.ts:3:81)
          at main.ts:4:15 true"
    `);
  });

  test("in callbacks, generators, async functions and getters", () => {
    expect(
      stack(`function* walk() { yield new Error("in a generator").stack; }
class C { get x() { return Error("in a getter").stack; } }
out([1].map(() => new Error("in a callback").stack)[0]);
out(walk().next().value); out(new C().x);
out([2, 1].sort(function compare(a, b) { if (a > 1) out(new RangeError("sorting").stack); return a - b; }).length);
out(JSON.stringify({ toJSON() { return new Error("json").stack!.split("\\n").length; } }));
const text = { toString() { return new Error("text").stack!; } };
out([text].join());`),
    ).toMatchInlineSnapshot(`
      "Error: in a callback
          at func1 (main.ts:3:19)
          at Array.map (<anonymous>)
          at main.ts:3:9
      Error: in a generator
          at walk (main.ts:1:26)
          at Generator.next (<anonymous>)
          at main.ts:4:12
      Error: in a getter
          at C.x (main.ts:2:28)
          at main.ts:4:31
      2
      4
      Error: text
          at toString (main.ts:7:36)"
    `);
  });

  test("no more than ten calls", () => {
    expect(
      stack(`function down(n: number): Error { return n === 0 ? new Error("deep") : down(n - 1); }
out(down(20).stack!.split("\\n").length, down(3).stack!.split("\\n").length, Error.stackTraceLimit);`),
    ).toBe("11 6 10");
  });

  test("Error.captureStackTrace", () => {
    expect(
      stack(`function helper(o: object) { Error.captureStackTrace(o, helper); return o as any; }
function caller() { const o: any = { name: "Mine" }; Error.captureStackTrace(o); return o; }
class Failure { stack?: string; constructor() { Error.captureStackTrace(this, Failure); } }
class Made { stack = new Error("made").stack; constructor(readonly other = new Error("other").stack) { out(this.stack); } }
out(caller().stack); out(helper({}).stack); out(new Failure().stack); new Made();
try { Error.captureStackTrace(Object.freeze({})); } catch (e) { out((e as any).name); }`),
    ).toMatchInlineSnapshot(`
      "Mine
          at caller (main.ts:2:54)
          at main.ts:5:5
      Error
          at main.ts:5:26
      Error
          at main.ts:5:49
      Error: made
          at Made.fields (main.ts:4:22)
          at new Made (main.ts:4:1)
          at main.ts:5:71
      TypeError"
    `);
  });

  test("the property is an ordinary one", () => {
    expect(
      stack(`const e: any = new Error("m"); const d = Object.getOwnPropertyDescriptor(e, "stack")!;
out(d.writable, d.enumerable, d.configurable, Object.keys(e)); e.stack = "mine"; out(e.stack);
try { throw e; } catch (again) { out((again as any).stack); }
const copy: any = structuredClone(new Error("c")); out(copy.stack); try { throw copy; } catch (again) { out((again as any).stack === copy.stack); }`),
    ).toMatchInlineSnapshot(`
      "true false true []
      mine
      mine
      Error: c
          at main.ts:4:35
      true"
    `);
  });
});
