// @ts-nocheck
const sleep = (ms, v?) => new Promise((r) => setTimeout(r, ms, v));
class Mutex {
  #queue = Promise.resolve();
  async run(fn) {
    const before = this.#queue;
    let release;
    this.#queue = new Promise((r) => (release = r));
    await before;
    try {
      return await fn();
    } finally {
      release();
    }
  }
}
class Queue {
  #items = [];
  #waiters = [];
  put(x) {
    const w = this.#waiters.shift();
    if (w) w(x);
    else this.#items.push(x);
  }
  take() {
    return this.#items.length > 0
      ? Promise.resolve(this.#items.shift())
      : new Promise((r) => this.#waiters.push(r));
  }
}
async function pool(limit, tasks) {
  const results = [];
  let next = 0;
  const worker = async (name) => {
    while (next < tasks.length) {
      const i = next++;
      results[i] = await tasks[i]();
      out(name, i);
    }
  };
  await Promise.all(Array.from({ length: limit }, (_, i) => worker(`w${i}`)));
  return results;
}
const retry = async (n, fn) => {
  for (let i = 1; ; i++) {
    try {
      return await fn(i);
    } catch (e) {
      out("attempt", i, e.message);
      if (i === n) throw e;
      await sleep(2 ** i);
    }
  }
};
const timeout = (ms, p) =>
  Promise.race([p, sleep(ms).then(() => Promise.reject(new Error(`timeout after ${ms}`)))]);
(async () => {
  const m = new Mutex();
  await Promise.all([3, 1, 2].map((ms) => m.run(async () => out("locked", await sleep(ms, ms)))));
  const q = new Queue();
  const consumer = (async () => {
    for (let i = 0; i < 4; i++) out("took", await q.take());
  })();
  for (const x of [1, 2]) q.put(op(x));
  await sleep(1);
  for (const x of [3, 4]) q.put(op(x));
  await consumer;
  out(
    await pool(
      2,
      [5, 1, 1, 1, 4].map((ms, i) => () => sleep(ms, i * op(10))),
    ),
  );
  out(
    await retry(3, async (i) => {
      if (i < 3) throw new Error(`no ${i}`);
      return "ok";
    }),
  );
  await retry(2, () => Promise.reject(new Error("always"))).catch((e) => out("gave up", e.message));
  await timeout(3, sleep(10)).catch((e) => out(e.message));
  out(await timeout(10, sleep(3, "in time")));
  const reduced = await [1, 2, 3].reduce(
    async (sum, x) => (await sum) + (await sleep(1, x)),
    Promise.resolve(0),
  );
  out(reduced);
  const lists = await Promise.all([1, 2, 3].map(async (x) => Array.from({ length: await x }, () => x)));
  out(lists.flat().sort((a, b) => op(b) - a));
  const sorted = await (async () => [3, 1, 2].sort((a, b) => a - b))();
  out(sorted);
})();
const emitter = {
  handlers: new Map(),
  on(e, f) {
    this.handlers.set(e, f);
  },
  emit(e, x) {
    return this.handlers.get(e)?.(x);
  },
};
emitter.on("x", async (x) => {
  await null;
  out("event", x);
});
emitter.emit("x", 1).then(() => out("handled"));
emitter.emit("y", 1);
function callbackStyle(x, done) {
  setTimeout(() => (x < 0 ? done(new Error("negative")) : done(null, x * 2)), 1);
}
const promisify =
  (f) =>
  (...args) =>
    new Promise((resolve, reject) => f(...args, (e, v) => (e ? reject(e) : resolve(v))));
promisify(callbackStyle)(21).then(out);
promisify(callbackStyle)(-1).catch((e) => out(e.message));
