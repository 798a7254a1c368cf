const fact = (n: bigint): bigint => (n <= 1n ? op(1n) : n * fact(n - 1n));
out(
  fact(25n),
  2n ** 100n,
  -5n / 2n,
  BigInt.asUintN(8, 257n),
  10n > 9,
  1n == (1 as any),
  typeof op(1n),
  123n.toString(16),
  BigInt("0xff"),
  5n & 3n,
  1n << 10n,
  ~1n,
  -(-3n),
);
let b = 1n;
const inc = () => {
  b++;
  b *= op(2n);
  return b--;
};
out(
  inc(),
  b,
  [3n, 1n, 2n].sort((x, y) => (x < y ? -1 : 1)),
  0n ? "t" : "f",
  `${b}`,
  b + "s",
);
function gcd(a: number, c: number): number {
  return c ? gcd(c, a % c) : a;
}
out(
  gcd(48, op(18)),
  [1, 2, 3].map(Math.sqrt).map((x) => x.toFixed(3)),
  Math.atan2(1, 1).toFixed(4),
  Math.log2(8),
  Math.imul(3, op(4)),
  Math.clz32(1),
  Math.fround(5.5),
  Math.abs(-op(2)),
  Math.floor(7 / 2) | 0,
  (7 / 2) >> 0,
  7 % 2 === 1,
  0.1 + 0.2 === 0.3,
  Number.MIN_VALUE > 0,
  1 / 3,
);
try {
  out((1n as any) + 1);
} catch (e) {
  out((e as Error).message);
}
try {
  BigInt(0.5);
} catch (e) {
  out((e as Error).message);
}
try {
  (1n as any) >>> 0n;
} catch (e) {
  out((e as Error).message);
}
let f = 0.1;
f += op(0.2);
out(
  f,
  (f * 10).toFixed(2),
  Math.round(f * 100) / 100,
  parseInt("7.9"),
  ~~-7.9,
  Math.trunc(-7.9),
  -7 % 3,
  2 ** 0.5 > 1.41,
  (25).toString(36),
  Number("1e3"),
  +"0b11",
);
