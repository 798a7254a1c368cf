const s = "a😀é\u0301ß漢\u200d👩‍👩‍👧";
out(
  s.length,
  [...s].length,
  Array.from(s, (c) => op(c.length)),
  s.split("").length,
  s.at(1)!.charCodeAt(0),
  s.charAt(-1) === "",
);
out(
  [...s].map((c) => c.codePointAt(0)!.toString(16)).join(" "),
  s.codePointAt(2),
  s.codePointAt(99),
  String.fromCodePoint(0x1f600, 97),
);
for (const c of "x😀y") out(c, c.length);
out(
  "é".normalize("NFD").length,
  "e\u0301".normalize() === "é",
  "ﬁ".normalize("NFKC"),
  "Å".normalize("NFD").normalize("NFC") === "Å",
);
out(
  "ß".toUpperCase(),
  "İ".toLowerCase().length,
  "ΑΣ".toLowerCase(),
  "ǆ".toUpperCase(),
  "I".toLowerCase(),
  "straße".toUpperCase().toLowerCase(),
);
out("\ud83d".isWellFormed?.(), "😀".isWellFormed?.(), "a\ud83d".toWellFormed?.().charCodeAt(1));
out(
  "😀".slice(0, 1).charCodeAt(0),
  "😀😀".indexOf("\ude00"),
  "😀".includes("\ud83d"),
  "x😀".padEnd(6, "😀").length,
  "a".padStart(3, "").length,
);
out(
  /^.$/.test("😀"),
  /^.$/u.test("😀"),
  "😀".match(/./g)!.length,
  "😀".match(/./gu)!.length,
  "a😀b".split(/(?:)/u),
  "a😀b".replace(/./gu, (c) => `[${op(c)}]`),
);
out(
  /\p{L}+/u.exec("123 añé!")![0],
  /\p{Emoji_Presentation}/u.test("😀"),
  /[^\x00-\x7f]/.test("é"),
  /\u{1f600}/u.test("😀"),
  /[😀-😂]/u.test("😁"),
);
out(
  "z" < "é",
  "a" < "B",
  "😀" > "\uffff",
  ["b", "a", "C", "é"].sort(),
  "a".localeCompare("b"),
  "a" === "\u0061",
);
out(
  JSON.stringify('\u2028😀\ud800\n\t"\\'),
  JSON.parse('"\\ud83d\\ude00"'),
  encodeURIComponent("é😀"),
  decodeURIComponent("%F0%9F%98%80"),
  escape_("é"),
);
function escape_(x: string) {
  return [...x].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
}
const reverse = (x: string) => [...x].reverse().join("");
out(reverse("ab😀"), "ab😀".split("").reverse().join("") === reverse("ab😀"));
const count = (x: string) => {
  const m = new Map<string, number>();
  for (const c of x) m.set(c, op((m.get(c) ?? 0) + 1));
  return m;
};
out(count("añaña😀😀"), Object.entries(Object.fromEntries(count("bab"))));
const 変数 = op("identifier"),
  ñ = 1,
  $ = 2,
  _ = 3;
out(変数, ñ + $ + _, { 変数 }, { ключ: 1, ключ2: 2 });
const obj: any = { é: 1, "e\u0301": 2 };
out(Object.keys(obj).length, obj.é, obj["é".normalize("NFD")]);
