interface I {
  a: number;
}
type T = I & { b?: string };
declare const ghost: number;
declare function ghostFn(): void;
abstract class Ab<T> {
  protected abstract x: T;
  declare y: number;
  constructor(protected readonly p?: T) {}
  m?(): void;
  [k: string]: unknown;
}
class Im extends Ab<number> implements I {
  a = 1;
  protected x = op(2);
  sum(): number {
    return this.a + this.x;
  }
}
const v = { a: 1, b: "s" } satisfies T as unknown as T;
const u = <T>(x: T): T => x;
const n = v!.a!;
out(new Im().sum(), u<number>(op(n)), (v as I).a, <number>(<unknown>n));
function isI(x: unknown): x is I {
  return typeof x === "object";
}
function assertI(x: unknown): asserts x is I {
  if (!isI(x)) throw new Error("no");
}
assertI(v);
out(isI(v));
let definite!: number;
definite = op(4);
out(definite);
function over(a: string): string;
function over(a: number): number;
function over(a: any) {
  return a;
}
out(over(1), over("s"));
const tuple: [a: number, b?: string, ...c: boolean[]] = [1];
out(tuple);
type Fn = typeof over;
let opt: { x?: { y: number } } = {};
out(opt.x?.y, opt?.x!?.y);
export type { T };
export interface J {}
const as = { const: 1 } as const;
out(as.const);
for (const k of ["a"] as (keyof I)[]) out((v as any)[k]);
out(
  function (this: { z: number }, q: number) {
    return this.z + q;
  }.call({ z: 1 }, op(2)),
);
enum E {
  A,
}
const e: E.A = E.A;
out(e);
class G<in out T> {
  accessor?: T;
  static readonly z: number = 1;
  private static async?: number;
}
out(new G(), G.z);
let x = y as any as number;
var y = 5;
out(x, y);
out([1, 2].map<string>(String), new Map<string, number>().size);
abstract class Z {
  private constructor() {}
  static make(): Z {
    return new (Z as any)();
  }
}
out(Z.make() instanceof Z);
