// @ts-nocheck
async function down(n) {
  if (n === 0) {
    await op(null);
    return 0;
  }
  return 1 + (await down(n - 1));
}
down(1500).then((x) => out("depth", x));
async function syncDown(n) {
  return n === 0 ? 0 : 1 + (await syncDown(n - 1));
}
syncDown(900).then((x) => out("sync depth", x));
let chain = Promise.resolve(0);
for (let i = 0; i < 1500; i++) chain = chain.then((x) => x + op(1));
chain.then((x) => out("chain", x));
function sum(n) {
  return n === 0 ? 0 : n + sum(n - 1);
}
(async () => {
  out(sum(2000), await sum(1000), sum(await 3000));
  let total = 0;
  for (let i = 0; i < 500; i++) total += await i;
  out(total);
  const all = await Promise.all(Array.from({ length: 300 }, async (_, i) => (await null, i)));
  out(all.reduce((a, b) => a + b));
})();
async function* nested(n) {
  if (n > 0) yield* nested(n - 1);
  yield n;
}
(async () => {
  let s = 0;
  for await (const x of nested(30)) s += x;
  out("nested", s);
})();
