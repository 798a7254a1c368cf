const attempt = (f: () => unknown) => {
  try {
    return f();
  } catch (e) {
    return e;
  }
};
function* g(this: any, a: any = op("dflt"), ...rest: any[]): any {
  const first = yield [a, rest, arguments.length];
  try {
    const second = yield first;
    return op(second);
  } catch (e) {
    yield ["caught", e];
  } finally {
    out("cleanup");
  }
  return "end";
}
const it = g(1, 2, 3);
out(it.next("ignored"), it.next("x"), it.next("y"), it.next(), it.return(5));
const early = g();
out(
  early.return(op(7)),
  early.next(),
  attempt(() => early.throw(new Error("after"))),
);
const notStarted = g();
out(
  attempt(() => notStarted.throw(new Error("before start"))),
  notStarted.next(),
);
const thrown = g();
thrown.next();
thrown.next();
out(thrown.throw(op("boo")), thrown.next(), thrown.next());
out(
  Object.prototype.toString.call(it),
  String(g.prototype),
  typeof it[Symbol.iterator],
  it[Symbol.iterator]() === it,
);
out(
  g.name,
  g.length,
  g.constructor.name,
  Object.getPrototypeOf(it) === g.prototype,
  attempt(() => new (g as any)()),
);
(g.prototype as any).extra = function () {
  return "on all";
};
out((it as any).extra(), it instanceof g);
const self = (function* () {
  out(attempt(() => self.next()));
  yield 1;
  out(attempt(() => self.return(2)));
})();
out([...self]);
class Tree {
  constructor(
    readonly value: number,
    readonly left?: Tree,
    readonly right?: Tree,
  ) {}
  *[Symbol.iterator](): Generator<number> {
    if (this.left) yield* this.left;
    yield op(this.value);
    if (this.right) yield* this.right;
  }
  static *levels(root: Tree) {
    let row = [root];
    while (row.length > 0) {
      yield row.map((t) => t.value);
      row = row.flatMap((t) => [t.left, t.right].filter((x): x is Tree => x !== undefined));
    }
  }
}
const tree = new Tree(4, new Tree(2, new Tree(1), new Tree(3)), new Tree(6, new Tree(5)));
out(
  [...tree],
  Math.max(...tree),
  [...Tree.levels(tree)],
  Array.from(tree, (x) => x * op(2)),
);
const [a, , b, ...rest] = tree;
out(a, b, rest);
function* permutations<T>(items: T[]): Generator<T[]> {
  if (items.length < 2) yield items;
  else
    for (let i = 0; i < items.length; i++)
      for (const p of permutations(items.filter((_, j) => j !== i))) yield [items[i]!, ...p];
}
out([...permutations([1, 2, 3])].map((p) => p.join("")));
function* naturals() {
  let n = 0;
  try {
    while (true) yield n++;
  } finally {
    out("stopped at", n);
  }
}
function* take<T>(n: number, items: Iterable<T>) {
  for (const x of items) {
    if (n-- <= 0) return "done";
    yield x;
  }
}
function* map<T, U>(items: Iterable<T>, f: (x: T) => U) {
  for (const x of items) yield f(x);
}
function* zip(...its: Iterable<unknown>[]) {
  const cursors = its.map((x) => x[Symbol.iterator]());
  try {
    for (;;) {
      const results = cursors.map((c) => c.next());
      if (results.some((r) => r.done)) return;
      yield results.map((r) => r.value);
    }
  } finally {
    for (const c of cursors) c.return?.();
  }
}
out([
  ...take(
    3,
    map(naturals(), (x) => op(x * x)),
  ),
]);
out([...zip(naturals(), "abc", take(5, naturals()))]);
const machine = (function* () {
  let state = "idle";
  for (;;) {
    const event: string = yield state;
    state =
      ({ idle: { go: "running" }, running: { stop: "idle", fail: "broken" } } as any)[state]?.[event] ??
      state;
    if (state === "broken") return "final";
  }
})();
out(["", "go", "go", "stop", "go", "fail", "go"].map((e) => machine.next(op(e)).value));
const obj = {
  *gen() {
    yield this.x;
  },
  x: 5,
  *["computed" + 1]() {
    yield* [1, 2];
  },
  async: 1,
  get: 2,
};
out([...obj.gen()], [...(obj as any).computed1()], obj.gen.name);
