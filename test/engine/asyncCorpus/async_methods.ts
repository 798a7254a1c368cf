// @ts-nocheck
class Account {
  #balance = 10;
  static async open(n) {
    const a = new Account();
    await a.deposit(n);
    return a;
  }
  async deposit(n) {
    const before = this.#balance;
    await op(null);
    this.#balance = before + n;
    return this;
  }
  get balance() {
    return (async () => this.#balance)();
  }
  async *history() {
    yield this.#balance;
    await this.deposit(1);
    yield this.#balance;
  }
  deferred = async (x = this.#balance) => x + this.#balance;
}
class Savings extends Account {
  async deposit(n) {
    out("savings", n);
    await super.deposit(n * 2);
    return this;
  }
}
(async () => {
  const a = await Account.open(5);
  out(await a.balance, await a.deferred(), await a.deferred(1));
  await Promise.all([a.deposit(1), a.deposit(2)]);
  out("lost update", await a.balance);
  const s = new Savings();
  await s.deposit(3);
  out(await s.balance);
  for await (const x of a.history()) out("history", x);
})();
const o = {
  name: "o",
  async hello(...args) {
    await null;
    return [this.name, args.length, arguments.length];
  },
  nested: async function () {
    const f = async () => this.name;
    return await f();
  },
};
o.hello(1, 2).then(out);
o.nested().then(out);
out(o.hello.name, o.hello.length, (async (a, b) => 0).length, Object.prototype.toString.call(o.hello));
out((async () => {}).constructor.name, typeof o.hello, "prototype" in o.hello);
try {
  new o.nested();
} catch (error) {
  out(error.name);
}
async function locals(a, { b, c = 3 } = {}, ...rest) {
  let sum = a + b + c;
  for (const r of rest) sum += await r;
  const fns = [];
  for (let i = 0; i < 3; i++) {
    await op(i);
    fns.push(() => i);
  }
  const text = `${await "t"}-${await Promise.resolve(1)}`;
  const obj = { [await "k"]: await 2, ...(await { z: 1 }) };
  const cond = (await true) ? await "yes" : await "no";
  return [
    sum,
    fns.map((f) => f()),
    text,
    obj,
    cond,
    (await null) ?? (await 4),
    [await 1, await 2],
    -(await 3),
  ];
}
locals(1, { b: 2 }, 4, Promise.resolve(5)).then((x) => out(x));
async function control(kind) {
  outer: for (let i = 0; ; i++) {
    switch (await kind) {
      case "break":
        break outer;
      case await "continue":
        if (i < 2) continue outer;
        return `continued ${i}`;
      default:
        try {
          if (i === 1) return "tried";
        } finally {
          await null;
          out("finally", i);
        }
    }
  }
  return "broke";
}
for (const kind of ["break", "continue", "other"]) control(kind).then(out);
async function recursive(n) {
  if (n === 0) return 0;
  return 1 + (await recursive(n - 1));
}
recursive(50).then((x) => out("depth", x));
