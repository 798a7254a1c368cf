let log: string[] = [];
const t = <T>(n: string, v: T): T => {
  log.push(n);
  return op(v);
};
const flush = () => {
  out(log.join(" "));
  log = [];
};
const o: any = {
  a: 1,
  f(...x: any[]) {
    log.push("call");
    return x.length;
  },
};
t("obj", o).f(t("a1", 1), ...t("sp", [1, 2]), t("a2", 2));
flush();
t("o", o)[t("k", "a")] = t("v", 2);
flush();
t("o", o)[t("k", "a")] += t("v", 2);
flush();
t("o", o).a = t("x", t("y", 3));
flush();
const { [t("k1", "a")]: p = t("d", 0), [t("k2", "zz")]: q = t("d2", 5) } = t("src", o);
flush();
out(p, q);
[t("t1", o).x, t("t2", o).y] = [t("v1", 1), t("v2", 2)];
flush();
class C extends t("super", Object) {
  static [t("sk", "s")] = t("sv", 1);
  [t("ik", "i")] = t("iv", 2);
  [t("mk", "m")]() {}
  static {
    t("block", 0);
  }
}
flush();
new C();
flush();
let x = 1;
out(x + (x = op(5)) + x, x++ + x, x + x++);
const arr = [1, 2, 3];
let i = 0;
arr[i] = i = 2;
out(arr, i);
out((x = 1) + x, [x, (x = 2), x], { a: x, b: (x = 3), c: x }, `${x}${(x = 4)}${x}`);
const f = (a: number, b: number, c: number) => [a, b, c];
x = 0;
out(f(x, op(x++), x), f(++x, op(x), x--));
let y = 10;
const g = () => (y += op(1));
out(y + g() + y, g() + y, [y, g(), y]);
const s = {
  v: 1,
  bump() {
    this.v = 100;
    return op(1);
  },
};
out(s.v + s.bump() + s.v);
let z: any = { n: 1 };
out(z.n + ((z = { n: 50 }), op(z.n)) + z.n);
t("tern", false) ? t("no", 0) : t("yes", 1);
t("l", 0) || t("r", 1);
t("l", 1) && t("r", 0);
flush();
const fnl = [() => t("f0", 0), () => t("f1", 1)];
fnl[t("idx", 1)]!();
flush();
delete t("do", o)[t("dk", "x")];
flush();
void (t("s1", 1), t("s2", 2));
flush();
const spread = { ...t("sp1", { a: 1 }), b: t("b", 2), ...t("sp2", { b: 3 }) };
flush();
out(spread);
const mut = [1, 2];
out([...mut, mut.push(op(3)), ...mut], { ...{ a: 1 }, b: op(2) });
const src = { a: 1 };
const res = { ...src, z: ((src.a = 99), op(1)) };
out(res);
