const A = [op(1), ...op([2, 3]), op(4)];
const O = { [op("k")]: op(1), ...op({ z: 2 }), m: [op({ q: op(3) })] };
out(
  A,
  O,
  `${op("t")}${op("u")}`,
  op(op)(op(5)),
  op({ f: (x: number) => x + 1 }).f(op(1)),
  op([7, 8])[op(1)],
  new (op(Map))(op([[1, op(2)]])),
  op(1) + op(2) * op(3),
  -op(4),
  typeof op("s"),
  op(null) ?? op("n"),
  (op(0) || op(1)) && op(2),
  op(true) ? op("c") : op("a"),
);
if (op(1) > op(0)) out("if");
else out("else");
while (op(false));
do {
  op(0);
} while (op(0));
for (let i = op(0); i < op(2); i += op(1)) out("for", op(i));
for (const x of op([op(1)])) out("of", x);
for (const k in op({ p: 1 })) out("in", k);
switch (op(2)) {
  case op(1):
    out("no");
    break;
  case op(2):
    out("sw");
}
try {
  throw op(new Error(op("e")));
} catch (e) {
  out(op((e as Error).message));
} finally {
  out(op("fin"));
}
class F {
  a = op(1);
  static s = op(2);
  [op("ck")] = op(3);
  constructor(public p = op(4)) {
    op(0);
  }
  get g() {
    return this.a;
  }
  m(x = op(5)) {
    return op(this.a) + x;
  }
}
class G extends op(F) {
  b = op(6);
  constructor() {
    super(op(7));
    op(1);
  }
  m() {
    return super.m(op(8)) + op(this.b);
  }
}
out(new G().m(), new F().m(), F.s, new G(), new F().g);
let d1, d2: any;
({ x: d1 = op(1), [op("y")]: d2 } = op({ y: 2 }));
out(d1, d2);
[d1, d2 = op(9)] = op([op(3)]);
out(d1, d2);
const obj: any = { n: 1 };
op(obj).n += op(2);
op(obj)[op("n")]++;
op(obj).z ??= op(4);
out(obj);
function r() {
  return op(op(1) + op(2));
}
out(r());
const arrow = () => op(9);
out(arrow());
out((op(1), op(2)), void op(1), !op(0), delete op(obj).z, op("n") in op(obj), op([]) instanceof op(Array));
lbl: for (;;) {
  for (;;) {
    if (op(1)) break lbl;
  }
}
out(`${op`x` as any}`.length);
var t = (s: any, ...v: any[]) => s.join("-") + v;
out(op(t)`a${op(1)}b${op(2)}c`);
out(
  [3, 1, 2].sort((a, b) => op(a) - op(b)),
  [1, 2].map((x) => op(x)).filter((x) => op(x > 1)),
  "ab".replace(/./g, (c) => op(c) + op("_")),
  Array.from(op({ length: op(2) }), (_, i) => op(i)),
);
out(op(1) as number, op(2)!, op(3) satisfies number);
throw_: try {
  (() => {
    throw op("thrown");
  })();
} catch (e) {
  out(e);
}
