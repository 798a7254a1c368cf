out(
  7 / 2,
  7 % -3,
  -7 % 3,
  2 ** op(10),
  2 ** -1,
  5 & 3,
  5 | 3,
  5 ^ 3,
  ~5,
  1 << 31,
  -1 >>> 0,
  -9 >> 1,
  0.1 + 0.2,
  1 / 0,
  -1 / 0,
  0 / 0,
  -0,
);
out(
  "5" * (2 as any),
  "5" + 2,
  5 + +"3",
  [] + ({} as any),
  true + (1 as any),
  null + (1 as any),
  undefined + (1 as any),
  "b" > "a",
  null == undefined,
  null === (undefined as any),
  NaN != NaN,
  "1" == (1 as any),
);
let x = 5;
out(
  x++,
  ++x,
  x--,
  --x,
  (x += op(2)),
  (x -= 1),
  (x *= 3),
  (x /= 2),
  (x %= 4),
  (x **= 2),
  (x <<= 2),
  (x >>= 1),
  (x >>>= 0),
  (x |= 8),
  (x &= 12),
  (x ^= 5),
);
out(
  typeof 1,
  typeof "s",
  typeof undefined,
  typeof null,
  typeof {},
  typeof (() => 1),
  typeof Symbol(),
  typeof 1n,
  void op(0),
  (op(1), op(2)),
  !0,
  !!"a",
  -"3",
  typeof op,
  typeof (undeclared as any),
);
out(
  op(true) && op("and"),
  op(false) && op("no"),
  op(0) || op("or"),
  op("first") || op("no"),
  op(1) ? op("t") : op("f"),
  op(0) ? 1 : op(0) ? 2 : 3,
);
let log = "";
const t = (v: any, n: string) => {
  log += n;
  return op(v);
};
out(t(1, "a") + t(2, "b") * t(3, "c") - t(4, "d"), log);
log = "";
out([t(1, "x"), t(2, "y")], { [t("k", "1")]: t(2, "2") }, log);
let i = 0;
const arr = [10, 20, 30];
arr[i++] += arr[i++]! + op(i);
out(arr, i);
const o = { n: 1 };
o.n += ((o.n = 10), op(5));
out(o.n);
let z = 1;
z += ((z = 5), op(z));
out(z);
let y = z++ + ++z * z--;
out(y, z);
out(
  1 < 2 < (3 as any),
  "a" in { a: 1 },
  [] instanceof Object,
  10n ** 20n,
  7n / 2n,
  -7n % 3n,
  1n << 64n,
  BigInt(5) + 2n,
  5n > 4,
  typeof (5n * 2n),
);
let b = 5n;
b++;
b += op(3n);
out(b, -b, b-- * 2n);
try {
  (1n as any) + 1;
} catch (e) {
  out((e as Error).message);
}
try {
  (5 as any) in (5 as any);
} catch (e) {
  out((e as Error).message);
}
try {
  ({}) instanceof (5 as any);
} catch (e) {
  out((e as Error).message);
}
out(
  parseInt("42px"),
  parseFloat("3.5e2"),
  Number(""),
  Number("x"),
  isNaN(NaN),
  (255).toString(16),
  (0.000001234).toString(),
  (1e21).toString(),
  (12.345).toFixed(1),
  Number.MAX_SAFE_INTEGER,
  Math.max(1, op(3), 2),
  Math.min(),
  Math.round(-0.5),
  Math.hypot(3, 4),
);
const obj: any = {
  valueOf() {
    return 42;
  },
  toString() {
    return "str";
  },
};
out(obj + 1, `${obj}`, obj * 2, obj > 41, [obj] + "");
out(0 || null || op("") || "end", 1 && 2 && op(3), (null ?? 0) || 5);
