// @ts-nocheck
const sleep = (ms, v) => new Promise((r) => setTimeout(r, ms, v));
function iterator(n, log) {
  let i = 0;
  return {
    [Symbol.asyncIterator]() {
      log.push("it");
      return this;
    },
    async next(...args) {
      log.push(`n${args.length}`);
      await op(null);
      return { done: i >= n, value: i++ };
    },
    return() {
      log.push("r");
      return sleep(1, {});
    },
  };
}
async function main_() {
  let log = [];
  for await (const x of iterator(2, log)) log.push(x);
  out(log);
  log = [];
  for await (const x of iterator(5, log)) if (x === 1) break;
  out(log);
  log = [];
  try {
    for await (const x of iterator(5, log)) throw new Error("body");
  } catch (e) {
    out(e.message, log);
  }
  for await (const x of [1, sleep(2, "two"), Promise.resolve(3)]) out(x);
  for await (const [k, v] of new Map([["a", 1]])) out(k, v);
  for await (const c of "hi") out(c);
  try {
    for await (const x of [1, Promise.reject(new Error("item"))]) out(x);
  } catch (e) {
    out(e.message);
  }
  function* sync() {
    try {
      yield sleep(1, "s1");
      yield op("s2");
      yield "s3";
    } finally {
      out("sync closed");
    }
  }
  for await (const x of sync()) {
    out(x);
    if (x === "s2") break;
  }
  for (const bad of [5, undefined, {}]) {
    try {
      for await (const x of bad) out(x);
    } catch (e) {
      out(e.name);
    }
  }
  try {
    for await (const x of { [Symbol.asyncIterator]: () => ({ next: () => 5 }) }) out(x);
  } catch (e) {
    out(e.name, e.message);
  }
  const fns = [];
  let target = {};
  for await (target.x of [1, 2]) fns.push(() => target.x);
  for await (const x of [1, 2]) fns.push(() => x);
  out(fns.map((f) => f()));
  outer: for (const n of [1, 2, 3]) {
    for await (const x of iterator(9, [])) {
      if (n === 2) continue outer;
      if (n === 3) break outer;
      if (x === 2) break;
      out(n, x);
    }
  }
  return "done";
}
main_().then(out);
