// @ts-nocheck
function* inner() {
  try {
    const a = yield "i1";
    out("inner got", a);
    const b = yield op("i2");
    out("inner got", b);
    return "result";
  } catch (error) {
    out("inner caught", error);
    yield "after catch";
    return "recovered";
  } finally {
    out("inner finally");
  }
}
function* outer() {
  const r = yield* inner();
  out("outer has", r);
  yield* [1, op(2)];
  yield* "xy";
  return yield* new Set([9]);
}
const a = outer();
out(a.next(), a.next("A"), a.next("B"), a.next(), a.next(), a.next(), a.next(), a.next());
const b = outer();
b.next();
out(b.throw("oops"), b.next(), b.next());
const c = outer();
c.next();
out(c.return("early"), c.next());

const custom = (log: string[]) => ({
  [Symbol.iterator]() {
    return this;
  },
  n: 0,
  next(v) {
    out("next", v);
    return { value: this.n++, done: this.n > 3, extra: true };
  },
  return(v) {
    out("return", v);
    return { value: `r${v}`, done: log.length > 0 };
  },
  throw(v) {
    out("throw", v);
    return { value: `t${v}`, done: log.length > 0 };
  },
});
function* over(log: string[]) {
  const v = yield* custom(log);
  out("value", v);
  return "over";
}
const d = over([]);
out(d.next(1), d.next(2), d.throw(3), d.return(4), d.next(5), d.next(6), d.next(7));
const e = over(["x"]);
out(e.next(1), e.return(2), e.next(3));
const f = over(["x"]);
out(f.next(1), f.throw(2), f.next(3));
function* noThrow() {
  yield* {
    [Symbol.iterator]: () => ({
      next: () => ({ value: 1, done: false }),
      return: () => {
        out("closed");
        return {};
      },
    }),
  };
}
const g = noThrow();
g.next();
try {
  g.throw(new Error("x"));
} catch (error) {
  out(error.name, error.message);
}
function* notIterable() {
  yield* 5 as any;
}
try {
  notIterable().next();
} catch (error) {
  out(error.name);
}
function* badResult() {
  yield* { [Symbol.iterator]: () => ({ next: () => 7 }) } as any;
}
try {
  badResult().next();
} catch (error) {
  out(error.name, error.message);
}
function* values() {
  const x = (yield 1) + (yield 2) * (yield 3);
  out(x);
  out(yield, [yield, yield], { a: yield, [yield]: yield });
  return f2(yield "p", yield "q", ...(yield "r"));
}
function f2(...args) {
  return args.join("|");
}
const v = values();
const answers = [undefined, 10, 20, 30, "a", "b", "c", "d", "key", "e", "P", "Q", [1, 2]];
for (const answer of answers) out(v.next(answer));
function* flatten(x: any): any {
  if (Array.isArray(x)) for (const y of x) yield* flatten(y);
  else yield x;
}
out([...flatten([1, [2, [3, [4]], 5], [[6]]])]);
function* conditional(flag: boolean) {
  const x = flag && (yield "and");
  const y = flag ? yield "then" : yield "else";
  const z = x ?? (yield "nullish");
  return [x, y, z];
}
for (const flag of [true, false]) {
  const k = conditional(flag);
  out(k.next(), k.next(undefined), k.next("Y"), k.next("Z"));
}
