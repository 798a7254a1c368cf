// @ts-nocheck
function* count(from: number, to: number) {
  for (let i = from; i <= to; i++) yield i;
  return "done";
}
for (const x of count(1, 4)) out(x);
out([...count(2, 5)]);
const [a, b, ...rest] = count(1, 6);
out(a, b, rest);
const g = count(1, 2);
out(g.next());
out(g.next());
out(g.next());
out(g.next());

function* echo() {
  let received = yield "first";
  while (received !== "stop") received = yield `got ${received}`;
  return "end";
}
const e = echo();
out(e.next("lost"), e.next("a"), e.next("b"), e.next("stop"), e.next("x"));

function* fib() {
  let [x, y] = [0, 1];
  for (;;) {
    yield x;
    [x, y] = [y, x + y];
  }
}
for (const x of fib()) {
  if (x > 100) break;
  out(op(x));
}

class Tree {
  constructor(
    readonly left: Tree | undefined,
    readonly value: number,
    readonly right: Tree | undefined,
  ) {}
  *[Symbol.iterator](): Generator<number> {
    if (this.left) yield* this.left;
    yield op(this.value);
    if (this.right) yield* this.right;
  }
}
const tree = new Tree(
  new Tree(undefined, 1, new Tree(undefined, 2, undefined)),
  3,
  new Tree(undefined, 4, undefined),
);
out([...tree]);
out(Math.max(...tree));
out(
  new Set(tree),
  Array.from(tree, (x) => x * 2),
  new Map([...tree].map((x) => [x, x])),
);

const object = {
  *items() {
    yield this.name;
    yield op("second");
  },
  name: "object",
};
out(...object.items());
const expression = function* (n = op(3)) {
  for (let i = 0; i < n; i++) yield i * op(10);
};
out([...expression()], [...expression(2)]);
out(expression.length, expression.name, count.name, count.length, object.items.name);
out(Object.prototype.toString.call(g), Object.prototype.toString.call(count), typeof count, typeof g);
out(g[Symbol.iterator]() === g, g instanceof count, "next" in g, Object.keys(g));
out(function* () {}.name, function* named() {}.name);
try {
  new (count as any)();
} catch (error) {
  out(error.name);
}
try {
  g.next.call({});
} catch (error) {
  out(error.name, error.message);
}
function* params(x = fail()) {
  yield x;
}
function fail() {
  throw new Error("in a default");
}
try {
  params();
  out("not reached");
} catch (error) {
  out(error.message);
}
function* usesArguments() {
  yield arguments.length;
  yield* arguments;
}
out([...usesArguments(1, op(2), 3)]);
let depth = 0;
function* nested(n: number) {
  depth++;
  if (n > 0) yield* nested(n - 1);
  yield n;
}
out([...nested(20)].join(","), depth);
