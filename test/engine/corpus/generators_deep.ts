// @ts-nocheck
function* down(n: number): Generator<number> {
  if (n > 0) yield* down(n - 1);
  if (n % 100 === 0) yield op(n);
}
out([...down(700)].join(","));
function sum(n: number): number {
  return n === 0 ? 0 : n + sum(n - 1);
}
function* withRecursion() {
  yield sum(3000);
  try {
    yield sum(op(2000));
  } finally {
    out("finally", sum(1000));
  }
}
for (const x of withRecursion()) {
  out(x);
  if (x === sum(2000)) break;
}
function drive(n: number, it: Iterator<number>): number {
  if (n === 0) return it.next().value;
  const inner = drive(n - 1, it);
  return inner + it.next().value;
}
function* ones() {
  for (;;) yield op(1);
}
out(drive(1500, ones()));
const its = Array.from({ length: 300 }, (_, i) => down(i));
out(its.map((it) => [...it].length).reduce((a, b) => a + b));
function* chainOf(n: number) {
  let it: Iterable<number> = [1, 2, 3];
  const step = function* (xs: Iterable<number>) {
    for (const x of xs) yield x + 1;
  };
  for (let i = 0; i < n; i++) it = step(it);
  yield* it;
}
out([...chainOf(200)]);
