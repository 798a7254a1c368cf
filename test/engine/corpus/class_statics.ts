class Registry {
  static #items = new Map<string, number>();
  static count = 0;
  static add(n: string) {
    this.#items.set(n, op(++this.count));
    return this;
  }
  static get size() {
    return this.#items.size;
  }
  static find(n: string) {
    return Registry.#items.get(n);
  }
}
out(Registry.add("a").add("b").size, Registry.find("b"), Registry.count);
class Sub extends Registry {
  static own = super.count + op(1);
  static {
    out("block", this === Sub, this.own, Sub.name);
  }
  static name2 = this.name;
  static arrow = () => this.name;
}
out(Sub.own, Sub.name2, Sub.arrow(), Object.getOwnPropertyNames(Sub).sort().join());
class N {
  static name = "custom";
  static length = 5;
  static ["comp" + op(1)] = 2;
}
out(N.name, N.length, (N as any).comp1);
class Order {
  static log: string[] = [];
  static a = Order.log.push("a");
  static {
    Order.log.push("blk" + op(1));
  }
  static b = Order.log.push("b");
  static m() {
    return Order.log;
  }
}
out(Order.m());
const Expr = class {
  static self = 1;
  static get() {
    return Expr.self;
  }
};
out(Expr.get(), Expr.name);
class Base {
  static create(this: any, v: number) {
    return new this(v);
  }
  constructor(public v: number) {}
}
class Derived extends Base {
  kind = "d";
}
out(Derived.create(op(3)), (Base as any).create.call(Derived, 4));
class Counter {
  static instances = 0;
  id = ++Counter.instances;
}
new Counter();
out(new Counter().id, Counter.instances);
class Inh extends Array {
  static get [Symbol.species]() {
    return Array;
  }
}
out(new Inh(3).map((x) => x) instanceof Inh, new Inh(1, 2).length);
abstract class Abs {
  static impl?: Abs;
  static of() {
    return (this.impl ??= new (this as any)());
  }
}
class Conc extends Abs {}
out(Conc.of() === Conc.of(), Conc.of() instanceof Conc);
