const {
  a,
  b: { c = op(3), ...inner },
  ["d" + op(1)]: d1 = 4,
  ...rest
} = { a: 1, b: { e: 5, f: 6 }, g: 7, h: 8 } as any;
out(a, c, inner, d1, rest);
const [x, , y = op(2), [z] = [op(9)], ...more] = [1, 2, undefined, undefined, 5, 6] as any;
out(x, y, z, more);
let p = 1,
  q = 2,
  r = 3;
[p, q, r] = [q, r, p];
out(p, q, r);
[p, q] = [op(q), op(p)];
out(p, q);
const o: any = {};
({ a: o.x, b: o["y"], ...o.rest } = { a: 1, b: 2, c: 3 } as any);
out(o);
[o.first, o.list = [op(1)]] = "z" as any;
out(o);
const arr = [3, 1, 2];
[arr[0], arr[2]] = [arr[2]!, arr[0]!];
out(arr);
const f = ({ n = 1, m = n + 1 } = {} as any) => [n, m];
out(f(), f({ n: 5 }), f({ m: 0 }));
let u, v;
[u = op(5), v = u] = [undefined, undefined] as any;
out(u, v);
const { length, 0: first, [length - 1]: last } = "hello" as any;
out(length, first, last);
for (const {
  k,
  v: [w1],
} of [{ k: 1, v: [op(2)] }])
  out(k, w1);
try {
  const { nope } = null as any;
} catch (e) {
  out((e as Error).name);
}
try {
  const [n1] = undefined as any;
} catch (e) {
  out((e as Error).name);
}
const m = new Map([[1, { s: "t" }]]);
for (const [id, { s }] of m) out(id, s);
const ret = ([u, v] = [7, 8]);
out(ret, u, v);
const { toString, ...plain } = { q: 1 } as any;
out(typeof toString, plain);
let log = "";
const src = {
  get one() {
    log += "1";
    return 1;
  },
  get two() {
    log += "2";
    return undefined;
  },
};
const { two = ((log += "d"), 9), one } = src as any;
out(two, one, log);
const [s1, s2] = new Set(["i", "j"]);
out(s1, s2);
let i = 0;
const t: any[] = [];
[t[i++], t[i++]] = [op(1), op(2)];
out(t, i);
