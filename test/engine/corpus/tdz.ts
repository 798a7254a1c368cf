function msg(f: () => unknown) {
  try {
    return f();
  } catch (e) {
    return `${(e as Error).name}: ${(e as Error).message}`;
  }
}
out(
  msg(() => {
    const f = () => v;
    const r = msg(f);
    const v = op(1);
    return [r, f(), v];
  }),
);
out(
  msg(() => {
    use();
    let x = 1;
    function use() {
      return x;
    }
    return x;
  }),
);
out(
  msg(() => {
    x = 5;
    let x;
    return x;
  }),
  msg(() => {
    const y = y2 + 1;
    const y2 = 1;
    return y;
  }),
  msg(() => {
    new K();
    class K {}
  }),
);
out(
  msg(() => {
    const c = 1;
    (c as any) = op(2);
    return c;
  }),
  msg(() => {
    const c = 1;
    (c as any)++;
  }),
  msg(() => {
    const o = { p: 1 };
    o.p = 2;
    return o;
  }),
  msg(() => {
    for (const i of [1]) (i as any) = 2;
  }),
  msg(() => {
    const f = function g() {
      (g as any) = 1;
    };
    f();
  }),
  msg(() => {
    class Q {
      m() {
        (Q as any) = 1;
      }
    }
    new Q().m();
  }),
);
out(
  msg(() => helper()),
  msg(() => lateConst),
  msg(() => {
    let a = a2();
    function a2() {
      return typeof a;
    }
    return a;
  }),
);
function helper() {
  return lateConst;
}
const lateConst = op(3);
out(helper());
const objs = { get: () => afterObj };
const afterObj = 4;
out(objs.get());
let w;
{
  const f = () => inner;
  w = msg(f);
  const inner = op(2);
  out(w, f());
}
const cyc1 = () => cyc2(),
  cyc2 = () => op("ok");
out(cyc1());
for (let i = 0; i < 2; i++) {
  const g = () => q;
  if (i === 0) out(msg(g));
  const q = i;
  out(g());
}
class A {
  static x = 1;
  static y = A.x + op(1);
  static f = () => A.y;
}
out(A.y, A.f());
out(
  msg(() => {
    class B extends B2 {}
    class B2 {}
    return B;
  }),
);
