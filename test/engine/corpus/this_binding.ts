class T {
  v = op(1);
  arrow = () => this.v;
  method() {
    return (() => (() => this.v + op(1))())();
  }
  static s = 5;
  static arrow = () => this.s;
  nested() {
    const o = {
      v: 100,
      m() {
        return [this.v, (() => this.v)()];
      },
      a: () => this.v,
    };
    return [o.m(), o.a()];
  }
  later() {
    return {
      get: () => this.v,
      set: (x: number) => {
        this.v = x;
      },
    };
  }
  default(x = this.v) {
    return x;
  }
}
const t = new T();
out(t.arrow(), t.method(), T.arrow(), t.nested(), t.default());
const h = t.later();
h.set(9);
out(h.get(), t.v);
const { arrow, method } = t;
out(arrow());
try {
  method();
} catch (e) {
  out((e as Error).message);
}
function f(this: any) {
  return this === undefined ? "undef" : typeof this;
}
out(
  f(),
  f.call(5),
  f.call("s"),
  f.call(null),
  f.apply({}),
  new (f as any)() instanceof f,
  [f][0]!(),
  { f }.f(),
  (true && f)(),
  [1].map(f),
);
const obj = {
  name: "o",
  list: [1, 2],
  run() {
    return this.list.map((x) => this.name + op(x));
  },
  runF() {
    return this.list.map(function (this: any, x) {
      return (this?.name ?? "none") + x;
    });
  },
  runT() {
    return this.list.map(function (this: any, x) {
      return this.name + op(x);
    }, this);
  },
};
out(obj.run(), obj.runF(), obj.runT());
function Ctor(this: any) {
  this.a = op(1);
  const self = this;
  this.get = function () {
    return [this === self, self.a];
  };
  return undefined;
}
const c = new (Ctor as any)();
out(c.get());
