/** A resource that says when it is disposed of, after an operation. */
function res(name: string, fails?: string) {
  return {
    name,
    [Symbol.dispose]() {
      out("dispose", op(name), this.name);
      if (fails !== undefined) throw new Error(fails);
    },
  };
}

{
  using a = res("a");
  using b = res("b"),
    c = res("c");
  out("body", a.name, b.name, c.name);
}

function returning(early: boolean) {
  using a = res("ret");
  if (early) return op("early " + a.name);
  using b = res("late");
  return "normal " + b.name;
}
out(returning(true));
out(returning(false));

{
  using nothing = null;
  using undef = undefined;
  out("null", nothing, undef);
}

outer: for (let i = 0; i < 4; i++) {
  using r = res("loop" + i);
  for (const j of [0, 1]) {
    using s = res(`inner${i}${j}`);
    if (i === 1) continue outer;
    if (i === 2 && j === 1) break outer;
    out("pass", i, j, s.name);
  }
  out("end", r.name);
}

for (using h = res("head"), i = null; out("test", h.name), false;);
{
  let n = 0;
  for (using h = res("head2"); n < 2; n++) out("turn", n, h.name);
}
for (using x of [res("x1"), res("x2"), null]) {
  out("of", x?.name);
  if (x?.name === "x2") continue;
}
function* several() {
  try {
    yield res("y1");
    yield res("y2");
  } finally {
    out("iterator closed");
  }
}
for (using y of several()) {
  out("got", y.name);
  break;
}

function describe(e: any): string {
  if (e?.constructor.name === "SuppressedError" || e?.name === "SuppressedError")
    return `Suppressed(${describe(e.error)}, ${describe(e.suppressed)})`;
  return e instanceof Error ? e.message : String(e);
}
try {
  using a = res("e1", "first fails");
  using b = res("e2");
  using c = res("e3", "third fails");
  throw new Error("body fails " + op(a.name + b.name + c.name));
} catch (e) {
  out(describe(e));
}
try {
  using a = res("f1", "only dispose fails");
  out(a.name);
} catch (e) {
  out(describe(e));
}
function swallowed() {
  using a = res("g1", "replaces the return");
  return a.name;
}
try {
  out(swallowed());
} catch (e) {
  out(describe(e));
}

for (const bad of [1, "s", {}, { [Symbol.dispose]: 1 }] as any[]) {
  try {
    using first = res("before");
    using x = bad;
    out("never", first, x);
  } catch (e) {
    out((e as Error).name);
  }
}

function nested() {
  try {
    using a = res("n1");
    try {
      using b = res("n2");
      return "from " + a.name + b.name;
    } finally {
      out("finally 1");
    }
  } finally {
    out("finally 2");
  }
}
out(nested());

function* generator() {
  using g = res("gen");
  yield g.name;
  yield op("second");
}
out([...generator()]);
for (const v of generator()) {
  out(v);
  break;
}

class Lock implements Disposable {
  static held = 0;
  #name: string;
  constructor(name: string) {
    this.#name = op(name);
    Lock.held++;
  }
  [Symbol.dispose]() {
    Lock.held -= op(1);
    out("unlock", this.#name, Lock.held);
  }
}
class Sub extends Lock {
  static {
    using s = new Lock("static");
    out("static", Lock.held, s instanceof Lock);
  }
  constructor() {
    super("sub");
    using inner = new Lock("ctor");
    out(Lock.held, inner instanceof Sub);
  }
}
{
  using s = new Sub();
  const f = () => s instanceof Sub;
  out(f());
}
const fns: (() => string)[] = [];
for (let i = 0; i < 3; i++) {
  using c = res("closure" + i);
  fns.push(() => c.name);
}
out(fns.map((f) => f()));
const value = (() => {
  using a = res("arrow");
  return { get: () => a.name };
})();
out(value.get());
switch (op(1)) {
  case 1: {
    using inCase = res("case");
    out(inCase.name);
    break;
  }
}
using module1 = res("module");
out("module body", module1.name, Lock.held);
