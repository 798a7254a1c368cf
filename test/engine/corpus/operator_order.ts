const log: string[] = [];
const s = <T>(name: string, v: T): T => (log.push(name), op(v));
const t = (title: string, v: unknown) => out(title, v, log.splice(0).join(" "));
t("add", s("a", 1) + s("b", 2) * s("c", 3) - s("d", 4) / s("e", 2));
t("power", s("a", 2) ** (s("b", 3) ** s("c", 2)));
t("compare", (s("a", 1) < s("b", 2) === s("c", true)) !== s("d", false));
t("bits", (s("a", 12) & s("b", 10)) | (((s("c", 1) ^ s("d", 3)) << s("e", 2)) >>> s("f", 1)));
t("and", (s("a", 0) && s("b", 1)) || (s("c", 2) && s("d", 3)));
t("nullish", s("a", null) ?? s("b", undefined) ?? s("c", 0) ?? s("d", 1));
t("ternary", s("a", 1) ? (s("b", 0) ? s("c", 1) : s("d", 2)) : s("e", 3));
t("comma", (s("a", 1), s("b", 2), s("c", 3)));
t("unary", -s("a", "3" as any) + +s("b", "4" as any) + ~s("c", 5) + Number(!s("d", 0)));
t("typeof", typeof s("a", 1) + typeof s("b", "x"));
t("void", void s("a", 1));
t("in", s("a", "x") in s("b", { x: 1 }));
t("instanceof", s("a", []) instanceof s("b", Array));
t("delete", delete (s("o", { k: 1 }) as any)[s("k", "k")]);
t("member", (s("o", { a: { b: [7] } }) as any)[s("a", "a")][s("b", "b")][s("i", 0)]);
t("array", [s("a", 1), , ...s("b", [2, 3]), s("c", 4)]);
t("object", {
  a: s("a", 1),
  [s("k", "key")]: s("v", 2),
  ...s("spread", { z: 3 }),
  m() {},
  get g() {
    return 1;
  },
  [s("k2", "a")]: s("v2", "over"),
});
t("template", `${s("a", 1)}${s("b", 2)}-${`${s("c", 3)}`}`);
t("call", ((...xs: any[]) => xs.join())(s("a", 1), ...s("b", [2]), s("c", 3)));
t(
  "new",
  new (s(
    "C",
    class {
      constructor(readonly v: number) {}
    },
  ))(s("v", 5)).v,
);
t("mixed", s("a", [3, 1, 2]).sort((x, y) => s(`cmp`, x - y) as number)[s("i", 0)]! + s("b", 10));
t(
  "assign chain",
  (() => {
    let x: any, y: any;
    return [(x = y = s("v", 1)), x, y];
  })(),
);
t(
  "compound",
  (() => {
    let x = 1;
    x += s("v", (x = 5));
    return x;
  })(),
);
t(
  "index assign",
  (() => {
    const a = [0, 0, 0];
    let i = 0;
    a[i++] = a[i++] = s("v", i);
    return [a, i];
  })(),
);
t(
  "swap",
  (() => {
    let a = 1,
      b = 2;
    [a, b] = [s("b", b), s("a", a)];
    return [a, b];
  })(),
);
let x = 1;
t("var then call", x + (() => (x = s("inner", 10)))() + x);
t("call then var", (() => (x = s("inner", 20)))() + x);
t("post and pre", x++ + s("mid", x) + ++x);
const o: any = {
  n: 1,
  get g() {
    log.push("get");
    return this.n;
  },
  set g(v) {
    log.push(`set${v}`);
    this.n = v;
  },
};
t("getter in sum", o.g + (o.g = s("v", 5)) + o.g);
t("getter compound", (o.g *= s("v", 3)) + o.g--);
t("getter nullish", (o.g ??= s("never", 1)) + (o.missing ??= s("made", 2)));
t("optional", o?.missing2?.[s("never", 1)] ?? s("default", "d"));
t("optional call", o.nothing?.(s("never", 1)) ?? o.g);
t("args see earlier", ((a: number, b: number) => a - b)(x, (x = s("x", 100))));
t("spread copies early", [...[x, x], (x = 0), x]);
t(
  "method this",
  {
    v: 1,
    m(a: number) {
      return this.v + a;
    },
  }.m(s("arg", 2)),
);
const list = [1, 2, 3];
t("push while reading", [list.length, list.push(s("p", 4)), list.length, list[list.length - 1]]);
t("array mutation in args", ((a: number[], n: number) => a.length + n)(list, (list.push(9), s("n", 0))));
t(
  "sequence in for",
  (() => {
    let r = "";
    for (let i = 0, j = s("j", 3); i < j; i++, j--) r += `${i}${j}`;
    return r;
  })(),
);
t(
  "conditional assign",
  (() => {
    let a: any;
    s("c", true) ? (a = s("x", 1)) : (a = s("y", 2));
    return a;
  })(),
);
t(
  "try in expression",
  (() => {
    try {
      return s("t", 1) + boom("e");
    } catch (e) {
      return s("c", e);
    } finally {
      s("f", 0);
    }
  })(),
);
t(
  "chain of &&=",
  (() => {
    let a: any = 1,
      b: any = 0;
    a &&= b ||= s("v", 7);
    return [a, b];
  })(),
);
t(
  "string building",
  (() => {
    let r = "a";
    r += s("b", r + "b") + (r += s("c", "c"));
    return r;
  })(),
);
t("short circuit in args", [
  s("f", false) && s("never", 1),
  s("t", true) || s("never", 2),
  s("n", null) ?? s("d", 3),
]);
t("iife order", [(() => s("1", 1))(), (() => s("2", 2))()].concat(s("3", [3])));
t(
  "default order",
  ((a = s("a", 1), { b = s("b", a), c: [d = s("d", b)] = [] as any } = {} as any, ...e: any[]) => [
    a,
    b,
    d,
    e,
  ])(undefined, undefined, s("e", 5)),
);
t("delete in chain", delete o?.n && "n" in o);
t(
  "exponent assign",
  (() => {
    let v = 2;
    v **= s("e", 3) ** 2;
    return v;
  })(),
);
