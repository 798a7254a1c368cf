const log: string[] = [];
const flush = (title: string, ...more: unknown[]) => out(title, log.splice(0).join(" "), ...more);
class Temperature {
  static units = "C";
  private celsius = 0;
  get value() {
    log.push("get");
    return op(this.celsius);
  }
  set value(c: number) {
    log.push(`set ${c}`);
    this.celsius = op(c);
  }
  get self() {
    log.push("self");
    return this;
  }
  static get scale() {
    log.push(`scale of ${this.name}`);
    return op(this.units);
  }
  static set scale(u: string) {
    log.push(`scale=${u}`);
    this.units = u;
  }
}
class Tracked extends Temperature {
  static override units = "K";
  override get value() {
    log.push("tracked get");
    return super.value + 1;
  }
  override set value(c: number) {
    log.push("tracked set");
    super.value = c * 2;
  }
  bump() {
    super.value++;
    super["value"] += op(10);
    return super.value;
  }
}
const t = new Temperature();
t.value = 5;
flush("set");
flush("post", t.value++, t.value);
flush("pre", --t.value);
flush("compound", (t.value *= 3), (t.value **= 2));
flush("or", (t.value ||= 9), (t.value &&= 0), (t.value ||= 4), (t.value ??= 5));
flush("chain", t.self.self.value, (t.self.self.value = 1));
flush("destructure", (({ value, self: { value: again } }) => [value, again])(t));
[t.value, t.self.value] = [op(7), 8];
flush("targets", t.value);
for (t.value of [1, 2]) log.push("body");
flush("for-of target", t.value);
for (t.value = 0; t.value < 2; t.value++);
flush("for", t.value);
const k = new Tracked();
k.value = 5;
flush("derived set");
flush("derived get", k.value, k.bump());
flush("static", Tracked.scale, Temperature.scale, (Tracked.scale = "F"), Tracked.units, Temperature.units);
const own = {
  _n: 1,
  get n() {
    log.push("n");
    return op(this._n);
  },
  set n(v) {
    log.push(`n=${v}`);
    this._n = v;
  },
};
const child = Object.create(own) as typeof own;
child.n = 5;
flush("inherited", child.n, own.n, Object.keys(child));
const copy = { ...own };
flush("spread", copy.n, Object.getOwnPropertyDescriptor(copy, "n"));
flush(
  "assign",
  Object.assign(
    {
      set n(v: number) {
        log.push(`target ${v}`);
      },
    },
    own,
  ),
);
flush("json", JSON.stringify(own));
const descriptor = Object.getOwnPropertyDescriptor(Temperature.prototype, "value")!;
flush("descriptor", typeof descriptor.get, descriptor.get!.name, descriptor.set!.name, descriptor.enumerable);
flush("borrowed", descriptor.get!.call({ celsius: 77 }));
const fns = {
  get method() {
    log.push("method");
    return op(function (this: unknown, x: number) {
      return [this === fns, x];
    });
  },
};
flush("called", fns.method(1), fns["method"](2), fns?.method?.(3));
const thrower = {
  get bad(): number {
    return boom(new Error("getter"));
  },
  set bad(v) {
    boom(new Error(`setter ${v}`));
  },
};
for (const f of [() => thrower.bad, () => (thrower.bad = 1), () => thrower.bad++, () => ({ ...thrower })])
  try {
    out(f());
  } catch (e) {
    out(e);
  }
const dynamic: any = {};
for (const name of ["length", "size", "done"])
  Object.defineProperty(dynamic, name, { get: () => (log.push(name), name.length), configurable: true });
flush("dynamic", dynamic.length + dynamic.size + dynamic.done, delete dynamic.size, dynamic.size);
