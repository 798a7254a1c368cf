const a = [1, 2],
  s = new Set([3]);
out([...a, ...s, ..."xy", ...[], ...op([9])], Math.max(...a, ...op([7])), {
  ...{ a: 1 },
  ...undefined,
  ...op({ b: 2 }),
});
const f = (...r: any[]) => r;
out(
  f(...a, ...s),
  f(...op("hi")),
  f(1, ...[], 2),
  new Array(...op([1, 2, 3])),
  new Date(...([2020, 1, 1] as [number, number, number])).getFullYear(),
);
class C {
  v: any[];
  constructor(...v: any[]) {
    this.v = v;
  }
  static make(...v: any[]) {
    return new C(...v, op(0));
  }
}
out(
  C.make(1, ...a).v,
  f.apply(null, [...a]),
  f.call(null, ...a),
  String.fromCharCode(...[72, op(105)]),
  [...new Map([[1, 2]])],
  [...[1, , 2]],
  [...arguments_()],
);
function arguments_() {
  return (function (..._x: any[]) {
    return arguments;
  })(op(1), 2);
}
a.push(...op([3, 4]));
out(a, [..."👍a"], Object.entries({ ...[5, 6] }));
