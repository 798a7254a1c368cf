import { describe, expect, test } from "vitest";
import { RoutineStop } from "../../src/sim/routine";
import { callsOf, placeOf, scopesOf } from "./debugging";
import { compile, run } from "./harness";
import type { Build } from "./harness";

/** Calls of `here` stop the program; `at` looks at it there. Both builds have to show the same. */
function look(
  source: string,
  at: (calls: ReturnType<typeof callsOf>, place: (i: number) => string) => unknown,
): unknown[] {
  const results = [{}, { debug: true }].map((build: Build) => {
    const compiled = compile(source, build);
    const seen: unknown[] = [];
    const outcome = run(compiled, {
      slice: Infinity,
      suspend: true,
      onOperation: (routine) => {
        const calls = callsOf(routine);
        seen.push(at(calls, (i) => placeOf(compiled, calls[i]!)));
      },
    });
    expect(outcome.stop, String(outcome.result)).toBe(RoutineStop.Returned);
    return seen;
  });
  // The debug build alone keeps a `this` that the function does not use.
  const plain = (seen: unknown): string =>
    JSON.stringify(seen).replace(/"this=undefined",?|this=undefined /g, "");
  expect(plain(results[0])).toEqual(plain(results[1]));
  return results[0]!;
}

/** The scopes of the innermost call wherever the program calls `op`. */
function scopesIn(source: string): string[][] {
  return look(source, ([first]) => scopesOf(first)) as string[][];
}

/** The same within a function, without the module's scope. */
function within(body: string): string[][] {
  return scopesIn(`export function main(this: any) { ${body} }`).map((scopes) => scopes.slice(0, -1));
}

describe("the calls of a stopped routine", () => {
  test("are shown from the innermost, with the place where each has stopped", () => {
    const source = `function inner(n: number) {
  return op(n);
}
export function main() {
  const x = 1;
  return inner(x)
    + 1;
}`;
    expect(look(source, (calls, place) => calls.map((_, i) => place(i)))).toEqual([
      ["inner:2:10", "main:6:10"],
    ]);
  });

  test("those of the library are marked and have neither place nor variables", () => {
    const source = `export function main() { [1].map(function each(e) { return op(e); }); }`;
    const [calls] = look(source, (all) =>
      all.map(({ fn, library, loc }) => [fn, library, loc >= 0]),
    ) as unknown[][];
    expect(calls).toEqual([
      ["each", false, true],
      ["Array.map", true, false],
      ["main", false, true],
    ]);
    expect(look(source, (all) => all[1]!.scopes())).toEqual([[]]);
  });

  test("go through generators, async functions, constructors, accessors and initializers", () => {
    const names = (source: string): unknown => look(source, (calls) => calls.map(({ fn }) => fn))[0];
    expect(
      names("function* g() { yield op(1); } export function main() { for (const x of g()) x; }"),
    ).toEqual(["g", "Generator.next", "main"]);
    expect(names("class A { x = op(1); } export function main() { new A(); }")).toEqual([
      "A.fields",
      "new A",
      "main",
    ]);
    expect(names("class A { static x = op(1); } export function main() { A; }")).toEqual([
      "A.static",
      "(module)",
    ]);
    expect(names("class A { get x() { return op(1); } } export function main() { new A().x; }")).toEqual([
      "A.x",
      "main",
    ]);
    expect(names("async function f() { await null; op(1); } export function main() { f(); }")).toEqual([
      "f",
      "runJob",
      "runLoop",
    ]);
  });
});

describe("variables", () => {
  test("of every kind, with their names in the source", () => {
    expect(within("var a = 1; let b = 2; const c = 3; class D {} function e() {} op(0);")).toEqual([
      ["b=2 c=3 D=fn e=fn a=1"],
    ]);
    expect(
      scopesIn(
        "function f(p: any, { q, r: [s] }: any, t = 5, ...u: any[]) { op(0); } export function main() { f(1, { q: 2, r: [3] }, undefined, 6, 7); }",
      )[0]![0],
    ).toBe("p=1 q=2 s=3 t=5 u=[6,7]");
    expect(within("try { throw 1; } catch (e) { op(0); }")[0]![0]).toBe("e=1");
    expect(within("try { throw { m: 1 }; } catch ({ m }) { op(0); }")[0]![0]).toBe("m=1");
  });

  test("an inner scope comes before the outer one that it shadows", () => {
    expect(within("let x = 1; { let x = 2; { const x = 3; op(0); } op(0); } op(0);")).toEqual([
      ["x=3", "x=2", "x=1"],
      ["x=2", "x=1"],
      ["x=1"],
    ]);
  });

  test("that are not initialized say so, also in a second pass of a loop", () => {
    expect(within("for (let i = 0; i < 2; i++) { op(0); const x = i; op(x); let y; op(0); y = 1; }")).toEqual(
      [0, 1].flatMap((i) => [
        ["x=? y=?", `i=${i}`],
        [`x=${i} y=?`, `i=${i}`],
        [`x=${i} y=undefined`, `i=${i}`],
      ]),
    );
    expect(within("const x = op(1); let [a, b = op(2)] = [x];")).toEqual([["x=? a=? b=?"], ["x=1 a=1 b=?"]]);
    expect(
      within(
        "switch (op(1)) { case 0: let a = 1; case 1: op(2); let b = 2; op(a = 3); }".replace(
          "op(a = 3)",
          "op(3)",
        ),
      ),
    ).toEqual([[], ["a=? b=?"], ["a=? b=2"]]);
  });

  test("an outer variable that its own declaration has not reached is not initialized", () => {
    expect(
      scopesIn(
        "function f() { op(0); } f(); let x = 1; const g = () => x; f(); export function main() { g(); }",
      ).map((s) => s.at(-1)),
    ).toEqual(["^f=fn x=? g=? main=fn", "^f=fn x=1 g=fn main=fn"]);
  });

  test("each pass of a loop has its own", () => {
    const source = `export function main() { const all = []; for (let i = 0; i < 3; i++) all.push(() => { i += 10; op(i); }); for (const f of all) f(); }`;
    expect(scopesIn(source).map(([first]) => first)).toEqual(["^i=10", "^i=11", "^i=12"]);
  });

  test("that closures share are seen from all of them", () => {
    const source = `export function main() { let n = 0; const up = () => { n++; op(0); }; up(); (() => { const m = n; up(); op(m); })(); }`;
    expect(scopesIn(source).map((scopes) => scopes.slice(0, -1))).toEqual([
      ["^n=1 up=fn"],
      ["^n=2 up=fn"],
      ["m=1", "^n=2 up=fn"],
    ]);
  });

  test("of a function around that no closure refers to are not available", () => {
    expect(
      scopesIn("export function main() { let kept = 1, lost = 2; (() => op(kept))(); lost; }")[0]!.slice(
        0,
        -1,
      ),
    ).toEqual(["^kept=1 lost=-"]);
  });

  test("this in methods, arrows and constructors", () => {
    const source = `class A { n = 1; m() { op(this.n); return () => op(this.n); } constructor() { op(this.n); } }
      class B extends A { constructor() { op(0); super(); op(this.n); } }
      export function main() { new B().m()(); }`;
    expect(look(source, ([first]) => scopesOf(first).find((scope) => /this/.test(scope)))).toEqual([
      "this=?",
      "this=B {n:1}",
      "this=B {n:1}",
      "this=B {n:1}",
      "^this=B {n:1}",
    ]);
  });

  test("arguments where they are used", () => {
    const source = "function f(a: any) { op(a); return arguments.length; } export function main() { f(5); }";
    expect(scopesIn(source)[0]![0]).toMatch(/^arguments=.* a=5$/);
  });

  test("imports and module variables come last", () => {
    const source = {
      "main.ts":
        "import { shared, up } from './other'; let own = 1; export function main() { own++; up(); op(shared); }",
      "other.ts": "export let shared = 5; export const up = () => { shared++; };",
    };
    expect(look(source as never, ([first]) => scopesOf(first))).toEqual([["^shared=6 up=fn own=2 main=fn"]]);
  });

  test("at the call of a function, before its parameters are bound", () => {
    const compiled = compile(
      "function f(a: any, b = a, { c } = { c: 1 } as any) { return () => a + c; } export function main() { for (let i = 0; i < 1; i++) f(i); }",
      { debug: true },
    );
    const seen: string[] = [];
    run(compiled, {
      slice: Infinity,
      suspend: false,
      onPause: (routine) => {
        const [first] = callsOf(routine);
        if (first!.fn === "f") seen.push(scopesOf(first)[0]!);
      },
    });
    expect(seen).toEqual(["this=undefined a=0 b=? c=?", "this=undefined a=0 b=0 c=1"]);
  });

  test("can be given another value, constants cannot", () => {
    const source = `export function main() { let a = 1, b = 1; const c = 1; const f = () => b; op(0); out(a, f(), c); }`;
    const compiled = compile(source);
    const outcome = run(compiled, {
      slice: Infinity,
      suspend: true,
      onOperation: (routine) => {
        const { variables } = callsOf(routine)[0]!.scopes()[0]!;
        for (const { set } of variables) set?.(7);
        expect(variables.find(({ name }) => name === "c")?.set).toBeUndefined();
      },
    });
    expect(outcome.lines).toEqual(["7 7 1"]);
  });
});
