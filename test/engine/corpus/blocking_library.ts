/** Built-ins that call the program's code, each of which waits for an operation. */
class Items {
  constructor(private readonly items: readonly unknown[]) {}
  [Symbol.iterator]() {
    let i = 0;
    const { items } = this;
    return {
      next() {
        return op(i < items.length ? { value: items[i++], done: false } : { value: undefined, done: true });
      },
      return() {
        out("closed", op(i));
        return {};
      },
    };
  }
}
const pairs = () =>
  new Items([
    ["a", 1],
    ["b", 2],
    ["a", 3],
  ]) as unknown as Iterable<[string, number]>;
out(new Map(pairs()), new Set(new Items([1, 2, 1]) as any), Object.fromEntries(pairs()));
out(
  new Uint8Array(new Items([1, 300, 3]) as any).join(),
  Uint16Array.from(new Items([1, 2]) as any, (x: any) => op(x * 2)).join(),
);
class Sub<K, V> extends Map<K, V> {}
class Own extends Set<unknown> {
  extra: number;
  constructor(items: any) {
    super(items);
    this.extra = op(5);
  }
}
out([...new Sub(pairs())], [...new Own(new Items([7, 8]))], new Own([1]).extra);
try {
  new Map(new Items([["a", 1], 5]) as any);
} catch (e) {
  out((e as Error).message);
}
try {
  Object.fromEntries(new Items([["x", 1], "yz"]) as any);
} catch (e) {
  out((e as Error).message);
}
out(
  new Map([["plain", 1]]),
  new Set("abc"),
  new Map(null as any),
  new Set(undefined),
  Object.fromEntries(new Map([["m", 1]])),
);

const t = Float64Array.of(3, 1, 2);
out(
  t.map((x) => op(x + 0.5)).join(),
  t.filter((x) => op(x > 1)).join(),
  t.reduce((a, x) => op(a + x)),
  t.reduceRight((a, x) => op(`${a}${x}`), ""),
  t.find((x) => op(x < 3)),
  t.findLastIndex((x) => op(x > 1)),
  t.some((x) => op(x === 2)),
  t.every((x) => op(x > 1)),
  t.toSorted((a, b) => op(b - a)).join(),
  t.sort((a, b) => op(a - b)).join(),
  new Int8Array([3, -1, 2]).sort().join(),
);
t.forEach((x, i, all) => out(op(x), i, all === t));
try {
  t.map(5 as any);
} catch (e) {
  out(e);
}

const text = '{"a":[1,{"b":2}],"c":"x","d":null}';
out(
  JSON.parse(text, (key, value) =>
    typeof value === "number" ? op(value * 2) : key === "c" ? undefined : value,
  ),
);
out(
  JSON.parse(text),
  JSON.parse("[1,2]", function (this: any, k, v) {
    return k === "0" ? op(Object.keys(this).length) : v;
  }),
);
const money = { toJSON: (key: string) => op("money " + key), skipped: () => 1 };
out(
  JSON.stringify({
    m: money,
    list: [money, undefined, () => 1, 5n === 5n],
    n: null,
    u: undefined,
    date: new Number(3),
  }),
);
out(
  JSON.stringify({ a: 1, b: { a: 2, c: money } }, (key, value) => (key === "a" ? op(value + 1) : value), 2),
);
out(
  JSON.stringify({ a: money, b: 1, c: { a: 3, d: 4 } }, ["a", "c"]),
  JSON.stringify(money),
  JSON.stringify([]),
  JSON.stringify({}, (k, v) => op(v)),
);
out(
  JSON.stringify(undefined, () => op(1)),
  JSON.stringify({
    get g() {
      return op("from getter");
    },
  }),
  JSON.stringify("s", null, 2),
);
const circular: any = { name: "c", toJSON: undefined };
circular.self = { circular };
for (const replacer of [undefined, (_: string, v: unknown) => op(v)])
  try {
    JSON.stringify(circular, replacer as any);
  } catch (e) {
    out((e as Error).message);
  }
try {
  JSON.stringify({ a: 5n }, (_, v) => v);
} catch (e) {
  out((e as Error).message);
}

// Accessors whose names are known at run time only.
class Account {
  static log: string[] = [];
  balance = 5;
  get total() {
    return op(this.balance);
  }
  set total(value: number) {
    this.balance = op(value) + 1;
  }
  get [op("computed")]() {
    return op("c" + this.balance);
  }
  static get [Symbol.for("s")]() {
    return op("symbol");
  }
}
const account: any = new Account();
for (const key of ["total", "computed", "balance", "none"]) out(key, account[key]);
account[op("total")] = 10;
account["tot" + "al"] += 1;
account["total" as string]++;
out(account.balance, account[op("total")], (Account as any)[Symbol.for("s")]);
const { [op("total")]: picked, [op("nothing")]: other = op("default"), ...others } = account;
out(picked, other, others);
const source = {
  x: 1,
  get y() {
    return op(this.x + 1);
  },
  [op("z")]: 3,
};
out(
  { ...source },
  { before: 0, ...source, x: 9 },
  Object.assign({}, source),
  Object.assign({ t: 1 }, null, source, "ab"),
);
const { y: taken, ...rest } = source;
out(taken, rest);
out(Reflect.get(source, "y"), Reflect.get(source, "y", { x: 10 }), Reflect.get(source, "x"));
out(Reflect.set(account, "total", 50), account.balance, Reflect.set(account, "plain", 1), account.plain);
const defined = Object.defineProperty({}, "later", { get: () => op("defined"), enumerable: true });
out((defined as any).later, { ...(defined as object) });
const target: any = Object.create(null, {
  p: {
    set(v) {
      out("set", op(v));
    },
  },
});
target.p = 5;
Object.assign(target, { p: 6 });
