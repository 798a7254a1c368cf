class C {
  #v = op(1);
  static #count = 0;
  #m(x: number) {
    return this.#v + op(x);
  }
  get #acc() {
    return this.#v * 10;
  }
  set #acc(n) {
    this.#v = op(n);
  }
  constructor() {
    C.#count++;
  }
  run() {
    this.#v++;
    this.#v += op(5);
    this.#acc = this.#acc + 1;
    this.#acc++;
    return [this.#v, this.#m(2), this.#acc];
  }
  static total() {
    return C.#count;
  }
  has(o: any) {
    return #v in o;
  }
  same(o: C) {
    return o.#v;
  }
  static #sm() {
    return "sm";
  }
  static call() {
    return this.#sm();
  }
}
const c = new C();
out(c.run(), C.total(), c.has(c), c.has({}), c.same(new C()), C.call());
try {
  c.same({} as any);
} catch (e) {
  out((e as Error).name, (e as Error).message);
}
class D extends C {
  #v = "own";
  read() {
    return this.#v;
  }
}
const d = new D();
out(d.read(), d.run(), Object.keys(d), JSON.stringify(d));
class List {
  #items: number[] = [];
  push(...xs: number[]) {
    this.#items.push(...xs);
    return this;
  }
  get size() {
    return this.#items.length;
  }
  map(f: (n: number) => number) {
    const l = new List();
    for (const x of this.#items) l.push(f(x));
    return l;
  }
  at(i: number) {
    return this.#items[i];
  }
}
const l = new List().push(1, 2, 3).map((x) => op(x) * 2);
out(l.size, l.at(2), l);
class Frozen {
  #n = 0;
  constructor() {
    Object.freeze(this);
  }
  inc() {
    return ++this.#n;
  }
}
const f = new Frozen();
out(f.inc(), f.inc());
class W {
  static #inst?: W;
  static get() {
    return (W.#inst ??= new W());
  }
}
out(W.get() === W.get());
const clone = { ...c };
out(Object.keys(clone), Reflect.ownKeys(c), Object.getOwnPropertySymbols(c).length);
class Fn {
  #go = (x: number) => op(x) + 1;
  call(x: number) {
    return this.#go(x);
  }
}
out(new Fn().call(1));
