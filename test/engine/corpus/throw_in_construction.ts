const t = (f: () => unknown) => {
  try {
    return f();
  } catch (e) {
    return "caught " + (e as Error).message;
  }
};
class A {
  x = boomIf(1);
  constructor(public n: number) {
    if (n > 1) throw new Error("ctor" + op(n));
  }
}
function boomIf(n: number) {
  if (op(n) > 5) throw new Error("field");
  return n;
}
out(
  t(() => new A(1)),
  t(() => new A(2)),
);
class B extends A {
  y = boomIf(this.n * 10);
  constructor(n: number) {
    try {
      super(n);
    } finally {
      out("after super", op(n));
    }
  }
}
out(
  t(() => new B(0)),
  t(() => new B(1)),
  t(() => new B(3)),
);
out(
  t(() => {
    class S {
      static a = op(1);
      static {
        throw new Error("static" + S.a);
      }
    }
    return S;
  }),
);
out(
  t(() => {
    class D {
      constructor(x = boom(new Error("default"))) {
        void x;
      }
    }
    return new D();
  }),
);
out(
  t(() => {
    class K {
      [boom(new Error("key")) as any]() {}
    }
    return K;
  }),
  t(() => {
    class E extends (boom(new Error("heritage")) as any) {}
    return E;
  }),
);
class Partial {
  a = 1;
  constructor() {
    this.a = op(2);
    Partial.last = this;
    throw new Error("partial");
  }
  static last: any;
}
out(
  t(() => new Partial()),
  Partial.last,
);
