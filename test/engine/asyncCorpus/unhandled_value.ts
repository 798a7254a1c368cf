// @ts-nocheck
export function main() {
  const p = Promise.reject("a text");
  p.then(() => out("no"));
  out("main ends");
}
