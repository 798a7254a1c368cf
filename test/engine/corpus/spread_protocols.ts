const log: string[] = [];
const flush = (title: string, ...v: unknown[]) => out(title, ...v, log.splice(0).join(" "));
const iter = (name: string, n: number, how = "ok") => ({
  [Symbol.iterator]() {
    log.push(`${name}.iter`);
    let i = 0;
    return {
      next() {
        log.push(`${name}.${i}`);
        if (how === "throw" && i === 1) boom(new Error(name));
        return op(i < n ? { done: false, value: `${name}${i++}` } : { done: true, value: undefined });
      },
      return() {
        log.push(`${name}.return`);
        return {};
      },
    } as any;
  },
});
flush("array", [...iter("a", 2), "mid", ...iter("b", 1), ...[], ...""]);
flush("call", ((...xs: any[]) => xs.length)(...iter("a", 2), 1, ...iter("b", 2)));
flush(
  "new",
  new (class {
    n: number;
    constructor(...xs: any[]) {
      this.n = xs.length;
    }
  })(...iter("a", 3)).n,
);
flush(
  "method",
  Math.max(...new Set([3, 9, 2]), ...[op(5)]),
  [].concat(...([[1], [2, [3]]] as any)),
  String.fromCharCode(...[72, op(105)]),
);
try {
  flush("never", [...iter("a", 3, "throw"), ...iter("never", 1)]);
} catch (e) {
  flush("throws", e);
}
flush(
  "strings",
  [..."h😀i"],
  [...new Map([[1, { a: op(1) }]])],
  [...[, 1, ,]],
  [...new Uint8Array([1, 2])],
  [
    ...(function* () {
      yield 1;
      yield* [2, 3];
      return 4;
    })(),
  ],
  [..."ab".matchAll(/./g)].length,
);
for (const bad of [
  5,
  null,
  undefined,
  {},
  { [Symbol.iterator]: 5 },
  { [Symbol.iterator]: () => 5 },
  { [Symbol.iterator]: () => ({}) },
  { [Symbol.iterator]: () => ({ next: () => 5 }) },
])
  try {
    out([...(bad as any)]);
  } catch (e) {
    out((e as Error).name);
  }
const getters = {
  get a() {
    log.push("a");
    return op(1);
  },
  get b() {
    log.push("b");
    return 2;
  },
  [Symbol.for("s")]: 3,
  ["__proto__"]: 4,
};
flush("object", {
  z: 0,
  ...getters,
  a: 9,
  ...{ b: 10 },
  ...null,
  ...undefined,
  ...(5 as any),
  ...("hi" as any),
  ...[7],
  ...(true as any),
});
flush(
  "order",
  Object.keys({ b: 1, ...{ a: 2, b: 3, 1: 0 }, c: 4 }),
  { ...{ x: 1 }, x: undefined },
  { x: 1, ...{ x: undefined } },
);
class Point {
  x = 1;
  #hidden = 2;
  get sum() {
    return this.x + this.#hidden;
  }
  m() {}
}
flush(
  "instance",
  { ...new Point() },
  Object.keys({
    ...Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true }, hid: { value: 3 } }),
  }),
  { ...() => 1 },
  { ...new Error("e") },
  { ...Object.assign(() => {}, { p: 1 }) },
);
const { a, ...rest } = {
  a: 1,
  b: 2,
  get c() {
    log.push("c");
    return op(3);
  },
  [Symbol.for("t")]: 4,
};
flush("rest", a, rest);
const [first, ...others] = iter("r", 3) as any;
flush("array rest", first, others);
const f = (x: any, ...[y, z = "dz", ...w]: any[]) => [x, y, z, w];
flush("rest pattern", f(1), f(1, 2, undefined, 4, 5), f(...(iter("p", 5) as any)));
const merge = (...os: any[]) => os.reduce((acc, o) => ({ ...acc, ...o }), {});
flush("merge", merge({ a: 1 }, { b: op(2) }, null, { a: 3 }));
const original = { list: [1, 2], inner: { v: 1 } };
const shallow = { ...original, list: [...original.list, op(3)] };
shallow.inner.v = 99;
flush("shallow", original, shallow.list, shallow.inner === original.inner);
const args = [1, 2, 3];
const seen: number[] = [];
((...xs: number[]) => {
  args.push(9);
  seen.push(xs.length, args.length);
  xs[0] = 100;
})(...args);
flush("copies", seen, args[0]);
const sparse = [1, , 3];
flush(
  "holes",
  [...sparse],
  { ...sparse },
  ((...x: any[]) => 1 in x)(...(sparse as any)),
  Array.from(sparse).length,
  [...sparse.keys()],
);
flush(
  "nested",
  [...[...[..."ab"].map((c) => [c, ...c.toUpperCase()])]].flat(),
  Object.fromEntries([...Object.entries({ p: 1 }), ["q", op(2)]]),
  Math.min(...[].concat(...([[3], [1]] as any))),
);
const proto = Array.prototype[Symbol.iterator];
const own: any = [1, 2];
own[Symbol.iterator] = function* () {
  log.push("own");
  yield* proto.call([this.length, op("custom")]);
};
flush("own iterator", [...own], ((...x: any[]) => x)(...own), Array.from(own), (([p]) => p)(own));
let big = 0;
((...xs: number[]) => {
  big = xs.length;
})(...Array.from({ length: 5000 }, (_, i) => i));
flush(
  "many",
  big,
  [...Array(3)].length,
  Array(...[1, 2, 3]),
  Array(...[3]).length,
  new Date(...([2020, 1, 1] as [number, number, number])).getFullYear(),
);
