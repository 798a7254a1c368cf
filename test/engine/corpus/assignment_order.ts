const log: string[] = [];
const say = <T>(name: string, value: T): T => {
  log.push(name);
  return op(value);
};
const flush = (title: string) => out(title, log.splice(0).join(" "));
const target: any = { a: 1, list: [1, 2, 3], inner: { n: 5 } };
say("object", target)[say("key", "a")] = say("value", 2);
flush("plain");
say("object", target)[say("key", "a")] += say("value", 3);
flush("compound");
out(target.a);
say("object", target)[say("key", "zz")] ??= say("value", 4);
say("object", target)[say("key", "zz")] ??= say("never", 5);
flush("nullish");
say("object", target)[say("key", "a")] &&= say("value", 7);
say("object", target)[say("key", "a")] ||= say("never", 8);
flush("logical");
[say("o1", target)[say("k1", "x")], say("o2", target)[say("k2", "y")]] = say("source", [10, 20]);
flush("array pattern");
({ p: say("o3", target)[say("k3", "q")] = say("default", 9), [say("computed", "r")]: target.s } = say(
  "source",
  { r: 1 } as any,
));
flush("object pattern");
out(target);
[target.list[say("i", 0)], ...target.rest] = say("source", [7, 8, 9]);
flush("rest element");
out(target.list, target.rest);
const chain: any = {};
chain.a = chain.b = chain.c = say("once", { n: 1 });
out(chain.a === chain.c, chain.b === chain.a);
flush("chain");
let a = 1,
  b = 2;
[a, b] = [b, a];
out(a, b);
[a, b] = [say("b", b), say("a", a)];
flush("swap");
out(a, b);
let i = 0;
const arr: number[] = [];
arr[i++] = i++;
arr[i++] = arr[i - 1] = i;
out(arr.length, i, arr);
let x = 1;
x += op((x = 10)) + x;
out(x);
x = 5;
const y = x + (x = op(6)) + x++ + ++x;
out(x, y);
let s = "s";
s += op((s += "t")) + s;
out(s);
const counter = {
  reads: 0,
  writes: 0,
  get v() {
    this.reads++;
    return op(this.reads);
  },
  set v(n: number) {
    this.writes += op(n);
  },
};
counter.v += 10;
counter.v++;
counter.v ||= 100;
counter.v &&= 3;
out(counter.reads, counter.writes);
try {
  (null as any)[say("key", "k")] = say("value", 1);
} catch (e) {
  out(e);
}
flush("null base");
try {
  (undefined as any).prop = say("value", 1);
} catch (e) {
  out(e);
}
flush("undefined base");
try {
  say("object", target)[say("key", { toString: () => (log.push("toString"), "tk") } as any)] = say(
    "value",
    1,
  );
} finally {
  flush("key conversion");
}
const fns: any = {};
fns.f = () => 1;
let g: any;
g = function () {};
[g = () => {}] = [];
out(fns.f.name, g.name);
({ g = class {} } = {} as any);
out(g.name);
