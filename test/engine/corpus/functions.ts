out(typeof hoisted, hoisted());
function hoisted() {
  return op("h");
}
const fe = function () {
  return 1;
};
const ar = () => ({ x: op(1) });
out(fe.name, ar.name, ar(), function () {}.name, (() => {}).name, hoisted.length);
function multi(): number;
function multi(x?: number): number {
  return x ?? op(3);
}
out(multi());
const comp =
  (...fs: ((x: number) => number)[]) =>
  (x: number) =>
    fs.reduceRight((v, f) => f(v), x);
out(
  comp(
    (x) => x + 1,
    (x) => x * op(2),
  )(5),
);
const curry = (a: number) => (b: number) => (c: number) => op(a) + b * c;
out(curry(1)(2)(3));
function ctx(this: any, a: number, b: number) {
  return [this?.k, a, op(b)];
}
out(
  ctx.call({ k: 1 }, 2, 3),
  ctx.apply({ k: 4 }, [5, 6]),
  ctx.bind({ k: 7 }, 8)(9),
  ctx.bind(null, 1, 2).name,
  ctx.bind(null, 1).length,
  ctx.call(undefined, 1, 2),
);
const o = { k: 10, m: ctx, arrow: () => typeof this };
out(o.m(1, 2), (0, o.m)(1, 2), o.m(3, 4));
const { m } = o;
out(m(1, 1));
out(
  (function (this: any) {
    return this;
  })() === undefined,
  (() => {
    try {
      return op(1);
    } finally {
      op(2);
    }
  })(),
);
const fns = { add: (a: number, b: number) => a + b, mul: (a: number, b: number) => op(a * b) };
for (const k of ["add", "mul"] as const) out(fns[k](3, 4));
out([fns.add, fns.mul].map((f) => f(2, 5)));
(function iife() {
  out("iife", op(1));
})();
!(function () {
  op(0);
})();
function ret() {
  return;
}
out(ret(), (() => {})(), void 0);
function defaults({ a = 1, b = op(2) } = {}, [c] = [3]) {
  return a + b + c;
}
out(defaults(), defaults({ a: 10 }));
const self = {
  f() {
    return this === self;
  },
};
out(self.f(), self["f"](), self.f());
let cnt = 0;
function once<T>(f: () => T) {
  let done = false,
    v: T;
  return () => {
    if (!done) {
      done = true;
      v = f();
    }
    return v;
  };
}
const init = once(() => op(++cnt));
out(init(), init(), cnt);
function gen<T extends object>(x: T): keyof T {
  return Object.keys(x)[0] as keyof T;
}
out(gen({ q: 1 }));
const f2 = Object.assign((x: number) => op(x), { extra: 5 });
out(f2(2), f2.extra);
out(typeof f2.call, f2 instanceof Function, Function.prototype.isPrototypeOf(f2));
const obj: any = {};
obj.method = function () {
  return this.v;
};
obj.v = op("own");
out(obj.method());
out(
  Reflect.apply(Math.max, null, [1, 2]),
  Reflect.apply(ctx, { k: 0 }, [op(1), 2]),
  Reflect.construct(Date, [0]) instanceof Date,
  Reflect.has({ a: 1 }, "a"),
  Reflect.ownKeys({ a: 1 }),
);
