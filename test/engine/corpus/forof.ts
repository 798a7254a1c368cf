for (const x of [1, 2, 3]) out(op(x));
for (const c of "héy😀") out(c);
const m = new Map([
  ["a", 1],
  ["b", 2],
]);
for (const [k, v] of m) {
  out(k, v);
  if (k === "a") m.set("c", 3);
}
const st = new Set([1, 2, 3]);
for (const x of st) {
  out(x);
  if (x === 1) {
    st.delete(2);
    st.add(4);
  }
}
const grow = [1, 2];
for (const x of grow) {
  if (grow.length < 5) grow.push(x * 10);
  op(0);
}
out(grow);
for (const [i, x] of ["p", "q"].entries()) out(i, x);
for (const k of m.keys()) out(k);
for (const v of m.values()) out(op(v));
class Range {
  constructor(
    private a: number,
    private b: number,
    private log: string[] = [],
  ) {}
  [Symbol.iterator]() {
    let i = this.a;
    const { b, log } = this;
    return {
      next() {
        op(i);
        return i < b ? { value: i++, done: false } : { value: undefined, done: true };
      },
      return() {
        op(1);
        log.push("closed");
        return {};
      },
    };
  }
  get logged() {
    return this.log;
  }
}
const r = new Range(0, 4);
for (const x of r) out(x);
out(r.logged);
for (const x of r) {
  if (x === 2) break;
}
out(r.logged);
function f() {
  for (const x of r) {
    if (x === 1) return op("ret");
  }
  return "none";
}
out(f(), r.logged);
try {
  for (const x of r) {
    op(x);
    throw new Error("in loop");
  }
} catch (e) {
  out((e as Error).message, r.logged);
}
outer: for (const x of r) {
  for (const y of r) {
    if (y === 1) continue outer;
    if (x === 2) break outer;
    out(x, y);
  }
}
out(r.logged);
out(
  [...r],
  Math.max(...r),
  new Set(r).size,
  Array.from(r, (x) => x * op(2)),
);
const [p, q, ...rest] = r;
out(p, q, rest, r.logged.length);
const [h] = r;
out(h, r.logged.length);
const fns: (() => number)[] = [];
for (const x of [1, 2, 3]) {
  fns.push(() => x);
}
out(fns.map((g) => g()));
for (const x of new Int8Array([5, 6])) out(x);
