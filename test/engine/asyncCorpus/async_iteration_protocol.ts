// @ts-nocheck
const log = [];
const flush = (title, ...v) => out(title, ...v, log.splice(0).join(" "));
const source = (n, { fail, badReturn } = {}) => ({
  [Symbol.asyncIterator]() {
    let i = 0;
    return {
      async next(...a) {
        log.push(`next${i}(${a.length})`);
        if (i === fail) throw new Error(`at ${i}`);
        await null;
        return { done: i >= n, value: i++ };
      },
      async return(v) {
        log.push(`return(${v})`);
        if (badReturn) return 5;
        return { done: true, value: v };
      },
    };
  },
});
async function consume(it, body) {
  const seen = [];
  try {
    for await (const x of it) {
      seen.push(x);
      if (body) {
        const r = await body(x);
        if (r === "break") break;
      }
    }
    seen.push("end");
  } catch (e) {
    seen.push(String(e));
  }
  return seen;
}
async function main() {
  flush("plain", await consume(source(2)));
  flush("break", await consume(source(5), (x) => x === 1 && "break"));
  flush(
    "throw",
    await consume(source(5), (x) => {
      if (x === 1) throw new Error("body");
    }),
  );
  flush("source fails", await consume(source(5, { fail: 1 })));
  flush("bad return", await consume(source(5, { badReturn: true }), () => "break"));
  flush("sync of promises", await consume([1, Promise.resolve(2), op(3), Promise.reject(new Error("4")), 5]));
  flush(
    "sync generator",
    await consume(
      (function* () {
        try {
          yield Promise.resolve("a");
          yield "b";
        } finally {
          log.push("closed");
        }
      })(),
      (x) => x === "a" && "break",
    ),
  );
  flush(
    "not iterable",
    await consume(5),
    await consume({}),
    await consume({ [Symbol.asyncIterator]: () => 5 }),
  );
  async function* gen(n) {
    try {
      for (let i = 0; i < n; i++) {
        log.push(`y${i}`);
        const sent = yield Promise.resolve(i);
        if (sent) log.push(`sent ${sent}`);
      }
      return "result";
    } finally {
      log.push("finally");
      await null;
      log.push("finally'");
    }
  }
  flush("generator", await consume(gen(2)));
  flush("generator break", await consume(gen(9), (x) => x === 1 && "break"));
  const g = gen(3);
  flush(
    "manual",
    await g.next("ignored"),
    await g.next("S"),
    await g.return(Promise.resolve("early")),
    await g.next(),
  );
  const h = gen(3);
  await h.next();
  flush("throw in", await h.throw(new Error("inside")).catch((e) => e.message), await h.next());
  const notStarted = gen(1);
  flush(
    "not started",
    await notStarted.return(7),
    await gen(1)
      .throw(new Error("first"))
      .catch((e) => e.message),
  );
  async function* outer() {
    const r = yield* gen(2);
    log.push(`got ${r}`);
    yield* [Promise.resolve("p"), "q"];
    yield* source(1);
    return "outer result";
  }
  flush("delegate", await consume(outer()));
  const queue = gen(3);
  flush("queued", await Promise.all([queue.next(), queue.next(), queue.next(), queue.next(), queue.next()]));
  const mixed = gen(5);
  flush("queued return", await Promise.all([mixed.next(), mixed.return("r"), mixed.next()]));
  flush(
    "labels",
    await (async () => {
      const seen = [];
      outer: for await (const a of gen(3)) {
        for await (const b of gen(3)) {
          if (b === 1) continue outer;
          if (a === 2) break outer;
          seen.push(`${a}${b}`);
        }
      }
      return seen;
    })(),
  );
  const pipeline = async function* (it, f) {
    for await (const x of it) yield await f(x);
  };
  const take = async function* (it, n) {
    if (n > 0)
      for await (const x of it) {
        yield x;
        if (--n === 0) return;
      }
  };
  async function* ticks() {
    let n = 0;
    try {
      for (;;) {
        await new Promise((r) => setTimeout(r, 1));
        yield n++;
      }
    } finally {
      log.push(`stopped ${n}`);
    }
  }
  flush(
    "pipeline",
    await consume(
      take(
        pipeline(ticks(), async (x) => x * op(10)),
        3,
      ),
    ),
  );
  for await (const [k, { v = "dflt" }] of [["a", { v: 1 }], Promise.resolve(["b", {}])])
    log.push(`${k}=${v}`);
  flush("patterns");
  const fns = [];
  for await (const x of [1, 2, 3]) fns.push(() => x);
  flush(
    "closures",
    fns.map((f) => f()),
  );
  flush(
    "objects",
    Object.prototype.toString.call(gen(0)),
    typeof gen.prototype,
    gen.constructor.name,
    gen(0)[Symbol.asyncIterator]() instanceof gen,
  );
}
main().then(
  () => out("done"),
  (e) => out("failed", e),
);
