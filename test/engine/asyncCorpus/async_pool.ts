// @ts-nocheck
const sleep = (ms, v) => new Promise((r) => setTimeout(r, ms, v));
class Semaphore {
  #free;
  #queue = [];
  constructor(n) {
    this.#free = n;
  }
  async acquire() {
    if (this.#free > 0) {
      this.#free--;
      return;
    }
    await new Promise((r) => this.#queue.push(r));
  }
  release() {
    const next = this.#queue.shift();
    if (next) next();
    else this.#free++;
  }
  async use(f) {
    await this.acquire();
    try {
      return await f();
    } finally {
      this.release();
    }
  }
  get waiting() {
    return this.#queue.length;
  }
}
const log = [];
const s = new Semaphore(2);
const job = (name, ms) =>
  s.use(async () => {
    log.push(`+${name}`);
    await sleep(ms);
    log.push(`-${name}`);
    return name;
  });
Promise.all([job("a", 5), job("b", 2), job("c", 4), job("d", 1), job("e", 1)]).then((r) =>
  out("pool", r, log.splice(0).join(" ")),
);
out("waiting", s.waiting);
class Queue {
  #items = [];
  #readers = [];
  #closed = false;
  push(x) {
    const r = this.#readers.shift();
    if (r) r({ value: x, done: false });
    else this.#items.push(x);
  }
  close() {
    this.#closed = true;
    for (const r of this.#readers.splice(0)) r({ value: undefined, done: true });
  }
  next() {
    if (this.#items.length) return Promise.resolve({ value: this.#items.shift(), done: false });
    if (this.#closed) return Promise.resolve({ value: undefined, done: true });
    return new Promise((r) => this.#readers.push(r));
  }
  [Symbol.asyncIterator]() {
    return this;
  }
}
(async () => {
  const q = new Queue(),
    got = [];
  const consumer = async (name) => {
    for await (const x of q) {
      got.push(`${name}${x}`);
      await sleep(x);
    }
    got.push(`${name} end`);
  };
  const done = Promise.all([consumer("x"), consumer("y")]);
  for (let i = 1; i <= 5; i++) {
    q.push(i);
    await sleep(1);
  }
  q.close();
  await done;
  out("queue", got);
})();
class Emitter {
  #on = new Map();
  on(e, f) {
    this.#on.set(e, [...(this.#on.get(e) ?? []), f]);
    return () =>
      this.#on.set(
        e,
        this.#on.get(e).filter((g) => g !== f),
      );
  }
  async emit(e, ...a) {
    const results = [];
    for (const f of this.#on.get(e) ?? []) results.push(await f(...a));
    return results;
  }
  once(e) {
    return new Promise((r) => {
      const off = this.on(e, (v) => {
        off();
        r(v);
      });
    });
  }
}
(async () => {
  const em = new Emitter();
  em.on("x", async (v) => {
    await sleep(2);
    return v * 2;
  });
  const off = em.on("x", (v) => op(v + 1));
  const first = em.once("x");
  out("emit", await em.emit("x", 5), await first);
  off();
  out("emit again", await em.emit("x", 1), await em.emit("nothing"));
})();
class Token {
  #listeners = [];
  canceled = false;
  cancel(reason) {
    this.canceled = true;
    this.reason = reason;
    for (const f of this.#listeners.splice(0)) f(reason);
  }
  wait() {
    return this.canceled ? Promise.reject(this.reason) : new Promise((_, no) => this.#listeners.push(no));
  }
}
(async () => {
  const token = new Token(),
    steps = [];
  const work = async () => {
    for (let i = 0; ; i++) {
      if (token.canceled) throw token.reason;
      steps.push(i);
      await Promise.race([sleep(3), token.wait()]);
    }
  };
  setTimeout(() => token.cancel(new Error("enough")), 8);
  try {
    await work();
  } catch (e) {
    out("canceled", e.message, steps);
  }
})();
const cache = new Map();
let loads = 0;
const load = (k) => {
  if (!cache.has(k))
    cache.set(
      k,
      (async () => {
        loads++;
        await sleep(2);
        return `${k}!`;
      })(),
    );
  return cache.get(k);
};
(async () => out("cached", await Promise.all([load("a"), load("b"), load("a")]), await load("a"), loads))();
const pipeline = [
  async (x) => (await sleep(1), x + 1),
  (x) => x * 2,
  async function* (x) {
    for (let i = 0; i < 2; i++) {
      await null;
      yield x + i;
    }
  },
];
(async () => {
  let v = 1;
  for (const stage of pipeline.slice(0, 2)) v = await stage(v);
  const all = [];
  for await (const x of pipeline[2](v)) all.push(x);
  out("pipeline", v, all);
})();
const mutex = (() => {
  let tail = Promise.resolve();
  return (f) => (tail = tail.then(f, f));
})();
let balance = 100;
const withdraw = (n) =>
  mutex(async () => {
    const b = balance;
    await sleep(n % 3);
    balance = b - n;
    return balance;
  });
Promise.all([withdraw(10), withdraw(20), withdraw(5)]).then((r) => out("mutex", r, balance));
let racy = 100;
const unsafe = async (n) => {
  const b = racy;
  await sleep(1);
  racy = b - n;
};
Promise.all([unsafe(10), unsafe(20)]).then(() => out("lost update", racy));
const batch = (() => {
  let pending;
  return (x) => {
    pending ??= {
      items: [],
      done: Promise.resolve().then(() => {
        const { items } = pending;
        pending = undefined;
        return items.map((i) => i * op(10));
      }),
    };
    const at = pending.items.push(x) - 1;
    return pending.done.then((r) => r[at]);
  };
})();
(async () => out("batched", await Promise.all([batch(1), batch(2), batch(3)]), await batch(4)))();
