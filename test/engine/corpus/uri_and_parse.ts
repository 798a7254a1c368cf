const attempt = (f: () => unknown) => {
  try {
    return f();
  } catch (e) {
    return e;
  }
};
const text = "a b&c=d/é?#[]@!$'()*+,;:%😀\"<>\\^`{|}~";
out(
  encodeURIComponent(text),
  encodeURI(text),
  decodeURIComponent(encodeURIComponent(text)) === text,
  decodeURI("%41%2F%3f%20"),
  decodeURIComponent("%41%2F%3f%20"),
);
for (const bad of ["%", "%4", "%zz", "%80", "%c3%28", "%F0%9F"])
  out(
    bad,
    attempt(() => decodeURIComponent(bad)),
  );
out(
  attempt(() => encodeURIComponent("\ud800")),
  encodeURIComponent(""),
  encodeURIComponent(undefined as any),
  encodeURIComponent(null as any),
  encodeURIComponent(12.5),
  encodeURIComponent({ toString: () => op("ä b") } as any),
);
const query = (o: Record<string, unknown>) =>
  Object.entries(o)
    .flatMap(([k, v]) => (Array.isArray(v) ? v.map((x) => [k, x]) : [[k, v]]))
    .filter(([, v]) => v !== undefined)
    .map(([k, v]) => `${encodeURIComponent(String(k))}=${encodeURIComponent(String(op(v)))}`)
    .join("&");
const unquery = (s: string) =>
  s.split("&").reduce<Record<string, string[]>>((acc, p) => {
    const [k = "", v = ""] = p.split("=").map(decodeURIComponent);
    (acc[k] ??= []).push(v);
    return acc;
  }, {});
out(
  query({ q: "a&b", list: [1, 2], none: undefined, "k é": null }),
  unquery("q=a%26b&list=1&list=2&x"),
  unquery(query({ ß: "=&" })),
);
const url =
  /^(?:(?<scheme>[a-z][\w+.-]*):)?(?:\/\/(?:(?<user>[^@/]*)@)?(?<host>[^:/?#]*)(?::(?<port>\d+))?)?(?<path>[^?#]*)(?:\?(?<query>[^#]*))?(?:#(?<hash>.*))?$/;
for (const u of ["http://user@host.org:8080/a/b?x=1#top", "mailto:a@b.c", "/only/path", "//h?q", ""])
  out(
    u,
    Object.entries(url.exec(u)!.groups!)
      .filter(([, v]) => v)
      .map((e) => e.join("="))
      .join(" "),
  );
const resolve = (base: string, rel: string) => {
  const parts = rel.startsWith("/") ? [] : base.split("/").slice(0, -1);
  for (const p of rel.split("/"))
    if (p === "..") parts.pop();
    else if (p !== "." && p !== "") parts.push(op(p));
  return "/" + parts.filter(Boolean).join("/");
};
out(resolve("/a/b/c", "../d"), resolve("/a/b/", "./x/../y"), resolve("/a", "/z"), resolve("/", "../../q"));
const b64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const encode = (bytes: number[]) => {
  let s = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const n = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    s += [18, 12, 6, 0]
      .map((k, j) =>
        i + j - 1 >= bytes.length && j > 1 ? "=" : j - 1 > bytes.length - i - 1 ? "=" : b64[(n >> k) & 63],
      )
      .join("");
  }
  return s;
};
const decode = (s: string) => {
  const out: number[] = [];
  for (let i = 0; i < s.length; i += 4) {
    const c = [...s.slice(i, i + 4)].map((x) => (x === "=" ? -1 : b64.indexOf(x)));
    const n = c.reduce((a, x) => a * 64 + Math.max(x, 0), 0);
    out.push(n >> 16);
    if (c[2]! >= 0) out.push((n >> 8) & 255);
    if (c[3]! >= 0) out.push(n & 255);
  }
  return out;
};
for (const word of ["", "f", "fo", "foo", "foob", "fooba", "foobar"]) {
  const e = encode([...word].map((c) => c.charCodeAt(0)));
  out(word, e, String.fromCharCode(...decode(e)) === word);
}
const csv = (s: string) => {
  const rows: string[][] = [[]];
  let cell = "",
    quoted = false;
  for (let i = 0; i < s.length; i++) {
    const c = s[i]!;
    if (quoted) {
      if (c === '"' && s[i + 1] === '"') {
        cell += '"';
        i++;
      } else if (c === '"') quoted = false;
      else cell += c;
    } else if (c === '"') quoted = true;
    else if (c === "," || c === "\n") {
      rows.at(-1)!.push(op(cell));
      cell = "";
      if (c === "\n") rows.push([]);
    } else cell += c;
  }
  rows.at(-1)!.push(cell);
  return rows;
};
out(csv('a,"b ""q"" c",d\n1,,"x\ny"'), csv(""), csv(","));
const ini = (s: string) => {
  const r: any = {};
  let at = r;
  for (const line of s.split(/\r?\n/)) {
    const m = /^\s*(?:\[(.+)\]|([^=;]+?)\s*=\s*(.*?)|;.*)?\s*$/.exec(line);
    if (m?.[1]) at = r[m[1]] = {};
    else if (m?.[2])
      at[m[2]] = /^-?\d+(\.\d+)?$/.test(m[3]!)
        ? Number(m[3])
        : (({ true: true, false: false } as any)[m[3]!] ?? op(m[3]));
  }
  return r;
};
out(ini("top=1\n[sec]\nk = v ; x\nflag=true\n\n; comment\nn=-2.5\r\n[other]\nz=0"));
const args = (argv: string[]) => {
  const r: any = { _: [] };
  for (let i = 0; i < argv.length; i++) {
    const m = /^--?(no-)?([\w-]+)(?:=(.*))?$/.exec(argv[i]!);
    if (!m) r._.push(argv[i]);
    else if (m[1]) r[m[2]!] = false;
    else r[m[2]!] = m[3] ?? (argv[i + 1] !== undefined && !argv[i + 1]!.startsWith("-") ? argv[++i] : true);
  }
  return r;
};
out(args(["run", "--level=3", "-v", "--name", "x", "--no-color", "file"]));
const roman = (n: number) =>
  (
    [
      ["M", 1000],
      ["CM", 900],
      ["D", 500],
      ["CD", 400],
      ["C", 100],
      ["XC", 90],
      ["L", 50],
      ["XL", 40],
      ["X", 10],
      ["IX", 9],
      ["V", 5],
      ["IV", 4],
      ["I", 1],
    ] as const
  ).reduce((s, [r, v]) => {
    while (n >= v) {
      s += r;
      n -= op(v);
    }
    return s;
  }, "");
const unroman = (s: string) =>
  [...s]
    .map((c) => ({ I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 })[c]!)
    .reduce((sum, v, i, all) => sum + (v < (all[i + 1] ?? 0) ? -v : v), 0);
out([1, 4, 9, 14, 40, 1994, 2024, 3999].map((n) => [roman(n), unroman(roman(n)) === n]));
const version = (a: string, b: string) => {
  const [x, y] = [a, b].map((v) => v.split(".").map(Number));
  for (let i = 0; i < Math.max(x!.length, y!.length); i++) {
    const d = (x![i] ?? 0) - (y![i] ?? 0);
    if (d) return Math.sign(op(d));
  }
  return 0;
};
out(["1.10.0", "1.2", "1.2.0", "1.9.9"].sort(version), version("2.0", "2"), version("1.0.1", "1.0"));
const globs = (g: string) =>
  new RegExp(
    `^${g
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replace(/\*\*/g, "\u0000")
      .replace(/\*/g, "[^/]*")
      .replace(/\u0000/g, ".*")
      .replace(/\?/g, ".")}$`,
  );
out(
  ["src/*.ts", "**/*.js", "a?c"].map((g) =>
    ["src/a.ts", "src/b/a.ts", "x/y.js", "abc"].filter((f) => globs(g).test(f)),
  ),
);
