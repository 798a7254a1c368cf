const fails = (...fs: (() => unknown)[]) => {
  for (const f of fs)
    try {
      out("no error", f());
    } catch (e) {
      out(e);
    }
};
const frozen: any = Object.freeze({ a: 1, nested: { b: 2 } });
const sealed: any = Object.seal({ a: 1 });
const closed: any = Object.preventExtensions({ a: 1 });
const list: any = Object.freeze([1, 2]);
const readonly: any = Object.defineProperty({}, "fixed", { value: 1 });
const getter: any = {
  get only() {
    return 1;
  },
};
fails(
  () => (frozen.a = 2),
  () => (frozen.b = 2),
  () => delete frozen.a,
  () => (frozen.nested.b = op(3)),
  () => frozen.a++,
  () => (frozen["a"] += 1),
  () => (sealed.a = 5),
  () => (sealed.b = 5),
  () => delete sealed.a,
  () => (closed.b = 1),
  () => delete closed.a,
  () => (list[0] = 5),
  () => list.push(3),
  () => list.pop(),
  () => (list.length = 0),
  () => list.sort(),
  () => list.fill(0),
  () => (readonly.fixed = 2),
  () => delete readonly.fixed,
  () => Object.defineProperty(readonly, "fixed", { value: 2 }),
  () => (getter.only = 2),
  () => getter.only++,
  () => (getter.only ||= 2),
  () => (getter.only &&= 2),
  () => ((undefined as any).x = 1),
  () => ((null as any)[op("key")] = 1),
  () => delete (undefined as any).x,
  () => (("text" as any).x = 1),
  () => (("text" as any)[0] = "T"),
  () => (("text" as any).length = 1),
  () => ((5 as any).x = 1),
  () => ((Symbol.iterator as any).x = 1),
  () => (Math as any).PI++,
  () => (([] as any).length = -1),
  () => (([] as any).length = 1.5),
  () => Object.assign(frozen, { a: 2 }),
  () => Object.assign(getter, { only: 3 }),
  () => ([frozen.a] = [1]),
  () => ({ x: frozen.q } = { x: 1 }),
  () => {
    for (frozen.a of [1]);
  },
  () => Object.defineProperty(closed, "z", { value: 1 }),
  () =>
    Object.defineProperty({}, "x", {
      get() {
        return 1;
      },
      value: 2,
    } as any),
  () => Object.defineProperty({}, "x", { get: 5 } as any),
  () => Object.defineProperty([], "length", { value: -1 }),
  () => Reflect.set(frozen, "a", 1),
  () => Reflect.defineProperty(frozen, "z", { value: 1 }),
  () => Reflect.deleteProperty(frozen, "a"),
);
const constant = 1;
let lexical = 2;
fails(
  () => {
    (constant as any) = 2;
  },
  () => {
    (constant as any)++;
  },
  () => {
    [constant as any] = [1];
  },
  () => {
    (constant as any) ??= 5;
  },
  () => {
    (constant as any) &&= op(5);
  },
  () => {
    early = 1;
    let early: number;
  },
  () => {
    const x: any = x + 1;
  },
  () => typeof later,
  () => Later,
  () => {
    class Self extends (Self as any) {}
  },
  () =>
    (function named() {
      (named as any) = 1;
    })(),
  () => lexical++,
  () => ((a = op(a2)) => a)(),
);
const later = 1;
class Later {}
const a2 = 1;
out(lexical, later, typeof Later, frozen, sealed, closed, list, a2);
