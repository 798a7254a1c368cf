// @ts-nocheck
/* Synchronous iterators in asynchronous loops and delegation: what is asked of them, how often, and in which order. */
function watched(name, ends = {}) {
  let n = 0;
  const steps = {
    get next() {
      out(name, "get next");
      return (...args) => {
        out(name, "next", args.length);
        return { value: ++n, done: n > 3 };
      };
    },
    ...ends,
  };
  return { [Symbol.iterator]: () => steps };
}

const withReturn = (result) => ({
  return(...args) {
    out("return", args.length);
    return result;
  },
});

async function attempt(name, run) {
  try {
    out(name, await run());
  } catch (error) {
    out(name, String(error));
  }
}

async function* delegating(iterable) {
  const result = yield* iterable;
  out("delegated", result);
  return result;
}

const silent = {
  [Symbol.asyncIterator]() {
    return this;
  },
  next: () => ({ value: "x", done: false }),
  get return() {
    out("get return");
    return undefined;
  },
};

export async function main() {
  for await (const n of watched("loop")) out(n);
  for await (const n of watched("left", withReturn({}))) if (n === 2) break;
  await attempt("return gives no object", async () => {
    for await (const n of watched("bad", withReturn(1))) break;
  });
  for await (const n of delegating(watched("inner"))) out(n);
  const ended = delegating(watched("ended", withReturn({ done: true, value: "end" })));
  out(await ended.next(), await ended.return("given"));
  // What return() is called with is awaited once more where the inner iterator has none.
  const waiting = delegating(silent);
  await waiting.next();
  let ticks = Promise.resolve();
  for (let i = 0; i < 5; i++) ticks = ticks.then(() => out("tick", i));
  const thenable = {
    get then() {
      out("get then");
      return undefined;
    },
  };
  await Promise.all([waiting.return(thenable), ticks]);
  await attempt("no object", async () => {
    for await (const n of { [Symbol.iterator]: () => 1 }) out(n);
  });
}
