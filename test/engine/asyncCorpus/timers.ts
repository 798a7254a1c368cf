// @ts-nocheck
let n = 0;
const interval = setInterval(
  (label) => {
    out(label, ++n);
    if (n === 3) clearInterval(interval);
  },
  10,
  "tick",
);
const cancelled = setTimeout(() => out("never"), 5);
clearTimeout(cancelled);
clearTimeout(undefined);
clearTimeout(null);
setTimeout(
  (a, b) => {
    out("args", a, b);
    Promise.resolve().then(() => out("job between timers"));
  },
  7,
  1,
  2,
);
setTimeout(() => out("same time"), 7);
setTimeout(() => {
  out("outer");
  setTimeout(() => out("inner 0"), 0);
  setTimeout(() => out("inner 5"), 5);
  queueMicrotask(() => out("micro in timer"));
}, 12);
setTimeout(() => out("fifteen"), 15);
for (const delay of [3, 1, 2, -1, NaN, 0.5, "4", undefined, 1.9])
  setTimeout(() => out("delay", delay), delay);
const sleep = (ms) => new Promise((r) => setTimeout(r, ms));
(async () => {
  for (let i = 0; i < 3; i++) {
    await sleep(4);
    out("slept", i);
  }
})();
(async () => {
  await sleep(11);
  out("eleven", op("x"));
})();
try {
  setTimeout("code" as any);
} catch (error) {
  out(error.name);
}
let i2 = setInterval(async () => {
  clearInterval(i2);
  await sleep(1);
  out("async interval");
}, 20);
let steps = 0;
(function chain() {
  if (++steps > 3) return;
  setTimeout(() => {
    out("chain", steps);
    chain();
  }, 2);
})();
