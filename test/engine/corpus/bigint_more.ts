const attempt = (f: () => unknown) => {
  try {
    return f();
  } catch (e) {
    return e;
  }
};
const big = 2n ** 64n;
out(
  big,
  big - 1n,
  -big,
  big / 3n,
  -7n / 2n,
  -7n % 3n,
  7n % -3n,
  big * big,
  big << 3n,
  big >> 60n,
  -1n >> 1n,
  5n & 3n,
  5n | 8n,
  5n ^ -1n,
  ~5n,
  (-2n) ** 3n,
  0n === -0n,
  10n ** 20n,
);
out(
  attempt(() => 1n + (1 as any)),
  attempt(() => 1n / 0n),
  attempt(() => 1n % 0n),
  attempt(() => 2n ** -1n),
  attempt(() => +(1n as any)),
  attempt(() => 1n >>> (0n as any)),
  attempt(() => Math.sqrt(4n as any)),
  attempt(() => BigInt("x")),
  attempt(() => BigInt(0.5)),
  attempt(() => BigInt(undefined as any)),
  attempt(() => JSON.stringify({ a: 1n })),
  attempt(() => Number.parseInt("5" as any) * (2n as any)),
);
out(
  1n == (1 as any),
  1n === (1 as any),
  2n > 1,
  1 < 2n,
  1n < 1.5,
  ("2" as any) > 1n,
  0n == (false as any),
  1n && "t",
  0n || "f",
  0n ?? "n",
  typeof 1n,
  !0n,
  1n + ("s" as any),
  `${5n}`,
  [3n, 1, 2n, 10].sort(),
  [3n, 1n, 2n].sort((a, b) => (a < b ? -1 : op(1))),
);
out(
  BigInt("0x1f"),
  BigInt("0b11"),
  BigInt(" 12 "),
  BigInt(""),
  BigInt(true),
  BigInt(2 ** 60),
  BigInt("-5"),
  Number(2n ** 53n + 1n),
  parseInt("12345678901234567890n"),
  255n.toString(16),
  (-255n).toString(2),
  BigInt(Number.MAX_SAFE_INTEGER) + 2n,
  Number(10n ** 400n),
  BigInt.asIntN(8, 255n),
  BigInt.asUintN(8, -1n),
  BigInt.asIntN(64, 2n ** 63n),
  BigInt.asUintN(64, -1n),
);
const factorial = (n: bigint): bigint => (n <= 1n ? 1n : n * factorial(op(n) - 1n));
out(factorial(30n), String(factorial(50n)).length, factorial(20n) / factorial(18n));
let a = 0n,
  b = 1n;
for (let i = 0; i < 150; i++) [a, b] = [b, a + op(b)];
out(a, a % 1000n, a.toString().length);
const powmod = (base: bigint, exp: bigint, mod: bigint) => {
  let r = 1n;
  base %= mod;
  while (exp > 0n) {
    if (exp & 1n) r = (r * base) % mod;
    base = (base * base) % mod;
    exp >>= 1n;
  }
  return r;
};
out(powmod(3n, 200n, 13n), powmod(2n, op(1000n), 1000000007n), powmod(7n, 0n, 5n));
let x = 5n;
x++;
x += 2n;
x **= 2n;
x--;
x <<= 1n;
x %= 100n;
x ||= 7n;
x &&= x * 2n;
out(x, x++, ++x, -x, x-- - --x);
const o: any = {
  n: 1n,
  list: [1n, 2n],
  get double() {
    return this.n * 2n;
  },
};
o.n++;
o.list[0]--;
o.n += o.list[1];
o["n"] **= 3n;
out(
  o,
  o.double,
  o.list.reduce((s: bigint, v: bigint) => s + op(v), 0n),
  o.list.includes(2n),
  o.list.indexOf(2n),
  new Set([1n, 1n, 1, 2n]).size,
  new Map([[1n, "big"]]).get(1n),
);
switch (op(3n)) {
  case 3 as any:
    out("number");
    break;
  case 3n:
    out("bigint");
    break;
  default:
    out("none");
}
const sqrt = (n: bigint) => {
  let r = n,
    q = (r + 1n) / 2n;
  while (q < r) {
    r = q;
    q = (r + n / r) / 2n;
  }
  return r;
};
out(
  sqrt(10n ** 30n),
  sqrt(2n),
  sqrt(op(99n)),
  [10n, 9n, 1n].map(String).sort(),
  1n < 2n && 2n < 3n,
  [..."123"].map(BigInt),
  Object(1n) instanceof BigInt,
  1n.toLocaleString !== undefined,
  BigInt.name,
  5n.constructor === BigInt,
);
const view = new BigInt64Array([1n, -1n, 2n ** 63n]);
out(
  [...view],
  new BigUint64Array([-1n])[0],
  attempt(() => (view[0] = 5 as any)),
  view.map((v) => v / 2n).join(),
  view.reduce((s, v) => s + v),
);
const hex = (n: bigint) => {
  let s = "";
  do {
    s = "0123456789abcdef"[Number(n & 15n)] + s;
    n >>= 4n;
  } while (n > 0n);
  return s;
};
out(hex(big - 1n), hex(0n), hex(op(48879n)), 0xbeefn, 0b101n, 0o17n, 1_000n);
function* primes() {
  const found: bigint[] = [];
  for (let n = 2n; ; n++)
    if (found.every((p) => n % p !== 0n)) {
      found.push(n);
      yield n;
    }
}
const first: bigint[] = [];
for (const p of primes()) {
  if (p > 40n) break;
  first.push(op(p));
}
out(
  first,
  first.reduce((a, b) => a * b),
);
