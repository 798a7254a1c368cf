out(typeof f, f(), typeof v, v === undefined);
function f() {
  return op("f");
}
var v = 1;
{
  out(g());
  function g() {
    return "g" + op(1);
  }
}
function outer() {
  return inner() + x;
  function inner() {
    x = op(5);
    return 1;
  }
  var x: any;
}
out(outer());
if (true) {
  function cond() {
    return "c";
  }
  out(cond());
}
function twice() {
  return 1;
}
out(twice());
var dup = 1;
var dup = 2;
out(dup);
function params(a: any) {
  var a;
  return a;
}
out(params(3));
switch (1) {
  case 1:
    out(sw());
    function sw() {
      return "sw";
    }
}
function rec() {
  return typeof rec;
}
out(rec());
const r2 = function fact(n: number): number {
  return n < 2 ? 1 : n * fact(n - 1);
};
out(r2(5));
function shadowed() {
  function shadowed() {
    return "inner";
  }
  return shadowed();
}
out(shadowed());
for (var i = 0; i < 2; i++) var last = i;
out(i, last!);
