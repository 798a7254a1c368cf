function l1(a: number) {
  let x1 = a;
  function l2(b: number) {
    let x2 = b + x1;
    return function l3(c: number) {
      let x3 = c;
      const l4 = (d: number) => {
        x1++;
        x2 += 2;
        x3 *= d;
        return () => [x1, x2, x3, op(a), b, c, d, self()];
        function self() {
          return typeof l3 + typeof l2 + typeof l1;
        }
      };
      return l4;
    };
  }
  return {
    l2,
    x: () => x1,
    set x2(v: number) {
      x1 = v;
    },
  };
}
const o = l1(1);
const f = o.l2(2)(3)(4);
out(f(), o.x());
o.x2 = 50;
out(f(), o.x());
const compose = (...f: ((x: any) => any)[]) => f.reduce((g, h) => (x) => h(g(x)));
out(
  compose(
    (x) => x + 1,
    (x) => op(x) * 2,
    String,
  )(3),
);
const Y = <T, R>(f: (g: (x: T) => R) => (x: T) => R): ((x: T) => R) =>
  ((x: any) => x(x))((x: any) => f((y) => x(x)(y)));
out(Y<number, number>((fac) => (n) => (n < 2 ? op(1) : n * fac(n - 1)))(6));
const counterFactory = () => {
  let c = 0;
  return class {
    static inc() {
      return ++c;
    }
    get() {
      return c;
    }
  };
};
const K1 = counterFactory(),
  K2 = counterFactory();
K1.inc();
K1.inc();
K2.inc();
out(new K1().get(), new K2().get(), K1 === K2);
let acc = "";
(function a() {
  acc += "a";
  (function b() {
    acc += "b";
    (() => {
      acc += op("c");
    })();
  })();
})();
out(acc);
const later: (() => unknown)[] = [];
function collect(n: number) {
  if (n === 0) return;
  const mine = n;
  later.push(() => mine + n + op(0));
  collect(n - 1);
  later.push(() => mine);
}
collect(3);
out(later.map((g) => g()));
const obj = {
  v: 1,
  f() {
    return (
      [1].map(function (this: any) {
        return this;
      }, this)[0] === this && (() => this.v)()
    );
  },
};
out(obj.f());
