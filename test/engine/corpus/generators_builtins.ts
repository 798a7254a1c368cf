// @ts-nocheck
function* pairs() {
  yield ["a", op(1)];
  yield ["b", 2];
}
out(
  Object.fromEntries(pairs()),
  new Map(pairs()),
  new Set(pairs()).size,
  Array.from(pairs(), ([k]) => k),
);
function* numbers(n = 4) {
  for (let i = 0; i < n; i++) yield i;
}
out(Math.max(...numbers()), [..."ab", ...numbers(2)], String.fromCharCode(...[72, 105]));
const { a, ...others } = Object.fromEntries(pairs());
out(a, others);
const [p = "default", [q, r] = ["x", "y"], ...s] = (function* () {
  yield undefined;
  yield;
  yield* numbers(op(3));
})();
out(p, q, r, s);
let t, u;
[t, , u = op("missing")] = numbers(2);
out(t, u);
const set = new Set<number>();
for (const x of numbers()) set.add(x * 2);
out(set, Uint8Array.from(numbers()), new Uint8Array([...numbers(3)]), new WeakSet([numbers]).has(numbers));
function spreadCall(...xs: number[]) {
  return xs.length + arguments.length;
}
out(spreadCall(...numbers(), ...numbers(op(1))));
class List {
  items = [3, 1, 2];
  *[Symbol.iterator]() {
    yield* this.items;
  }
  *reversed() {
    for (let i = this.items.length - 1; i >= 0; i--) yield this.items[i];
  }
  static *range(from: number, to: number, step = 1) {
    for (let i = from; i < to; i += step) yield i;
  }
}
const list = new List();
out([...list], [...list.reversed()], [...List.range(0, op(10), 3)], Array.from(list).sort());
for (const [i, x] of [...list].entries()) out(i, x);
const it = list[Symbol.iterator]();
it.next();
out([...it], [...it]);
const lazy = {
  *map(items: Iterable<unknown>, f: (x: unknown) => unknown) {
    for (const x of items) yield f(x);
  },
};
out(JSON.stringify([...lazy.map(numbers(), (x) => op(x) * 2)]));
label: for (const x of numbers()) {
  for (const y of numbers()) {
    if (y === 2) continue label;
    if (x === 2) break label;
    out(x, y);
  }
}
try {
  const [first, second] = (function* () {
    yield 1;
    boom(new Error("in destructuring"));
  })();
  out(first, second);
} catch (error) {
  out(error.message);
}
try {
  for (const x of numbers) out(x);
} catch (error) {
  out(error.name, error.message);
}
const gen = numbers();
gen.next = () => ({ done: true, value: "own next" });
out([...gen]);
numbers.prototype.extra = "extra";
out(numbers().extra, Object.getPrototypeOf(numbers()) === numbers.prototype);
out(typeof Object.getPrototypeOf(numbers).prototype, numbers.constructor.name);
