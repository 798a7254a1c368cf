const attempt = (f: () => unknown) => {
  try {
    return f();
  } catch (e) {
    return e;
  }
};
const log: unknown[] = [];
const o: any = {
  a: 1,
  get g() {
    log.push(["get", this === r]);
    return this.a;
  },
  set g(v) {
    log.push(["set", this === r]);
    this.a = op(v);
  },
};
const r: any = { a: 100 };
out(Reflect.get(o, "g"), Reflect.get(o, "g", r), Reflect.set(o, "g", 5, r), r.a, o.a, log.splice(0));
out(
  Reflect.has(o, "a"),
  Reflect.has(Object.create(o), "a"),
  Reflect.deleteProperty(o, "a"),
  Reflect.ownKeys({ b: 1, 1: 2, [Symbol.for("s")]: 3 }),
  Reflect.getPrototypeOf([]) === Array.prototype,
  Reflect.setPrototypeOf(r, o),
  r.g,
  Reflect.isExtensible(r),
  Reflect.preventExtensions(r),
  Reflect.isExtensible(r),
  Reflect.setPrototypeOf(r, {}),
  Reflect.set(r, "new", 1),
);
out(
  Reflect.defineProperty({}, "x", { value: 1 }),
  Reflect.defineProperty(Object.freeze({}), "x", { value: 1 }),
  Reflect.getOwnPropertyDescriptor(
    {
      get x() {
        return 1;
      },
    },
    "x",
  )!.get!.name,
  Reflect.apply(Math.max, null, [1, op(5)]),
  Reflect.apply(
    function (this: any, x: number) {
      return [this.k, x];
    },
    { k: 1 },
    [2],
  ),
  Reflect.construct(Date, [0]).getTime(),
  Reflect.construct(
    class {
      t;
      constructor() {
        this.t = new.target.name;
      }
    },
    [],
    class Named {},
  ).t,
);
out(Object.prototype.toString.call(Reflect), Object.keys(Reflect), Reflect.ownKeys(Reflect).length);
for (const f of [
  () => Reflect.apply(5 as any, null, []),
  () => Reflect.construct((() => 1) as any, []),
  () => Reflect.get(1 as any, "x"),
  () => Reflect.construct(Date, 5 as any),
  () => Reflect.setPrototypeOf({}, 5 as any),
])
  out((attempt(f) as Error).name);
class URLSearchParamsLike {
  constructor(private q: string) {}
  *[Symbol.iterator]() {
    for (const p of this.q.split("&")) yield p.split("=") as any;
  }
}
const source = { a: 1, b: { c: 2 }, [Symbol.for("q")]: 3 };
const target = { z: 0, a: "old" };
out(
  Object.assign(target, source, null, undefined, "xy", [9]),
  target.b === source.b,
  Object.entries(target),
  Object.values("ab"),
  Object.keys([3, 4]),
  Object.fromEntries([
    ["k", op(1)],
    ["k", 2],
  ]),
  Object.fromEntries(new Map([["m", 1]])),
  Object.fromEntries(new URLSearchParamsLike("a=1&b=2")),
);
const frozen = Object.freeze({ deep: { v: 1 }, list: [1] });
frozen.deep.v = op(2);
frozen.list.push(2);
out(
  frozen,
  Object.isFrozen(frozen),
  Object.isFrozen(frozen.deep),
  Object.isSealed(frozen),
  Object.isExtensible(frozen),
);
const deepFreeze = <T>(x: T): T => {
  if (typeof x === "object" && x !== null && !Object.isFrozen(x)) {
    Object.freeze(x);
    Object.values(x).forEach(deepFreeze);
  }
  return x;
};
const df: any = deepFreeze({ a: [{ b: 1 }], f() {} });
out(
  attempt(() => (df.a[0].b = 2)),
  attempt(() => df.a.push(1)),
  attempt(() => delete df.a),
  df,
);
const defined = Object.defineProperties({} as any, {
  ro: { value: 1 },
  acc: { get: () => op("acc"), configurable: true },
  e: { value: [1], enumerable: true, writable: true },
});
out(
  Object.keys(defined),
  defined.ro,
  defined.acc,
  attempt(() => (defined.ro = 2)),
  delete defined.acc,
  defined.acc,
  attempt(() => Object.defineProperty(defined, "ro", { value: 2 })),
  Object.defineProperty(defined, "ro", { value: 1 }).ro,
);
const big: any = {};
for (let i = 5; i > 0; i--) {
  big[`k${i}`] = i;
  big[i] = i;
}
delete big.k3;
delete big[2];
big.k3 = "again";
out(
  Object.keys(big),
  Object.entries(big).length,
  JSON.stringify(big),
  Object.getOwnPropertyNames(big).length,
);
const counts = "the cat the dog the end"
  .split(" ")
  .reduce<Record<string, number>>((c, w) => ({ ...c, [w]: (c[w] ?? 0) + op(1) }), {});
out(
  counts,
  Object.entries(counts).sort(([, a], [, b]) => b - a)[0],
  Object.keys(counts).map((k) => k.length),
  Object.values(counts).reduce((a, b) => a + b),
);
const pick = (o: any, ...ks: string[]) =>
  Object.fromEntries(ks.filter((k) => k in o).map((k) => [k, op(o[k])]));
const omit = (o: any, ...ks: string[]) =>
  Object.fromEntries(Object.entries(o).filter(([k]) => !ks.includes(k)));
const mapValues = (o: any, f: (v: any, k: string) => any) =>
  Object.fromEntries(Object.entries(o).map(([k, v]) => [k, f(v, k)]));
const invert = (o: any) => Object.fromEntries(Object.entries(o).map(([k, v]) => [v, k]));
out(
  pick({ a: 1, b: 2, c: 3 }, "a", "c", "zz"),
  omit({ a: 1, b: 2 }, "a"),
  mapValues({ a: 1, b: 2 }, (v, k) => k + v),
  invert({ a: "x", b: "y" }),
);
const merge = (a: any, b: any): any => {
  for (const [k, v] of Object.entries(b))
    a[k] = v && typeof v === "object" && !Array.isArray(v) && k in a ? merge(a[k], v) : op(v);
  return a;
};
out(merge({ a: { b: 1, c: 2 }, l: [1] }, { a: { b: 9, d: 4 }, l: [2], n: null }));
const wrapped = Object(1n),
  boxed = [Object("s"), Object(1), Object(true), Object(Symbol.iterator)];
out(
  typeof wrapped,
  boxed.map((x) => typeof x),
  boxed[0] + "",
  boxed[1] + 1,
  !boxed[2],
  Object(o) === o,
  new Object(5) instanceof Number,
  Object().constructor === Object,
  Object.is(o, Object(o)),
);
