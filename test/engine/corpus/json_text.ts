const log: string[] = [];
const attempt = (f: () => unknown) => {
  try {
    return f();
  } catch (e) {
    return [(e as Error).name, (e as Error).message.split("\n")[0]];
  }
};
const value: any = {
  s: 'a"b\\\n\u0001\u2028',
  n: -0,
  inf: Infinity,
  nan: NaN,
  u: undefined,
  f() {},
  sy: Symbol("x"),
  d: new Date(0),
  nul: null,
  b: true,
  arr: [undefined, () => 1, Symbol("y"), , NaN],
  nested: { deep: [{ x: [] }, {}] },
  boxed: [Object(1), Object("s"), Object(false)],
  map: new Map([[1, 2]]),
  set: new Set([1]),
  re: /x/g,
  err: new Error("e"),
};
out(JSON.stringify(value), JSON.stringify(value, null, 2).split("\n").length);
out(
  JSON.stringify([1, { a: 2 }], null, "--"),
  JSON.stringify({ a: [] }, null, 4),
  JSON.stringify({}, null, 2),
  JSON.stringify([[]], null, 1),
  JSON.stringify({ a: 1 }, null, 99).length,
  JSON.stringify({ a: 1 }, null, "0123456789abc"),
);
out(
  JSON.stringify({ b: 1, a: { b: 2, c: 3 }, 1: 4 }, ["a", "b", 1 as any]),
  JSON.stringify(value, (k, v) => (typeof v === "number" ? op(`#${v}`) : k === "nested" ? undefined : v))
    .length,
);
JSON.stringify({ a: [1, { b: 2 }], c: 3 }, function (this: any, k, v) {
  log.push(`${k}:${Array.isArray(this) ? "array" : Object.keys(this).join("")}`);
  return v;
});
out(log.splice(0));
const counted = {
  n: 0,
  toJSON(key: string) {
    return `${key}#${++this.n}`;
  },
};
out(
  JSON.stringify({ p: counted, q: [counted] }),
  JSON.stringify(counted),
  counted.n,
  JSON.stringify({ toJSON: () => undefined }),
  JSON.stringify([{ toJSON: () => undefined }]),
);
class Money {
  constructor(
    readonly amount: number,
    readonly currency: string,
  ) {}
  toJSON() {
    return `${this.amount} ${this.currency}`;
  }
  static from(text: string) {
    const [a, c] = text.split(" ");
    return new Money(+a!, c!);
  }
  get display() {
    return "hidden";
  }
}
out(
  JSON.stringify({ price: new Money(5, "EUR") }),
  JSON.stringify(
    Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true }, hidden: { value: 3 } }),
  ),
);
const getters = {
  get a() {
    log.push("a");
    return op(1);
  },
  get b() {
    log.push("b");
    return [op(2)];
  },
};
out(JSON.stringify(getters), log.splice(0));
const cyclic: any = { name: "c" };
cyclic.self = cyclic;
out(
  attempt(() => JSON.stringify(cyclic)),
  attempt(() => JSON.stringify(10n)),
  attempt(() =>
    JSON.stringify({
      get x() {
        throw new RangeError("from getter");
      },
    }),
  ),
  JSON.stringify(undefined),
  JSON.stringify(() => 1),
  JSON.stringify(null),
  JSON.stringify("x"),
  JSON.stringify(Symbol()),
);
out(
  JSON.parse('{"a":[1,2.5e3,-0,"\\u0041\\n",true,null],"b":{}}'),
  JSON.parse(" [ ] "),
  JSON.parse('"x"'),
  JSON.parse("-1.5"),
  JSON.parse('{"a":1,"a":2}'),
  Object.is(JSON.parse("-0"), -0),
);
const proto = JSON.parse('{"__proto__":{"x":1},"constructor":2}');
out(Object.keys(proto), Object.getPrototypeOf(proto) === Object.prototype, proto.x);
for (const bad of [
  "",
  "{",
  "[1,]",
  "{a:1}",
  "'x'",
  "01",
  "1.",
  "nul",
  "[1}",
  '{"a" 1}',
  '"\n"',
  "undefined",
  "NaN",
  "[1]x",
]) {
  const r = attempt(() => JSON.parse(bad)) as any[];
  out(bad.length, r[0]);
}
out(
  JSON.parse('{"x":{"y":[1,2]},"z":3}', function (this: any, k, v) {
    log.push(`${k}=${JSON.stringify(v)}`);
    return v;
  }),
  log.splice(0),
);
out(
  JSON.parse('{"a":1,"b":[1,2,3],"c":{"d":2}}', (k, v) =>
    k === "a" || v === 2 ? undefined : typeof v === "number" ? op(v * 10) : v,
  ),
);
out(
  JSON.parse('{"when":"1970-01-01T00:00:00.000Z","price":"5 EUR"}', (k, v) =>
    k === "when" ? new Date(v).getTime() : k === "price" ? Money.from(v) : v,
  ),
);
const clone = <T>(x: T): T => JSON.parse(JSON.stringify(x));
const original = { list: [1, { a: 2 }], when: new Date(0) };
const copy = clone(original);
out(
  copy,
  copy.list !== original.list,
  typeof copy.when,
  clone([undefined, NaN]),
  clone(new Map([[1, 2]]) as any),
);
const equal = (a: any, b: any): boolean =>
  a === b ||
  (typeof a === "object" &&
    typeof b === "object" &&
    a &&
    b &&
    Object.keys(a).length === Object.keys(b).length &&
    Object.keys(a).every((k) => equal(a[k], op(b[k]))));
out(
  equal(original.list, copy.list),
  equal({ a: [1] }, { a: [2] }),
  equal({ a: 1 }, { a: 1, b: 2 }),
  equal(NaN, NaN),
);
const sortKeys = (x: any): any =>
  Array.isArray(x)
    ? x.map(sortKeys)
    : x && typeof x === "object"
      ? Object.fromEntries(
          Object.keys(x)
            .sort()
            .map((k) => [k, sortKeys(x[k])]),
        )
      : x;
out(
  JSON.stringify(sortKeys({ b: { z: 1, y: [{ d: 1, c: 2 }] }, a: 0 })),
  JSON[Symbol.toStringTag],
  JSON.stringify("\ud800"),
  JSON.stringify({ 'key with "': 1 }),
  JSON.stringify({ [Symbol("s")]: 1, visible: 2 }),
);
