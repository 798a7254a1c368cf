function f({ a, b = op(2), ...r }: any, [c, [d] = [op(4)]]: any = [3], ...[e, g = op(6)]: any[]) {
  return [a, b, r, c, d, e, g];
}
out(f({ a: 1, z: 9 }), f({ a: 1, b: 5 }, [7, [8]], 9, 10));
const arrow = ({ x: { y = op(1) } = {} as any } = {}) => y;
out(arrow(), arrow({ x: { y: 5 } }));
class C {
  constructor(
    { v = op(1) }: any = {},
    public w = v * 2,
  ) {
    out(v, this.w);
  }
  m([h, ...t]: number[]) {
    return [h, t];
  }
  set s({ q }: any) {
    out(q);
  }
}
const c = new C();
new C({ v: 4 });
out(c.m([1, 2, 3]));
c.s = { q: op("q") };
const g2 = (a: any, b = a, c = () => [a, b]) => {
  a = 10;
  return c();
};
out(g2(1), g2(1, 2));
[[1, { k: 2 }]].forEach(([n, { k }]: any) => out(n, k));
try {
  (({ a: { b } }: any) => b)({});
} catch (e) {
  out((e as Error).message);
}
const order: string[] = [];
((a = order.push("a"), b = order.push("b"), { c = order.push("c") } = {} as any) => 0)();
out(order);
out(
  (function ({ length }: any) {
    return length + arguments.length;
  })("four", 1),
  ((...[first, second]) => [first, second])(1, op(2), 3),
);
function captured({ n }: { n: number }) {
  return { inc: () => ++n, get: () => n };
}
const cap = captured({ n: 5 });
cap.inc();
out(cap.get());
