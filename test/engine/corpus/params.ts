function d(a: number, b = a + 1, c = op(b * 2), ...rest: number[]) {
  return [a, b, c, rest];
}
out(d(1), d(1, 2), d(1, undefined, 3), d(1, 2, 3, 4, 5), d.length);
function p(
  { x, y: { z = op(9) } = { z: undefined as number | undefined } }: any,
  [q, , r = x, ...s]: any = [1, 2],
) {
  return [x, z, q, r, s];
}
out(p({ x: 1 }), p({ x: 2, y: { z: 3 } }, "abcde"));
function args(this: unknown) {
  return [arguments.length, ...arguments];
}
out(args.call(null, ...[1, 2, 3]), (args as any)(7));
const arrow = (a: number, b = () => a) => {
  a = op(a) + 1;
  return b() + a;
};
out(arrow(1));
function shadow(a: number) {
  {
    let a = 5;
    op(a);
  }
  return a;
}
out(shadow(1));
function g(a: any, b: any) {
  a = op(2);
  return [a, b, arguments.length];
}
out((g as any)(1), (g as any)(1, 2, 3));
const restOnly = (...xs: number[]) => xs.length;
out(restOnly(), restOnly(1, op(2)), restOnly.length);
const capture = (x: number, y = x) => [() => x++, () => x + y] as const;
const [inc, sum] = capture(5);
inc();
out(sum());
