const trace: unknown[] = [];
const m = new Map<any, any>([
  ["a", 1],
  ["b", 2],
  ["c", 3],
]);
for (const [k, v] of m) {
  trace.push(k);
  if (k === "a") {
    m.delete("b");
    m.set("d", op(4));
  }
  if (k === "c") {
    m.delete("a");
    m.set("a", "again");
  }
  if (trace.length > 8) break;
}
out(trace.splice(0), [...m]);
m.forEach((v, k, map) => {
  trace.push([k, v]);
  if (k === "c") map.delete("d");
  if (map.size < 4) map.set(op(k) + "!", v);
});
out(trace.splice(0), m.size);
const it = m.keys();
out(it.next(), (m.clear(), it.next()), (m.set("late", 1), it.next()), it.next());
const s = new Set([1, 2, 3]);
for (const x of s) {
  trace.push(x);
  s.delete(x);
  if (x < 4) s.add(op(x + 3));
}
out(trace.splice(0), s);
const live = new Set(["x"]);
const values = live.values();
live.add("y");
out(
  values.next().value,
  (live.delete("y"), live.add("z"), values.next()),
  values.next(),
  (live.add("w"), values.next()),
);
const nested = new Set([1, 2]);
for (const a of nested)
  for (const b of nested) {
    trace.push(`${a}${b}`);
    if (nested.size < 4) nested.add(nested.size + 1);
  }
out(trace.splice(0));
const keys = [NaN, 0, -0, "0", null, undefined, {}, [], Symbol.for("k"), 1n, true];
const all = new Map(keys.map((k, i) => [k, i]));
out(
  all.size,
  all.get(NaN),
  all.get(0),
  all.get(-0),
  all.get("0"),
  all.get({}),
  all.get(keys[6]),
  all.get(1n),
  all.has(undefined),
);
out(
  Object.is([...new Set([-0])][0], 0),
  [...new Map([[-0, 1]]).keys()].map((k) => Object.is(k, -0)),
);
out(
  new Map([
    [1, "a"],
    [1, "b"],
  ]).get(1),
  new Set("hello").size,
  [...new Set([3, 1, 3, 2, 1])],
  new Map(new Map([[1, 2]])).get(1),
);
class Registry<K, V> extends Map<K, V[]> {
  push(k: K, v: V) {
    const list = this.get(k);
    if (list) list.push(v);
    else this.set(k, [v]);
    return this;
  }
  override get(k: K) {
    return super.get(k);
  }
  override *[Symbol.iterator](): any {
    for (const [k, v] of super.entries()) yield `${k}=${op(v.length)}`;
  }
}
const r = new Registry<string, number>().push("x", 1).push("x", 2).push("y", 3);
out([...(r as any)], r.size, r instanceof Map, [...r.keys()], [...r.values()].flat());
for (const line of r as any) out(line);
class Loud extends Set<number> {
  override add(x: number) {
    trace.push(`add${x}`);
    return super.add(op(x));
  }
}
const loud = new Loud([1, 2]);
out(trace.splice(0), loud.size, loud.add(3) === loud, trace.splice(0));
const fromGenerator = new Map(
  (function* (): Generator<[string, number]> {
    yield ["g", op(1)];
    yield ["h", 2];
  })(),
);
out(
  fromGenerator,
  Object.fromEntries(fromGenerator),
  new Set(
    (function* () {
      yield 1;
      yield op(1);
    })(),
  ).size,
);
out([...m.entries()], m[Symbol.iterator] === m.entries, s[Symbol.iterator] === s.values, s.keys === s.values);
out(
  Object.prototype.toString.call(m.keys()),
  Object.prototype.toString.call(s.values()),
  String(m),
  Map.name,
  Map.length,
  m.set.length,
);
const groups = [1, 2, 3, 4, 5].reduce(
  (map, x) => map.set(x % 2 ? "odd" : "even", [...(map.get(x % 2 ? "odd" : "even") ?? []), op(x)]),
  new Map<string, number[]>(),
);
out(
  groups,
  [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => k + v.join("")),
);
const weak = new WeakMap<object, string>();
const ws = new WeakSet<object>();
const key = {},
  fn = () => {};
weak.set(key, "v").set(fn, "f");
ws.add(key);
out(
  weak.get(key),
  weak.has(fn),
  weak.delete(key),
  weak.has(key),
  ws.has(key),
  ws.has({}),
  weak.get(5 as any),
);
const union = (a: Set<number>, b: Set<number>) => new Set([...a, ...b]);
const inter = (a: Set<number>, b: Set<number>) => new Set([...a].filter((x) => op(b.has(x))));
out(union(new Set([1, 2]), new Set([2, 3])), inter(new Set([1, 2, 3]), new Set([2, 3, 4])));
let sum = 0;
for (const [[a, b], { c }] of new Map([[[1, 2], { c: 3 }]])) sum += a! + b! + op(c);
out(
  sum,
  Array.from(new Map([[1, 2]]), ([k, v]) => op(k) + v),
  [...new Map([[1, 2]]).values()].map((x) => x * 2),
);
