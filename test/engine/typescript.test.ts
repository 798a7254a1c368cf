import { expect, test } from "vitest";
import { compile, run } from "./harness";

/** What a program prints, in the order of its modules. */
function lines(source: string | Readonly<Record<string, string>>): readonly string[] {
  return run(compile(source), { slice: 7, suspend: true }).lines;
}

test("a constant enum can be used before its declaration, and when it is only declared", () => {
  expect(
    lines(`
      out(Early.A, Early.C, use());
      const enum Early { A = 1 << 3, B = A | 1, C }
      declare const enum Ambient { X = 5, Y }
      out(Ambient.Y);
      function use() { const enum Inner { Z = Early.A + 1 } return Inner.Z; }
    `),
  ).toEqual(["8 10 9", "6"]);
});

test("an auto accessor's function is named like the field", () => {
  expect(
    lines(
      `class A { accessor fn = () => 1; accessor #p = () => 1; get p() { return this.#p.name; } } out(new A().fn.name, new A().p);`,
    ),
  ).toEqual(["fn #p"]);
});

test("namespaces and enums are exported and imported", () => {
  expect(
    lines({
      "main.ts": `
        import { N, E, T, Alias } from "./n"; import * as all from "./n";
        N.bump(); out(N.value, E.B, all.N === N, Alias.value, Object.keys(all));
        const x: T.X = 1; namespace Local { export import Up = N; } out(Local.Up.value, x);`,
      "n.ts": `
        export namespace N { export let value = 1; export function bump() { value++; } }
        export enum E { A, B }
        export namespace T { export type X = number; }
        export import Alias = N;
        export { T as Types };`,
    }),
  ).toEqual(["2 1 true 2 [Alias,E,N]", "2 1"]);
});
