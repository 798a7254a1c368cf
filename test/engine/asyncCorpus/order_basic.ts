// @ts-nocheck
out("start");
setTimeout(() => out("timeout 0"), 0);
setTimeout(() => out("timeout 5"), 5);
setTimeout(() => out("timeout 1"), 1);
Promise.resolve(1)
  .then((x) => {
    out("then", x);
    queueMicrotask(() => out("nested microtask"));
    return op(x + 1);
  })
  .then((x) => out("then again", x))
  .finally(() => out("finally"));
queueMicrotask(() => out("microtask"));
new Promise((resolve) => {
  out("executor");
  resolve(op("resolved"));
  out("after resolve");
}).then(out);
(async () => {
  out("async start");
  await null;
  out("after await null");
  await op(undefined);
  out("after second await");
})();
out("end");
export function main() {
  out("main");
  Promise.resolve().then(() => out("job of main"));
}
