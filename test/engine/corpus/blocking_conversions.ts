/** toString, valueOf, Symbol.toPrimitive and Symbol.hasInstance that wait for an operation. */
class Money {
  constructor(readonly cents: number) {}
  toString() {
    return op(`$${op(this.cents) / 100}`);
  }
  valueOf() {
    return op(this.cents);
  }
}
const a = new Money(150);
const b = new Money(250);
out(`${a} and ${b}`, "price: " + a, a + " each", String(a), `${[1, 2]}` + 5);
out(
  a + 1,
  1 + +a,
  (a as any) + b,
  (b as any) - (a as any),
  (a as any) * 2,
  a < b,
  a > b,
  a <= (150 as any),
  a >= b,
);
out(
  a == (150 as any),
  (150 as any) == a,
  a != (150 as any),
  a == a,
  a == null,
  null == a,
  undefined != a,
  a === a,
);
out(-a, +b, ~a, !a, typeof a, (a as any) & 255, (a as any) ** 2, (a as any) % 100, (b as any) >>> 1);
let sum: any = a;
sum += b;
sum -= a as any;
let text = "";
text += a;
const holder: any = { total: a };
holder.total += b;
holder.total *= 2;
out(sum, text, holder);
const order: string[] = [];
const noting = (name: string, value: number) => ({
  [Symbol.toPrimitive](hint: string) {
    order.push(op(name + " " + hint));
    return op(value);
  },
});
const [x, y] = [noting("x", 1), noting("y", 2)] as any[];
out(x + y, x < y, `${x}${y}`, x - y, x == 1, -y, order);
out(x + "s", [x + 1, y * 3]);
for (const bad of [
  { toString: () => ({}), valueOf: () => op([]) },
  { [Symbol.toPrimitive]: () => op({}) },
  Object.create(null),
] as any[])
  for (const attempt of [() => `${bad}`, () => bad + 1, () => bad < 1])
    try {
      attempt();
    } catch (e) {
      out(e);
    }
try {
  out(`${Symbol("s") as any}`);
} catch (e) {
  out(e);
}
try {
  out((a as any) + 1n);
} catch (e) {
  out(e);
}
out(`${new Date(0).getTime()}`, "" + null, `${undefined}`, "n" + 1n, 5n + 1n, `${() => 1}`.length > 0);
const onlyText = { toString: () => op("text") };
out(onlyText + "", `${onlyText}`, onlyText == ("text" as any), "x" + onlyText + 1, (onlyText as any) * 2);
const counter: any = { valueOf: () => op(41) };
let c = counter;
c = c + 1;
out(c);
class Even {
  static [Symbol.hasInstance](value: unknown) {
    return op(Number(value) % 2 === 0);
  }
}
out(
  (2 as any) instanceof Even,
  (3 as any) instanceof Even,
  a instanceof Money,
  [] instanceof Array,
  (op(4) as any) instanceof Even,
);
class Inherits extends Even {}
out((6 as any) instanceof Inherits);
try {
  (a as any) instanceof (5 as any);
} catch (e) {
  out((e as Error).name);
}
