const seen: any[] = [];
function tag(strings: TemplateStringsArray, ...values: unknown[]) {
  seen.push(strings);
  return `${strings.raw.join("|")}<${values.map(String).join(",")}>${strings.length}`;
}
const make = (x: unknown) => tag`a${x}b${op(2)}c`;
out(
  make(1),
  make(op("two")),
  seen[0] === seen[1],
  Object.isFrozen(seen[0]),
  Object.isFrozen(seen[0].raw),
  seen[0].length,
  Array.isArray(seen[0].raw),
);
out(
  tag``,
  tag`only`,
  tag`${1}`,
  tag`\n\u0041${"x"}\\`,
  tag`line
two`,
  tag`$${1}$`,
  tag`\${x}`,
);
const same = () => tag`same`,
  other = () => tag`same`;
seen.length = 0;
same();
same();
other();
out(seen[0] === seen[1], seen[0] === seen[2]);
const loop: any[] = [];
for (let i = 0; i < 3; i++) ((s: any) => loop.push(s))`in loop ${i}`;
out(loop[0] === loop[1] && loop[1] === loop[2]);
const bad = ((s: TemplateStringsArray) => [s[0], s.raw[0], s[1], s.raw[1]])`\unicode ${1} \xg`;
out(
  bad,
  String.raw`\n${op(1)}\t${2}`,
  String.raw({ raw: ["x", "y", "z"] } as any, 0, op(1), 2),
  String.raw({ raw: "abc" } as any, "-", "+"),
);
const obj = {
  name: "obj",
  t(s: TemplateStringsArray, ...v: any[]) {
    return [this.name, s.join("_"), v];
  },
  get dyn() {
    return (s: TemplateStringsArray) => `dyn ${s[0]}`;
  },
  deep: {
    t(this: any) {
      return Object.keys(this);
    },
  },
};
out(obj.t`a${1}b`, obj["t"]`x${op(2)}`, obj.dyn`q`, obj.deep.t`z`, obj?.["name"]);
const chain =
  (s: TemplateStringsArray) =>
  (t: TemplateStringsArray) =>
  (...u: any[]) =>
    `${s[0]}${t[0]}${u[0][0]}${u[1] ?? ""}`;
out(chain`1``2``3`, chain`a``b``c${op("d")}`);
class Html {
  constructor(readonly text: string) {}
  static esc(x: unknown): string {
    return x instanceof Html
      ? x.text
      : Array.isArray(x)
        ? x.map(Html.esc).join("")
        : String(x ?? "").replace(/[&<>]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[c]!);
  }
  toString() {
    return this.text;
  }
}
const html = (s: TemplateStringsArray, ...v: unknown[]) =>
  new Html(s.reduce((acc, part, i) => acc + part + (i < v.length ? op(Html.esc(v[i])) : ""), ""));
const items = ["<b>", "a&b"];
out(
  String(
    html`<ul>
        ${items.map((x) => html`<li>${x}</li>`)}
      </ul>
      ${null}${0}${"<"}`,
  ),
);
const sql = (s: TemplateStringsArray, ...v: unknown[]) => ({
  text: s.reduce((a, p, i) => `${a}$${i}${p}`),
  values: v,
});
out(sql`select * from t where a = ${1} and b in (${[2, 3]}) limit ${op(5)}`);
const dedent = (s: TemplateStringsArray, ...v: unknown[]) => {
  const all = s.reduce((a, p, i) => a + String(v[i - 1]) + p);
  const lines = all.split("\n").filter((l) => l.trim());
  const n = Math.min(...lines.map((l) => l.search(/\S/)));
  return lines.map((l) => l.slice(n)).join("/");
};
out(dedent`
    first ${op(1)}
      second
    third
`);
const cond =
  (on: boolean) =>
  (s: TemplateStringsArray, ...v: any[]) =>
    on ? String.raw(s, ...v) : "off";
out(
  cond(true)`x${1}y`,
  cond(op(false))`x${1}y`,
  `${`${`${op("deep")}`}`}`,
  `a${{ toString: () => "obj" }}b${[1, [2]]}c${null}${undefined}`,
  `${1}${2}` + `${3}`,
  typeof `x`,
  `\x41\u{1F600}\
continued`,
  `${"`"}`,
  `${"${}"}`,
);
function* gen(): any {
  return tag`g${yield 1}h${yield 2}`;
}
const g = gen();
out(g.next().value, g.next("A").value, g.next("B").value);
const args = (...a: any[]) => a.length;
out(
  args`a`,
  args`a${1}`,
  args`${1}${2}${3}`,
  (args as any)?.(1),
  ((s: any) => s)`x`.raw === ((s: any) => s)`x`.raw,
);
try {
  (undefined as any)`x${op(1)}`;
} catch (e) {
  out(e);
}
try {
  (obj as any).missing`x`;
} catch (e) {
  out(e);
}
try {
  tag`${boom(new Error("in a value"))}`;
} catch (e) {
  out(e);
}
try {
  `${Object.create(null)}`;
} catch (e) {
  out(e);
}
