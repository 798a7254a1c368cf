class Point {
  static made = 0;
  static readonly origin = new Point(0, 0);
  readonly tag = op("pt");
  constructor(
    public x: number,
    protected y = op(2),
  ) {
    Point.made++;
  }
  dist(o: Point) {
    return op(Math.abs(this.x - o.x)) + Math.abs(this.y - o.y);
  }
  get sum() {
    return this.x + this.y;
  }
  set sum(v) {
    this.x = v - this.y;
  }
  static of(x: number) {
    return new this(x);
  }
  toString() {
    return `(${this.x},${this.y})`;
  }
}
class P3 extends Point {
  z = this.x * 2;
  constructor(x: number) {
    op(0);
    super(x, 1);
    this.z += 1;
  }
  override dist(o: Point) {
    return super.dist(o) * 10;
  }
  get sum() {
    return super.sum + this.z;
  }
  static override of(x: number) {
    return super.of(x) as P3;
  }
}
const p = new Point(3);
out(p, Point.made, p.dist(Point.origin), p.sum, String(p), `${p}`);
p.sum = 20;
out(p.x);
const q = P3.of(4);
out(
  q,
  q instanceof P3,
  q instanceof Point,
  q.dist(p),
  q.sum,
  P3.name,
  P3.length,
  Object.getPrototypeOf(P3) === Point,
);
class Auto extends P3 {}
out(new Auto(1), new Auto(2).constructor === Auto);
const Anon = class {
  v = 1;
};
out(Anon.name, new Anon());
const Named = class Inner {
  static self() {
    return Inner;
  }
};
out(Named.name, Named.self() === Named);
class S {
  static count = op(5);
  static {
    S.count += op(1);
    this.extra = "e";
  }
  static extra: string;
  static #hidden = 3;
  static peek() {
    return S.#hidden++;
  }
}
out(S.count, S.extra, S.peek(), S.peek());
const key = "dyn";
class K {
  [key + op("1")]() {
    return 1;
  }
  static [key] = 2;
  [Symbol.toPrimitive]() {
    return 42;
  }
  get [`${key}2`]() {
    return 3;
  }
  ["field" + op(1)] = 4;
}
out(new K().dyn1(), (K as any).dyn, +(new K() as any), (new K() as any).dyn2, new K());
try {
  (Point as any)(1);
} catch (e) {
  out((e as Error).message);
}
class A1 {
  constructor() {
    out(new.target === A1, new.target.name);
  }
}
class B1 extends A1 {}
new A1();
new B1();
abstract class Shape {
  abstract area(): number;
  describe() {
    return this.constructor.name + op(this.area());
  }
}
class Sq extends Shape {
  constructor(private s: number) {
    super();
  }
  area() {
    return this.s ** 2;
  }
}
out(new Sq(3).describe());
class Ret {
  constructor(v: any) {
    return v;
  }
}
out(new Ret({ z: 1 }), new Ret(5) instanceof Ret);
const mix = (Base: any) =>
  class extends Base {
    mixed() {
      return "m" + op(super.hello());
    }
  };
class H {
  hello() {
    return "hi";
  }
}
out(new (mix(H))().mixed());
class Lazy {
  cb = () => this.v;
  v = 3;
  method = function (this: Lazy) {
    return this.v;
  };
}
const l = new Lazy();
const { cb } = l;
out(cb(), l.method());
out(typeof Point, Object.keys(p), Object.getOwnPropertyNames(Point.prototype));
class Chain {
  n = 0;
  add(k: number) {
    this.n += op(k);
    return this;
  }
}
out(new Chain().add(1).add(2).add(3).n);
function Old(this: any, v: number) {
  this.v = op(v);
}
Old.prototype.get = function () {
  return this.v;
};
const old = new (Old as any)(4);
out(old.get(), old instanceof Old, old.constructor === Old);
class ExtOld extends (Old as any) {
  constructor() {
    super(op(8));
  }
}
out((new ExtOld() as any).get());
