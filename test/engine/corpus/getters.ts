class T {
  #c = 20;
  get f() {
    return (this.#c * 9) / 5 + 32;
  }
  set f(v: number) {
    this.#c = ((v - 32) * 5) / 9;
  }
  static #n = 0;
  static get next() {
    return ++T.#n;
  }
  get self() {
    return this;
  }
  get fn() {
    return (x: number) => op(x);
  }
}
const t = new T();
out(t.f, (t.f = 212), t.f, T.next, T.next, t.self === t, t.fn(3));
t.f++;
t.f -= 1;
out(Math.round(t.f));
const o = {
  _v: [1],
  get v() {
    return this._v;
  },
  set v(x) {
    this._v = [...x, 0];
  },
};
o.v = [op(5)];
out(o.v, Object.getOwnPropertyDescriptor(o, "v")!.get!.name);
class D extends T {
  get f() {
    return -super.f;
  }
  set f(v) {
    super.f = v;
  }
}
const d = new D();
d.f = 32;
out(d.f, "f" in d, Object.keys(d));
const lazy = {
  get x() {
    Object.defineProperty(this, "x", { value: 42 });
    return this.x;
  },
};
out(lazy.x, lazy.x);
const { f } = t;
out(f);
out(JSON.stringify(o), { ...o });
class R {
  get only() {
    return 1;
  }
}
try {
  (new R() as any).only = 2;
} catch (e) {
  out((e as Error).message);
}
const desc = Object.getOwnPropertyDescriptor(T.prototype, "f")!;
out(typeof desc.get, desc.enumerable, desc.configurable);
class Slow {
  private n = 0;
  get v() {
    return op(this.n);
  }
  set v(x) {
    this.n = op(x) + op(1);
  }
  static get s() {
    return op("static");
  }
  get self() {
    op(0);
    return this;
  }
}
const slow = new Slow();
slow.v = 5;
out(slow.v, slow.v++, slow.v, (slow.v += op(10)), slow.v, Slow.s, slow.self.self.v, slow.self.v--);
const { v: pulled, ...others } = slow;
out(pulled, others);
const ob2 = {
  get g() {
    return op([1, 2]);
  },
  set g(x) {
    out("set", op(x));
  },
};
ob2.g = [3];
out(ob2.g[op(1)], ...ob2.g, ob2?.g.length);
for (const x of ob2.g) out(x);
class Sub extends Slow {
  get v() {
    return super.v * 2;
  }
  set v(x) {
    super.v = x;
  }
}
out(new Sub().v);
const plain = { v: 1, s: 2 };
plain.v += 1;
out(plain.v, plain);
class Own extends Slow {
  constructor() {
    super();
    Object.defineProperty(this, "v", { value: "own" });
  }
}
out(new Own().v);
out([1, 2].map((x) => x + slow.v));
try {
  (
    new (class {
      get t() {
        throw new Error("getter " + op(1));
      }
    })() as any
  ).t;
} catch (e) {
  out((e as Error).message);
}
out(([] as any).v, ("str" as any).v, (5 as any).self);
try {
  (undefined as any).v;
} catch (e) {
  out((e as Error).message);
}
try {
  (null as any).v = 1;
} catch (e) {
  out((e as Error).message);
}
class Fancy {
  get at() {
    return (i: number) => op(i) * 2;
  }
  get push() {
    return op((...x: number[]) => x.length);
  }
  get map() {
    return (f: any) => f(op("m"));
  }
}
const fancy = new Fancy();
out(
  fancy.at(2),
  [7, 8].at(-1),
  fancy.push(1, 2),
  [1].push(2),
  fancy.map((x: any) => x + "!"),
  [1].map((x) => x + 1),
);
