// @ts-nocheck
let tick = 0;
const clock = (n) => {
  if (n > 0)
    Promise.resolve().then(() => {
      tick++;
      clock(n - 1);
    });
};
const at = {};
const note = (name) => (v) => {
  at[name] = `${tick}${v instanceof Error ? v.message : (v ?? "")}`;
};
const thenable = (v) => ({
  then(ok) {
    ok(v);
  },
});
const nativeThenable = Promise.resolve("n");
clock(30);
(async () => 1)().then(note("async value"));
(async () => Promise.resolve(1))().then(note("async promise"));
(async () => await Promise.resolve(1))().then(note("async await promise"));
(async () => thenable(1))().then(note("async thenable"));
(async () => {
  await thenable(1);
})().then(note("await thenable"));
(async () => {
  await 1;
  await 2;
  await 3;
})().then(note("three awaits"));
(async () => {
  throw new Error("e");
})().catch(note("async throw"));
Promise.resolve(1)
  .then((v) => v)
  .then(note("then value"));
Promise.resolve(1)
  .then(() => Promise.resolve(2))
  .then(note("then promise"));
Promise.resolve(1)
  .then(() => thenable(3))
  .then(note("then thenable"));
Promise.resolve(1)
  .finally(() => {})
  .then(note("finally"));
Promise.resolve(1)
  .finally(() => Promise.resolve())
  .then(note("finally promise"));
Promise.reject(new Error("r"))
  .finally(() => {})
  .catch(note("finally reject"));
Promise.all([1]).then(note("all"));
Promise.all([Promise.resolve(1), thenable(2)]).then(note("all thenable"));
Promise.allSettled([1]).then((v) => note("settled")(v[0].status));
Promise.race([1]).then(note("race"));
Promise.any([1]).then(note("any"));
Promise.any([Promise.reject(1)]).catch((e) => note("any reject")(e.errors[0]));
new Promise((ok) => ok(Promise.resolve(5))).then(note("resolve promise"));
new Promise((ok) => ok(thenable(5))).then(note("resolve thenable"));
Promise.resolve(nativeThenable).then(note("same promise"));
(async function* () {
  yield 1;
})()
  .next()
  .then((r) => note("generator next")(r.value));
(async function* () {
  yield Promise.resolve(2);
})()
  .next()
  .then((r) => note("generator yield promise")(r.value));
(async function* () {
  return 3;
})()
  .next()
  .then((r) => note("generator return")(r.value));
(async function* () {
  return Promise.resolve(4);
})()
  .next()
  .then((r) => note("generator return promise")(r.value));
(async function* () {
  yield* [5];
})()
  .next()
  .then((r) => note("delegate sync")(r.value));
(async function* () {
  yield* (async function* () {
    yield 6;
  })();
})()
  .next()
  .then((r) => note("delegate async")(r.value));
(async () => {
  for await (const x of [1, 2]);
})().then(note("for await sync"));
(async () => {
  for await (const x of (async function* () {
    yield 1;
  })());
})().then(note("for await async"));
(async () => {
  for await (const x of [Promise.resolve(1)]) break;
})().then(note("for await break"));
(async () => {
  try {
    await Promise.reject(1);
  } catch {}
})().then(note("caught"));
(async () => {
  try {
    return await 1;
  } finally {
    await 2;
  }
})().then(note("try finally"));
(async () => {
  const f = async () => {
    await null;
  };
  await f();
  await f();
})().then(note("nested"));
class Sub extends Promise {}
Sub.resolve(1).then(note("subclass"));
(async () => Sub.resolve(2))().then(note("async subclass"));
(async () => {
  await Sub.resolve(3);
})().then(note("await subclass"));
const custom = Promise.resolve(9);
custom.then = (a, b) => Promise.prototype.then.call(custom, a, b);
(async () => {
  await custom;
})().then(note("await own then"));
(async () => custom)().then(note("return own then"));
setTimeout(() => {
  for (const [name, v] of Object.entries(at)) out(name, v);
  out(tick);
}, 1);
