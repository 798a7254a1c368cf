const log: string[] = [];
const s = <T>(name: string, v: T): T => (log.push(name), op(v));
const t = (title: string, f: () => unknown) => {
  let r;
  try {
    r = f();
  } catch (e) {
    r = e;
  }
  out(title, r, log.splice(0).join(" "));
};
const a: any = {
  b: {
    c: {
      d: 5,
      f() {
        return this.d;
      },
      g: (x: unknown) => [x],
      n: null,
    },
  },
  list: [{ v: 1 }, null],
  u: undefined,
  fn: null,
  get acc() {
    return s("acc", { deep: 1 });
  },
  self() {
    return this;
  },
};
t("deep", () => [a?.b?.c?.d, a?.x?.y.z.w, a.b?.["c"]?.[s("k", "d")], a?.u?.[s("never", 1)]]);
t("call", () => [
  a.b.c?.f(),
  a.b?.c.f?.(),
  a?.b.c["f"]?.(),
  a.b.c.nope?.(s("never", 1)),
  a.fn?.(s("never", 2)),
  a?.b?.c?.g?.(s("arg", 3)),
]);
t("this kept", () => [(a?.b.c.f)(), (a.b.c?.f)(), a?.self?.()?.b === a.b, (0, a.b.c.f).call({ d: 9 })]);
t("group", () => (a?.x).y);
t("group ok", () => a?.b?.c.d);
t("null inside", () => a.b.c.n.x);
t("undefined call", () => a?.b.c.nope(s("never", 1)));
t("null call", () => a.fn());
t("delete", () => [
  delete a?.b.c.n,
  "n" in a.b.c,
  delete a?.zz?.y[s("never", 1)],
  delete a?.[s("k", "u")],
  "u" in a,
]);
t("template", () => `${a?.b?.c?.d}-${a?.q?.r}`);
t("with nullish", () => [
  a?.q?.r ?? s("dflt", 1),
  a?.b ?? s("never", 1),
  (a?.q || s("or", 2)) && s("and", 3),
]);
t("with index", () => [
  a.list?.[0]?.v,
  a.list[1]?.v,
  a.list?.[5]?.v.w,
  a.list?.at?.(-1)?.v,
  a.list?.length,
  a?.list.map?.((x: any) => x?.v),
]);
t("getter", () => [a.acc?.deep, a?.acc.deep, a?.["acc"]?.missing?.more]);
t("assignment source", () => {
  const { d = 0, zz = s("dz", 1) } = a?.b?.c ?? {};
  const [p = s("dp", 2)] = a?.nolist ?? [];
  return [d, zz, p];
});
t("spread", () => [...(a?.list ?? []), ...(a?.no?.list ?? [s("x", 1)])].length);
t(
  "new",
  () =>
    new (
      a?.Klass ??
      class {
        v = s("made", 1);
      }
    )().v,
);
t("args", () => ((...xs: any[]) => xs)(a?.b?.c.d, a?.no?.no(s("never", 1)), s("after", 2)));
t("chain order", () => s("obj", a)?.[s("k1", "b")]?.[s("k2", "c")]?.f?.(s("arg", 1)));
t(
  "short circuits all",
  () => (s("obj", null) as any)?.[s("never1", "b")].c.d[s("never2", 1)](s("never3", 2)).e,
);
t("in condition", () => (a?.b ? "yes" : "no") + (a?.zz?.b ? "yes" : "no"));
t("loop", () => {
  const r = [];
  for (let n: any = { v: 1, next: { v: 2, next: { v: 3 } } }; n?.v; n = n?.next) r.push(op(n.v));
  return r;
});
t("typeof", () => [typeof a?.b, typeof a?.zz?.y, void a?.b, !a?.zz?.y, -a?.b.c.d]);
t("in and instanceof", () => ["c" in (a?.b ?? {}), a?.list instanceof Array]);
t("comma and paren", () => [(s("x", 1), a?.b?.c.d), ((a?.b)!.c as any).d]);
class Node2 {
  constructor(
    readonly value: number,
    readonly next?: Node2,
    readonly cb?: (x: number) => unknown,
  ) {}
  get tail(): Node2 | undefined {
    return this.next?.tail ?? this.next;
  }
  run() {
    return this.cb?.(this.value) ?? this.next?.run();
  }
  #p = { q: 1 };
  static peek(n?: Node2) {
    return n === undefined ? undefined : n.#p?.q;
  }
}
const n = new Node2(1, new Node2(2, new Node2(3, undefined, (x) => s("cb", x * 10))));
t("class", () => [
  n.tail?.value,
  n.run(),
  n.next?.next?.next?.run(),
  Node2.peek(n),
  Node2.peek(),
  n.next?.cb?.(1),
]);
const m = new Map<string, any>([["k", { deep: [1, 2] }]]);
t("map", () => [
  m.get("k")?.deep?.[1],
  m.get("z")?.deep?.[1],
  m.get("k")?.deep.reduce((x: number, y: number) => x + op(y)),
  m.get("z")?.deep.map((x: unknown) => s("never", x)),
]);
t("generator", () => {
  function* g(o?: any): any {
    const x = yield o?.a;
    return x?.b?.c ?? (yield* o?.rest ?? []);
  }
  const i = g({ a: 1, rest: [7, 8] });
  return [i.next(), i.next({ b: null }), i.next(), i.next()];
});
t("json", () => JSON.parse('{"p":{"q":[{"r":"found"}]}}')?.p?.q?.[0]?.r ?? "none");
t("string and number", () => [
  "abc"?.length,
  (5 as any)?.toFixed?.(1),
  ("x" as any)?.nope?.(),
  (5 as any)?.[s("k", "z")],
]);
t("super", () => {
  class P {
    m() {
      return "P" + op(1);
    }
  }
  class Q extends P {
    override m() {
      return super.m?.() + (super["nope" as never] as any)?.();
    }
  }
  return new Q().m();
});
t("tagged not allowed, call instead", () => a?.b?.c?.g?.(`t${1}`)?.[0]?.length);
t("assignment to result", () => {
  const o = a?.b;
  o.c.added = s("v", 1);
  return a?.b?.c?.added;
});
t("update through parens", () => {
  const o: any = { k: 1 };
  (o as any)!.k++;
  return o?.k;
});
t("async-looking", () => ({ then: a?.then })?.then);
