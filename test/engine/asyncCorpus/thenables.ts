// @ts-nocheck
class Lazy {
  constructor(fn) {
    this.fn = fn;
  }
  then(resolve, reject) {
    out("subscribed");
    try {
      resolve(this.fn());
      resolve("ignored");
      reject("ignored");
    } catch (e) {
      reject(e);
    }
  }
}
(async () => {
  out(await new Lazy(() => op(5)));
  try {
    await new Lazy(() => boom(new Error("lazy failed")));
  } catch (e) {
    out(e.message);
  }
  out(await new Lazy(() => new Lazy(() => Promise.resolve("nested"))));
})();
const getter = {
  get then() {
    out("then read");
    return (resolve) => resolve("by getter");
  },
};
Promise.resolve(getter).then(out);
const throwing = {
  get then() {
    throw new Error("getter");
  },
};
Promise.resolve(throwing).catch((e) => out(e.message));
(async () => {
  try {
    await throwing;
  } catch (e) {
    out("await", e.message);
  }
})();
new Promise((resolve, reject) => {
  resolve(new Lazy(() => 1));
  reject(new Error("too late"));
}).then(out);
const order = [];
const slow = { then: (f) => setTimeout(f, 3, "slow") };
Promise.all([slow, 1]).then((x) => out(x));
function Old(executor) {
  this.p = new Promise(executor);
}
Old.prototype.then = function (f, r) {
  return this.p.then(f, r);
};
Promise.resolve(new Old((r) => r("old style"))).then(out);
out(
  Promise.resolve.call(function (executor) {
    executor(
      (x) => out("resolve called", x),
      (x) => out("reject called", x),
    );
    this.made = true;
  }, 7).made,
);
try {
  Promise.resolve.call(5);
} catch (e) {
  out(e.name, e.message);
}
