const a = [5, 3, 8, 1];
out(
  a.map((x, i) => op(x) * i),
  a.filter((x) => op(x) > 2),
  a.reduce((s, x) => s + op(x)),
  a.reduce((s, x) => s + x, "" as any),
  a.reduceRight((s, x) => [...s, op(x)], [] as number[]),
);
out(
  a.some((x) => op(x) > 7),
  a.every((x) => op(x) > 7),
  a.find((x) => op(x) < 5),
  a.findIndex((x) => x === op(8)),
  a.findLast((x) => x < 6),
  a.findLastIndex((x) => x > 100),
  a.flatMap((x) => [x, [op(x)]]),
);
a.forEach(
  function (this: any, x, i, all) {
    out(this.k, x, i, all.length, op(1));
  },
  { k: "t" },
);
out(
  [...a].sort((x, y) => op(x - y)),
  [...a].sort(),
  ["b", "a", undefined, "c"].sort((x: any, y: any) => (x < y ? -1 : 1)),
  [3, , 1].sort((x, y) => x - y),
);
const big = Array.from({ length: 200 }, (_, i) => (i * 7919) % 211);
out(big.sort((x, y) => x - y).join(), big.indexOf(7));
const people = [
  { n: "a", g: 2 },
  { n: "b", g: 1 },
  { n: "c", g: 2 },
  { n: "d", g: 1 },
];
out(people.sort((x, y) => x.g - y.g).map((p) => p.n));
let cmp = "";
[3, 1, 2, 5, 4].sort((x, y) => {
  cmp += `${x}${y} `;
  return op(x - y);
});
out(cmp);
let cmp2 = "";
[1, 2, 3, 9, 8].sort((x, y) => {
  cmp2 += `${x}${y} `;
  return x - y;
});
out(cmp2);
out(
  [1, , 3].map((x) => x * 2),
  [1, , 3].length,
  [, 1].forEach((x) => out(x)),
  Object.keys([1, , 3].filter(() => true)),
);
out(
  Array.from("abc", (c) => c + op("!")),
  Array.from(new Set([1, 1, 2])),
  Array.from({ length: 2, 0: "x" }),
  Array.of(7).length,
  Array.from(
    [1, 2],
    function (this: any, x) {
      return this.m * x;
    },
    { m: 3 },
  ),
);
out(
  a.concat([1], 2 as any),
  a.slice(1, -1),
  a.indexOf(8),
  a.includes(3),
  [1, [2, [3]]].flat(Infinity),
  a.join("-"),
  [..."hi"],
  a.at(-1),
  a.reverse(),
  a.splice(1, 2),
  a,
  [3, 2].toString(),
  [1, 2, 3].fill(op(0), 1),
  [...Array(3).keys()],
  (a.length = 1),
  a,
);
try {
  [].reduce((x) => x);
} catch (e) {
  out((e as Error).message);
}
try {
  [1].map(undefined as any);
} catch (e) {
  out((e as Error).message);
}
try {
  [2, 1].sort(5 as any);
} catch (e) {
  out((e as Error).message);
}
const grow = [1, 2, 3];
grow.forEach((x) => {
  if (grow.length < 6) grow.push(x);
});
out(grow);
const matrix = Array.from({ length: 3 }, (_, i) => Array.from({ length: 3 }, (_, j) => op(i) * j));
out(
  matrix,
  matrix.map((r) => r.reduce((x, y) => x + y, 0)),
);
const idx: number[] = [];
idx[3] = 1;
out(idx, idx.length, 2 in idx, "length" in idx);
out(
  Array.prototype.map.call("ab", (c: string) => c + c),
  [].map === Array.prototype.map,
  [1].map.name,
  [].map.length,
);
out(
  [1, 2, 3].map(String),
  ["1", "2", "3"].map(Number),
  [0, 1, ""].filter(Boolean),
  ["a", "b"].map(parseInt as any),
);
class Box {
  constructor(public v: number) {}
}
out(
  [1, 2].map((v) => new Box(op(v))),
  [
    [1, "a"],
    [2, "b"],
  ].map(([n, s]) => `${n}${s}`),
);
