import { expect, test } from "vitest";
import { compile, run, runNatively } from "./harness";
test("first", () => {
  const src = `
function fib(n: number): number { if (n < 2) return n; return fib(n-1) + fib(n-2); }
out(fib(10));
const fs: (() => number)[] = [];
for (let i = 0; i < 3; i++) fs.push(() => i * 10);
for (const f of fs) out(f());
class A { x = 1; #p = 3; constructor(public name: string) {} get() { return this.x + this.#p; } }
class B extends A { y = 2; constructor() { super("b"); this.y += op(5); } get() { return super.get() * 100 + this.y; } }
out(new B().get(), new B());
out([3,1,2].map(v => op(v) * 2), [3,1,2].sort((a, b) => a - b));
try { (undefined as any).x; } catch (e) { out((e as Error).message); } finally { out("f", op(1)); }
const { a, b: [c, d = op(7)] } = { a: 1, b: [2] as number[] }; out(a, c, d);
`;
  const c = compile(src);
  if (process.env["DUMP"]) console.log(c.program.code.split("\n").slice(-400).join("\n"));
  const n = runNatively(src);
  for (const slice of [1, 7, 1000, 1e9]) for (const suspend of [true, false]) {
    const o = run(c, { slice, suspend });
    console.log(slice, suspend, o.time, o.stop, o.result);
    expect(o.lines).toEqual(n.lines);
  }
});
