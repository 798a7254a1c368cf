const g = /a(\d)?/g;
const text = "a1 a a2";
let m: RegExpExecArray | null;
while ((m = g.exec(text))) out(m[0], m[1], m.index, g.lastIndex, op(m.length));
out(g.lastIndex, g.test(text), g.lastIndex, g.test(text), (g.lastIndex = 5), g.exec(text)![0], g.exec(text));
const y = /\d/y;
out(
  y.test("1a2"),
  y.lastIndex,
  y.test("1a2"),
  y.lastIndex,
  ((y.lastIndex = 2), y.exec("1a2")![0]),
  "a1b2".replace(/[a-z]\d/y, "X"),
  "1 2".split(/ /y),
);
out(
  /^b/m.test("a\nb"),
  /^b/.test("a\nb"),
  /a.b/.test("a\nb"),
  /a.b/s.test("a\nb"),
  /A/i.test("a"),
  /ß/i.test("ẞ"),
  /ß/iu.test("ẞ"),
  "a\nb\r\nc".match(/^\w$/gm),
);
const d = /(?<year>\d{4})-(?<month>\d\d)/d.exec("on 2024-05")!;
out(
  (d as any).indices[0],
  (d as any).indices.groups.year,
  d.groups!.month,
  Object.keys(d.groups!),
  d.input,
  d.index,
);
out(
  /(?<=\$)\d+/.exec("cost $42")![0],
  /(?<!\$)\b\d+/.exec("$42 17")![0],
  /x(?=y)/.test("xy"),
  /x(?!y)/.test("xy"),
  /(a)|(b)/.exec("b"),
  /(?:a|ab)(?:c|bcd)(d*)/.exec("abcd"),
);
out(
  /(\w)\1/.exec("hello")![0],
  /(?<q>['"]).*?\k<q>/.exec(`say "it's"`)![0],
  /a{2,3}?/.exec("aaaa")![0],
  /a{2,}/.exec("aaaa")![0],
  /a{,2}/.test("a{,2}"),
  /[\]\-^]/.exec("x^")![0],
);
out(
  /a/gimsuy.flags,
  /a/dg.flags,
  /a\/b[/]/.source,
  String(/[/]\//g),
  new RegExp("/").source,
  new RegExp("").source,
  RegExp("a", "g").global,
  new RegExp(/x/g, "i").flags,
  new RegExp(/x/g).flags,
);
out(
  /x/ instanceof RegExp,
  RegExp(g) === g,
  new RegExp(g) === g,
  /a/.toString(),
  Object.keys(/a/),
  /a/.hasOwnProperty("lastIndex"),
);
out(
  "abcabc".replace(/b/g, (x, off, all) => `${op(x)}${off}${all.length}`),
  "abc".replace(/(?<x>b)/, (...args) => JSON.stringify(args.at(-1))),
  "aaa".replace(/a/g, "$&$1$0$'"),
  "John Smith".replace(/(\w+)\s(\w+)/, "$2, $1"),
);
out(
  "2024-05-06".split(/-/).map(Number),
  "a1b2c3".split(/(\d)/),
  "abc".split(/(?=b)/),
  " a  b ".split(/\s+/),
  "".split(/x/),
  "".split(/(?:)/),
  "ab".split(/(?:)/),
  "a,b".split(/(,)/, 2),
);
out(
  "xAyBz".match(/[A-Z]/g),
  "xyz".match(/[A-Z]/g),
  [..."a1b2".matchAll(/\d/g)].map((x) => x.index),
  "test".search(/s/g),
  [..."aXbX".matchAll(new RegExp("X", "g"))].length,
);
try {
  "a".matchAll(/a/);
} catch (e) {
  out(e);
}
try {
  "a".replaceAll(/a/, "b");
} catch (e) {
  out(e);
}
for (const bad of ["(", "[", "a**", "(?<x>a)(?<x>b)", "\\"])
  try {
    new RegExp(bad);
  } catch (e) {
    out((e as Error).name, (e as Error).message.includes("Invalid regular expression"));
  }
const tokens = (source: string) => {
  const re = /\s*(?:(?<num>\d+(?:\.\d+)?)|(?<id>[a-z_]\w*)|(?<op>[-+*/()=]))/iy;
  const found: string[] = [];
  while (re.lastIndex < source.length) {
    const match = re.exec(source);
    if (!match) return [...found, "error"];
    const [kind, value] = Object.entries(match.groups!).find(([, v]) => v !== undefined)!;
    found.push(`${kind}:${op(value)}`);
  }
  return found;
};
out(tokens("x1 = 3.5*(y+2)"), tokens("a ! b"));
const email = /^[\w.+-]+@[\w-]+\.[\w.]+$/,
  date = /^(\d{4})-(0[1-9]|1[0-2])-(\d\d)$/,
  ip = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.|$)){4}/;
out(
  ["a@b.c", "a@b", "a.b+c@d-e.fg"].map((x) => email.test(x)),
  ["2024-13-01", "2024-12-01"].map((x) => date.exec(x)?.[2]),
  ["1.2.3.4", "256.1.1.1"].map((x) => ip.test(x)),
);
class Counting extends RegExp {
  calls = 0;
  override exec(s: string) {
    this.calls++;
    return super.exec(s);
  }
  override get flags() {
    return super.flags;
  }
}
const c = new Counting("a", "g");
out(
  "banana".replace(c, "A"),
  c.calls,
  c.test("xa"),
  c.calls,
  "a-a".split(new Counting("-")),
  c instanceof Counting,
  c.source,
);
const custom = {
  [Symbol.replace]: (s: string, r: string) => `${s}|${r}|${op("custom")}`,
  [Symbol.split]: (s: string) => [...s, "!"],
  [Symbol.match]: (s: string) => ({ matched: s }),
  [Symbol.search]: () => 42,
  flags: "g",
  [Symbol.matchAll]: function* (s: string) {
    yield s;
  },
};
out(
  "s".replace(custom as any, "r"),
  "ab".split(custom as any),
  "m".match(custom as any),
  "q".search(custom as any),
  [..."all".matchAll(custom as any)],
);
const re = /x/g;
re.lastIndex = 1;
out(
  "xx".replace(re, "y"),
  re.lastIndex,
  (re as any)[Symbol.match] === RegExp.prototype[Symbol.match],
  "/x/".includes(String(Object.defineProperty(/x/, Symbol.match, { value: false }) as any)),
);
