const d = (...a: number[]) => new Date(Date.UTC(...(a as [number, number])));
const t = d(2024, 1, 29, 12, 30, 15, 250);
out(
  t.toISOString(),
  t.getTime(),
  +t,
  t.valueOf(),
  t.toJSON(),
  JSON.stringify({ t }),
  t.getUTCDay(),
  t.getUTCFullYear(),
  t.getUTCMonth(),
  t.getUTCDate(),
  t.getUTCHours(),
  t.getUTCMinutes(),
  t.getUTCSeconds(),
  t.getUTCMilliseconds(),
);
const u = new Date(t);
out(
  u === t,
  u.getTime() === t.getTime(),
  u.setUTCMonth(op(12)),
  u.toISOString(),
  u.setUTCDate(0),
  u.toISOString(),
  u.setUTCHours(25, 61, 61, 1001),
  u.toISOString(),
  u.setUTCFullYear(2023, 1, 29),
  u.toISOString(),
  u.setTime(0),
  u.toISOString(),
  u.setUTCMilliseconds(-1),
  u.toISOString(),
);
out(
  Date.UTC(2024, 0),
  Date.UTC(99, 0),
  Date.UTC(2024, 13, 32),
  Date.UTC(NaN as any, 1),
  Date.parse("2024-02-29"),
  Date.parse("2024-02-29T12:00Z"),
  Date.parse("2024-02-29T12:00:00.5+02:00"),
  Date.parse("not a date"),
  Date.parse("2024-13-01"),
  new Date("1970-01-01T00:00:00.001Z").getTime(),
);
const bad = new Date(NaN);
out(isNaN(+bad), bad.getUTCDay(), bad.toJSON(), String(bad), JSON.stringify([bad]));
try {
  bad.toISOString();
} catch (e) {
  out(e);
}
out(
  new Date(8.64e15).toISOString(),
  isNaN(+new Date(8.64e15 + 1)),
  new Date(-1).toISOString(),
  new Date(-62198755200000).toISOString(),
  new Date(0.9).getTime(),
  new Date(-0.9).getTime(),
  new Date(null as any).getTime(),
  new Date(true as any).getTime(),
);
out(
  t > d(2023, 0),
  (t as any) - (d(2024, 1, 28) as any),
  t <= t,
  t == new Date(t),
  typeof (t + ""),
  typeof Date.now(),
  t instanceof Date,
  Object.prototype.toString.call(t),
  Object.keys(t),
  typeof Date(),
);
const days = (a: Date, b: Date) => Math.round((+b - +a) / 864e5);
out(
  days(d(2024, 0, 1), d(2025, 0, 1)),
  days(d(2023, 0, 1), d(2024, 0, 1)),
  days(d(1900, 1, 28), d(1900, 2, 1)),
);
const leap = (y: number) => d(y, 1, 29).getUTCMonth() === op(1);
out(
  [1900, 2000, 2023, 2024, 2100].filter(leap),
  ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][d(2000, 0, 1).getUTCDay()],
);
const calendar = (y: number, m: number) => {
  const first = d(y, m, 1).getUTCDay(),
    n = d(y, m + 1, 0).getUTCDate();
  const cells = [...Array(first).fill(""), ...Array.from({ length: n }, (_, i) => op(i + 1))];
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, w) =>
    cells.slice(w * 7, w * 7 + 7).join(" "),
  );
};
out(calendar(2024, 1));
const addMonths = (x: Date, n: number) => {
  const r = new Date(x);
  const day = r.getUTCDate();
  r.setUTCDate(1);
  r.setUTCMonth(r.getUTCMonth() + n);
  r.setUTCDate(Math.min(day, d(r.getUTCFullYear(), r.getUTCMonth() + 1, 0).getUTCDate()));
  return r;
};
out(
  [1, 12, -1, 13].map((n) =>
    addMonths(d(2024, 0, 31), n)
      .toISOString()
      .slice(0, 10),
  ),
);
const iso = (x: Date) => {
  const thursday = new Date(x);
  thursday.setUTCDate(x.getUTCDate() + 4 - (x.getUTCDay() || 7));
  return Math.ceil(((+thursday - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / 864e5 + 1) / 7);
};
out([d(2024, 0, 1), d(2023, 0, 1), d(2020, 11, 31)].map(iso));
const format = (x: Date, f: string) =>
  f.replace(/YYYY|MM|DD|hh|mm|ss/g, (k) =>
    String(
      (
        {
          YYYY: x.getUTCFullYear(),
          MM: x.getUTCMonth() + 1,
          DD: x.getUTCDate(),
          hh: x.getUTCHours(),
          mm: x.getUTCMinutes(),
          ss: x.getUTCSeconds(),
        } as any
      )[k],
    ).padStart(op(2), "0"),
  );
out(format(t, "DD.MM.YYYY hh:mm:ss"), format(d(5, 0, 1), "YYYY"));
const ago = (ms: number) => {
  for (const [unit, size] of [
    ["day", 864e5],
    ["hour", 36e5],
    ["minute", 6e4],
    ["second", 1e3],
  ] as const) {
    const n = Math.floor(ms / size);
    if (n >= 1) return `${n} ${unit}${n > 1 ? "s" : ""}`;
  }
  return "now";
};
out([500, 1500, 60_000, 7_200_000, 2e8].map(ago));
class Stamped extends Date {
  label = op("L");
  override toJSON() {
    return `${this.label}@${this.getTime()}`;
  }
  static of(n: number) {
    return new this(n);
  }
}
const st = Stamped.of(5);
out(JSON.stringify(st), st instanceof Date, st.getTime(), st.label, new Stamped(2020, 5).getFullYear());
out(
  [d(2024, 5), d(2023, 5), d(2025, 5)].sort((a, b) => +a - +b).map((x) => x.getUTCFullYear()),
  Math.max(...[d(2024, 5), d(2025, 5)].map(Number)),
  new Map([[+t, "x"]]).get(t.getTime()),
  t[Symbol.toPrimitive]("number"),
  Date.length,
  Date.name,
);
const since = Date.now();
out(Date.now() >= since, new Date().getTime() >= since, new Date(since).getTime() === since);
