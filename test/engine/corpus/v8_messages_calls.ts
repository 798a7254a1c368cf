const fails = (...fs: (() => unknown)[]) => {
  for (const f of fs)
    try {
      out("no error", f());
    } catch (e) {
      out(e);
    }
};
const obj: any = { a: { b: null, list: [1] }, n: 5, s: "str", f() {} };
const undef: any = undefined,
  nul: any = null;
fails(
  () => obj.missing(),
  () => obj.a.missing(1),
  () => obj["computed key"](),
  () => obj.a["b"](),
  () => obj.n(),
  () => obj.s.trim.nothing(),
  () => undef(),
  () => nul.x(),
  () => obj.a.b.c(),
  () => obj.a.list[3](),
  () => obj.a.list[op(0)](),
  () => (obj.n + 1)(),
  () => (() => 5)()(),
  () => new obj.n(),
  () => new obj.a.b(),
  () => new (() => {})(),
  () => new undef(),
  () => new obj.missing(),
  () => [1, 2].map(undef),
  () => [1].forEach(obj.n),
  () => [].reduce((a) => a),
  () => [3, 1].sort(5 as any),
  () => new Map([1] as any),
  () => new Set(5 as any),
  () => Symbol() + "",
  () => `${Symbol("x") as any}`,
  () => +Symbol("y"),
  () => new (Symbol as any)(),
  () => Object.defineProperty(1 as any, "x", {}),
  () => Object.setPrototypeOf({}, 5 as any),
  () => obj instanceof undef,
  () => obj instanceof obj,
  () => "x" in (5 as any),
  () => "x" in undef,
  () => BigInt("1.5"),
  () => BigInt(1.5),
  () => 1n + (1 as any),
  () => Math.max(1n as any),
  () => JSON.stringify(1n),
  () => JSON.parse("{bad"),
  () => JSON.parse(""),
  () => "a".repeat(-1),
  () => new Array(-1),
  () => (5).toFixed(101),
  () => (5).toString(1),
  () => "x".normalize("bad"),
  () => new RegExp("("),
  () => new RegExp("a", "gg"),
  () => decodeURIComponent("%"),
  () => String.fromCodePoint(-1),
  () => structured(undef.deep.er),
  () => [...(5 as any)],
  () => [...undef],
  () => Math.max(...(nul as any)),
  () => Object.fromEntries(5 as any),
  () => Object.fromEntries([5] as any),
  () => new WeakMap([[1, 2]] as any),
  () => new WeakSet().add(1 as any),
  () => Reflect.construct(1 as any, []),
  () => Reflect.ownKeys(1 as any),
);
function structured(x: unknown) {
  return x;
}
class A {
  #p = 1;
  static check(o: any) {
    return o.#p;
  }
  get only() {
    return 1;
  }
}
fails(
  () => (A as any)(),
  () => A.check({}),
  () => A.check(undef),
  () => A.check(5),
  () => ((new A() as any).only = 2),
  () => (A.prototype as any).nothing(),
  () => (new A() as any).only(),
  () => new (class extends (nul as any) {})(),
);
const deep = {
  get thrower() {
    return boom(new RangeError("custom"));
  },
  list: [{ name: "x" }],
};
fails(
  () => deep.thrower,
  () => (deep as any).list[1].name,
  () => (deep as any).list[0].name.first.second,
  () => (deep as any).nothing.at.all,
  () => (deep as any)[undef].x,
  () => (deep as any).list.at(5).name,
);
