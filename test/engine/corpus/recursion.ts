function fact(n: number): number {
  return n <= 1 ? op(1) : n * fact(n - 1);
}
out(fact(10));
const even = (n: number): boolean => (n === 0 ? true : odd(n - 1));
const odd = (n: number): boolean => (n === 0 ? false : even(n - 1));
out(even(40), odd(41), even(7));
function deep(n: number): number {
  if (n === 0) {
    op(0);
    return 0;
  }
  const r = deep(n - 1);
  return r + 1;
}
out(deep(3000));
const named = function self(n: number): string {
  return n === 0 ? op("end") : n + self(n - 1);
};
out(named(3), named.name);
function ack(m: number, n: number): number {
  return m === 0 ? n + 1 : n === 0 ? ack(m - 1, 1) : ack(m - 1, ack(m, n - 1));
}
out(ack(2, 3));
