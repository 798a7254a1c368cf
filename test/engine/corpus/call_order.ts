const log: unknown[] = [];
const say = <T>(name: string, value: T): T => (log.push(name), op(value));
const flush = (title: string) => out(title, log.splice(0).join(" "));
const object = {
  name: "object",
  method(...args: unknown[]) {
    log.push(`call(${this?.name}:${args.join()})`);
    return this;
  },
};
say("object", object)[say("key", "method" as const)](say("a", 1), ...say("spread", [2, 3]), say("b", 4));
flush("method");
say("object", object).method(say("x", 1)).method(say("y", 2)).method(say("z", 3));
flush("chain");
class Made {
  constructor(...args: unknown[]) {
    log.push(`new(${args.join()})`);
  }
}
new (say("class", Made))(say("a", 1), ...say("more", [2]));
flush("new");
function tag(strings: TemplateStringsArray, ...values: unknown[]) {
  log.push(`tag(${strings.join("|")};${values.join()})`);
  return tag;
}
say("tag", tag)`x${say("p", 1)}y${say("q", 2)}z``second${say("r", 3)}`;
flush("tagged");
const maybe: any = undefined;
maybe?.[say("never", "k")](say("never", 1));
flush("optional");
(say("object", object) as any)?.method?.(say("arg", 1))?.missing?.(say("never", 2));
flush("optional call");
(0, say("pair", object).method)?.call(say("this", { name: "other" }), say("arg", 5));
flush("call");
say("object", object).method.apply(say("this", { name: "applied" }), say("args", [1, 2]) as any);
flush("apply");
for (const attempt of [
  () => (say("object", object) as any)[say("key", "nothing")](say("argument", 1)),
  () => (undefined as any)[say("key", "k")](say("never", 1)),
  () => say("callee", 5 as any)(say("argument", 1)),
  () => new (say("callee", {} as any))(say("argument", 1)),
  () => say("object", object).method(say("before", 1), boom(new Error("argument")), say("never", 2)),
  () => Math.max(...(say("spread", 7) as any)),
]) {
  try {
    attempt();
  } catch (e) {
    log.push(String(e));
  }
  flush("error");
}
const late: any = { f: () => "first" };
const result = late.f((late.f = () => "second"));
out(result, late.f());
let fn = (x: unknown) => `old ${String(x)}`;
out(fn(((fn = (x) => `new ${String(x)}`), op(1))), fn(2));
function defaults(a = say("a", 1), b = say("b", a), ...rest: unknown[]) {
  return [a, b, rest.length, arguments.length];
}
out(defaults(), defaults(undefined, 5), defaults(1, 2, 3));
flush("defaults");
const bound = defaults.bind(null, say("bound", 8));
out(bound(), bound(9), bound.name, bound.length);
flush("bound");
const nested = (...fs: ((x: number) => number)[]) =>
  fs.reduceRight(
    (acc, f) => (x) => f(op(acc(x))),
    (x: number) => x,
  );
out(
  nested(
    (x) => (log.push("f"), x + 1),
    (x) => (log.push("g"), x * 2),
  )(5),
);
flush("composed");
out(
  [1, 2, 3].map(String),
  ["1", "2", "3"].map(Number),
  ["a", "b"].map((s) => s.toUpperCase()),
);
out(
  ["10", "10", "10"].map(parseInt as any),
  [[3, 1], [2]].map(([a, b = 0]) => a! - b),
);
out(((a, b) => a + b).length, ((...a) => a).length, (function (a, b = 1, c) {} as any).length);
