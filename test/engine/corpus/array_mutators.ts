const a = [5, 1, 4];
out(a.push(op(2), 3), a.unshift(9, op(8)), a.pop(), a.shift(), a);
out(
  a.splice(1, 2),
  a,
  a.splice(-1),
  a,
  a.splice(1, 0, op(7), 6),
  a,
  a.splice(0),
  a,
  [1, 2].splice(undefined as any),
  [1, 2, 3].splice(1, undefined as any, 5),
);
const b = [1, 2, 3, 4, 5];
out(
  b.copyWithin(1, 3),
  b.fill(0, -2),
  b.reverse(),
  b.fill(op(7), 1, 3),
  b.concat(6, [7, [8]], op([])),
  b.slice(-3, -1),
  b.slice(10),
  b.slice(),
);
out(
  b.indexOf(7, 2),
  b.lastIndexOf(7),
  b.includes(0, 4),
  b.at(-1),
  b.at(9),
  b.join(),
  b.join(""),
  [null, [undefined, [1]]].join("/"),
);
b.length = 2;
out(b, b.length, (b[4] = op(1)), b, b.length);
const stable = ["bb", "a", "ccc", "dd", "e", "ff"].map((s, i) => ({ s, i }));
out(
  stable
    .sort((x, y) => op(x.s.length - y.s.length))
    .map((x) => x.s + x.i)
    .join(" "),
);
const big = Array.from({ length: 200 }, (_, i) => ({ k: (i * 7919) % 13, i }));
const sorted = big.slice().sort((x, y) => x.k - y.k);
out(
  sorted.every(
    (x, i) => i === 0 || sorted[i - 1]!.k < x.k || (sorted[i - 1]!.k === x.k && sorted[i - 1]!.i < x.i),
  ),
  sorted.slice(0, 4).map((x) => x.i),
);
out(
  [10, 9, 1, 100].sort(),
  [3, 1, 2].sort((x, y) => y - x),
  ["b", undefined, "a"].sort(),
  [true, false].sort(),
  [[2], [10], [1]].sort().join(),
  ["é", "z", "a"].sort(),
);
for (const compare of [
  () => 0,
  () => -1,
  () => 1,
  () => NaN,
  () => undefined as any,
  () => true as any,
  (x: number, y: number) => (x < y) as any,
  (x: number, y: number) => `${y - x}` as any,
  (x: number, y: number) => ({ valueOf: () => x - y }) as any,
])
  out([3, 1, 2, 5, 4].sort(compare));
const calls: string[] = [];
[4, 2, 3, 1].sort((x, y) => (calls.push(`${x}${y}`), op(x - y)));
out(calls.join(" "));
try {
  const partial = [3, 2, 1];
  partial.sort(() => boom(new Error("compare")));
} catch (e) {
  out(e);
}
const frozenCopy: any = [3, 1, 2];
out(
  frozenCopy.toSorted(),
  frozenCopy.toSorted((x: number, y: number) => op(y - x)),
  frozenCopy.toReversed(),
  frozenCopy.toSpliced(1, 1, "x", "y"),
  frozenCopy.with(-1, op("last")),
  frozenCopy,
);
try {
  frozenCopy.with(5, 1);
} catch (e) {
  out(e);
}
out(
  [1, [2, [3, [4]]]].flat(),
  [1, [2, [3, [4]]]].flat(Infinity),
  [[1], [2]].flatMap((x) => [...x, op(0)]),
  [1, 2].flatMap((x) => x),
  [1, 2].flatMap((x) => [[x]]),
);
out(
  Array.of(7),
  Array.of(1, op(2)),
  new Array(2, 3),
  Array(3).length,
  Array.from("a😀"),
  Array.from({ length: 3 }, (_, i) => i * i),
  Array.isArray(new (class extends Array {})()),
  Array.from(new Set([1, 2]).entries()),
);
const entries = ["x", "y"].entries();
out(
  entries.next(),
  [...entries],
  entries.next(),
  Object.prototype.toString.call(entries),
  entries[Symbol.iterator]() === entries,
);
const live = [1, 2];
const seen: number[] = [];
for (const x of live) {
  seen.push(x);
  if (live.length < 5) live.push(op(x * 10));
}
out(seen);
for (const [i, x] of live.entries())
  if (i === 0) live.length = 2;
  else seen.push(x);
out(seen.length);
out(
  [1, 2, 3, 4].findLast((x) => op(x % 2 === 1)),
  [1, 2, 3].findLastIndex((x) => x > 5),
  [1, 2, 3].find(() => false),
  [].find(() => true),
  [[1, 2], [3]].find(([x]) => x === op(3)),
);
out(
  [1, 2, 3].reduce((s, x) => s + op(x)),
  ["a", "b"].reduceRight((s, x) => s + x),
  [[1], [2]].reduce((x, y) => x.concat(y), []),
  [5].reduce(() => 0),
  [].reduceRight((x) => x, "init" as any),
);
out(
  [1, 2, 3].every((x) => op(x)),
  [].every(() => false),
  [].some(() => true),
  [0, ""].some((x) => x),
  [1, 2, 3].filter(Boolean).map(String).map(Number).filter(Number.isInteger),
);
class Stack<T> extends Array<T> {
  top() {
    return this.at(-1);
  }
  static get [Symbol.species]() {
    return Array;
  }
}
const st = Stack.from([1, 2, 3]) as Stack<number>;
out(
  st instanceof Stack,
  st.top(),
  st.map((x) => x) instanceof Stack,
  st.slice() instanceof Stack,
  st.filter(() => true).constructor === Array,
  st.concat([4]).length,
  st.length,
  Stack.of(1).constructor.name,
);
const matrix = [
  [1, 2, 3],
  [4, 5, 6],
];
out(
  matrix[0]!.map((_, c) => matrix.map((row) => op(row[c]!))),
  matrix.map((row) => row.reduce((s, x) => s + x, 0)),
  matrix.flat().sort((x, y) => y - x),
  structuredClonish(matrix),
);
function structuredClonish<T>(x: T): T {
  return JSON.parse(JSON.stringify(x));
}
const queue = [1];
let steps = 0;
while (queue.length > 0 && steps++ < 20) {
  const x = queue.shift()!;
  if (x < 20) queue.push(x * 2, x * 3);
}
out(steps, queue);
