const show = (...fs: any[]) => out(...fs.map((f) => `${f.name}/${f.length}`));
const arrow = () => {},
  expr = function () {},
  named = function inner(a: any, b: any) {};
let later: any;
later = () => {};
later ??= function never() {};
const obj: any = {
  m() {},
  p: function () {},
  a: (x: any) => x,
  ["c" + 1]() {},
  ["d" + 1]: () => {},
  get g() {
    return 1;
  },
  *gen() {},
  async as() {},
  [Symbol("sym")]() {},
  5() {},
  "quoted name": () => {},
};
show(
  arrow,
  expr,
  named,
  later,
  obj.m,
  obj.p,
  obj.a,
  obj.c1,
  obj.d1,
  obj.gen,
  obj.as,
  obj[5],
  obj["quoted name"],
  obj[Object.getOwnPropertySymbols(obj)[0]!],
  Object.getOwnPropertyDescriptor(obj, "g")!.get,
);
const { x = () => {}, y: z = function () {} } = {} as any,
  [w = class {}] = [] as any;
show(
  x,
  z,
  w,
  () => {},
  function () {},
  class {},
  class Named {},
);
function params(a: any, b = 1, ...c: any[]) {}
function rest(...a: any[]) {}
function pattern({ a }: any, [b]: any, c: any) {}
function dflt(a = 1, b: any) {}
show(
  params,
  rest,
  pattern,
  dflt,
  (a: any, b: any) => {},
  class {
    constructor(a: any, b: any, c = 1) {}
  },
  class extends Array {},
  async (a: any) => {},
  function* (a: any, b: any) {},
);
const bound = params.bind({ t: 1 }, 1),
  twice = bound.bind(null);
show(
  bound,
  twice,
  obj.m.bind(),
  class {
    static s() {}
  }.s,
);
class C {
  static f = () => {};
  i = function () {};
  #p = () => {};
  priv() {
    return this.#p;
  }
  get acc() {
    return 1;
  }
  static get sacc() {
    return 2;
  }
  static name2 = "x";
  ["comp" + "uted"]() {}
  static async *ag() {}
}
show(
  C,
  C.f,
  new C().i,
  new C().priv(),
  (C.prototype as any).computed,
  C.ag,
  Object.getOwnPropertyDescriptor(C.prototype, "acc")!.get,
  Object.getOwnPropertyDescriptor(C, "sacc")!.get,
);
class StaticName {
  static name = "own name" as any;
  static length = 7 as any;
}
show(StaticName);
out(
  Object.getOwnPropertyNames(function () {}).sort(),
  Object.getOwnPropertyNames(() => {}).sort(),
  Object.getOwnPropertyNames(
    class {
      static s = 1;
    },
  ).sort(),
  "prototype" in obj.m,
  "prototype" in arrow,
  "prototype" in expr,
  typeof obj.gen.prototype,
  Object.keys(arrow),
);
out(
  Object.getOwnPropertyDescriptor(arrow, "name"),
  Object.getOwnPropertyDescriptor(arrow, "length"),
  expr.prototype.constructor === expr,
  delete (arrow as any).name,
  arrow.name,
  (() => {
    try {
      (expr as any).name = "z";
    } catch (e) {
      return (e as Error).name;
    }
  })(),
);
const fact = function self(n: number): number {
  return n < 2 ? 1 : n * self(op(n) - 1);
};
const alias = fact;
out(
  alias(6),
  (() => {
    try {
      return (function f() {
        (f as any) = 1;
      })();
    } catch (e) {
      return (e as Error).message;
    }
  })(),
  typeof (function f() {
    return f;
  })(),
);
function counter(this: any) {
  counter.calls = (counter.calls ?? 0) + 1;
  return [this?.k, counter.calls];
}
counter.calls = undefined as number | undefined;
out(
  counter.call({ k: 1 }),
  counter.apply({ k: 2 } as any),
  counter(),
  Reflect.apply(counter, { k: 3 }, []),
  new (counter as any)() instanceof Array,
  counter.calls,
);
const compose =
  (...fs: ((x: any) => any)[]) =>
  (v: any) =>
    fs.reduce((acc, f) => f(op(acc)), v);
const curry = (f: (...a: any[]) => any): any =>
  function curried(...args: any[]): any {
    return args.length >= f.length ? f(...args) : (...more: any[]) => curried(...args, ...more);
  };
const memo = (f: (n: number) => number) => {
  const cache = new Map<number, number>();
  return (n: number) => cache.get(n) ?? (cache.set(n, f(n)), cache.get(n)!);
};
out(
  compose(
    (x) => x + 1,
    (x) => x * 2,
    String,
  )(3),
  curry((a: number, b: number, c: number) => a + b * c)(1)(2)(3),
  curry((a: number, b: number) => a - b)(5, 1),
);
let computed = 0;
const square = memo((n) => (computed++, op(n * n)));
out(square(4), square(4), square(5), computed);
const once = <T>(f: () => T) => {
  let done = false,
    value: T;
  return () => (done ? value : ((done = true), (value = f())));
};
const init = once(() => op({ id: ++computed }));
out(init() === init(), init().id);
const methods = {
  base: 10,
  add(n: number) {
    return this.base + n;
  },
  later() {
    return [1, 2].map((x) => this.add(op(x)));
  },
  nested() {
    return (
      () => () =>
        this.base
    )()();
  },
  lost() {
    return (function (this: any) {
      return this?.base;
    })();
  },
};
const { add } = methods;
out(
  methods.later(),
  methods.nested(),
  methods.lost(),
  (() => {
    try {
      return add(1);
    } catch (e) {
      return (e as Error).message;
    }
  })(),
  add.call({ base: 1 }, 1),
  [1].map(methods.add, { base: 100 }),
);
