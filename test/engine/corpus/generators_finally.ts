// @ts-nocheck
function* resource(name: string) {
  out("open", name);
  try {
    yield 1;
    yield op(2);
    yield 3;
  } finally {
    out("close", op(name));
  }
}
for (const x of resource("a")) {
  out(x);
  if (x === 2) break;
}
const [first] = resource("b");
out(first);
const [x1, x2, x3, x4] = resource("c");
out(x1, x2, x3, x4);
try {
  for (const x of resource("d")) throw new Error(`at ${x}`);
} catch (error) {
  out(error.message);
}
function early() {
  for (const x of resource("e")) if (x === 2) return x;
}
out(early());
const g = resource("f");
out(g.return(7));
out(g.next());
const h = resource("g");
h.next();
out(h.return(8), h.next());
const i = resource("h");
i.next();
try {
  i.throw(new Error("thrown in"));
} catch (error) {
  out(error.message);
}
out(i.next());

function* catches() {
  for (;;) {
    try {
      const x = yield "ready";
      out("got", x);
      if (x === "end") return "ended";
    } catch (error) {
      out("caught", error);
      yield `handled ${error}`;
    } finally {
      out("finally");
    }
  }
}
const c = catches();
out(c.next(), c.next("a"), c.throw("b"), c.next(), c.next("end"), c.next());

function* refuses() {
  try {
    yield 1;
  } finally {
    yield "not yet";
    out("cleanup");
  }
}
const r = refuses();
out(r.next(), r.return("r"), r.next(), r.next());
function* overrides() {
  try {
    yield 1;
  } finally {
    return "own";
  }
}
const o = overrides();
out(o.next(), o.return("other"), o.next());
const p = overrides();
p.next();
out(p.throw(new Error("swallowed")));
function* throwsInFinally() {
  try {
    yield 1;
  } finally {
    boom(new Error("from finally"));
  }
}
const t = throwsInFinally();
t.next();
try {
  t.return(1);
} catch (error) {
  out(error.message, t.next());
}
const u = throwsInFinally();
try {
  u.throw(new RangeError("before the start"));
} catch (error) {
  out(error.name, u.next());
}
function* self() {
  try {
    it.next();
  } catch (error) {
    out(error.name, error.message);
  }
  yield 1;
}
const it = self();
out(it.next());
function* loops() {
  outer: for (let i = 0; i < 3; i++) {
    for (const j of resource(`inner${i}`)) {
      if (j === 2) continue outer;
      yield [i, j];
    }
  }
}
for (const x of loops()) out(x);
const l = loops();
l.next();
out(l.return("left"));
function* thrower() {
  yield 1;
  throw new TypeError("body");
}
try {
  for (const x of thrower()) out(x);
} catch (error) {
  out(error.name, error.message);
}
