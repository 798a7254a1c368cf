const log: string[] = [];
const flush = (title: string, ...values: unknown[]) => out(title, log.splice(0).join(" "), ...values);
const say = <T>(name: string, value: T): T => (log.push(name), op(value));
function source(name: string, fields: Record<string, unknown>) {
  const object = {};
  for (const [key, value] of Object.entries(fields))
    Object.defineProperty(object, key, {
      enumerable: true,
      get() {
        log.push(`${name}.${key}`);
        return value;
      },
    });
  return object as any;
}
{
  const { b = say("default b", 1), a, c } = source("s", { a: 1, b: undefined, c: 3, d: 4 });
  const { d, ...rest } = op({ c, d: 2, e: 3 });
  flush("object", a, b, d, rest);
}
{
  const { [say("k1", "x")]: p, [say("k2", "y")]: q = say("default q", 2) } = source("s", { x: 1 });
  flush("computed", p, q);
}
{
  const {
    outer: { inner = say("inner", 5), deep: { leaf } = say("deep", { leaf: 6 }) },
    w: others,
  } = source("s", { z: 0, outer: source("o", { deep: undefined }), w: 1 });
  flush("nested", inner, leaf, others);
}
function* steps(n: number): Generator<number> {
  try {
    for (let i = 0; i < n; i++) {
      log.push(`yield${i}`);
      yield op(i);
    }
    log.push("done");
  } finally {
    log.push("closed");
  }
}
{
  const [a, , b = say("b", 9)] = steps(2);
  flush("array", a, b);
}
{
  const [a, [b, c] = say("pair", [7, 8]), ...rest] = steps(1) as any;
  flush("rest", a, b, c, rest);
}
{
  const [] = steps(3);
  flush("empty");
}
{
  let holder: any = {};
  [holder.a, holder[say("key", "b")] = say("value", 3)] = steps(5);
  flush("targets", holder);
}
function params(
  { a = say("a", 1), b = say("b", a + 1) } = say("whole", {} as any),
  [c = b, d = c] = [] as any,
) {
  return [a, b, c, d];
}
flush("params", params());
flush("params", params({ a: 5 }, [6]));
try {
  const [first, x = boom(new Error("default"))] = steps(1);
  out(first, x);
} catch (e) {
  flush("throwing default", e);
}
try {
  const [x, y = boom(new Error("in the middle"))] = {
    [Symbol.iterator]: () => ({
      next: () => ({ done: false, value: undefined }),
      return: () => (log.push("return"), {}),
    }),
  } as any;
} catch (e) {
  flush("closes", e);
}
for (const value of [null, undefined, 5, "text", {}]) {
  try {
    const { length } = value as any;
    out("object", typeof value, length);
  } catch (e) {
    out(e);
  }
  try {
    const [first] = value as any;
    out("array", typeof value, first);
  } catch (e) {
    out(e);
  }
}
for (const { id, tags: [first, ...more] = ["none"] } of [{ id: 1, tags: ["a", "b"] }, { id: 2 } as any])
  out(id, first, more);
try {
  boom({ code: 7, detail: { text: "why" } });
} catch ({ code, detail: { text, missing = say("missing", "dflt") } }: any) {
  flush("catch", code, text, missing);
}
const swap = ([a, b]: [any, any]): [any, any] => [b, a];
out(swap(swap([1, op(2)])));
