const attempt = (f: () => unknown) => {
  try {
    return f();
  } catch (e) {
    return String(e);
  }
};
class Account {
  static #count = 0;
  static #registry = new Map<number, Account>();
  #balance = op(0);
  #log: string[] = [];
  readonly id = ++Account.#count;
  constructor(initial = 0) {
    this.#deposit(initial);
    Account.#registry.set(this.id, this);
  }
  #deposit(n: number) {
    this.#balance += op(n);
    this.#log.push(`+${n}`);
    return this.#balance;
  }
  get #formatted() {
    return `$${this.#balance}`;
  }
  set #formatted(text: string) {
    this.#balance = op(Number(text.slice(1)));
  }
  move(other: Account, n: number) {
    other.#deposit(n);
    this.#balance -= n;
    this.#log.push(`->${other.id}`);
    return this;
  }
  reset() {
    this.#formatted = op("$7");
    this.#formatted += "0";
    return this.#formatted;
  }
  static find(id: number) {
    const found = this.#registry.get(id);
    return found && found.#formatted;
  }
  static isAccount(value: unknown): boolean {
    return typeof value === "object" && value !== null && #balance in value;
  }
  static #helper(a: Account) {
    return a.#log.join();
  }
  static history(id: number) {
    return Account.#helper(Account.#registry.get(id)!);
  }
  update() {
    this.#balance++;
    ++this.#balance;
    this.#balance **= 2;
    this.#balance ??= -1;
    this.#balance &&= op(this.#balance + 0.5);
    [this.#balance, this.#log] = [op(this.#balance * 2), []];
    ({ x: this.#balance } = { x: this.#balance + 1 });
    return this.#balance--;
  }
  callPrivately() {
    const f = this.#deposit;
    return [f.name, attempt(() => f.call({} as any, 1)), f.call(this, op(3)), this.#deposit(1)];
  }
}
const a = new Account(5);
const b = new Account(10);
out(
  a.move(b, 3) === a,
  Account.find(1),
  Account.find(2),
  Account.history(1),
  Account.history(2),
  Account.find(9),
);
out(a.reset(), b.update(), Account.find(2));
out(a.callPrivately());
out(
  Account.isAccount(a),
  Account.isAccount({}),
  Account.isAccount(Object.create(a)),
  Account.isAccount(null),
);
out(Object.keys(a), JSON.stringify(a), a);
const kind = (message: unknown) => String(message).split(":")[0];
out(kind(attempt(() => Account.prototype.reset.call({} as any))));
out(
  kind(attempt(() => Account.prototype.move.call(a, {} as any, 1))),
  attempt(() => Account.history(9)),
);
class Sub extends Account {
  #balance = "own";
  static override find = (id: number) => `Sub ${id}`;
  read() {
    return this.#balance;
  }
}
const s = new Sub(1);
out(s.read(), s.reset(), Sub.find(3), Sub.isAccount(s));
out(attempt(() => Sub.history(3)));
class Stamper extends (function (o: object) {
  return o;
} as any) {
  #stamp = op("stamped");
  static has(o: object) {
    return #stamp in o;
  }
  static read(o: any) {
    return o.#stamp;
  }
}
const plain = {};
new Stamper(plain);
out(Stamper.has(plain), Stamper.read(plain), Object.keys(plain));
out(attempt(() => new Stamper(plain)));
out(attempt(() => Stamper.read({})));
class Outer {
  #x = op(1);
  Inner = class {
    #x = 2;
    both(outer: Outer) {
      return [this.#x, attempt(() => (outer as any).#x)];
    }
  };
  static peek(o: Outer) {
    return () => o.#x;
  }
}
const outer = new Outer();
out(new outer.Inner().both(outer), Outer.peek(outer)());
class ReadOnly {
  get #only() {
    return 1;
  }
  #method() {}
  set #writeOnly(v: number) {}
  tries() {
    return [
      attempt(() => ((this as any).#only = 2)),
      attempt(() => ((this as any).#method = 2)),
      attempt(() => (this as any).#writeOnly),
    ];
  }
}
out(new ReadOnly().tries());
