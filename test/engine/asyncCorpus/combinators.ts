// @ts-nocheck
const wait = (ms, value) => new Promise((resolve) => setTimeout(resolve, ms, value));
const fail = (ms, value) => new Promise((_, reject) => setTimeout(() => reject(value), ms));
Promise.all([1, wait(5, "a"), Promise.resolve("b"), wait(2, "c")]).then((x) => out("all", x));
Promise.all([wait(3, "x"), fail(1, "bad"), fail(2, "worse")]).catch((x) => out("all failed", x));
Promise.all([]).then((x) => out("all of nothing", x));
Promise.all(new Set([1, 2])).then((x) => out("all of a set", x));
Promise.all("ab").then((x) => out("all of a string", x));
Promise.allSettled([1, fail(1, "no"), wait(2, "yes")]).then((x) => out("settled", x));
Promise.race([wait(3, "slow"), wait(1, "fast"), fail(2, "failed")]).then((x) => out("race", x));
Promise.race([]).then(() => out("never"));
Promise.race([wait(2), 9]).then((x) => out("race", x));
Promise.any([fail(1, "e1"), wait(3, "first"), wait(4, "second")]).then((x) => out("any", x));
Promise.any([fail(1, "e1"), fail(0, "e2")]).catch((e) => out(e.name, e.message, e.errors));
Promise.any([]).catch((e) => out(e.name, e.errors));
Promise.all().catch((e) => out(e.name, e.message));
Promise.all(5).catch((e) => out(e.name, e.message));
Promise.all({}).catch((e) => out(e.name));
function* items() {
  try {
    yield wait(1, "g1");
    yield op("g2");
  } finally {
    out("items closed");
  }
}
Promise.all(items()).then((x) => out("all of a generator", x));
const thenables = [{ then: (f) => f("t1") }, { then: (_, r) => r("t2") }];
Promise.allSettled(thenables).then((x) => out(x));
class Mine extends Promise {
  constructor(executor) {
    super(executor);
    this.mine = true;
  }
  twice() {
    return this.then((x) => [x, x]);
  }
}
const m = Mine.resolve(op(4));
out(m instanceof Mine, m instanceof Promise, m.mine, m.then(() => 1) instanceof Mine);
m.twice().then(out);
Mine.all([m, 5]).then((x) => out("Mine.all", x));
Mine.reject("r").catch((x) => out("Mine.reject", x));
m.finally(() => out("Mine finally")).then((x) => out(x));
out(Promise.resolve(m) === m, Mine.resolve(m) === m, Promise.resolve(1) !== Promise.resolve(1));
out(Object.prototype.toString.call(m), Promise.name, Promise.length, Promise[Symbol.species] === Promise);
out(Promise.prototype.then.length, Promise.all.name, typeof Promise.prototype.finally);
Promise.all([1, 2, 3].map(async (x) => op(x) * 2)).then((x) => out(x));
(async () => {
  const [a, b] = await Promise.all([wait(2, "p"), wait(1, "q")]);
  out(a, b);
  const result = await Promise.race([wait(5, "timeout"), wait(3, "work")]);
  out(result);
})();
