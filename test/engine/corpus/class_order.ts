const log: string[] = [];
const say = <T>(name: string, value: T): T => (log.push(name), op(value));
const flush = (title: string, ...more: unknown[]) => out(title, log.splice(0).join(" "), ...more);
const base = class Base {
  from = say("Base.from", "base");
  constructor() {
    log.push("Base()");
    this.hook();
  }
  hook() {
    log.push("Base.hook");
  }
  static make() {
    return new this();
  }
};
class Derived extends say("heritage", base) {
  static [say("static key", "s1")] = say("static value", 1);
  [say("key", "f1")] = say("value f1", this.from);
  static {
    log.push(`static block ${this.name} ${(this as any).s1}`);
  }
  [say("method key", "m")]() {
    return "m";
  }
  static s2 = say("s2", (Derived as any).s1 + 1);
  #p = say("private", 5);
  get [say("getter key", "g")]() {
    return this.#p;
  }
  f2 = say("f2", () => this.#p);
  constructor() {
    log.push("Derived(");
    super();
    log.push(")");
    (this as any).own = say("own", 1);
  }
  override hook() {
    log.push(`hook sees ${(this as any).f1} ${"f2" in this}`);
  }
}
flush("definition");
const d: any = new Derived();
flush("construction", Object.keys(d), d.g, d.m(), d.f2());
const made = Derived.make();
flush("static this", made instanceof Derived, made.constructor.name);
class Middle extends Derived {
  extra = say("extra", "x");
}
flush("implicit", Object.keys(new Middle()), log.splice(0).length);
let n = 0;
const classes = [1, 2].map(
  (i) =>
    class {
      static id = say(`id${i}`, i);
      field = ++n;
      static [`k${i}`] = i;
    },
);
flush(
  "in a callback",
  classes.map((c) => c.name),
  new classes[1]!().field,
  new classes[0]!().field,
);
try {
  class Broken {
    static a = say("a", 1);
    static b = boom(new Error("static"));
    static c = say("never", 3);
  }
  out(Broken);
} catch (e) {
  flush("throwing static", e);
}
try {
  class Loop extends (Loop as any) {}
  out(Loop);
} catch (e) {
  out(e);
}
try {
  class Bad extends (5 as any) {}
  out(Bad);
} catch (e) {
  out(e);
}
try {
  const proto: any = function () {};
  proto.prototype = 3;
  class Bad extends proto {}
  out(Bad);
} catch (e) {
  out(e);
}
class NoSuper extends Object {
  constructor(skip: boolean) {
    if (!skip) super();
  }
}
for (const skip of [false, true])
  try {
    out(typeof new NoSuper(skip));
  } catch (e) {
    out(e);
  }
class Returns extends Object {
  field = say("field", 1);
  constructor(value: any) {
    super();
    return value;
  }
}
out(new Returns({ other: 1 }), (new Returns(undefined) as any).field);
try {
  new Returns(5);
} catch (e) {
  out(e);
}
flush("returns");
const Named = class Inner {
  static self = Inner;
  who() {
    return Inner.name;
  }
};
out(Named.self === Named, new Named().who(), Named.name);
const holder = { Anonymous: class {}, ["comp" + "uted"]: class {} };
out(
  holder.Anonymous.name,
  (holder as any).computed.name,
  class {}.name === "",
  class {
    static name = "own";
  }.name,
);
