const log: any[] = [];
class A {
  #p = 1;
  get p() {
    log.push("get");
    return op(this.#p);
  }
  set p(v) {
    log.push(["set", op(v)]);
    this.#p = v;
  }
  static get s() {
    return op((this as any).kept ?? "none");
  }
  static set s(v: any) {
    (this as any).kept = op(v) + "!";
  }
  set only(v: any) {
    (this as any).last = op(v);
  }
  plain = 1;
}
class B extends A {
  override get p() {
    return super.p + 100;
  }
  override set p(v) {
    super.p = v * 2;
  }
  static override get s() {
    return super.s + "B";
  }
  static override set s(v: any) {
    super.s = "b" + v;
  }
  all() {
    const key = { toString: () => op("p") };
    const seen: any[] = [
      (super.p = op(3)),
      super.p++,
      ++super.p,
      (super.p += op(10)),
      (super.p ??= 5),
      (super.p &&= 6),
    ];
    [super.p, super["p"]] = [7, op(8)];
    ({ x: super.p = op(9) } = {} as any);
    for (super.p of [1, op(2)]) seen.push(super.p);
    (super[key as unknown as "p"] as any) += 1;
    super.only = "o";
    seen.push(super.only, (this as any).last);
    super.plain = op(5);
    (super["fresh" as "plain"] as any) = 6;
    return [seen, Object.keys(this), this.plain, this.p];
  }
}
const b = new B();
out(b.all());
b.p = 20;
b.p += 1;
out(b.p, log);
B.s = 1;
out(B.s, (A as any).kept, (B as any).kept);
B.s += "x";
out(B.s, Object.keys(B));
const base = {
  get v() {
    return op((this as any).own);
  },
  set v(x: any) {
    (this as any).own = op([x]);
  },
};
const derived = {
  __proto__: base,
  write(x: any) {
    return (super["v" as never] = x as never);
  },
  arrow() {
    return [1, 2].map((x) => ((super["v" as never] as any) = x));
  },
};
out(derived.write("w"), (derived as any).own, derived.arrow(), (derived as any).own);
class Fails extends A {
  override set p(v: number) {
    try {
      super.p = v;
    } finally {
      log.length = 0;
    }
  }
  override get p() {
    return 0;
  }
}
class Throws extends A {
  override set only(v: any) {
    throw boom(new Error("no " + op(v)));
  }
}
class More extends Throws {
  go() {
    try {
      super.only = 1;
    } catch (e) {
      return (e as Error).message;
    }
  }
}
out(new More().go(), ((new Fails().p = 4), log));
