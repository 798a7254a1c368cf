// @ts-nocheck
const sleep = (ms, v) => new Promise((r) => setTimeout(r, ms, v));
function co(gen, ...args) {
  return new Promise((resolve, reject) => {
    const it = gen(...args);
    const step = (how, value) => {
      let result;
      try {
        result = it[how](value);
      } catch (e) {
        return reject(e);
      }
      if (result.done) return resolve(result.value);
      Promise.resolve(result.value).then(
        (v) => step("next", v),
        (e) => step("throw", e),
      );
    };
    step("next");
  });
}
co(function* (n) {
  const a = yield sleep(2, n);
  const b = yield op(5);
  try {
    yield Promise.reject(new Error("rejected"));
  } catch (e) {
    out("caught", e.message);
  } finally {
    out(yield sleep(1, "in finally"));
  }
  return a + b;
}, 10).then((x) => out("co", x));
co(function* () {
  yield null;
  throw new RangeError("out of co");
}).catch((e) => out(e.name, e.message));
class Channel {
  #values = [];
  #takers = [];
  #closed = false;
  push(v) {
    const taker = this.#takers.shift();
    if (taker) taker({ value: v, done: false });
    else this.#values.push(v);
  }
  close() {
    this.#closed = true;
    for (const taker of this.#takers.splice(0)) taker({ value: undefined, done: true });
  }
  next() {
    if (this.#values.length > 0) return Promise.resolve({ value: this.#values.shift(), done: false });
    if (this.#closed) return Promise.resolve({ value: undefined, done: true });
    return new Promise((r) => this.#takers.push(r));
  }
  [Symbol.asyncIterator]() {
    return this;
  }
}
const channel = new Channel();
(async () => {
  for await (const x of channel) out("received", x);
  out("channel closed");
})();
(async () => {
  for (let i = 0; i < 3; i++) {
    channel.push(op(i));
    await sleep(1);
  }
  channel.close();
})();
const events = [];
const handlers = { onA: async () => events.push(await "a"), onB: () => events.push("b") };
Promise.all(Object.values(handlers).map((h) => h())).then(() => out(events));
const memo = new Map();
const load = (k) => {
  if (!memo.has(k))
    memo.set(
      k,
      sleep(3, `value of ${k}`).finally(() => out("loaded", k)),
    );
  return memo.get(k);
};
Promise.all([load("x"), load("y"), load("x")]).then((x) => out(x));
