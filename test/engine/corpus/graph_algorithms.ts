class Heap<T> {
  #items: T[] = [];
  constructor(private readonly less: (a: T, b: T) => boolean) {}
  get size() {
    return this.#items.length;
  }
  push(x: T) {
    const a = this.#items;
    a.push(x);
    let i = a.length - 1;
    while (i > 0) {
      const p = (i - 1) >> 1;
      if (!this.less(a[i]!, a[p]!)) break;
      [a[i], a[p]] = [a[p]!, a[i]!];
      i = p;
    }
    return this;
  }
  pop(): T | undefined {
    const a = this.#items;
    const top = a[0],
      last = a.pop();
    if (a.length > 0) {
      a[0] = last!;
      let i = 0;
      for (;;) {
        let m = i;
        for (const c of [2 * i + 1, 2 * i + 2]) if (c < a.length && this.less(a[c]!, a[m]!)) m = c;
        if (m === i) break;
        [a[i], a[m]] = [a[m]!, a[i]!];
        i = m;
      }
    }
    return top;
  }
  *[Symbol.iterator]() {
    while (this.size > 0) yield this.pop()!;
  }
}
class Graph {
  readonly edges = new Map<string, Map<string, number>>();
  add(from: string, to: string, w = 1, both = false): this {
    if (!this.edges.has(to)) this.edges.set(to, new Map());
    (this.edges.get(from) ?? this.edges.set(from, new Map()).get(from)!).set(to, w);
    return both ? this.add(to, from, w) : this;
  }
  static parse(text: string) {
    return text.split(/\s+/).reduce((g, e) => {
      const [, a, arrow, b, w] = /^(\w+)(->|--)(\w+)(?::(-?\d+))?$/.exec(e)!;
      return g.add(a!, b!, Number(w ?? 1), arrow === "--");
    }, new Graph());
  }
  *bfs(start: string) {
    const seen = new Set([start]),
      queue = [[start, 0] as [string, number]];
    for (const [n, d] of queue) {
      yield [n, d] as const;
      for (const m of this.edges.get(n)!.keys())
        if (!seen.has(m)) {
          seen.add(m);
          queue.push([m, op(d + 1)]);
        }
    }
  }
  *dfs(n: string, seen = new Set<string>()): Generator<string> {
    if (seen.has(n)) return;
    seen.add(n);
    yield n;
    for (const m of this.edges.get(n)!.keys()) yield* this.dfs(m, seen);
  }
  dijkstra(start: string) {
    const dist = new Map([[start, 0]]),
      prev = new Map<string, string>(),
      heap = new Heap<[number, string]>(([a], [b]) => op(a < b)).push([0, start]);
    for (const [d, n] of heap) {
      if (d > dist.get(n)!) continue;
      for (const [m, w] of this.edges.get(n)!) {
        const nd = d + w;
        if (nd < (dist.get(m) ?? Infinity)) {
          dist.set(m, nd);
          prev.set(m, n);
          heap.push([nd, m]);
        }
      }
    }
    return {
      dist,
      path: (to: string) => {
        const p = [];
        for (let n: string | undefined = to; n !== undefined; n = prev.get(n)) p.unshift(n);
        return p[0] === start ? p.join(">") : "none";
      },
    };
  }
  topological() {
    const state = new Map<string, "open" | "done">(),
      order: string[] = [];
    const visit = (n: string, trail: string[]) => {
      if (state.get(n) === "done") return;
      if (state.get(n) === "open")
        throw new Error(`cycle: ${[...trail.slice(trail.indexOf(n)), n].join(">")}`);
      state.set(n, "open");
      try {
        for (const m of this.edges.get(n)!.keys()) visit(m, [...trail, n]);
        order.unshift(n);
      } finally {
        state.set(n, "done");
      }
    };
    for (const n of this.edges.keys()) visit(n, []);
    return order;
  }
  components() {
    let index = 0;
    const idx = new Map<string, number>(),
      low = new Map<string, number>(),
      stack: string[] = [],
      found: string[][] = [];
    const strong = (v: string) => {
      idx.set(v, index);
      low.set(v, index++);
      stack.push(v);
      for (const w of this.edges.get(v)!.keys())
        if (!idx.has(w)) {
          strong(w);
          low.set(v, Math.min(low.get(v)!, low.get(w)!));
        } else if (stack.includes(w)) low.set(v, Math.min(low.get(v)!, idx.get(w)!));
      if (low.get(v) === idx.get(v)) {
        const c: string[] = [];
        let w;
        do c.push((w = stack.pop()!));
        while (w !== v);
        found.push(c.sort());
      }
    };
    for (const v of this.edges.keys()) if (!idx.has(v)) strong(v);
    return found;
  }
  kruskal() {
    const parent = new Map([...this.edges.keys()].map((k) => [k, k]));
    const root = (k: string): string => {
      const p = parent.get(k)!;
      if (p === k) return k;
      const r = root(p);
      parent.set(k, r);
      return r;
    };
    const all = [...this.edges]
      .flatMap(([a, m]) => [...m].map(([b, w]) => ({ a, b, w })))
      .filter(({ a, b }) => a < b)
      .sort((x, y) => x.w - y.w || (x.a + x.b < y.a + y.b ? -1 : op(1)));
    return all.filter(({ a, b }) => {
      const [x, y] = [root(a), root(b)];
      if (x === y) return false;
      parent.set(x, y);
      return true;
    });
  }
  floyd() {
    const ks = [...this.edges.keys()],
      d = ks.map((a) => ks.map((b) => (a === b ? 0 : (this.edges.get(a)!.get(b) ?? Infinity))));
    for (let k = 0; k < ks.length; k++)
      for (let i = 0; i < ks.length; i++)
        for (let j = 0; j < ks.length; j++) d[i]![j] = Math.min(d[i]![j]!, d[i]![k]! + d[k]![j]!);
    return d;
  }
}
const g = Graph.parse("a->b:4 a->c:1 c->b:2 b->d:5 c->d:8 d->e:3 f->e:1");
out([...g.bfs("a")], [...g.dfs("a")].join(""), g.topological().join(""));
const d = g.dijkstra("a");
out(
  [...d.dist],
  d.path("e"),
  d.path("f"),
  g.floyd().map((r) => r.join(" ")),
);
const cyclic = Graph.parse("x->y y->z z->x z->w w->v v->w");
try {
  out(cyclic.topological());
} catch (e) {
  out(e);
}
out(cyclic.components(), cyclic.bfs("w").next(), [...cyclic.dfs("w")]);
const net = Graph.parse("a--b:7 a--d:5 b--c:8 b--d:9 b--e:7 c--e:5 d--e:15 d--f:6 e--f:8 e--g:9 f--g:11");
const mst = net.kruskal();
out(
  mst.map(({ a, b, w }) => `${a}${b}${w}`),
  mst.reduce((s, { w }) => s + w, 0),
  net.dijkstra("a").path("g"),
);
const coins = (total: number, kinds: number[]) => {
  const best: number[] = [0];
  for (let t = 1; t <= total; t++)
    best[t] = 1 + Math.min(...kinds.filter((k) => k <= t).map((k) => best[t - k]!), Infinity);
  return best[total];
};
out(coins(63, [1, 5, 10, 21, 25]), coins(3, [2]), coins(0, [1]));
const queens = (n: number) => {
  let count = 0;
  const first: number[][] = [];
  const place = (row: number, cols: number[]) => {
    if (row === n) {
      count++;
      if (first.length < 1) first.push([...cols]);
      return;
    }
    next: for (let c = 0; c < n; c++) {
      for (let r = 0; r < row; r++) if (cols[r] === c || Math.abs(cols[r]! - c) === row - r) continue next;
      cols.push(c);
      try {
        place(row + 1, cols);
      } finally {
        cols.pop();
      }
    }
  };
  place(0, []);
  return [count, first[0]];
};
out(queens(4), queens(6), queens(3));
const maze = ["S.#.", "..#E", "#...", "...."];
const walk = () => {
  const at = (r: number, c: number) => maze[r]?.[c] ?? "#";
  const queue: [number, number, string][] = [[0, 0, ""]],
    seen = new Set<string>();
  while (queue.length > 0) {
    const [r, c, p] = queue.shift()!;
    if (at(r, c) === "E") return p;
    const k = `${r},${c}`;
    if (seen.has(k) || at(r, c) === "#") continue;
    seen.add(k);
    for (const [dr, dc, n] of [
      [0, 1, "R"],
      [1, 0, "D"],
      [0, -1, "L"],
      [-1, 0, "U"],
    ] as const)
      queue.push([r + dr, c + dc, op(p + n)]);
  }
  return "no way";
};
out(walk());
const heap = new Heap<number>((x, y) => x < y);
for (const x of [5, 3, 8, 1, 9, 2]) heap.push(x);
const sorted: number[] = [];
for (const x of heap) {
  sorted.push(x);
  if (x === 3) heap.push(0).push(10);
  if (sorted.length > 12) break;
}
out(sorted, heap.size, heap.pop());
