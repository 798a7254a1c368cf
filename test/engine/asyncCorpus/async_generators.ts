// @ts-nocheck
const sleep = (ms, v) => new Promise((r) => setTimeout(r, ms, v));
async function* count(n) {
  try {
    for (let i = 0; i < n; i++) {
      await null;
      const got = yield op(i);
      if (got !== undefined) out("got", got);
    }
    return "end";
  } finally {
    out("count closed", await op(n));
  }
}
const log = (name) => (x) => out(name, x);
const g = count(2);
out(Object.prototype.toString.call(g), g[Symbol.asyncIterator]() === g, g instanceof count);
g.next("lost").then(log("1"));
g.next("a").then(log("2"));
g.next("b").then(log("3"));
g.next("c").then(log("4"));
g.return("r").then(log("5"));
g.throw(new Error("t")).catch((e) => out("6", e.message));
const h = count(5);
h.next().then(log("h1"));
h.return(sleep(1, "awaited")).then(log("h2"));
h.next().then(log("h3"));
const i = count(5);
i.return(Promise.resolve("early")).then(log("i1"));
i.next().then(log("i2"));
const j = count(5);
j.throw("thrown early").catch(log("j1"));
const k = count(5);
k.next()
  .then(() => k.throw(new Error("inside")))
  .catch((e) => out("k", e.message));
async function* catches() {
  try {
    yield 1;
    yield Promise.reject(new Error("yielded rejection"));
  } catch (e) {
    out("caught", e.message);
    yield "recovered";
  }
  return Promise.resolve("returned promise");
}
(async () => {
  for await (const x of catches()) out("catches", x);
  const c = catches();
  out(await c.next(), await c.next(), await c.next(), await c.next());
  for await (const x of count(5)) {
    if (x === 1) continue;
    if (x === 3) break;
    out("of", x);
  }
  try {
    for await (const x of count(5)) throw new Error(`at ${x}`);
  } catch (e) {
    out(e.message);
  }
  const f = async () => {
    for await (const x of count(5)) if (x === 2) return `found ${x}`;
  };
  out(await f());
})();
async function* merge(...sources) {
  const pending = new Map(sources.map((s, n) => [n, s.next().then((r) => ({ n, r }))]));
  while (pending.size > 0) {
    const { n, r } = await Promise.race(pending.values());
    if (r.done) pending.delete(n);
    else {
      pending.set(
        n,
        sources[n].next().then((r) => ({ n, r })),
      );
      yield r.value;
    }
  }
}
async function* every(ms, name, times) {
  for (let i = 0; i < times; i++) {
    await sleep(ms);
    yield `${name}${i}`;
  }
}
(async () => {
  for await (const x of merge(every(10, "a", 3), every(7, "b", 4))) out(x);
})();
async function* refuses() {
  try {
    yield 1;
  } finally {
    yield "not yet";
    out("cleanup");
  }
}
(async () => {
  const r = refuses();
  out(await r.next(), await r.return("r"), await r.next(), await r.next());
})();
(async () => {
  try {
    await g.next.call({});
  } catch (error) {
    out(error.name);
  }
})();
