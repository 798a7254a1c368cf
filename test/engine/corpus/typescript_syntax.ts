const n = 3;
enum E {
  A = n,
  B,
  C = E.B * 2,
  D,
}
out(E.B, E.D);
abstract class Q {
  declare x: number;
  y!: string;
  [k: string]: any;
  abstract m(): void;
  abstract get z(): number;
  protected readonly q?: number;
  static s: number;
  constructor(
    private readonly a: number,
    public b?: string,
  ) {}
  over(x: string): void;
  over(x: number): void;
  over(x: any) {
    out("over", x, this.a);
  }
}
class R extends Q {
  m() {}
  get z() {
    return 1;
  }
  override over(x: any) {
    super.over(x);
  }
}
const r = new R(1);
r.over(2);
out(Object.keys(r), r.y, "x" in r);
function over(a: string): string;
function over(a: number): number;
function over(a: any): any {
  return a;
}
export function ov2(a: string): void;
export function ov2(a: any) {}
out(over(1));
const t = [1, 2] as const;
const o = { a: 1 } satisfies Record<string, number>;
const u = <number>(o.a as unknown);
(o as any).b = 2;
o!.a++;
[(o as any).c, o!.a] = [1, 2];
out(t, o, u, o?.a!.toFixed(1));
function isS(x: unknown): x is string {
  return typeof x === "string";
}
function asserts(x: unknown): asserts x {}
const gen = <T>(x: T) => x;
const inst = gen<string>;
out(inst("i"), isS(1));
function thisP(this: { q: number }, y: number) {
  return this.q + y;
}
out(thisP.call({ q: 1 }, 2), thisP.length);
type Fn = typeof over;
interface I {
  a: number;
}
declare let amb: number;
declare function af(): void;
declare class AC {}
declare enum AE {
  X,
}
let opt: { a?: { b: () => number } } = {};
out(opt.a?.b!(), opt?.a?.b?.());
for (const k in o as object) out(k);
let x1: unique symbol = Symbol() as any;
abstract class Z {
  abstract accessor y: number;
}
out(typeof x1, typeof Z);
export type { Fn };
export { type I };
import type X = require("nope");
out(((a: number, b?: string, ...c: any[]): void => {}).length);
enum Em {}
out(Em);
let v = (function <T>(a: T) {
  return a;
})<number>(5);
out(v);
class G<T> extends Array<T> implements I {
  a = 1;
  constructor(...x: T[]) {
    super(...x);
  }
}
out(new G<number>(1, 2, 3).length);
out(typeof (opt as any)!, void 0 as any);
let { a: aa = 1 as number }: any = {};
out(aa!);
label: for (const q of [1] as number[]) {
  continue label;
}
const obj2 = {
  m<T>(this: any, x: T): T {
    return x;
  },
  get g(): number {
    return 1;
  },
  async am<T>(x: T) {
    return x;
  },
};
out(obj2.m(1), obj2.g);
try {
  throw 1;
} catch (e: unknown) {
  out(e as number);
}
type A1 = import("./foo").B;
const enum2 = { E };
out(enum2.E.A);
