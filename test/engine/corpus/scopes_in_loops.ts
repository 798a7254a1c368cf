const fs: (() => unknown)[] = [];
for (let i = 0, j = 10; i < 3; i++, j--) {
  let k = i * j;
  const inner = () => [i, j, k++];
  fs.push(inner);
  if (i === 1) continue;
  inner();
  op(0);
}
out(
  fs.map((f) => f()),
  fs.map((f) => f()),
);
const gs: (() => number)[] = [];
for (let i = 0; i < 3; gs.push(() => i), i++) op(i);
out(gs.map((g) => g()));
const hs: (() => string)[] = [];
for (const k in { a: 1, b: 2 }) {
  for (const v of [1, 2]) {
    hs.push(() => k + v);
    op(v);
  }
}
out(hs.map((h) => h()));
let w = 0;
const ws: (() => number)[] = [];
while (w < 3) {
  const c = w++;
  ws.push(() => c * 10 + op(0));
}
out(ws.map((x) => x()));
const made: any[] = [];
for (let i = 0; i < 2; i++) {
  class C {
    v = i;
    get() {
      return [this.v, i];
    }
  }
  made.push(new C());
  function local() {
    return i + 100;
  }
  made.push(local);
}
out(made[0].get(), made[1](), made[2].get(), made[3]());
out(made[0].constructor === made[2].constructor);
for (let x = 0; x < 2; x++) {
  let x = 5;
  out(x, op(x++));
}
{
  let a = 1;
  {
    let a = 2;
    {
      const f = () => a++;
      f();
      out(a);
    }
    out(a);
  }
  out(a);
}
const e1 = (x: number) => {
  {
    let x = 9;
    out(x);
  }
  return x;
};
out(e1(3));
for (var q = 0, cl: (() => number)[] = []; q < 2; q++) cl.push(() => q);
out(cl.map((f) => f()));
let z = 1;
{
  const z2 = z;
  let z1 = z2 + op(1);
  z = z1;
}
out(z);
try {
  throw 1;
} catch (e) {
  const keep = () => e;
  let e2 = op(2);
  out(keep(), e2);
}
for (let [a, b] = [0, 1]; a < 20; [a, b] = [b, a + b]) fs.push(() => a);
out(fs.slice(3).map((f) => f()));
