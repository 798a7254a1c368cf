const xs = [
  0,
  -0,
  1,
  -1.5,
  0.1,
  1 / 3,
  123.456,
  1e21,
  1e-7,
  123456789012345680000,
  5e-324,
  1.7976931348623157e308,
  NaN,
  Infinity,
  -Infinity,
  2 ** 53,
  0.000001,
  1e20,
  1.005,
  255,
];
for (const x of xs)
  out(
    x,
    String(x),
    x.toFixed(2),
    x.toPrecision(3),
    x.toExponential(2),
    x.toString(2).slice(0, 40),
    x.toString(36).slice(0, 20),
    JSON.stringify(x),
    +x.toFixed(1),
    Object.is(x, op(x)),
  );
out(
  (0.1 + 0.2).toFixed(10),
  (1.45).toFixed(1),
  (8.345).toFixed(2),
  (-1.5).toFixed(0),
  (2.5).toFixed(0),
  (1e21).toFixed(2),
  (0.5).toString(2),
  (-255).toString(16),
  (3.7).toString(8),
  (1234.5678).toExponential(),
  (0).toPrecision(1),
  (123).toPrecision(2),
);
out(
  [
    "12",
    " 12 ",
    "",
    " ",
    "0x1f",
    "0b101",
    "0o17",
    "1e3",
    ".5",
    "5.",
    "-",
    "1_000",
    "Infinity",
    "-Infinity",
    "infinity",
    "12px",
    "1,5",
    "\n7\t",
    "--1",
    "0x",
    "+5",
    "1e",
    "٣",
  ].map((s) => Number(s)),
);
out(
  ["12px", "", "0x1f", "-0", "1e3", "3.99", "Infinity", " 42abc", "abc", "9007199254740993"].map((s) => [
    parseInt(s),
    parseFloat(s),
  ]),
  parseInt("11", 2),
  parseInt("z", 36),
  parseInt("12", 1),
  parseInt("9", 8),
  parseInt("0.0000005"),
  parseInt(0.0000005 as any),
  parseInt("123", 37),
  parseInt(null as any, 36),
);
out(
  [null, undefined, true, [], [5], [1, 2], {}, "5", new Date(5), () => 1, 5n].map((v) => {
    try {
      return Number(v as any);
    } catch (e) {
      return (e as Error).name;
    }
  }),
  +true,
  -"3",
  +[],
  +{},
  +new Date(7),
  +"0b11",
  ~"5",
);
out(
  Number.MAX_SAFE_INTEGER,
  Number.MIN_VALUE,
  Number.EPSILON,
  Number.isInteger(5.0),
  Number.isSafeInteger(2 ** 53),
  Number.isNaN("x" as any),
  isNaN("x" as any),
  isFinite("5" as any),
  Number.isFinite("5" as any),
  Number.parseFloat === parseFloat,
);
out(
  0.1 + 0.2,
  0.1 * 3,
  1 - 0.9,
  9007199254740992 + 1,
  1e16 + 1,
  0.1 + 0.7,
  4.35 * 100,
  1.1 + 2.2,
  3 * 1.1,
  1e308 * 10,
  -1e308 * 10,
  5e-324 / 2,
  1 / -0,
  0 / 0,
  -7 % 3,
  7 % -3,
  -0 % 5,
  5.5 % 2,
  Infinity % 5,
  5 % Infinity,
  2 ** -1,
  (-2) ** 3,
  (-8) ** (1 / 3),
  2 ** 0.5,
  NaN ** 0,
  0 ** 0,
);
out(
  5 & 3,
  5 | 3,
  5 ^ 3,
  ~5,
  5 << 1,
  -5 >> 1,
  -5 >>> 28,
  1 << 31,
  1 << 32,
  (2 ** 32) | 0,
  (2 ** 31) | 0,
  1.9 | 0,
  -1.9 | 0,
  NaN | 0,
  "7" as any & 3,
  null as any | 1,
  4294967295 >> 0,
  4294967296 >>> 0,
  -1 >>> 0,
  0xffffffff & 0xff00,
  5 >> 33,
  ([8] as any) >> 1,
);
out(
  Math.round(2.5),
  Math.round(-2.5),
  Math.round(-0.4),
  Math.round(0.49999999999999994),
  Math.floor(-1.5),
  Math.ceil(-1.5),
  Math.trunc(-0.9),
  Math.sign(-0),
  Math.max(),
  Math.min(),
  Math.max(1, NaN),
  Math.max(-0, 0),
  Math.min(0, -0),
  Math.hypot(3, 4),
  Math.hypot(),
  Math.cbrt(-27),
  Math.fround(5.5),
  Math.fround(5.05),
  Math.clz32(1),
  Math.clz32(0),
  Math.imul(0xffffffff, 5),
  Math.log2(8),
  Math.log10(1000),
  Math.log1p(0),
  Math.expm1(0),
  Math.atan2(1, -1),
  Math.abs(-0),
  Math.pow(2, 0.5),
  Math.sqrt(-1),
  Math.sinh(0),
  Math.exp(1) === Math.E,
);
out(1_000_000, 0xff, 0b1010, 0o17, 0.5, 5, 1e3, 0.1e-2, 0xabcdef, 1e-10, 123e-20, 100000000000000000000000);
const n: any = new Number(5);
out(
  typeof n,
  n + 1,
  n == 5,
  n === 5,
  n instanceof Number,
  n.valueOf(),
  JSON.stringify({ n }),
  Object(5) instanceof Number,
  (5).constructor === Number,
  (5).toString(),
  (5).valueOf(),
  Number("5") === op(5),
);
let h = 0;
for (const c of "hash me") h = (Math.imul(h, 31) + c.charCodeAt(0)) | op(0);
out(
  h,
  h >>> 0,
  (h >>> 0).toString(16),
  [1, 2, 3].map((x) => x / 3).map((x) => x.toFixed(3)),
  [0.1, 0.2, 0.3].reduce((a, b) => a + b),
  [3, 1, 2].map(Math.sqrt).map((x) => Math.round(x * 1000) / 1000),
);
const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % op(b)));
const isPrime = (k: number) => {
  for (let i = 2; i * i <= k; i++) if (k % i === 0) return false;
  return k > 1;
};
const base = (k: number, b: number): string =>
  k < b ? k.toString(b) : base(Math.floor(k / b), b) + (k % b).toString(b);
out(
  gcd(1071, 462),
  [...Array(30).keys()].filter(isPrime),
  base(255, 16),
  base(1000, 7),
  (1000).toString(7),
  parseInt("2626", 7),
);
let x = 0.5,
  steps = 0;
while (Math.abs(Math.cos(x) - x) > 1e-12 && steps++ < 200) x = Math.cos(op(x));
out(x.toFixed(10), steps);
