// @ts-nocheck
const sleep = (ms, v) => new Promise((r) => setTimeout(r, ms, v));
const log = [];
let clock = 0;
const at = (s) => log.push(s);
class Channel {
  #buf = [];
  #recv = [];
  #send = [];
  constructor(cap = 0) {
    this.cap = cap;
  }
  async send(v) {
    const r = this.#recv.shift();
    if (r) return r(v);
    if (this.#buf.length < this.cap) {
      this.#buf.push(v);
      return;
    }
    await new Promise((ok) => this.#send.push([v, ok]));
  }
  async recv() {
    if (this.#buf.length) {
      const v = this.#buf.shift();
      const s = this.#send.shift();
      if (s) {
        this.#buf.push(s[0]);
        s[1]();
      }
      return v;
    }
    const s = this.#send.shift();
    if (s) {
      s[1]();
      return s[0];
    }
    return new Promise((ok) => this.#recv.push(ok));
  }
}
async function pingPong() {
  const a = new Channel(),
    b = new Channel(1);
  const seen = [];
  const player = async (me, from, to) => {
    for (let i = 0; i < 3; i++) {
      const v = await from.recv();
      seen.push(`${me}${v}`);
      await to.send(v + 1);
    }
  };
  const p1 = player("p", a, b),
    p2 = player("q", b, a);
  await a.send(0);
  await p1;
  seen.push("last", await a.recv());
  await p2;
  out("ping pong", seen.join(" "));
}
async function elevator() {
  let floor = 0;
  const calls = [3, 1, 4];
  while (calls.length) {
    const target = calls.shift();
    while (floor !== target) {
      await sleep(1);
      floor += Math.sign(target - floor);
      at(`f${floor}`);
    }
    at("open");
    if (target === 1) calls.push(op(2));
  }
  out("elevator", log.splice(0).join(" "));
}
async function philosophers(n) {
  const forks = Array.from({ length: n }, () => ({ taken: false, wait: [] }));
  const take = async (f) => {
    while (f.taken) await new Promise((r) => f.wait.push(r));
    f.taken = true;
  };
  const put = (f) => {
    f.taken = false;
    f.wait.shift()?.();
  };
  const meals = [];
  await Promise.all(
    forks.map(async (_, i) => {
      const [a, b] = i < (i + 1) % n ? [i, (i + 1) % n] : [(i + 1) % n, i];
      for (let k = 0; k < 2; k++) {
        await take(forks[a]);
        try {
          await take(forks[b]);
          try {
            meals.push(i);
            await sleep(1);
          } finally {
            put(forks[b]);
          }
        } finally {
          put(forks[a]);
        }
      }
    }),
  );
  out(
    "meals",
    meals.join(""),
    forks.every((f) => !f.taken),
  );
}
async function* sensor(name, every, n) {
  for (let i = 0; i < n; i++) {
    await sleep(every);
    yield `${name}${i}`;
  }
}
async function* mergeAll(...its) {
  const pending = new Map(its.map((it, i) => [i, it.next().then((r) => ({ i, r }))]));
  while (pending.size) {
    const { i, r } = await Promise.race(pending.values());
    if (r.done) pending.delete(i);
    else {
      yield r.value;
      pending.set(
        i,
        its[i].next().then((r) => ({ i, r })),
      );
    }
  }
}
async function sensors() {
  const seen = [];
  for await (const v of mergeAll(sensor("a", 3, 3), sensor("b", 5, 2), sensor("c", 1, 1))) seen.push(v);
  out("merged", seen.join(" "));
}
async function barrier(n) {
  let waiting = [],
    round = 0;
  const arrive = () =>
    new Promise((r) => {
      waiting.push(r);
      if (waiting.length === n) {
        const all = waiting;
        waiting = [];
        round++;
        all.forEach((f) => f(round));
      }
    });
  const order = [];
  await Promise.all(
    Array.from({ length: n }, async (_, i) => {
      for (let k = 0; k < 2; k++) {
        await sleep(i + 1);
        order.push(`${i}>${await arrive()}`);
      }
    }),
  );
  out("barrier", order.join(" "));
}
async function rateLimited() {
  const times = [];
  let tokens = 2;
  const refill = setInterval(() => {
    tokens = Math.min(2, tokens + 1);
  }, 3);
  const acquire = async () => {
    while (tokens === 0) await sleep(1);
    tokens--;
  };
  for (let i = 0; i < 5; i++) {
    await acquire();
    times.push(i);
  }
  clearInterval(refill);
  out("limited", times);
}
async function saga() {
  const done = [];
  const step = (name, fail) => ({
    run: async () => {
      await sleep(1);
      if (fail) throw new Error(`${name} failed`);
      done.push(name);
    },
    undo: async () => {
      await null;
      done.push(`undo ${name}`);
    },
  });
  const steps = [step("book"), step("pay"), step("ship", true), step("never")];
  const ran = [];
  try {
    for (const s of steps) {
      await s.run();
      ran.unshift(s);
    }
  } catch (e) {
    for (const s of ran) await s.undo();
    done.push(e.message);
  }
  out("saga", done);
}
async function memoRace() {
  let calls = 0;
  const f = async (k) => {
    calls++;
    await sleep(k);
    return k * 2;
  };
  const memo = new Map();
  const once = (k) => memo.get(k) ?? (memo.set(k, f(k)), memo.get(k));
  out("memo", await Promise.all([once(2), once(1), once(2), once(op(1))]), calls);
}
async function tree() {
  const build = async (d) => {
    await null;
    return d === 0 ? [1] : [await build(d - 1), ...(await Promise.all([build(d - 1), sleep(1, "leaf")]))];
  };
  out("tree", JSON.stringify(await build(2)));
}
(async () => {
  for (const f of [
    pingPong,
    elevator,
    () => philosophers(3),
    sensors,
    () => barrier(3),
    rateLimited,
    saga,
    memoRace,
    tree,
  ]) {
    try {
      await f();
    } catch (e) {
      out("failed", e);
    }
    at(++clock);
  }
  out(log);
})();
Promise.all([pingPong(), tree(), memoRace()]).then(() => out("all at once"));
