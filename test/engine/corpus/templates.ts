const n = 5;
out(
  `a${n}b${op(n + 1)}c${`inner${op(1)}`}`,
  `line1
line2\t\u0041\${x} \` "q"`,
  `${[1, 2]} ${{}} ${null} ${undefined} ${true} ${() => (1 ? "" : "")}`.length > 0,
  `${op("x")}`,
);
function tag(s: TemplateStringsArray, ...v: unknown[]) {
  return s.raw.join("|") + "/" + s.join("|") + "/" + v.join(",") + Object.isFrozen(s);
}
out(tag`a${1}\n${op(2)}b`, tag``, String.raw`\u00e9${op(1)}\n`);
const same = () => ((s: TemplateStringsArray) => s)`x`;
out(same() === same());
const o = {
  t(s: TemplateStringsArray, v: number) {
    return this.k + s[0] + v;
  },
  k: "K",
};
out(o.t`z${op(3)}`);
try {
  `${Symbol("x") as any}`;
} catch (e) {
  out((e as Error).message);
}
class T {
  toString() {
    return "T!";
  }
}
out(`${new T()}`, "" + new T(), String(new T()), [new T()].join());
