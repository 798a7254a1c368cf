class Parent {
  value = "parent";
  arrow = () => this.value;
  static shared = { count: 0 };
  set assigned(v: unknown) {
    out("setter", v);
  }
  get computed() {
    return op("getter of parent");
  }
  describe() {
    return `Parent ${this.value}`;
  }
}
class Child extends Parent {
  override value = op("child");
  override assigned = "defined, not set";
  described = super.describe();
  late = () => super.describe();
  static counted = ++this.shared.count;
  static nested = class {
    outer = Child.counted;
  };
  "quoted key" = 1;
  42 = "numeric";
  [Symbol.for("sym")] = "symbol";
  undefinedField;
  self = this;
  args = typeof (globalThisLess as any);
  constructor(
    readonly id: number,
    private secret = op(id * 2),
    public tag?: string,
  ) {
    super();
    this.value += this.secret;
  }
}
var globalThisLess: undefined;
const c = new Child(3);
out(Object.keys(c));
out(c.value, c.assigned, c.described, c.late(), c.arrow(), c.id, c.tag);
out((c as any)[42], (c as any)["quoted key"], (c as any)[Symbol.for("sym")], c.undefinedField, c.self === c);
out(Child.counted, Parent.shared.count, new Child.nested().outer, Object.hasOwn(Child, "shared"));
out(Object.getOwnPropertyDescriptor(c, "value"));
out(Object.getOwnPropertyNames(Child.prototype), Object.getOwnPropertyNames(Parent.prototype));
class Counter {
  static #instances = 0;
  #id = ++Counter.#instances;
  n = this.#id * 10;
  inc = () => (this.n += op(1));
  get total() {
    return Counter.#instances;
  }
}
const counters = [new Counter(), new Counter(), new Counter()];
out(
  counters.map((x) => (x.inc(), x.inc())),
  counters[0]!.total,
);
const { inc } = counters[1]!;
out(inc(), inc(), counters[1]!.n);
class Lazy {
  get data() {
    out("computing");
    Object.defineProperty(this, "data", { value: op([1, 2]), writable: false });
    return this.data;
  }
}
const lazy: any = new Lazy();
out(lazy.data === lazy.data, Object.keys(lazy));
try {
  lazy.data = 5;
} catch (e) {
  out(e);
}
class OnlyGetter {
  get x() {
    return 1;
  }
  static set y(v: number) {
    out("y", v);
  }
}
try {
  (new OnlyGetter() as any).x = 2;
} catch (e) {
  out(e);
}
(OnlyGetter as any).y = op(3);
out((OnlyGetter as any).y);
class Frozen {
  a = 1;
  constructor() {
    Object.freeze(this);
  }
}
class Thawed extends Frozen {
  b = 2;
}
try {
  new Thawed();
} catch (e) {
  out((e as Error).name);
}
const functions = new (class {
  f = function () {};
  g = () => {};
  static h = async () => {};
  #k = () => {};
  names() {
    return [this.f.name, this.g.name, this.#k.name];
  }
})();
out(functions.names());
