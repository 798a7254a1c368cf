// @ts-nocheck
function* take<T>(n: number, items: Iterable<T>) {
  if (n <= 0) return;
  for (const item of items) {
    yield item;
    if (--n <= 0) return;
  }
}
function* map<T, U>(items: Iterable<T>, fn: (x: T) => U) {
  for (const item of items) yield fn(item);
}
function* filter<T>(items: Iterable<T>, keep: (x: T) => boolean) {
  for (const item of items) if (keep(item)) yield item;
}
function* naturals() {
  try {
    for (let n = 0; ; n++) yield n;
  } finally {
    out("naturals closed");
  }
}
const squares = map(
  filter(naturals(), (n) => op(n) % 3 === 0),
  (n) => op(n * n),
);
out([...take(5, squares)]);
out(squares.next());
function* zip(...lists: Iterable<unknown>[]) {
  const iterators = lists.map((each) => each[Symbol.iterator]());
  for (;;) {
    const results = iterators.map((each) => each.next());
    if (results.some((each) => each.done)) return;
    yield results.map((each) => each.value);
  }
}
out([...zip([1, 2, 3], "ab", take(9, naturals()))]);
class Matrix {
  #rows = [
    [1, 2],
    [3, 4],
  ];
  static *identity(n: number) {
    for (let i = 0; i < n; i++) yield Array.from({ length: n }, (_, j) => (i === j ? 1 : 0));
  }
  *#cells() {
    for (const row of this.#rows) yield* row;
  }
  *entries() {
    let i = 0;
    for (const cell of this.#cells()) yield [i++, cell] as const;
  }
  get doubled() {
    const self = this;
    return (function* () {
      for (const [, cell] of self.entries()) yield cell * 2;
    })();
  }
}
const m = new Matrix();
out([...m.entries()], [...m.doubled], [...Matrix.identity(2)]);
class Base {
  *list() {
    yield "base";
  }
}
class Derived extends Base {
  *list() {
    yield* super.list();
    yield "derived";
  }
}
out([...new Derived().list()]);
function* permutations(items: number[]): Generator<number[]> {
  if (items.length === 0) yield [];
  for (let i = 0; i < items.length; i++)
    for (const rest of permutations([...items.slice(0, i), ...items.slice(i + 1)])) yield [items[i], ...rest];
}
for (const p of permutations([1, 2, 3])) out(p.join(""));
const closures = [];
function* capture() {
  for (let i = 0; i < 3; i++) {
    let j = i * 10;
    closures.push(() => i + j++);
    yield i;
  }
}
[...capture()];
out(
  closures.map((f) => f()),
  closures.map((f) => f()),
);
function* scheduler(tasks) {
  while (tasks.length > 0) {
    const task = tasks.shift();
    const { value, done } = task.next();
    if (!done) {
      tasks.push(task);
      yield value;
    }
  }
}
function* job(name, n) {
  for (let i = 0; i < n; i++) yield `${name}${op(i)}`;
}
out([...scheduler([job("a", 2), job("b", 3), job("c", 1)])].join(" "));
function* sw(x) {
  switch (yield "which") {
    case 1:
      yield "one";
    case yield "asked":
      yield "two";
      break;
    default:
      yield "other";
  }
}
for (const answer of [1, 2]) {
  const s = sw(0);
  out(s.next(), s.next(answer), s.next(answer), s.next(), s.next());
}
export function main() {
  const it = job("m", 2);
  out(it.next(), it.next(), it.next());
}
