type M = number[][];
const mul = (a: M, b: M): M =>
  a.map((r) => b[0]!.map((_, j) => r.reduce((s, x, k) => s + x * op(b[k]![j]!), 0)));
const power = (m: M, n: number): M => {
  let r = m.map((row, i) => row.map((_, j) => +(i === j)));
  for (let b = m; n > 0; n >>= 1, b = mul(b, b)) if (n & 1) r = mul(r, b);
  return r;
};
out(
  mul(
    [
      [1, 2],
      [3, 4],
    ],
    [[5], [6]],
  ),
  power(
    [
      [1, 1],
      [1, 0],
    ],
    20,
  )[0]![1],
  power([[2]], 10),
);
const det = (m: M): number =>
  m.length === 1
    ? m[0]![0]!
    : m[0]!.reduce(
        (s, x, j) => s + (j % 2 ? -1 : 1) * x * det(m.slice(1).map((r) => r.filter((_, k) => k !== j))),
        0,
      );
out(
  det([
    [2, 0, 1],
    [1, 3, 2],
    [1, 1, 1],
  ]),
  det([
    [1, 2],
    [2, 4],
  ]),
);
const transpose = (m: M): M => (m[0] ?? []).map((_, j) => m.map((r) => r[j]!)),
  rotate = (m: M) => transpose(m).map((r) => [...r].reverse());
const spiral = (m: M): number[] =>
  m.length === 0 ? [] : [...m[0]!, ...spiral(rotate(rotate(rotate(m.slice(1)))).map((r) => r))];
out(
  transpose([
    [1, 2, 3],
    [4, 5, 6],
  ]),
  rotate([
    [1, 2],
    [3, 4],
  ]),
  spiral([
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
  ]),
);
const lcs = (a: string, b: string) => {
  const t: string[][] = Array.from({ length: a.length + 1 }, () => Array(b.length + 1).fill(""));
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++)
      t[i]![j] =
        a[i - 1] === b[j - 1]
          ? t[i - 1]![j - 1]! + a[i - 1]
          : [t[i - 1]![j]!, t[i]![j - 1]!].reduce((x, y) => (y.length > op(x.length) ? y : x));
  return t[a.length]![b.length];
};
out(lcs("AGGTAB", "GXTXAYB"), lcs("abc", ""), lcs("abc", "abc"));
const edit = (a: string, b: string) => {
  let row = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i++) {
    let diag = row[0]!;
    row[0] = i;
    for (let j = 1; j <= b.length; j++)
      [diag, row[j]] = [row[j]!, a[i - 1] === b[j - 1] ? diag : 1 + Math.min(diag, row[j]!, row[j - 1]!)];
    row = op(row);
  }
  return row.at(-1);
};
out(edit("kitten", "sitting"), edit("", "abc"), edit("flaw", "lawn"));
const knapsack = (cap: number, items: [w: number, v: number][]) => {
  const best = Array(cap + 1).fill(0),
    taken = items.map(() => Array(cap + 1).fill(false));
  items.forEach(([w, v], i) => {
    for (let c = cap; c >= w; c--)
      if (best[c - w] + v > best[c]) {
        best[c] = best[c - w] + v;
        taken[i]![c] = true;
      }
  });
  const picked: number[] = [];
  for (let i = items.length - 1, c = cap; i >= 0; i--)
    if (taken[i]![c]) {
      picked.unshift(i);
      c -= items[i]![0];
    }
  return [best[cap], picked];
};
out(
  knapsack(7, [
    [1, 1],
    [3, 4],
    [4, 5],
    [5, 7],
  ]),
  knapsack(0, [[1, 1]]),
);
const lis = (xs: number[]) => {
  const tails: number[] = [],
    from: number[] = [],
    at: number[] = [];
  xs.forEach((x, i) => {
    let lo = 0,
      hi = tails.length;
    while (lo < hi) {
      const mid = (lo + hi) >> 1;
      if (xs[at[mid]!]! < x) lo = mid + 1;
      else hi = mid;
    }
    from[i] = lo > 0 ? at[lo - 1]! : -1;
    at[lo] = i;
    tails[lo] = op(x);
  });
  const r: number[] = [];
  for (let k = at[tails.length - 1] ?? -1; k >= 0; k = from[k]!) r.unshift(xs[k]!);
  return r;
};
out(lis([10, 9, 2, 5, 3, 7, 101, 18]), lis([]), lis([3, 2, 1]));
function* subsets<T>(xs: T[]): Generator<T[]> {
  for (let m = 0; m < 1 << xs.length; m++) yield xs.filter((_, i) => m & (1 << i));
}
function* compositions(n: number): Generator<number[]> {
  if (n === 0) yield [];
  for (let i = 1; i <= n; i++) for (const rest of compositions(n - i)) yield [i, ...rest];
}
out(
  [...subsets(["a", "b", "c"])].map((s) => s.join("")).join(),
  [...compositions(4)].length,
  [...subsets([1, 2, 3, 4])].filter((s) => s.reduce((a, b) => a + b, 0) === op(5)),
);
const hanoi = (n: number, a = "A", b = "B", c = "C"): string[] =>
  n === 0 ? [] : [...hanoi(n - 1, a, c, b), `${a}${c}`, ...hanoi(n - 1, b, a, c)];
out(hanoi(3).join(" "), hanoi(6).length);
const life = (cells: Set<string>) => {
  const count = new Map<string, number>();
  for (const k of cells) {
    const [x, y] = k.split(",").map(Number) as [number, number];
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++)
        if (dx || dy) {
          const n = `${x + dx},${y + dy}`;
          count.set(n, (count.get(n) ?? 0) + 1);
        }
  }
  return new Set([...count].filter(([k, n]) => n === 3 || (n === 2 && cells.has(k))).map(([k]) => op(k)));
};
let world = new Set(["1,0", "2,1", "0,2", "1,2", "2,2"]);
for (let i = 0; i < 4; i++) world = life(world);
out([...world].sort().join(" "), [...life(new Set(["0,0", "0,1", "0,2"]))].sort());
const pascal = Array.from({ length: 6 }).reduce<M>(
  (t) => [...t, [1, ...(t.at(-1) ?? []).map((x, i, r) => x + (r[i + 1] ?? 0))]],
  [],
);
out(
  pascal,
  pascal.map((r) => r.reduce((a, b) => a + b)),
);
const ack = (m: number, n: number): number =>
  m === 0 ? n + 1 : n === 0 ? ack(m - 1, 1) : ack(m - 1, ack(m, n - 1));
const collatz = (n: number, memo = new Map<number, number>()): number =>
  n === 1 ? 0 : (memo.get(n) ?? (memo.set(n, 1 + collatz(n % 2 ? 3 * n + 1 : n / 2, memo)), memo.get(n)!));
out(
  ack(2, 3),
  [1, 7, 27].map((n) => collatz(op(n))),
  [..."1100"].reduce((n, b) => n * 2 + +b, 0),
);
const merge = (a: number[], b: number[]): number[] => {
  const r: number[] = [];
  let i = 0,
    j = 0;
  while (i < a.length || j < b.length)
    r.push(j >= b.length || (i < a.length && a[i]! <= b[j]!) ? a[i++]! : b[j++]!);
  return r;
};
const msort = (x: number[]): number[] =>
  x.length < 2 ? x : merge(msort(x.slice(0, x.length >> 1)), msort(x.slice(x.length >> 1)));
const qsort = ([p, ...r]: number[]): number[] =>
  p === undefined ? [] : [...qsort(r.filter((x) => x < p)), op(p), ...qsort(r.filter((x) => x >= p))];
const data = Array.from({ length: 25 }, (_, i) => (i * 37) % 23);
out(
  msort(data).join(),
  String(qsort(data)) === String(msort(data)),
  String([...data].sort((a, b) => a - b)) === String(msort(data)),
);
