// @ts-nocheck
const order = [];
const mark = (s) => order.push(s);
const thenable = {
  then(ok) {
    mark("thenable.then");
    ok("tv");
  },
};
Promise.resolve()
  .then(() => mark("p1"))
  .then(() => mark("p2"))
  .then(() => mark("p3"))
  .then(() => mark("p4"))
  .then(() => mark("p5"))
  .then(() => mark("p6"));
(async () => {
  mark("a0");
  await undefined;
  mark("a1");
  await thenable;
  mark("a2");
  await Promise.resolve();
  mark("a3");
  return "r";
})().then(() => mark("a done"));
(async () => {
  await (async () => "x")();
  mark("b1");
  await (async () => Promise.resolve("y"))();
  mark("b2");
})();
(async () => {
  try {
    await Promise.reject("e");
  } catch {
    mark("c1");
  } finally {
    mark("c2");
    await null;
    mark("c3");
  }
})();
queueMicrotask(() => {
  mark("q1");
  queueMicrotask(() => mark("q2"));
  Promise.resolve().then(() => mark("q3"));
});
new Promise((ok) => {
  mark("executor");
  ok(Promise.resolve());
}).then(() => mark("resolved with promise"));
new Promise((ok) => ok(thenable)).then((v) => mark(`resolved with ${v}`));
Promise.resolve(thenable).then((v) => mark(`Promise.resolve ${v}`));
Promise.resolve()
  .then(() => Promise.resolve("inner"))
  .then((v) => mark(`returned ${v}`));
Promise.resolve()
  .then(() => thenable)
  .then((v) => mark(`returned ${v}`));
Promise.reject("x")
  .catch(() => mark("catch"))
  .finally(() => mark("finally"))
  .then(() => mark("after finally"));
Promise.all([1, 2]).then(() => mark("all"));
Promise.race([1, Promise.resolve(2)]).then(() => mark("race"));
Promise.allSettled([Promise.reject(1)]).then(() => mark("settled"));
Promise.any([Promise.reject(1), 2]).then(() => mark("any"));
async function* g() {
  mark("g0");
  yield 1;
  mark("g1");
  yield Promise.resolve(2);
  mark("g2");
  return thenable;
}
(async () => {
  for await (const x of g()) mark(`item${x}`);
  mark("g end");
})();
(async () => {
  for await (const x of [Promise.resolve("s1"), "s2"]) mark(x);
})();
(async () => {
  const it = g();
  mark(`r${(await it.next()).value}`);
  mark(`ret${(await it.return(thenable)).value}`);
})();
(async function deep(n) {
  await null;
  if (n > 0) await deep(n - 1);
  mark(`deep${n}`);
})(3);
const a = async () => {
  mark("cross a");
  await b();
  mark("cross a end");
};
const b = async () => {
  mark("cross b");
  await null;
  mark("cross b end");
};
Promise.all([a(), b(), a()]).then(() => mark("cross done"));
let resolveLater;
const later = new Promise((r) => (resolveLater = r));
later.then(() => mark("L1"));
later.then(() => mark("L2"));
(async () => {
  await later;
  mark("L3");
})();
Promise.resolve().then(() => {
  mark("resolving");
  resolveLater();
  mark("resolved");
});
(async () => {
  const results = await Promise.all(
    [1, 2, 3].map(async (x) => {
      for (let i = 0; i < x; i++) await null;
      mark(`map${x}`);
      return x;
    }),
  );
  mark(results.join(""));
})();
mark("sync end");
setTimeout(() => {
  out(order.slice(0, 40).join(" "));
  out(order.slice(40, 80).join(" "));
  out(order.slice(80).join(" "));
  out(order.length);
}, 1);
