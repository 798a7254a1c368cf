// @ts-nocheck
async function* inner() {
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
    await null;
  }
}
async function* outer() {
  const r = yield* inner();
  out("outer has", r);
  yield* [1, Promise.resolve(2)];
  yield* (function* () {
    yield op("sync");
  })();
  return "outer end";
}
(async () => {
  const a = outer();
  for (const x of [undefined, "A", "B", 1, 2, 3, 4]) out(await a.next(x));
  const b = outer();
  await b.next();
  out(await b.throw("oops"), await b.next(), await b.next());
  const c = outer();
  await c.next();
  out(await c.return("early"), await c.next());
  async function* noThrow() {
    yield* {
      [Symbol.asyncIterator]: () => ({
        next: async () => ({ value: 1, done: false }),
        return: async () => {
          out("closed");
          return {};
        },
      }),
    };
  }
  const d = noThrow();
  await d.next();
  try {
    await d.throw(new Error("x"));
  } catch (error) {
    out(error.name);
  }
  async function* bad() {
    yield* 5;
  }
  try {
    await bad().next();
  } catch (error) {
    out(error.name);
  }
})();
