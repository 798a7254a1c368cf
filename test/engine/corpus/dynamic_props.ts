const o: any = {};
for (const k of ["a", "b", "constructor", "toString", "length", "0"]) {
  o[k] = (o.hasOwnProperty(k) ? o[k] : 0) + op(1);
}
out(Object.keys(o), o);
const counts: Record<string, number> = {};
for (const w of ["x", "constructor", "x"]) counts[w] = (Object.hasOwn(counts, w) ? counts[w]! : 0) + 1;
out(counts);
const table: Record<string, (a: number, b: number) => number> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - op(b),
};
for (const k of Object.keys(table)) out(table[k]!(5, 3));
const key = "na" + "me";
out(
  ({ name: "n" } as any)[key],
  (class Foo {} as any)[key],
  ((() => 1) as any)[key],
  [1, 2, 3][("leng" + "th") as any],
  "abc"[op(1)],
  ({} as any)["undefined"],
  ({ undefined: 1 } as any)[undefined as any],
  ({ null: 2 } as any)[null as any],
  ({ 1: "one" } as any)[1],
  ({ "1.5": "f" } as any)[1.5],
  [10, 20][op("1") as any],
);
const sym = Symbol("k");
o[sym] = op("s");
out(o[sym], o[op("a")], delete o[op("b")], "b" in o);
const arr: any[] = [];
arr["2" as any] = "x";
arr[op(0)] = "y";
out(arr, arr.length);
const m = "push";
arr[m]("z");
out(
  arr,
  arr["slice"](1),
  arr[op("map")]((x: any) => op(x) + "!"),
  (arr as any)["for" + "Each"]((x: any) => out(x)),
);
const { ["a" as string]: av, ...left } = o;
out(av, Object.keys(left));
const d = Object.create({ inherited: 1 });
d.own = 2;
out(Object.keys(d), "inherited" in d, d.inherited, { ...d });
for (const k in d) out(k);
const frozen = Object.entries({ b: 1, a: 2 }).sort(([x], [y]) => (x < y ? -1 : 1));
out(frozen);
const path = (obj: any, p: string) => p.split(".").reduce((x, k) => x?.[k], obj);
out(path({ a: { b: [1, { c: op("deep") }] } }, "a.b.1.c"), path({}, "x.y"));
const setPath = (obj: any, p: string[], v: any) => {
  let c = obj;
  for (const k of p.slice(0, -1)) c = c[k] ??= {};
  c[p[p.length - 1]!] = op(v);
  return obj;
};
out(setPath({}, ["a", "b", "c"], 1));
class Bag {
  [k: string]: any;
  get(k: string) {
    return this[k];
  }
  put(k: string, v: any) {
    this[k] = v;
    return this;
  }
}
out(new Bag().put("z", op(1)).get("z"), new Bag().put("get", 1));
out(
  Object.keys(Object.assign(Object.create(null), { x: 1 })),
  ({ ["__proto__"]: 1 } as any).hasOwnProperty("__proto__"),
);
