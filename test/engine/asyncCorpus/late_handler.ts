// @ts-nocheck
const p = Promise.reject(new Error("late"));
Promise.resolve()
  .then(() => 1)
  .then(() => 2)
  .then(() => p.catch((e) => out("in the same turn", e.message)));
async function rethrows() {
  try {
    await p;
  } catch (e) {
    throw new Error("wrapped", { cause: e });
  }
}
rethrows().catch((e) => out(e.message, e.cause.message));
const all = Promise.all([Promise.reject(1), Promise.reject(2)]);
all.catch((x) => out("only the first", x));
Promise.allSettled([Promise.reject(3)]).then((x) => out(x));
const q = Promise.reject(4);
q.finally(() => out("finally")).catch((x) => out("after finally", x));
