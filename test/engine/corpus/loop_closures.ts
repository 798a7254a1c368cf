const run = (title: string, fs: (() => unknown)[]) =>
  out(
    title,
    fs.map((f) => op(f())),
  );
const fs: (() => unknown)[] = [];
for (let i = 0; i < 3; i++) fs.push(() => i);
run("plain", fs.splice(0));
for (let i = 0, step = () => i++; i < 3; step()) {
  fs.push(() => i);
  if (fs.length > 4) break;
  i++;
}
run("update closure captures the first", fs.splice(0));
for (let i = 0, get = () => i; i < 2; i++) fs.push(get);
run("init closure", fs.splice(0));
for (let i = 0; fs.push(() => i), i < 2; i++);
run("test closure", fs.splice(0));
for (let i = 0; i < 3; fs.push(() => i), i++);
run("update", fs.splice(0));
for (let i = 0; i < 4; i++) {
  fs.push(() => (i += 10));
  if (i === 1) continue;
  i++;
}
run("changed in the body", fs);
run("changed by the closures", fs.splice(0));
for (const x of [1, 2, 3]) {
  const y = x * op(2);
  fs.push(() => x + y);
}
run("for-of", fs.splice(0));
for (let x of op([1, 2])) {
  fs.push(() => x++);
  x += 5;
}
run("for-of let", fs);
run("again", fs.splice(0));
for (const [a, { b = a, ...rest }] of [
  [1, { c: 3 }],
  [2, { b: 5 }],
] as any)
  fs.push(() => [a, b, rest]);
run("pattern", fs.splice(0));
for (const k in { p: 1, q: 2 }) fs.push(() => k);
run("for-in", fs.splice(0));
for (var v = 0; v < 3; v++) fs.push(() => v);
run("var", fs.splice(0));
let n = 0;
while (n < 3) {
  let inner = n;
  fs.push(() => [inner++, n]);
  n++;
}
run("while", fs);
run("while again", fs.splice(0));
do {
  const k = n--;
  fs.push(() => k);
} while (n > 0);
run("do", fs.splice(0));
outer: for (let i = 0; i < 3; i++) {
  for (let j = 0; j < 3; j++) {
    fs.push(() => `${i}${j}`);
    if (j === 1) continue outer;
    if (i === 2) break outer;
  }
}
run("nested", fs.splice(0));
for (let i = 0; i < 2; i++) {
  let i = "shadow";
  fs.push(() => i);
}
run("shadow", fs.splice(0));
switch (op(1)) {
  case 1:
    let z: unknown = "in switch";
    fs.push(() => z);
  default:
    const w = [z];
    fs.push(() => w);
    z = "changed";
}
run("switch", fs.splice(0));
try {
  boom("thrown");
} catch (e) {
  let e2 = e;
  fs.push(() => [e, e2]);
  e = "assigned";
}
run("catch", fs.splice(0));
{
  function hoisted() {
    return block;
  }
  fs.push(hoisted);
  var block = "set later";
}
run("block function", fs.splice(0));
const makers = [0, 1, 2].map((i) => {
  let count = i;
  return { inc: () => ++count, get: () => count, reset: () => (count = op(i)) };
});
makers[1]!.inc();
makers[1]!.inc();
makers[2]!.inc();
makers[1]!.reset();
out(makers.map((m) => m.get()));
function counterPair() {
  let shared = 0;
  const up = () => ++shared;
  return [
    up,
    () => shared,
    (f = () => shared * 10) => {
      const own = 99;
      return [f(), own];
    },
  ] as const;
}
const [up, read, defaulted] = counterPair();
up();
up();
out(read(), defaulted(), counterPair()[1]());
const fib = ((memo: number[]) =>
  function f(k: number): number {
    return (memo[k] ??= k < 2 ? k : f(k - 1) + f(k - 2));
  })([]);
out(fib(op(50)));
for (let i = 0; i < 2; i++) {
  class Local {
    static id = i;
    get = () => i * 100 + Local.id;
  }
  fs.push(() => new Local().get());
}
run("classes", fs.splice(0));
let gens = [1, 2].map((start) =>
  (function* () {
    for (let i = start; ; i += start) {
      const sent: any = yield () => i;
      if (sent) i = sent;
    }
  })(),
);
out(gens.map((g) => [g.next().value!(), g.next(10).value!(), g.next().value!()]));
