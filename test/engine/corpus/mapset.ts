const m = new Map<any, any>([
  [1, "a"],
  ["k", { z: op(1) }],
]);
m.set(NaN, 0).set(m, 1);
out(m.get(NaN), m.has(m), m.size, m.delete(1), [...m.keys()].length);
m.forEach((v, k, all) => out(typeof k, typeof op(v), all === m));
const s = new Set([1, 2]);
s.forEach((v, k, all) => {
  out(v, k, all.size, op(1));
  if (all.size < 4) all.add(v + 10);
});
out(s);
const g = new Map<string, number[]>();
for (const w of ["apple", "bob", "cat", "alice"]) {
  const k = w[0]!;
  (g.get(k) ?? g.set(k, []).get(k)!).push(w.length);
}
out(g);
const wm = new WeakMap<object, number>();
const key = {};
wm.set(key, 1);
out(wm.get(key), wm.has({}));
out(new Map([...m].map(([k, v]) => [v, k] as const)).size);
out(
  Object.fromEntries(
    new Map([
      ["a", op(1)],
      ["b", 2],
    ]),
  ),
  [...new Map(Object.entries({ x: 1 }))],
  new Set("hello").size,
);
const it = new Map([[1, 2]]).entries();
out(it.next(), it.next());
out([...new Set([3, 1, 3]).values()]);
