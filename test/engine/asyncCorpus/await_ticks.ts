// @ts-nocheck
const log = (name) => (x) => out(name, x);
function ticks(name, n) {
  let p = Promise.resolve();
  for (let i = 0; i < n; i++) p = p.then(() => out(`${name}${i}`));
}
async function plain() {
  return 1;
}
async function returnsPromise() {
  return Promise.resolve(2);
}
async function awaits() {
  return await Promise.resolve(3);
}
async function returnsAsync() {
  return plain();
}
const thenable = {
  then(resolve) {
    out("then called");
    resolve("thenable");
  },
};
async function returnsThenable() {
  return thenable;
}
async function awaitsThenable() {
  const x = await thenable;
  out("awaited", x);
  const y = await { then: 5 };
  out("awaited", y);
  return x;
}
ticks("t", 12);
plain().then(log("plain"));
returnsPromise().then(log("returnsPromise"));
awaits().then(log("awaits"));
returnsAsync().then(log("returnsAsync"));
returnsThenable().then(log("returnsThenable"));
awaitsThenable().then(log("awaitsThenable"));
new Promise((r) => r(Promise.resolve(4))).then(log("resolved with a promise"));
Promise.resolve(Promise.resolve(5)).then(log("Promise.resolve of a promise"));
Promise.resolve(thenable).then(log("Promise.resolve of a thenable"));
(async () => {
  for (let i = 0; i < 4; i++) {
    out("loop", i, await op(i));
  }
})();
(async () => {
  for (const p of [plain(), 7, returnsPromise()]) out("of", await p);
})();
