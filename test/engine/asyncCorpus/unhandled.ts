// @ts-nocheck
setTimeout(() => out("never: the rejection ends the program"), 5);
setTimeout(() => {
  out("timer");
  (async () => {
    await null;
    throw new TypeError("nobody looks");
  })();
  Promise.resolve().then(() => out("jobs go on"));
  setTimeout(() => out("not reached"), 0);
}, 1);
