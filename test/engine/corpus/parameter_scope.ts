const tried = (f: () => unknown) => {
  try {
    out(f());
  } catch (error) {
    out(String(error));
  }
};
tried(() => ((a: any = b, b = 1) => [a, b])());
tried(() => ((a: any = b, b = 1) => [a, b])(5));
tried(() => (function (a: any = a) {})());
tried(() => (({ a, b = a }: any, [c = b]: any, d = () => [a, b, c, d.length]) => d())({ a: 1 }, []));
tried(() => ((f: any = (() => later)(), later = 2) => f)());
tried(() => ((f: any = () => later, later = op(2)) => f())());
tried(() =>
  (function (a: any = arguments[1], b: any = arguments.length) {
    return [a, b];
  })(undefined, 7),
);

// What the body declares is not seen from the parameters.
let s = "outside";
tried(() =>
  ((f = () => s) => {
    let s = "inside";
    return [f(), s];
  })(),
);
tried(() =>
  (function (f = () => s, g = () => v) {
    var s = "inside";
    function v() {}
    return [f(), s, typeof v];
  })(),
);
const v = 0;
tried(() =>
  (function (x: any, read = () => x, write = (y: any) => (x = y)) {
    var x: any;
    const before = x;
    write(op("written"));
    x = "own";
    return [before, x, read()];
  })("given"),
);
function* generator(a: any = later(), b = () => c) {
  var c = "body";
  yield [a, b(), c];
}
var c = "outer";
function later() {
  return op("default");
}
out([...generator()]);
class Pair {
  constructor(
    public x: any = 1,
    public f = () => y,
  ) {
    var y = "in the constructor";
    out(x, f(), y, this.x);
  }
}
const y = "outside";
new Pair();

// In the head of a loop, the loop's names have no values yet.
tried(() => {
  for (const s of [s]) out(s);
});
tried(() => {
  const all: any[] = [];
  let early: any;
  for (const [k, f = () => k] of ((early = () => k), [["key"]] as any)) all.push(f());
  out(all);
  return early();
});
