const store: Record<string, number> = {};
const make = (k: string) =>
  ({
    get [k]() {
      return op(store[k] ?? 0);
    },
    set [k](v: number) {
      store[k] = op(v);
    },
  }) as any;
const m = make("dyn");
m.dyn = 5;
m.dyn += 2;
m["dyn"]++;
out(m.dyn, store, Object.keys(m));
const o = {
  _a: 1,
  get a() {
    return this._a;
  },
  set a(v) {
    this._a = v * 2;
  },
  get ["c" + 1]() {
    return "computed";
  },
};
o.a = op(4);
out(o.a, o.a++, o._a, o.c1);
const inherited = Object.create(o);
inherited.a = 1;
out(inherited._a, o._a, Object.hasOwn(inherited, "a"));
class Temp {
  static #unit = "C";
  static get unit() {
    return op(this.#unit);
  }
  static set unit(u) {
    this.#unit = u;
  }
  #deg = 0;
  get deg() {
    return this.#deg;
  }
  set deg(d) {
    if (d < -273) throw new RangeError("too cold: " + op(d));
    this.#deg = d;
  }
}
Temp.unit = "F";
out(Temp.unit);
const t = new Temp();
t.deg = 5;
t.deg -= 10;
try {
  t.deg = -300;
} catch (e) {
  out(String(e), t.deg);
}
({ deg: t.deg } = { deg: op(77) });
[t.deg] = [t.deg + 1];
out(t.deg);
for (t.deg of [1, 2]);
out(t.deg);
const calls: string[] = [];
const spy = {
  get x() {
    calls.push("get");
    return {
      get y() {
        calls.push("y");
        return op(3);
      },
    };
  },
};
out(spy.x.y, spy?.x?.y, calls);
let n = 0;
const auto = {
  get next() {
    return ++n;
  },
};
out(auto.next + auto.next * auto.next, `${auto.next}`, [auto.next, auto.next], n);
Object.defineProperty(o, "late", { get: () => op("late"), configurable: true });
out((o as any).late);
const { a, ...others } = o;
out(a, others);
class Lazy<T> {
  #v?: T;
  constructor(private f: () => T) {}
  get value() {
    return (this.#v ??= this.f());
  }
}
const lz = new Lazy(() => op({ made: ++n }));
out(lz.value === lz.value, n);
delete (o as any).late;
out("late" in o);
