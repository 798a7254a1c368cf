// @ts-nocheck
const t = (name, ms) => setTimeout(() => out(name), ms);
t("10", 10);
t("5", 5);
t("0", 0);
t("1", 1);
t("none");
t("neg", -5);
t("nan", NaN);
t("str", "2");
t("frac", 1.9);
t("5b", 5);
setTimeout((...a) => out("args", ...a), 3, 1, "x", [2]);
const cleared = t("never", 2);
clearTimeout(cleared);
clearTimeout(cleared);
clearTimeout(undefined);
clearTimeout({});
clearTimeout(99999);
let n = 0;
const every = setInterval(
  (tag) => {
    out("tick", tag, ++n);
    if (n === 3) clearInterval(every);
  },
  4,
  "T",
);
const self = setInterval(() => {
  clearInterval(self);
  out("once");
  queueMicrotask(() => out("micro after once"));
}, 6);
setTimeout(() => {
  out("A");
  setTimeout(() => out("A1"), 0);
  Promise.resolve().then(() => out("A micro"));
  queueMicrotask(() => out("A micro 2"));
  setTimeout(() => out("A2"), 1);
}, 7);
setTimeout(() => out("B"), 7);
setTimeout(() => {
  const x = setTimeout(() => out("never too"), 5);
  setTimeout(() => clearTimeout(x), 2);
}, 8);
setTimeout(() => {
  setTimeout(() => out("same ms later made"), 0);
  for (let i = 0; i < 3; i++) setTimeout(() => out("loop", i), 3 - i);
}, 12);
Promise.resolve()
  .then(() => {
    out("micro 1");
    setTimeout(() => out("from micro"), 0);
  })
  .then(() => out("micro 2"));
queueMicrotask(() => {
  out("qm");
  queueMicrotask(() => out("qm nested"));
});
(async () => {
  out("sync part");
  await null;
  out("after await");
  await new Promise((r) => setTimeout(r, 9));
  out("after 9");
  for (let i = 0; i < 2; i++) {
    await new Promise((r) => setTimeout(r, 2));
    out("loop await", i);
  }
})();
const sleep = (ms, v) => new Promise((r) => setTimeout(() => r(v), ms));
Promise.race([sleep(3, "three"), sleep(2, "two"), sleep(2, "two again")]).then((v) => out("race", v));
Promise.all([sleep(15, "f"), sleep(14, "e")]).then((v) => out("all", v));
const chain = async (k) => {
  if (k === 0) return "end";
  await sleep(1);
  return chain(k - 1);
};
chain(5).then((v) => out("chain", v));
const debounce = (f, ms) => {
  let timer;
  return (...a) => {
    clearTimeout(timer);
    timer = setTimeout(() => f(...a), ms);
  };
};
const d = debounce((x) => out("debounced", x), 5);
d(1);
setTimeout(d, 2, 2);
setTimeout(d, 4, op(3));
setTimeout(d, 20, 4);
const throttle = (f, ms) => {
  let busy = false;
  return (...a) => {
    if (busy) return;
    busy = true;
    setTimeout(() => (busy = false), ms);
    f(...a);
  };
};
const th = throttle((x) => out("throttled", x), 5);
for (let i = 0; i < 12; i += 2) setTimeout(th, i, i);
const timeout = (p, ms) =>
  Promise.race([
    p,
    sleep(ms).then(() => {
      throw new Error("timeout");
    }),
  ]);
timeout(sleep(9, "ok"), 5).catch((e) => out(e.message));
timeout(sleep(3, "in time"), 6).then((v) => out(v));
out("end of script");
