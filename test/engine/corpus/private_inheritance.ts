class Base {
  #secret = op("base");
  protected log: string[] = [];
  reveal() {
    return this.#secret;
  }
  set(v: string) {
    this.#secret = op(v);
    return this;
  }
  static peek(b: Base) {
    return b.#secret;
  }
  equals(o: Base) {
    return this.#secret === o.#secret;
  }
  #hidden() {
    return "h" + this.#secret;
  }
  callHidden() {
    return this.#hidden();
  }
}
class Mid extends Base {
  #secret = "mid";
  both() {
    return [this.#secret, super.reveal()];
  }
}
class Leaf extends Mid {
  #own = op(1);
  get own() {
    return this.#own;
  }
  set own(v) {
    this.#own = v;
  }
  bump() {
    this.#own += op(2);
    ++this.#own;
    this.#own ||= 5;
    this.#own &&= this.#own + 1;
    return this.#own--;
  }
}
const l = new Leaf();
out(
  l.both(),
  l.set("new").reveal(),
  Base.peek(l),
  l.equals(new Base()),
  l.callHidden(),
  l.bump(),
  l.own,
  (l.own = 9),
  l.own,
);
class Acc {
  #total = 0;
  #list: number[] = [];
  get #avg() {
    return this.#total / this.#list.length;
  }
  set #avg(v: number) {
    this.#total = v * this.#list.length;
  }
  add(...n: number[]) {
    for (const x of n) {
      this.#total += op(x);
      this.#list.push(x);
    }
    return this;
  }
  get avg() {
    return this.#avg;
  }
  scale() {
    this.#avg *= 2;
    return this.#avg;
  }
  destruct() {
    const [a, ...r] = this.#list;
    [this.#total, this.#list] = [op(100), [1]];
    ({ x: this.#total } = { x: 7 });
    return [a, r, this.#total, this.#list];
  }
  find(f: (n: number) => boolean) {
    return this.#list.find(f);
  }
  call() {
    return this.#list.map((x) => x + this.#total);
  }
}
const acc = new Acc().add(1, 2, 3);
out(
  acc.avg,
  acc.scale(),
  acc.find((x) => op(x) > 1),
  acc.call(),
  acc.destruct(),
);
class Node2 {
  #next?: Node2;
  static link(...ns: Node2[]) {
    ns.reduce((a, b) => ((a.#next = b), b));
    return ns[0]!;
  }
  len(): number {
    return 1 + (this.#next ? this.#next.len() : op(0));
  }
}
out(Node2.link(new Node2(), new Node2(), new Node2()).len());
class Fac {
  #k;
  constructor(k: number) {
    this.#k = k;
  }
  make() {
    const self = this;
    return class {
      read() {
        return self.#k;
      }
    };
  }
}
out(new (new Fac(op(3)).make())().read());
const t = (f: () => unknown) => {
  try {
    return f();
  } catch (e) {
    return (e as Error).name;
  }
};
out(
  t(() => Base.peek({} as any)),
  t(() => l.equals({} as any)),
  t(() => new Acc().add.call({} as any, 1)),
  t(() => (Base.prototype.callHidden as any).call({})),
);
