// @ts-nocheck
setTimeout(() => {
  out("first");
  boom(new RangeError("in a timer"));
}, 1);
setTimeout(() => out("not reached"), 2);
