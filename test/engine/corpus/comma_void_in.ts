let a = (op(1), op(2), op(3));
out(a, void op(0), (1, 2));
for (let i = 0, j = (op(5), 3); i < j; i++, op(j--)) out(i, j);
out("x" in { x: op(1) }, op("y") in { x: 1 }, delete ({ q: 1 } as any).q, typeof (op(1), "s"), !(op(0), 1));
const k = { a: 1, b: { c: 2 } };
out("c" in k.b, op("a") in k && "z" in op(k));
class P {
  #x = 1;
  static is(o: any) {
    return #x in o;
  }
}
out(
  P.is(new P()),
  P.is({}),
  op(new P()) instanceof op(P),
  [] instanceof Array,
  (() => 1) instanceof Function,
  null instanceof Object,
);
if ((a = op(7)) > 5) out(a);
while ((a -= 2) > op(0)) out(a);
const r = [a++, ++a, a--, --a, -a, +a, ~a, !a];
out(r);
out(((x) => (x, x + 1))(op(1)), [(1, 2)], { a: (op(3), 4) }.a);
let x1, y1;
x1 = y1 = op(9);
out(x1, y1);
out((x1 += y1 -= 1), x1, y1, (x1 = y1) === y1, (op(0) ? 1 : 2, 3));
do out("once");
while (op(false));
if (op(0));
else out("else");
if (op(1))
  if (op(0)) out("no");
  else out("dangling");
