const s = "Hello, World";
out(
  s.length,
  s[0],
  s.at(-1),
  s.charCodeAt(1),
  s.slice(-5),
  s.split(", "),
  s.toUpperCase(),
  s.replace("o", "0"),
  s.replaceAll("o", (m) => m + op("!")),
  s.replace(/(\w+), (\w+)/, (_m, a, b) => `${op(b)} ${a}`),
  s.replace(/o/g, (m, off) => `[${m}${op(off)}]`),
);
out(
  "a-b-c".replace(/-(?<x>.)/g, (...args) => (args.at(-1) as any).x + op("")),
  "abc".replace(/b/, "[$&$`$']"),
  "x".padStart(3, "ab"),
  " t ".trim() + "|",
  "abc".includes("b"),
  "a,b".split(/,/),
  [..."a😀"].length,
  "é".normalize("NFD").length,
  "ab".repeat(op(2)),
  "a".localeCompare("b") < 0,
);
out(
  "x1y22".match(/\d+/g),
  "k=v".match(/(\w)=(\w)/)!.slice(1),
  [..."a1b2".matchAll(/[a-z](\d)/g)].map((m) => op(m[1])),
  /^[\w.]+@\w+$/.test("a.b@c"),
  "a\tb\\n".length,
  "\u{1F600}".codePointAt(0),
  String.fromCharCode(72, 105),
  "z".concat("y", op("x")),
);
const re = /a(.)/g;
let m;
while ((m = re.exec("abacad")) !== null) out(m[1], re.lastIndex, op(m.index));
out(
  "aXbX".replace(/x/gi, () => op("-")),
  "test".search(/s/),
  "%s".replace("%s", () => "$&"),
);
try {
  (undefined as any).trim();
} catch (e) {
  out((e as Error).message);
}
out(
  encodeURIComponent("a b&c"),
  "abc" < "abd",
  "10" < "9",
  "a".codePointAt(0),
  "line\nfeed".split("\n").map((l) => l.length),
);
