function lcs(a: string, b: string): string {
  const dp: number[][] = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++)
      dp[i]![j] = a[i - 1] === b[j - 1] ? dp[i - 1]![j - 1]! + 1 : Math.max(dp[i - 1]![j]!, dp[i]![j - 1]!);
  let i = a.length,
    j = b.length,
    r = "";
  while (i > 0 && j > 0) {
    if (a[i - 1] === b[j - 1]) {
      r = a[i - 1] + r;
      i--;
      j--;
    } else if (dp[i - 1]![j]! >= dp[i]![j - 1]!) i--;
    else j--;
    op(0);
  }
  return r;
}
out(lcs("AGGTABQWE", "GXTXAYBWE"));
const primes: number[] = [];
next: for (let n = 2; primes.length < 30; n++) {
  for (const p of primes) {
    if (p * p > n) break;
    if (n % p === 0) continue next;
  }
  primes.push(n);
}
out(primes);
function perms<T>(xs: T[]): T[][] {
  return xs.length < 2
    ? [xs]
    : xs.flatMap((x, i) => perms([...xs.slice(0, i), ...xs.slice(i + 1)]).map((p) => [op(x), ...p]));
}
out(perms([1, 2, 3]).join(" "));
function queens(n: number) {
  let count = 0;
  const cols = new Set<number>(),
    d1 = new Set<number>(),
    d2 = new Set<number>();
  const place = (r: number) => {
    if (r === n) {
      count++;
      return;
    }
    for (let c = 0; c < n; c++) {
      if (cols.has(c) || d1.has(r - c) || d2.has(r + c)) continue;
      cols.add(c);
      d1.add(r - c);
      d2.add(r + c);
      place(r + 1);
      cols.delete(c);
      d1.delete(r - c);
      d2.delete(r + c);
    }
  };
  place(0);
  return count;
}
out(queens(5));
const fibm = (() => {
  const c: Record<number, number> = {};
  const f = (n: number): number => (n < 2 ? n : (c[n] ??= f(n - 1) + f(n - 2)));
  return f;
})();
out(fibm(50));
function qs(a: number[]): number[] {
  if (a.length < 2) return a;
  const [p, ...r] = a as [number, ...number[]];
  return [...qs(r.filter((x) => x < p)), p, ...qs(r.filter((x) => x >= p))];
}
out(qs([5, 2, 8, 1, 9, 3]));
class PQ<T> {
  private h: [number, T][] = [];
  push(p: number, v: T) {
    this.h.push([p, v]);
    let i = this.h.length - 1;
    while (i > 0) {
      const j = (i - 1) >> 1;
      if (this.h[j]![0] <= this.h[i]![0]) break;
      [this.h[i], this.h[j]] = [this.h[j]!, this.h[i]!];
      i = j;
    }
  }
  pop(): T | undefined {
    const top = this.h[0];
    const last = this.h.pop();
    if (!top || !last) return undefined;
    if (this.h.length) {
      this.h[0] = last;
      let i = 0;
      for (;;) {
        let m = i;
        for (const c of [2 * i + 1, 2 * i + 2]) if (c < this.h.length && this.h[c]![0] < this.h[m]![0]) m = c;
        if (m === i) break;
        [this.h[i], this.h[m]] = [this.h[m]!, this.h[i]!];
        i = m;
      }
    }
    return top[1];
  }
}
const pq = new PQ<string>();
for (const [p, v] of [
  [3, "c"],
  [1, "a"],
  [2, "b"],
] as const)
  pq.push(p, v);
out(pq.pop(), pq.pop(), op(pq.pop()), pq.pop());
