const attempt = (f: () => unknown) => {
  try {
    return f();
  } catch (e) {
    return e;
  }
};
const animal = {
  legs: 4,
  describe() {
    return `${this.name} has ${this.legs}`;
  },
  name: "animal",
};
const bird = Object.create(animal, {
  legs: { value: 2, writable: true, enumerable: true, configurable: true },
});
bird.name = op("bird");
out(
  bird.describe(),
  Object.getPrototypeOf(bird) === animal,
  animal.isPrototypeOf(bird),
  Object.keys(bird),
  bird.hasOwnProperty("describe"),
  delete bird.legs,
  bird.legs,
);
const chain = {
  __proto__: bird,
  get name() {
    return `${super.name}!`;
  },
  describe() {
    return `[${super.describe()}]`;
  },
} as any;
out(chain.describe(), chain.name, Object.keys(chain), "__proto__" in chain, chain.__proto__ === bird);
chain.__proto__ = {
  name: "other",
  legs: 9,
  describe() {
    return "replaced";
  },
};
out(chain.describe(), chain.name, chain.legs);
class A {
  who() {
    return "A";
  }
  static make() {
    return new this();
  }
  call() {
    return this.who();
  }
}
class B extends A {
  override who() {
    return `B>${super.who()}`;
  }
  static override make() {
    return [super.make(), "B"] as any;
  }
}
class Other {
  who() {
    return "other";
  }
  static make() {
    return "Other.make";
  }
}
const b = new B();
out(b.call(), B.make()[0] instanceof B, Object.getPrototypeOf(B) === A);
Object.setPrototypeOf(B.prototype, Other.prototype);
out(
  b.who(),
  attempt(() => b.call()),
  b instanceof A,
  b instanceof Other,
  B.make()[1],
);
Object.setPrototypeOf(B, Other);
out(
  B.make(),
  new B() instanceof B,
  attempt(() => new (B as any)().call()),
);
Object.setPrototypeOf(B.prototype, A.prototype);
out(b.call(), b instanceof A);
A.prototype.who = function () {
  return op("patched");
};
(A.prototype as any).added = function (this: any) {
  return this.call();
};
out(b.who(), (b as any).added(), new A().who());
function Old(this: any, x: number) {
  this.x = x;
}
Old.prototype.get = function () {
  return this.x;
};
Old.prototype.constructor.static = () => "static";
function Sub(this: any, x: number) {
  Old.call(this, x * 2);
}
Sub.prototype = Object.create(Old.prototype, {
  constructor: { value: Sub, configurable: true, writable: true },
});
Sub.prototype.get = function () {
  return [Old.prototype.get.call(this), this.constructor.name];
};
const old = new (Old as any)(3),
  sub = new (Sub as any)(4);
out(
  old.get(),
  sub.get(),
  sub instanceof Old,
  (Old as any).static(),
  Object.keys(old),
  old.constructor === Old,
);
class Modern extends (Old as any) {
  constructor() {
    super(7);
  }
  override get() {
    return ["modern", super.get()];
  }
}
out(new Modern().get(), new Modern() instanceof (Old as any));
const mixin = (Base: any) =>
  class extends Base {
    hello() {
      return `hello ${super.hello?.() ?? op("nobody")}`;
    }
  };
class Root {
  hello() {
    return "root";
  }
}
out(
  new (mixin(mixin(Root)))().hello(),
  new (mixin(Object))().hello(),
  mixin(Root).name,
  class extends mixin(Root) {}.name === "",
);
const withLog = Object.assign(Object.create({ log: [] as string[] }), {
  add(this: any, s: string) {
    this.log.push(s);
    return this;
  },
});
out(withLog.add("a").add(op("b")).log, Object.getPrototypeOf(withLog).log === withLog.log);
const dict = Object.create(null);
dict.toString = 1;
dict.__proto__ = "plain";
dict.x = 2;
out(
  Object.keys(dict),
  dict.__proto__,
  "x" in dict,
  attempt(() => `${dict}`),
  attempt(() => dict.hasOwnProperty("x")),
  Object.hasOwn(dict, "x"),
  JSON.stringify(dict),
);
out(
  attempt(() => Object.setPrototypeOf(animal, chain)),
  attempt(() => {
    const o: any = {};
    const p = { __proto__: o };
    o.__proto__ = p;
  }),
  attempt(() => Object.setPrototypeOf(Object.preventExtensions({}), {})),
  Object.getPrototypeOf(Object.getPrototypeOf([])) === Object.prototype,
  Object.getPrototypeOf(5) === Number.prototype,
  attempt(() => Object.getPrototypeOf(null)),
);
const props: string[] = [];
for (const k in sub) props.push(k);
out(
  props,
  Object.getOwnPropertyNames(Sub.prototype),
  Sub.prototype.propertyIsEnumerable("get"),
  Sub.prototype.propertyIsEnumerable("constructor"),
);
let reads = 0;
const spy = Object.create({
  get watched() {
    reads++;
    return this === spy;
  },
});
out(
  spy.watched,
  spy.watched,
  reads,
  Object.create(spy).watched,
  Reflect.get(Object.getPrototypeOf(spy), "watched", spy),
  reads,
);
const setter = Object.create({
  set v(x: number) {
    (this as any).stored = op(x);
  },
});
setter.v = 5;
out(Object.keys(setter), setter.stored, setter.v, Object.assign(setter, { v: 6 }).stored, { ...setter });
class Abstract {
  constructor() {
    if (new.target === Abstract) throw new TypeError("abstract");
  }
  get kind() {
    return new.target === undefined ? this.constructor.name : "";
  }
}
class Concrete extends Abstract {}
out(
  attempt(() => new Abstract()),
  new Concrete().kind,
  Reflect.construct(Abstract, [], Concrete) instanceof Concrete,
  attempt(() => Reflect.construct(Concrete, [], Abstract)),
);
