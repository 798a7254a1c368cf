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
