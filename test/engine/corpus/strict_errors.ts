const t = (f: () => unknown) => {
  try {
    return f();
  } catch (e) {
    return `${(e as Error).name}: ${(e as Error).message}`;
  }
};
const fr: any = Object.freeze({ a: 1, arr: Object.freeze([1]) });
out(
  t(() => (fr.a = 2)),
  t(() => (fr.b = 1)),
  t(() => delete fr.a),
  t(() => fr.arr.push(1)),
  t(() => {
    fr.a++;
  }),
  t(() => {
    fr.a += op(1);
  }),
  t(() => {
    fr.a ||= 5;
    return "short";
  }),
  t(() => {
    ("str" as any).length = 1;
  }),
  t(() => {
    ("s" as any).x = 1;
  }),
  t(() => {
    Object.defineProperty({}, "x", { value: 1 });
  }),
  t(() => {
    (5 as any).x = op(1);
  }),
  t(() => {
    const o: any = {
      get g() {
        return 1;
      },
    };
    o.g = 2;
  }),
  t(() => {
    Object.preventExtensions(fr);
    fr.zz = op(1);
  }),
  t(() => {
    (Math as any).PI = 3;
  }),
  t(() => {
    (undefined as any)[op("k")] = 1;
  }),
  t(() => {
    (null as any).x.y = 1;
  }),
  t(() => (Symbol() as any) + 1),
  t(() => BigInt("x")),
  t(() => [].reduce((a) => a)),
  t(
    () =>
      new (class A {
        constructor() {
          return 1 as any;
        }
      })(),
  ),
  t(() => Object.setPrototypeOf(fr, {})),
  t(() => "x".repeat(Infinity)),
  t(() => new Array(-5)),
  t(() => (123.4).toFixed(200)),
  t(() => String.fromCodePoint(-1)),
  t(() => (({}) as any).x.y),
  t(() => Reflect.ownKeys(1 as any)),
  t(() => new WeakMap().set(1 as any, 2)),
  t(() => JSON.parse("")),
  t(() => {
    const c: any = {};
    c.c = c;
    JSON.stringify(c);
  })
    .toString()
    .slice(0, 50),
);
