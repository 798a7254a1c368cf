// @ts-nocheck
const log = (name) => (v) => out(name, v);
const both = (name, p) => p.then(log(`${name} ok`), log(`${name} err`));
const later = (v, ms) => new Promise((r) => setTimeout(r, ms, v));
const fail = (v, ms) => new Promise((_, r) => setTimeout(r, ms, new Error(v)));
const thenable = (v) => ({
  then(ok) {
    out("then called", v);
    ok(v);
  },
});
both("all empty", Promise.all([]));
both("any empty", Promise.any([]));
both("settled empty", Promise.allSettled([]));
let raced = "pending";
Promise.race([]).then(() => (raced = "settled"));
both("all mixed", Promise.all([1, later(2, 5), thenable(3), Promise.resolve(op(4)), null]));
both("all rejects first", Promise.all([fail("slow", 9), fail("fast", 3), later(1, 1)]));
both("settled", Promise.allSettled([1, fail("x", 2), later("y", 1), thenable("z")]));
both("any", Promise.any([fail("a", 1), later("b", 4), later("c", 3)]));
Promise.any([fail("p", 2), fail("q", 1), Promise.reject("raw")]).catch((e) =>
  out(e.constructor.name, e.message, e.errors.map(String)),
);
both("race", Promise.race([later("slow", 8), later("quick", 2), fail("never", 9)]));
both("race sync", Promise.race([later(1, 1), "now", Promise.reject("no")]));
both(
  "generator",
  Promise.all(
    (function* () {
      yield 1;
      yield later(2, 1);
      yield op(3);
    })(),
  ),
);
both("bad iterable", Promise.all(5));
both(
  "bad iterator",
  Promise.all({
    [Symbol.iterator]() {
      throw new Error("iter");
    },
  }),
);
both(
  "throwing next",
  Promise.race({
    [Symbol.iterator]: () => ({
      next() {
        throw new Error("next");
      },
      return() {
        out("never closed");
      },
    }),
  }),
);
both("set", Promise.all(new Set([later("s", 1), "t"])));
both("string", Promise.all("ab"));
const p = Promise.resolve(1);
out(
  Promise.resolve(p) === p,
  Promise.all([]) instanceof Promise,
  Promise.name,
  Promise.length,
  Promise.all.length,
  Promise.prototype.then.length,
  Object.prototype.toString.call(p),
  typeof Promise.prototype.finally,
);
for (const f of [
  () => Promise(),
  () => new Promise(),
  () => new Promise(5),
  () => Promise.resolve.call(undefined, 1),
  () => Promise.prototype.then.call({}, 1),
])
  try {
    out(f());
  } catch (e) {
    out(e.name);
  }
both(
  "twice",
  new Promise((ok, no) => {
    ok(1);
    ok(2);
    no(3);
    throw new Error("ignored");
  }),
);
both(
  "executor throws",
  new Promise(() => {
    throw op("thrown");
  }),
);
both(
  "self",
  (() => {
    let r;
    const q = new Promise((ok) => (r = ok));
    r(q);
    return q;
  })(),
);
both(
  "finally value",
  Promise.resolve("kept").finally(() => "dropped"),
);
both(
  "finally throws",
  Promise.resolve("lost").finally(() => {
    throw new Error("from finally");
  }),
);
both(
  "finally waits",
  Promise.reject("why").finally(() => later("x", 2)),
);
both("non functions", Promise.resolve(7).then(null, "x").then(undefined));
both(
  "recovered",
  Promise.reject("bad")
    .then(() => "never")
    .catch((e) => `was ${e}`)
    .then((v) => v + "!"),
);
both("nested", Promise.resolve(Promise.resolve(Promise.reject(new Error("deep")))));
both("executor resolves with rejected", new Promise((ok) => ok(Promise.reject("inner"))));
setTimeout(() => out("race of nothing is", raced), 20);
