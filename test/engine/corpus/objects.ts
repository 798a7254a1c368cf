const k = "key";
const o = {
  a: 1,
  [k]: op(2),
  "quoted-key": 3,
  5: "five",
  m() {
    return this.a + op(1);
  },
  get g() {
    return this.a * 2;
  },
  set g(v) {
    this.a = v;
  },
  ["c" + k]() {
    return "computed";
  },
  nested: { deep: [op(1)] },
  f: () => 1,
  fn: function () {
    return 2;
  },
};
out(o.m(), o.g, (o as any).ckey(), o.nested.deep[0], o["quoted-key"], o[5], Object.keys(o));
o.g = 9;
out(o.a, o.f.name, o.fn.name, o.m.name, (o as any).ckey.name);
const copy = { ...o, a: 100, ...{ z: op(1) }, ...null, ..."hi" } as any;
out(copy.a, copy.z, copy[0], copy.g);
const { a, ...others } = { a: 1, b: 2, c: 3 };
out(others);
out("a" in o, delete (o as any).a, "a" in o, (o as any).a);
const proto = {
  hi() {
    return "hi " + (this as any).n;
  },
};
const child = {
  __proto__: proto,
  n: op("c"),
  hi() {
    return "child " + super.hi();
  },
} as any;
out(child.hi(), Object.getPrototypeOf(child) === proto);
const sym = Symbol("s");
const so = { [sym]: op(1), [Symbol.for("t")]: 2 };
out(so[sym], sym.toString(), sym.description, Object.getOwnPropertySymbols(so).length);
out(
  Object.entries({ x: 1, y: op(2) }),
  Object.assign({}, { p: 1 }, null, { q: op(2) }),
  Object.freeze({ f: 1 }),
  Object.is(-0, 0),
);
try {
  (Object.freeze({ f: 1 }) as any).f = 2;
} catch (e) {
  out((e as Error).message);
}
const acc = Object.defineProperty({} as any, "v", {
  get() {
    return 5;
  },
  enumerable: false,
});
out(acc.v, Object.keys(acc));
out(
  JSON.stringify({ a: [1, { b: op(2) }], c: undefined, d: () => 1, e: null }),
  JSON.parse('{"x":[1,2]}').x[1],
  JSON.stringify({
    toJSON() {
      return "custom";
    },
  }),
  JSON.stringify([new Date(0)].length),
);
const counts: Record<string, number> = {};
for (const w of "the cat the dog the end".split(" ")) counts[w] = (counts[w] ?? 0) + op(1);
out(counts);
out([{ x: 1 }].map((p) => p.x)[0], { a: { b: 1 } }.a.b, typeof {}, {}.toString(), [] + "", {} + "");
let n: any = { v: 1 };
n.v = n = { v: op(2) };
out(n);
const shorthand = 1;
out({ shorthand, out: typeof out });
const ob: any = {
  i: 0,
  next() {
    return this.i++ < 3;
  },
};
while (ob.next()) op(1);
out(ob.i);
class Acc {
  private _v = 1;
  get v() {
    return this._v;
  }
  set v(x) {
    this._v = x;
  }
}
const ac = new Acc();
ac.v += op(5);
ac.v++;
out(ac.v);
ob["x" + op(1)] = op(2);
out(ob.x1);
