const o: any = {
  a: {
    b: {
      c: 1,
      f() {
        return this.c + op(1);
      },
    },
  },
  n: null,
  arr: [1],
  fn: (x: number) => x * 2,
};
out(
  o?.a?.b?.c,
  o.x?.y.z.w,
  o.n?.x,
  o.a?.b.f(),
  o.a.g?.(),
  o.x?.f(op(1)),
  o.n?.[op("k")],
  o.arr?.[0],
  o.fn?.(op(4)),
  o?.["a"]?.["b"].c,
);
let calls = 0;
const t = (v: any) => {
  calls++;
  return op(v);
};
out(t(null)?.[t(1)], t(undefined)?.f(t(2)), calls, t({ f: (x: any) => x })?.f(t(3)), calls);
out(null ?? op("d"), 0 ?? 1, undefined ?? null ?? "x", (false || op(0)) ?? 2, o.a?.b?.q ?? "none");
out(delete o?.a?.b.c, o.a.b.c, delete o.zz?.y);
try {
  o?.zip();
} catch (e) {
  out((e as Error).message);
}
try {
  o.a?.b.c.d.e();
} catch (e) {
  out((e as Error).message);
}
try {
  o.a.b.nope();
} catch (e) {
  out((e as Error).message);
}
let q: any;
q ??= op({ z: 1 });
q.z ||= 5;
q.z &&= op(7);
q.w ??= [op(1)];
out(q);
const m = new Map<string, number[]>();
(m.get("x") ?? m.set("x", []).get("x"))?.push(op(1));
out(m);
const maybe: { run?: () => number } = {};
out(maybe.run?.());
maybe.run = () => op(3);
out(maybe.run?.(), maybe.run!());
class C {
  v?: { g(): number };
  get() {
    return this.v?.g() ?? "no";
  }
}
out(new C().get());
out(
  o.fn?.name,
  o?.a.b.f?.call({ c: 10 }),
  o.arr?.map((x: number) => op(x) + 1)?.[0],
  ((x: any) => x?.y)?.({ y: 2 }),
);
