// @ts-nocheck
class Tracked extends Promise {
  static made = 0;
  constructor(executor) {
    super((ok, no) => executor((v) => ok(v), no));
    this.id = ++Tracked.made;
  }
  then(a, b) {
    out(`then on ${this.id}`);
    return super.then(a, b);
  }
  static of(v) {
    return new this((ok) => ok(v));
  }
  tap(f) {
    return this.then((v) => (f(v), v));
  }
}
const t = Tracked.of(op(1));
out(t instanceof Tracked, t instanceof Promise, t.id, Tracked.resolve(t) === t, Promise.resolve(t) === t);
const u = t.then((v) => v + 1);
out(u instanceof Tracked, u.id, t.catch(() => 0) instanceof Tracked, t.finally(() => 0) instanceof Tracked);
u.tap((v) => out("tapped", v)).then((v) => out("after tap", v));
(async () => {
  out("awaited", await t, await Tracked.resolve("r"));
  const all = Tracked.all([t, 2, Promise.resolve(3)]);
  out(all instanceof Tracked, await all);
  out(await Tracked.race([new Promise(() => {}), Tracked.of("first")]));
  out((await Tracked.allSettled([Tracked.reject(new Error("x"))])).map((r) => r.status));
})();
class Plain extends Promise {
  static get [Symbol.species]() {
    return Promise;
  }
}
const p = Plain.resolve(5);
out(p instanceof Plain, p.then(() => 1) instanceof Plain, p.then(() => 1).constructor === Promise);
class Cancelable extends Promise {
  #cancel;
  constructor(executor) {
    let cancel;
    super((ok, no) => {
      cancel = () => no(new Error("canceled"));
      return executor(ok, no);
    });
    this.#cancel = cancel;
  }
  cancel() {
    this.#cancel();
    return this;
  }
}
new Cancelable(() => {}).cancel().catch((e) => out(e.message));
const deferred = () => {
  let ok, no;
  const promise = new Promise((a, b) => ((ok = a), (no = b)));
  return { promise, ok, no };
};
const d = deferred();
d.promise.then((v) => out("deferred", v));
setTimeout(() => d.ok(op("late")), 3);
const thenableClass = class {
  constructor(v) {
    this.v = v;
  }
  then(ok) {
    setTimeout(ok, 1, this.v);
  }
};
Promise.resolve(new thenableClass("from thenable")).then((v) => out(v));
(async () => out("await thenable", await new thenableClass([1, 2])))();
out(Object.getOwnPropertyNames(Tracked).sort().join());
