// @ts-nocheck
const p = Promise.resolve();
p.then(() => out("a1"))
  .then(() => out("a2"))
  .then(() => out("a3"));
p.then(() => out("b1"))
  .then(() => Promise.resolve())
  .then(() => out("b3 after two more"));
p.then(() => ({ then: (f) => f() })).then(() => out("c after a thenable"));
(async () => {
  out("d0");
  await p;
  out("d1");
  await (async () => {
    out("e0");
    await p;
    out("e1");
  })();
  out("d2");
})();
queueMicrotask(() => {
  out("q1");
  queueMicrotask(() => {
    out("q2");
    queueMicrotask(() => out("q3"));
  });
});
new Promise((r) => r(p)).then(() => out("f"));
const pending = new Promise((r) => setTimeout(r, 2, "late"));
pending.then((x) => out("first", x));
pending.then((x) => out("second", x));
setTimeout(() => pending.then((x) => out("third", x)), 3);
let resolveLater;
const controlled = new Promise((r) => (resolveLater = r));
controlled.then(() => out("controlled 1"));
controlled.then(() => out("controlled 2"));
p.then(() => {
  resolveLater(op(1));
  out("resolved");
});
for (let i = 0; i < 3; i++) p.then(() => out("loop", i));
async function* gen() {
  yield 1;
  yield 2;
}
(async () => {
  for await (const x of gen()) out("gen", x);
})();
function* idle() {
  while (true) yield p;
}
const it = idle();
(async () => {
  for (let i = 0; i < 3; i++) {
    await it.next().value;
    out("it", i);
  }
})();
p.then(() => {
  throw 1;
})
  .then(() => out("skipped"))
  .then(
    () => out("skipped"),
    (x) => out("caught", x),
  );
