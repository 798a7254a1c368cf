const o: any = { b: 1, 2: "two", a: 2, 1: "one", [Symbol.for("s")]: 3, "-1": "minus", "01": "padded" };
Object.defineProperty(o, "hidden", { value: op(4), configurable: true });
Object.defineProperty(o, "computed", { get: () => op(5), enumerable: true });
out(Object.keys(o), Object.getOwnPropertyNames(o), Reflect.ownKeys(o));
out(Object.entries(o), Object.values(o).length, JSON.stringify(o));
for (const k in o) out(k, o[k]);
out(o.propertyIsEnumerable("hidden"), Object.hasOwn(o, "hidden"), "hidden" in o);
const show = (object: object) =>
  Reflect.ownKeys(object).map((k) => {
    const d = Object.getOwnPropertyDescriptor(object, k)!;
    const flags = `${d.writable ? "w" : "-"}${d.enumerable ? "e" : "-"}${d.configurable ? "c" : "-"}`;
    return `${String(k)}:${flags}${d.get ? " get" : ""}${d.set ? " set" : ""}`;
  });
out(show(o));
out(
  show(
    Object.freeze({
      a: 1,
      get b() {
        return 1;
      },
    }),
  ),
  show(Object.seal({ a: 1 })),
);
out(
  show([1, 2]),
  show(("ab" as any) instanceof Object ? {} : Object("ab")),
  show(function f(a: any) {}),
  show(() => {}),
);
class C {
  field = 1;
  static s = 2;
  method() {}
  get acc() {
    return 1;
  }
  set acc(v) {}
  static sm() {}
  *gen() {}
  async as() {}
}
out(show(C), show(C.prototype), show(new C()));
out(show(C.prototype.method), show(C.prototype.gen), show(C.prototype.as));
out(
  show(new Error("m", { cause: 1 })).filter((x) => !x.startsWith("stack")),
  show(/a/g),
  show(new Map()),
  show((Symbol("x") as any) instanceof Object ? {} : {}),
);
const target: any = {};
Object.defineProperties(target, {
  x: { value: 1, enumerable: true },
  y: { get: () => op(2), set: (v) => out("set", v), configurable: true },
});
out(
  show(target),
  Object.entries(Object.getOwnPropertyDescriptors(target)).map(([k, d]) => [k, Object.keys(d)]),
);
target.y = 5;
Object.defineProperty(target, "y", { value: 3 });
out(show(target), target.y);
Object.defineProperty(target, "y", { writable: true });
target.y = 9;
out(target.y, delete target.y, "y" in target);
out(
  Object.isFrozen(Object.freeze([])),
  Object.isFrozen({}),
  Object.isFrozen(Object.preventExtensions({})),
  Object.isSealed(Object.seal({ a: 1 })),
  Object.isExtensible(target),
  Object.isFrozen("x"),
);
const proto = {
  inherited: 1,
  get acc() {
    return op(this === child ? "child" : "proto");
  },
};
const child: any = Object.create(proto, { own: { value: 2, enumerable: true }, secret: { value: 3 } });
out(child.acc, Object.keys(child), child.inherited);
const names: string[] = [];
for (const k in child) names.push(k);
out(names, { ...child }, Object.assign({}, child));
child.inherited = 10;
out(proto.inherited, child.inherited, delete child.inherited, child.inherited);
const order: any = {};
for (const k of ["z", "10", "a", "9", "b", "2"]) order[k] = op(k);
delete order.a;
order.a = "again";
out(Object.keys(order), JSON.stringify(order));
const arr: any = [1, 2];
arr.extra = "e";
arr[5] = 6;
out(Object.keys(arr), arr.length, arr);
arr.length = 1;
out(Object.keys(arr), arr);
out(
  Object.getOwnPropertyDescriptor(arr, "length"),
  Object.getOwnPropertyDescriptor("abc", 1),
  Object.getOwnPropertyDescriptor("abc", "length"),
);
out(
  Object.entries("hi"),
  Object.keys([..."ab"]),
  { ...("xyz" as any) },
  { ...[1, 2] },
  { ...(null as any), ...(5 as any) },
);
out(Object.is(NaN, NaN), Object.is(0, -0), Object.is("a", op("a")));
const bare = Object.create(null);
bare.x = 1;
out(Object.getPrototypeOf(bare), "toString" in bare, Object.keys(bare), "__proto__" in bare);
out(
  { __proto__: proto } instanceof Object,
  ({ __proto__: proto } as any).inherited,
  Object.keys({ ["__proto__"]: 1 }),
  Object.keys({ __proto__: proto }),
);
