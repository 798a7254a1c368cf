abstract class Shape {
  static #count = 0;
  static readonly registry = new Map<string, new (...a: any[]) => Shape>();
  abstract area(): number;
  readonly id = ++Shape.#count;
  constructor(protected readonly name: string) {
    if (!Shape.registry.has(new.target.name)) Shape.registry.set(new.target.name, new.target as any);
  }
  static get count() {
    return Shape.#count;
  }
  describe(): string {
    return `${this.name}#${this.id}:${this.area().toFixed(2)}`;
  }
  compareTo(o: Shape) {
    return this.area() - o.area();
  }
  toString() {
    return this.describe();
  }
  static create(kind: string, ...a: any[]) {
    const K = this.registry.get(kind);
    if (!K) throw new TypeError(`no ${kind}`);
    return new K(...a);
  }
}
class Circle extends Shape {
  constructor(readonly r: number) {
    super("circle");
  }
  area() {
    return Math.PI * op(this.r) ** 2;
  }
}
class Rect extends Shape {
  constructor(
    readonly w: number,
    readonly h = w,
    name = "rect",
  ) {
    super(name);
  }
  area() {
    return this.w * op(this.h);
  }
  override describe() {
    return `[${super.describe()}]`;
  }
}
class Square extends Rect {
  constructor(s: number) {
    super(s, s, "square");
  }
  override describe() {
    return `sq ${super.describe()}`;
  }
}
const shapes: Shape[] = [new Circle(1), new Rect(2, 3), new Square(2), new Rect(1)];
out(
  shapes.map(String),
  Shape.count,
  [...Shape.registry.keys()],
  shapes.sort((a, b) => a.compareTo(b)).map((s) => s.id),
  `${shapes[0]}`,
  shapes[1] + "",
);
for (const k of ["Square", "Circle", "Nope"])
  try {
    out(String(Shape.create(k, 3)));
  } catch (e) {
    out(e);
  }
interface Visitor<T> {
  num(n: Num): T;
  add(a: Add): T;
  mul(m: Mul): T;
}
abstract class Node3 {
  abstract accept<T>(v: Visitor<T>): T;
}
class Num extends Node3 {
  constructor(readonly v: number) {
    super();
  }
  accept<T>(v: Visitor<T>) {
    return v.num(this);
  }
}
class Add extends Node3 {
  constructor(
    readonly l: Node3,
    readonly r: Node3,
  ) {
    super();
  }
  accept<T>(v: Visitor<T>) {
    return v.add(this);
  }
}
class Mul extends Add {
  override accept<T>(v: Visitor<T>) {
    return v.mul(this);
  }
}
const evaluator: Visitor<number> = {
  num: (n) => op(n.v),
  add: (a) => a.l.accept(evaluator) + a.r.accept(evaluator),
  mul: (m) => m.l.accept(evaluator) * m.r.accept(evaluator),
};
class Printer implements Visitor<string> {
  depth = 0;
  num(n: Num) {
    return String(n.v);
  }
  add(a: Add) {
    return this.#wrap(() => `${a.l.accept(this)}+${a.r.accept(this)}`);
  }
  mul(m: Mul) {
    return this.#wrap(() => `${m.l.accept(this)}*${m.r.accept(this)}`);
  }
  #wrap(f: () => string) {
    this.depth++;
    try {
      return this.depth > 1 ? `(${f()})` : f();
    } finally {
      this.depth--;
    }
  }
}
const tree = new Add(new Mul(new Num(2), new Num(3)), new Add(new Num(4), new Num(5)));
out(tree.accept(evaluator), tree.accept(new Printer()), tree instanceof Mul, tree.l instanceof Add);
class Base {
  static defaults = { a: 1 };
  static derive<T extends typeof Base>(this: T, more: object) {
    return class extends (this as any) {
      static override defaults = { ...(super.defaults ?? {}), ...more };
    } as any;
  }
  options: any;
  constructor(o = {}) {
    this.options = { ...(this.constructor as any).defaults, ...o };
  }
}
const D1 = Base.derive({ b: 2 }),
  D2 = D1.derive({ a: op(9), c: 3 });
out(
  new Base().options,
  new D1().options,
  new D2({ c: 0 }).options,
  D2.defaults,
  Object.getPrototypeOf(D2) === D1,
);
const Serializable = <T extends new (...a: any[]) => any>(B: T) =>
  class extends B {
    serialize() {
      return JSON.stringify({ ...this });
    }
    static parse(text: string) {
      return Object.assign(Object.create(this.prototype), JSON.parse(text));
    }
  };
const Comparable = <T extends new (...a: any[]) => any>(B: T) =>
  class extends B {
    equals(o: any) {
      return JSON.stringify(this) === JSON.stringify(o);
    }
  };
class Point3 {
  constructor(
    public x = 0,
    public y = op(0),
  ) {}
  get len() {
    return Math.hypot(this.x, this.y);
  }
}
class Rich extends Comparable(Serializable(Point3)) {
  constructor(
    x: number,
    y: number,
    readonly tag = "t",
  ) {
    super(x, y);
  }
}
const p = new Rich(3, 4),
  q = (Rich as any).parse(p.serialize());
out(p.serialize(), q instanceof Rich, q.len, p.equals(q), p.equals(new Rich(3, 5)), Object.keys(p));
class Counter2 {
  #n = 0;
  static of(n: number) {
    const c = new this();
    c.#n = n;
    return c;
  }
  inc = (by = 1) => {
    this.#n += op(by);
    return this;
  };
  get n() {
    return this.#n;
  }
  valueOf() {
    return this.#n;
  }
  [Symbol.toPrimitive](hint: string) {
    return hint === "string" ? `Counter(${this.#n})` : this.#n;
  }
  static max(...cs: Counter2[]) {
    return cs.reduce((a, b) => (+b > +a ? b : a));
  }
  equals(o: Counter2) {
    return #n in o && this.#n === o.#n;
  }
}
const c1 = Counter2.of(5),
  c2 = new Counter2().inc().inc(3);
out(
  +c1 + +c2,
  `${c1}`,
  (c1 as any) > c2,
  Counter2.max(c1, c2) === c1,
  c1.equals(c2.inc()),
  [c1, c2].map(({ inc }) => inc(10).n),
  (c1 as any) == 15,
);
class Singleton {
  static #it?: Singleton;
  static made = 0;
  private constructor() {
    Singleton.made++;
  }
  static get instance() {
    return (this.#it ??= new this());
  }
}
out(Singleton.instance === Singleton.instance, Singleton.made);
class Chain2 {
  #steps: string[] = [];
  add(s: string) {
    this.#steps.push(op(s));
    return this;
  }
  if(c: boolean, f: (b: this) => this) {
    return c ? f(this) : this;
  }
  get built() {
    return this.#steps.join(">");
  }
}
class Loud extends Chain2 {
  override add(s: string) {
    return super.add(s.toUpperCase());
  }
  twice(s: string) {
    return this.add(s).add(s);
  }
}
out(
  new Loud()
    .add("a")
    .if(true, (b) => b.twice("b"))
    .if(false, (b) => b.add("never")).built,
  new Chain2().add("x").built,
);
class Matrix2 extends Array<number[]> {
  static identity(n: number) {
    return Matrix2.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => +(i === j))) as Matrix2;
  }
  get trace() {
    return this.reduce((s, r, i) => s + r[i]!, 0);
  }
  override toString() {
    return this.map((r) => r.join(" ")).join("/");
  }
}
const m = Matrix2.identity(3);
out(
  m instanceof Matrix2,
  m.trace,
  String(m),
  m.slice(1) instanceof Matrix2,
  m.map((r) => r) instanceof Matrix2,
  m.length,
  [...m].length,
);
