class A {
  v = "A";
  m(x: any) {
    return `A.m(${x},${this.v})`;
  }
  get g() {
    return "A.g" + this.v;
  }
  set s(x: any) {
    this.v = "set" + x;
  }
  static sm() {
    return "A.sm";
  }
  async?: number;
  ["dyn"]() {
    return "A.dyn";
  }
}
class B extends A {
  v = "B";
  m(x: any) {
    const arrow = () => super.m(op(x) + 1);
    return [arrow(), super["m"](2), super.g, [1].map(() => super.m("cb"))[0]].join("|");
  }
  get g() {
    return "B" + super.g;
  }
  set s(x: any) {
    super.s = op(x) + "!";
  }
  static sm() {
    return "B" + super.sm();
  }
  dyn() {
    return super["dy" + op("n")]() + (super.m as any).name;
  }
  nested() {
    return { inner: () => super.m("n"), obj: { m: () => super.g } };
  }
  default(x = super.m("d")) {
    return x;
  }
  nope() {
    try {
      return ((super.toString as any).call(5), (super["missing" as never] as any)());
    } catch (e) {
      return (e as Error).message;
    }
  }
}
const b = new B();
out(b.m(1), b.g, B.sm(), b.dyn(), b.nested().inner(), b.nested().obj.m(), b.default(), b.nope());
b.s = 5;
out(b.v);
class C extends B {
  constructor() {
    const f = () => super();
    f();
    out(this.v);
    this.v = "C";
  }
  m() {
    return "C" + super.m(3);
  }
}
out(new C().m());
const o = {
  __proto__: {
    hi() {
      return "proto" + (this as any).n;
    },
  },
  n: 1,
  hi() {
    return super.hi() + op("!");
  },
  get x() {
    return super.hi();
  },
} as any;
out(o.hi(), o.x);
class P {
  constructor(public args: any[]) {}
}
class Q extends P {
  constructor(...xs: any[]) {
    super([...xs, op("z")]);
  }
}
out(new Q(1, 2));
class R extends Q {
  constructor() {
    super(...op([7, 8]));
  }
}
out(new R());
const mixin = <T extends new (...a: any[]) => any>(K: T) =>
  class extends K {
    tag() {
      return "mix" + super.toString();
    }
  };
out(
  new (mixin(
    class {
      toString() {
        return op("T");
      }
    },
  ))().tag(),
);
class Del extends A {
  m() {
    delete (this as any).v;
    return super.m("after");
  }
}
out(new Del().m());
class Upd extends A {
  inc() {
    (this as any).n = 1;
    (super.v as any) ?? 0;
    return super.g;
  }
}
out(new Upd().inc());
class Call extends A {
  m(x: any) {
    return super.m.call({ v: "other" } as any, x) + super.m.apply(this, [op(9)]);
  }
}
out(new Call().m(1));
