function counter() {
  let n = 0;
  return {
    up: () => ++n,
    down() {
      return --n;
    },
    get value() {
      return n;
    },
  };
}
const a = counter(),
  b = counter();
a.up();
a.up();
b.down();
op(1);
a.up();
out(a.value, b.value);
const adders: ((x: number) => number)[] = [];
for (let i = 0; i < 3; i++) {
  adders.push((x) => x + i);
  op(i);
  i += 0;
}
out(adders.map((f) => f(10)));
const vars: (() => number)[] = [];
for (var v = 0; v < 3; v++) vars.push(() => v);
out(vars.map((f) => f()));
function outer(x: number) {
  function mid(y: number) {
    return (z: number) => x * 100 + y * 10 + op(z);
  }
  return mid(x + 1)(x + 2);
}
out(outer(1), outer(2));
let later = () => early;
let early = 5;
out(later());
early = 6;
out(later());
const memo = (() => {
  const m = new Map<number, number>();
  return (n: number): number => {
    const k = m.get(n);
    if (k !== undefined) return k;
    const r = op(n) * n;
    m.set(n, r);
    return r;
  };
})();
out(memo(4), memo(4), memo(5));
