let shared = 0;
const inc = () => {
  shared++;
  return shared;
};
inc();
inc();
out(shared, shared++, ++shared, shared--, (shared += op(5)), (shared **= 2));
const o: any = { n: 1, s: "a", arr: [1, 2], u: undefined };
out(
  o.n++,
  ++o.n,
  o.n--,
  o.n,
  (o.s += op("b")),
  o.arr[0]++,
  o.arr[op(1)]--,
  o.arr,
  (o.u ??= op(3)),
  (o.n ||= 5),
  (o.n &&= op(9)),
  o["n"]++,
  o,
);
const k = () => {
  out("k");
  return "n";
};
const get = () => {
  out("get");
  return o;
};
get()[k()] += op(2);
get()[k()]++;
out(o.n);
get()[k()] ||= 1;
out(o.n);
let logical = 0;
logical ||= op(4);
logical &&= logical + 1;
let nul: any = null;
nul ??= op("x");
out(logical, nul);
const f = () => (logical &&= 0);
f();
out(logical);
class C {
  v = 1;
  static s = 1;
  bump() {
    this.v += op(2);
    this.v++;
    return this.v;
  }
}
out(new C().bump(), (C.s += 3), C.s++, C.s);
let bi = 1n;
const bump = () => {
  bi++;
  return bi;
};
bump();
out(bi++, bi, (bi *= 3n));
let str = "1";
const g = () => str++;
out(g(), str, typeof str);
