function f() {
  return [
    arguments.length,
    [...arguments],
    Array.from(arguments),
    typeof arguments,
    Array.isArray(arguments),
  ];
}
out((f as any)(1, op(2)), f());
function g(a: any, b: any = 5) {
  arguments[0] = 9;
  return [a, b, arguments[0], arguments.length, arguments[5]];
}
out((g as any)(1), (g as any)(1, 2, 3));
function h() {
  const inner = () => arguments[op(0)];
  return inner();
}
out((h as any)("outer"));
function sum() {
  let s = 0;
  for (const x of arguments as any) s += x;
  for (let i = 0; i < arguments.length; i++) s += op(arguments[i]);
  return s;
}
out((sum as any)(1, 2, 3));
function pass() {
  return (f as any).apply(null, arguments);
}
out((pass as any)(7, 8));
class A {
  m() {
    return arguments.length + (arguments[0] as number);
  }
  constructor() {
    out("ctor", arguments.length);
  }
}
out(
  (new (A as any)(1, 2).m as any)(3, 4),
  Object.prototype.toString.call(
    (function () {
      return arguments;
    })(),
  ),
);
function rest(a: any, ...r: any[]) {
  return [a, r, arguments.length];
}
out((rest as any)(1, 2, 3));
function captured(x: any) {
  const k = () => x;
  x = op(10);
  return [k(), arguments[0], arguments.length];
}
out(captured(1));
out(
  Array.prototype.slice.call(
    (
      function () {
        return arguments as any;
      } as any
    )(1, 2, 3),
    1,
  ),
  Object.keys(
    (
      function () {
        return arguments as any;
      } as any
    )("a", "b"),
  ),
  JSON.stringify(
    (
      function () {
        return arguments as any;
      } as any
    )(1),
  ),
);
