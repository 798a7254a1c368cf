const s = "The quick brown fox, the lazy dog";
out(
  s.indexOf("the"),
  s.indexOf("The", 1),
  s.lastIndexOf("the"),
  s.lastIndexOf("T", 0),
  s.indexOf(""),
  s.indexOf("", 99),
  s.lastIndexOf(""),
);
out(
  s.slice(4, 9),
  s.slice(-3),
  s.slice(5, -25),
  s.slice(9, 4),
  s.substring(9, 4),
  s.substring(-5, 3),
  s.substring(NaN),
  s.substr(-3, 2),
  s.substr(4),
  s.at(-1),
  s[99],
);
out(
  s.split(" ", 2),
  s.split(", ").map((x) => op(x.length)),
  "".split(""),
  "".split(","),
  "abc".split(""),
  "a,b,".split(","),
  "a1b2".split(/\d/),
  "a1b2".split(/(\d)/),
  s.split(undefined as any).length,
);
out(
  "abc".replace("b", "$&$&"),
  "abc".replace("b", "[$`|$'|$$]"),
  "aXbX".replace("X", () => op("$&")),
  "a.b.c".replaceAll(".", "$$"),
  "xx".replaceAll("", "-"),
  "abc".replace(/(?<l>b)(c)/, "$2$<l>$1$3"),
  "abc".replace("z", "y"),
);
out(
  "  \t\n x \u00a0\ufeff".trim().length,
  " x ".trimStart(),
  " x ".trimEnd(),
  "x".padStart(5, "ab"),
  "x".padEnd(5),
  "abc".padStart(2),
  "7".padStart(3, "0"),
);
out(
  "abc".includes("b", 2),
  "abc".startsWith("b", 1),
  "abc".endsWith("b", 2),
  "abc".startsWith(""),
  "ab".repeat(3),
  "ab".repeat(0),
  "x".concat("y", 1 as any, null as any),
);
out(
  "a-b_c".match(/[a-z]/g),
  "abc".match(/z/),
  "abc".match(/(b)(c)?/)!.slice(),
  "abc".search(/c/),
  [..."a1b22".matchAll(/[a-z](?<n>\d+)/g)].map((m) => [op(m.index), m.groups!.n, m[0]]),
);
out(
  "abc".charCodeAt(1),
  "abc".charCodeAt(9),
  "abc".charAt(1),
  "abc".codePointAt(1),
  String.fromCharCode(97, 65536 + 98),
  "a" + 1 + 2,
  1 + 2 + "a",
  ("3" as any) * ("4" as any),
  "b" + "a" + +("a" as any) + "a",
);
out(
  "a" < "b",
  "a" < "B",
  "10" < "9",
  "10" < (9 as any),
  "" == (0 as any),
  "abc" === "ab" + op("c"),
  "x" > (undefined as any),
  "2" > (1 as any),
);
out(
  String(null),
  String([1, [2, 3]]),
  String({}),
  String(() => 1).length > 0,
  String(Symbol("d")),
  `${[1, 2]}`,
  String(-0),
  `${-0}`,
  (-0).toString(),
  JSON.stringify(-0),
  [-0] + "",
);
out(
  String.raw`a\n${op(1)}\u0041`,
  `a\n`.length,
  `line1
line2`.split("\n"),
  `${`nested ${`deep ${op("x")}`}`}`,
  `\${}`,
  `a${""}b`,
);
const words = s.toLowerCase().match(/\w+/g)!;
out(
  words.map((w) => w[0]!.toUpperCase() + w.slice(1)).join(" "),
  words.reduce((a, w) => (w.length > op(a.length) ? w : a)),
  [...new Set(words)].length,
);
const camel = (x: string) => x.replace(/[-_](\w)/g, (_, c: string) => op(c.toUpperCase()));
const kebab = (x: string) => x.replace(/[A-Z]/g, (c) => "-" + c.toLowerCase());
out(camel("some-long_name"), kebab("someLongName"), kebab(camel("a-b-c")));
const caesar = (x: string, k: number) =>
  x.replace(/[a-z]/gi, (c) => {
    const base = c < "a" ? 65 : 97;
    return String.fromCharCode(((c.charCodeAt(0) - base + k + 26) % 26) + base);
  });
out(caesar("Hello, World", 3), caesar(caesar("Hello", 5), -5));
const rle = (x: string) => x.replace(/(.)\1*/g, (m, c: string) => c + op(m.length));
out(
  rle("aaabccd"),
  "a3b1".replace(/(\w)(\d)/g, (_, c: string, n: string) => c.repeat(+n)),
);
const isPalindrome = (x: string) => {
  const t = x.toLowerCase().replace(/[^a-z]/g, "");
  for (let i = 0, j = t.length - 1; i < j; i++, j--) if (t[i] !== t[j]) return false;
  return true;
};
out(
  ["A man, a plan", "Was it a car or a cat I saw", "x"].map(isPalindrome),
  "abc".localeCompare("abd"),
  "a".concat().length,
);
const template = (text: string, values: Record<string, unknown>) =>
  text.replace(/\{(\w+)(?::(\d+))?\}/g, (all, key: string, width?: string) =>
    key in values ? String(values[key]).padStart(Number(width ?? 0)) : all,
  );
out(template("{name:6}|{n}|{missing}", { name: "Bob", n: op(5) }));
const wrap = (text: string, width: number) =>
  text.split(" ").reduce(
    (lines, w) => {
      const last = lines.at(-1)!;
      if (last.length + w.length < width) lines[lines.length - 1] = last ? `${last} ${w}` : w;
      else lines.push(w);
      return lines;
    },
    [""],
  );
out(
  wrap(s, 12),
  "a,b;c d".split(/[,; ]/),
  "k1=v1&k2=v2".split("&").map((p) => p.split("=")),
  Object.fromEntries("a:1,b:2".split(",").map((p) => p.split(":") as [string, string])),
);
const str: any = new String("obj");
out(
  typeof str,
  str.length,
  str == "obj",
  str === "obj",
  Object.keys(str),
  str[1],
  [...str],
  str instanceof String,
  "x" instanceof (String as any),
  JSON.stringify({ s: str }),
  str.valueOf() + "!",
);
let built = "";
for (let i = 0; i < 20; i++)
  built = i % 3 === 0 ? built + i : i % 3 === 1 ? `${i}${built}` : built.slice(1) + op("-");
out(
  built,
  built.length,
  [..."hello"].entries().next().value,
  Object.entries("ab"),
  "abc"["length"],
  "abc"[op(1)],
  ("abc" as any).nothing,
);
try {
  ("abc" as any)[op(0)] = "z";
} catch (e) {
  out(e);
}
try {
  "abc".repeat(Infinity);
} catch (e) {
  out(e);
}
try {
  (null as any).length;
} catch (e) {
  out(e);
}
try {
  "x".at.call(undefined as any, 0);
} catch (e) {
  out(e);
}
