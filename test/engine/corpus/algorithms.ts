const graph: Record<string, string[]> = { a: ["b", "c"], b: ["d"], c: ["d", "e"], d: ["f"], e: ["f"], f: [] };
function bfs(s: string) {
  const seen = new Set([s]),
    q = [s],
    r: string[] = [];
  while (q.length) {
    const n = q.shift()!;
    r.push(op(n));
    for (const m of graph[n] ?? [])
      if (!seen.has(m)) {
        seen.add(m);
        q.push(m);
      }
  }
  return r;
}
out(bfs("a"));
function topo() {
  const st = new Map<string, number>();
  const r: string[] = [];
  const visit = (n: string) => {
    if (st.get(n) === 2) return;
    if (st.get(n) === 1) throw new Error("cycle");
    st.set(n, 1);
    graph[n]!.forEach(visit);
    st.set(n, 2);
    r.unshift(op(n));
  };
  Object.keys(graph).forEach(visit);
  return r;
}
out(topo());
const dijkstra = (g: Record<string, Record<string, number>>, s: string) => {
  const d: Record<string, number> = { [s]: 0 };
  const todo = new Set(Object.keys(g));
  while (todo.size) {
    let u: string | undefined;
    for (const k of todo) if (d[k] !== undefined && (u === undefined || d[k]! < d[u]!)) u = k;
    if (u === undefined) break;
    todo.delete(u);
    for (const [v, w] of Object.entries(g[u]!)) d[v] = Math.min(d[v] ?? Infinity, d[u]! + op(w));
  }
  return d;
};
out(dijkstra({ a: { b: 7, c: 3 }, b: { d: 1 }, c: { b: 2, d: 8 }, d: {} }, "a"));
function tokenize(s: string) {
  const out: string[] = [];
  let i = 0;
  while (i < s.length) {
    const c = s[i]!;
    if (/\s/.test(c)) {
      i++;
      continue;
    }
    if (/\d/.test(c)) {
      let n = "";
      while (i < s.length && /[\d.]/.test(s[i]!)) n += s[i++];
      out.push(n);
      continue;
    }
    out.push(c);
    i++;
  }
  return out;
}
function evaluate(src: string) {
  const ts = tokenize(src);
  let p = 0;
  const prim = (): number => {
    const t = ts[p++];
    if (t === "(") {
      const v = expr();
      if (ts[p++] !== ")") throw new Error("expected )");
      return v;
    }
    if (t === "-") return -prim();
    const n = Number(t);
    if (Number.isNaN(n)) throw new Error("unexpected " + t);
    return op(n);
  };
  const term = () => {
    let v = prim();
    while (ts[p] === "*" || ts[p] === "/") v = ts[p++] === "*" ? v * prim() : v / prim();
    return v;
  };
  const expr = (): number => {
    let v = term();
    while (ts[p] === "+" || ts[p] === "-") v = ts[p++] === "+" ? v + term() : v - term();
    return v;
  };
  return expr();
}
out(
  evaluate("1 + 2 * (3 - 4) / -2"),
  (() => {
    try {
      return evaluate("2 * (3");
    } catch (e) {
      return (e as Error).message;
    }
  })(),
);
const mat = (a: number[][], b: number[][]) =>
  a.map((r) => b[0]!.map((_, j) => r.reduce((s, x, k) => s + x * op(b[k]![j]!), 0)));
out(
  mat(
    [
      [1, 2],
      [3, 4],
    ],
    [
      [5, 6],
      [7, 8],
    ],
  ),
);
function hanoi(n: number, a = "A", b = "B", c = "C"): number {
  return n === 0 ? 0 : hanoi(n - 1, a, c, b) + (op(1) as number) + hanoi(n - 1, c, b, a);
}
out(hanoi(5));
const words = "the quick brown the lazy the quick".split(" ");
const freq = [...words.reduce((m, x) => m.set(x, (m.get(x) ?? 0) + 1), new Map<string, number>())].sort(
  ([a, x], [b, y]) => y - x || (a < b ? -1 : 1),
);
out(freq);
const collatz = (n: number) => {
  let c = 0;
  while (n !== 1) {
    n = n % 2 ? 3 * n + 1 : n / 2;
    c++;
  }
  return op(c);
};
out([1, 2, 3, 27].map(collatz));
class LRU<K, V> {
  private m = new Map<K, V>();
  constructor(private cap: number) {}
  get(k: K) {
    const v = this.m.get(k);
    if (v !== undefined) {
      this.m.delete(k);
      this.m.set(k, v);
    }
    return v;
  }
  set(k: K, v: V) {
    this.m.delete(k);
    this.m.set(k, op(v));
    if (this.m.size > this.cap) this.m.delete(this.m.keys().next().value as K);
    return this;
  }
  keys() {
    return [...this.m.keys()];
  }
}
const lru = new LRU<string, number>(2);
lru.set("a", 1).set("b", 2);
lru.get("a");
lru.set("c", 3);
out(lru.keys());
