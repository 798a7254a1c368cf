// @ts-nocheck
async function fails(name) {
  await null;
  throw new Error(name);
}
async function failsNow(name) {
  throw new RangeError(name);
}
async function badDefault(x = boom(new Error("default"))) {
  return x;
}
async function catches() {
  try {
    await fails("a");
  } catch (error) {
    out("caught", error.message);
  } finally {
    out("finally", await op("awaited in finally"));
  }
  try {
    await failsNow("b");
  } catch ({ name, message }) {
    out(name, message);
  }
  try {
    return await fails("c");
  } catch (error) {
    return error.message;
  } finally {
    out("last");
  }
}
catches().then((x) => out("result", x));
badDefault().catch((e) => out("default", e.message));
fails("d")
  .then(() => out("no"))
  .catch((e) => {
    out("catch", e.message);
    throw new TypeError("again");
  })
  .finally(() => {
    out("finally runs");
    return "ignored";
  })
  .catch((e) => out(e.name, e.message));
Promise.reject(1).then(undefined, (x) => out("rejected with", x));
Promise.reject(2)
  .finally(() => {
    throw 3;
  })
  .catch((x) => out("replaced by", x));
Promise.resolve("v")
  .finally(() => Promise.resolve("other"))
  .then((x) => out("kept", x));
new Promise(() => {
  throw new Error("in executor");
}).catch((e) => out(e.message));
new Promise((resolve) => {
  resolve("first");
  throw new Error("ignored");
}).then(out);
try {
  new Promise(5);
} catch (error) {
  out(error.name, error.message);
}
try {
  new Promise();
} catch (error) {
  out(error.name, error.message);
}
try {
  Promise();
} catch (error) {
  out(error.name);
}
try {
  Promise.prototype.then.call({});
} catch (error) {
  out(error.name, error.message);
}
let self;
self = new Promise((resolve) => queueMicrotask(() => resolve(self)));
self.catch((e) => out(e.name, e.message));
const later = Promise.reject(new Error("handled in time"));
queueMicrotask(() => later.catch((e) => out(e.message)));
