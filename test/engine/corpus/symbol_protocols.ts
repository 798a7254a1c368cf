const log: unknown[] = [];
const hinted = {
  [Symbol.toPrimitive](hint: string) {
    log.push(hint);
    return op(hint === "number" ? 42 : hint === "string" ? "str" : "dflt");
  },
} as any;
out(
  +hinted,
  `${hinted}`,
  hinted + "",
  hinted * 2,
  hinted == "dflt",
  hinted < 50,
  String(hinted),
  Number(hinted),
  [hinted].join(),
  { str: 1 }[hinted],
  hinted in { str: 1 },
  -hinted,
  hinted ** 2,
  new Date(hinted).getTime(),
  Math.max(hinted),
  "x".repeat(hinted).length,
  JSON.stringify({ hinted }),
);
out(log.splice(0));
const classic = {
  valueOf() {
    log.push("valueOf");
    return op(5);
  },
  toString() {
    log.push("toString");
    return op("text");
  },
};
out(
  +classic,
  `${classic}`,
  (classic as any) + 1,
  (classic as any) > 3,
  String(classic),
  (classic as any) == 5,
  [classic] + "",
  log.splice(0),
);
const stubborn = { valueOf: () => ({}), toString: () => ({}) } as any;
for (const f of [
  () => +stubborn,
  () => `${stubborn}`,
  () => stubborn + 1,
  () => ({ [stubborn]: 1 }),
  () => +({ [Symbol.toPrimitive]: () => ({}) } as any),
  () => +({ [Symbol.toPrimitive]: 5 } as any),
  () => (Symbol("s") as any) + 1,
  () => +Object.create(null),
])
  try {
    out(f());
  } catch (e) {
    out(e);
  }
class Even {
  static [Symbol.hasInstance](n: unknown) {
    log.push(typeof n);
    return op(Number(n) % 2 === 0);
  }
}
out(
  (2 as any) instanceof Even,
  (3 as any) instanceof Even,
  log.splice(0),
  Object.create(Even.prototype) instanceof Even,
  log.splice(0).length,
);
const spreadable = { length: 2, 0: "a", 1: "b", [Symbol.isConcatSpreadable]: true } as any;
out(
  [1].concat(spreadable, [2]),
  [1].concat(Object.assign([3, 4], { [Symbol.isConcatSpreadable]: false }) as any).length,
);
class Tagged {
  get [Symbol.toStringTag]() {
    return op("Custom");
  }
}
out(
  String(new Tagged()),
  Object.prototype.toString.call(new Tagged()),
  Object.prototype.toString.call(null),
  Object.prototype.toString.call([]),
  Object.prototype.toString.call((function* () {})()),
  `${Object.prototype.toString.call(new Map())}`,
);
class Special extends Array<number> {
  static get [Symbol.species]() {
    log.push("species");
    return Array;
  }
}
const sp = new Special(1, 2, 3);
out(
  sp.map((x) => x) instanceof Special,
  sp.filter(() => true) instanceof Special,
  sp.slice(1) instanceof Array,
  sp.concat([]).constructor.name,
  log.splice(0).length,
);
const local = Symbol("local"),
  shared = Symbol.for("shared");
const keyed: any = {
  [local]: 1,
  [shared]: 2,
  plain: 3,
  [Symbol.iterator]: function* () {
    yield* Object.keys(this);
  },
};
out(
  Object.keys(keyed),
  Object.getOwnPropertySymbols(keyed).map(String),
  keyed[local],
  keyed[Symbol.for("shared")],
  Symbol.keyFor(shared),
  Symbol.keyFor(local),
  JSON.stringify(keyed),
  [...keyed],
  local.description,
  Symbol().description,
  local.toString(),
);
out(
  { ...keyed }[local],
  Object.assign({}, keyed)[shared],
  Reflect.ownKeys(keyed).length,
  local === Symbol("local"),
  typeof local,
  Object(local) == local,
  Object(local) instanceof Symbol,
  new Map([[local, "m"]]).get(local),
  local in keyed,
  delete keyed[local],
  keyed[local],
);
const iterable = {
  from: 1,
  to: 4,
  [Symbol.iterator]() {
    let at = this.from;
    const { to } = this;
    return {
      next: () => op(at <= to ? { done: false, value: at++ } : { done: true, value: "end" }),
      return: () => (log.push("return"), { done: true }),
    } as any;
  },
};
out(
  [...iterable],
  Math.max(...iterable),
  Array.from(iterable, (x: number) => x * op(2)),
  new Set(iterable).size,
  Object.fromEntries([...iterable].map((x) => [x, x])),
);
for (const x of iterable) if (x === 2) break;
const [first] = iterable;
out(first, log.splice(0));
const { length, ...others } = [...iterable];
out(length, others, Array.from(iterable).entries().next().value, [..."ab"][Symbol.iterator]().next());
function* delegating() {
  const r: unknown = yield* iterable as any;
  return r;
}
const it = delegating();
out(
  [...it],
  (() => {
    const g = delegating();
    let r;
    do r = g.next();
    while (!r.done);
    return r.value;
  })(),
);
const match = {
  [Symbol.match]: (s: string) => [s.length],
  [Symbol.replace]: (s: string, by: string) => s + by,
  [Symbol.search]: () => 7,
  [Symbol.split]: (s: string, n?: number) => [s, n],
} as any;
out("abc".match(match), "abc".replace(match, "!"), "abc".search(match), "abc".split(match, 2));
const wellKnown = [
  "iterator",
  "asyncIterator",
  "hasInstance",
  "toPrimitive",
  "toStringTag",
  "species",
  "isConcatSpreadable",
  "unscopables",
  "match",
  "matchAll",
  "replace",
  "search",
  "split",
] as const;
out(wellKnown.map((name) => String((Symbol as any)[name])));
class Meter {
  static #count = 0;
  static [Symbol.for("inc")]() {
    return ++Meter.#count;
  }
  [Symbol.for("read")] = () => Meter.#count;
}
out(
  (Meter as any)[Symbol.for("inc")](),
  (Meter as any)[Symbol.for("inc")](),
  (new Meter() as any)[Symbol.for("read")](),
  Object.getOwnPropertyNames(Meter).includes("inc"),
  (Meter as any)[Symbol.for("inc")].name,
);
