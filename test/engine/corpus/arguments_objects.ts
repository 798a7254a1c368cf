function all(..._: unknown[]): any {
  return arguments;
}
const a = all(1, "two", op(3));
out(Object.prototype.toString.call(a), a.length, a[1], Object.keys(a), Array.isArray(a));
out(Reflect.ownKeys(a).map(String), Object.getPrototypeOf(a) === Object.prototype, a instanceof Object);
for (const key of ["callee", "caller"])
  try {
    out(key, a[key]);
  } catch (e) {
    out(key, (e as Error).name);
  }
const callee = Object.getOwnPropertyDescriptor(a, "callee")!;
out(typeof callee.get, callee.get === callee.set, callee.enumerable, callee.configurable);
out([...a], Array.from(a), Array.prototype.slice.call(a, 1), Math.max.apply(null, all(4, 9, 2)));
a[1] = "changed";
a.more = 1;
a.length = 2;
out([...a], JSON.stringify(a), Object.entries(a));
function loose(x: number) {
  x = 9;
  arguments[0] = op(5);
  return [x, arguments[0], arguments.length];
}
out(loose(1), (loose as any)());
const kept: any[] = [];
function keep(this: unknown) {
  const inner = () => arguments;
  kept.push(inner(), arguments);
  return inner() === arguments;
}
out((keep as any)(1, 2), kept[0] === kept[1], kept[0].length);
const frozen: any = Object.freeze(all(1, 2));
try {
  frozen[0] = 2;
} catch (e) {
  out((e as Error).name, frozen[0]);
}
for (const each of all("x", op("y"))) out(each);
function* values() {
  for (let i = 0; i < arguments.length; i++) yield arguments[i];
}
out([...(values as any)(7, 8)]);
