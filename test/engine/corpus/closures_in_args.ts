const run = (f: (n: number) => unknown, n: number) => f(n);
let total = 0;
out(
  run((n) => {
    total += n;
    return op(total);
  }, 5),
  run(function (n) {
    return n * total;
  }, 2),
  total,
);
const wrap = {
  call: (f: () => unknown) => f(),
  apply: (f: () => unknown) => [f()],
  bind: (f: () => unknown) => f,
};
out(
  wrap.call(() => op("c")),
  wrap.apply(() => op("a")),
  wrap.bind(() => "b")(),
);
const debounce = (f: (...a: any[]) => any) => {
  const calls: any[] = [];
  return Object.assign(
    (...a: any[]) => {
      calls.push(a);
      return f(...a);
    },
    { calls },
  );
};
const d = debounce((a, b) => op(a) + b);
out(d(1, 2), d(3, 4), d.calls);
function withCallback(cb?: (err: Error | null, v?: number) => void) {
  cb?.(null, op(1));
  cb?.(new Error("x"));
}
withCallback((e, v) => out(e?.message, v));
withCallback();
const partial =
  (f: any, ...a: any[]) =>
  (...b: any[]) =>
    f(...a, ...b);
out(partial((a: any, b: any, c: any) => [a, b, c], 1, op(2))(3));
const memo = new Map<string, unknown>();
const cached = (k: string, f: () => unknown) => (memo.has(k) ? memo.get(k) : (memo.set(k, f()), memo.get(k)));
out(
  cached("a", () => op(1)),
  cached("a", () => op(2)),
);
out([1, 2, 3].map((x) => [x].map((y) => [y].map((z) => op(x + y + z)))));
out(((f) => f(f, 5))((f: any, n: number): number => (n <= 1 ? op(1) : n * f(f, n - 1))));
const bound = [1, 2, 3].map.bind([4, 5]);
out(bound((x: any) => op(x) * 2));
const { map, filter } = Array.prototype as any;
out(
  map.call([1, 2], (x: any) => op(x) + 1),
  filter.apply([1, 2], [(x: any) => op(x) > 1]),
);
const fns = { map: (f: any) => "own" + f(1) };
out(fns.map((x: any) => op(x)));
out(
  [3, 1].sort.call([2, 1], (a: any, b: any) => op(a - b)),
  Array.prototype.concat.call([1], [2]),
  Reflect.apply([].map, [1], [(x: any) => op(x)]),
);
const lazy = (f: () => unknown) => ({
  get value() {
    return f();
  },
});
out(lazy(() => op("lazy")).value);
