// @ts-nocheck
const sleep = (ms, v) => new Promise((r) => setTimeout(r, ms, v));
async function* source(n) {
  try {
    for (let i = 0; i < n; i++) {
      await sleep(i % 3);
      yield op(i);
    }
  } finally {
    out("source closed");
  }
}
async function* map(items, f) {
  for await (const x of items) yield f(x);
}
async function* filter(items, f) {
  for await (const x of items) if (await f(x)) yield x;
}
async function* take(items, n) {
  let i = 0;
  for await (const x of items) {
    if (i++ >= n) return;
    yield x;
  }
}
async function collect(items) {
  const all = [];
  for await (const x of items) all.push(x);
  return all;
}
(async () => {
  const evens = filter(source(20), async (x) => x % 2 === 0);
  const squares = map(evens, (x) => sleep(1, x * x));
  out(await collect(take(squares, 4)));
  out(await collect(map([1, 2, 3], (x) => x + 1)));
  const batches = [];
  let batch = [];
  for await (const x of source(7)) {
    batch.push(x);
    if (batch.length === 3) batches.push(batch.splice(0));
  }
  out(batches, batch);
  const it = map(source(9), (x) => {
    if (x === 2) throw new Error(`cannot map ${x}`);
    return x;
  });
  try {
    for await (const x of it) out("mapped", x);
  } catch (e) {
    out(e.message, await it.next());
  }
  const racing = [source(3), source(4)].map((s) => collect(s));
  out(await Promise.all(racing), await Promise.race(racing.map((p) => p.then((l) => l.length))));
  const a = source(5);
  const [x, y] = await Promise.all([a.next(), a.next()]);
  out(x, y, await a.return("done"), await a.next());
})();
