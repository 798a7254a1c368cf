// What a constructor gives is what it has returned, or the object; nothing that it had in hand before.
class Base {
  v: number;
  constructor(v: number) {
    this.v = v;
  }
}
class Early extends Base {
  log: string[] = [];
  constructor(n: number) {
    super(n);
    if (n < 0) return;
    try {
      if (op(n) > 1) throw new Error("over");
      this.log.push("fine");
    } catch (e) {
      this.log.push((e as Error).message);
    }
    const list = [{ a: 1 }, { a: 2 }].map((each) => ({ ...each, n }));
    this.log.push(String(list.length));
  }
}
out(JSON.stringify(new Early(-1)), JSON.stringify(new Early(1)), JSON.stringify(new Early(2)));
class Plain {
  x = 1;
  constructor(n: number) {
    if (n === 0) return;
    if (n === 1) return { x: 5 };
    try {
      throw { x: 9 };
    } catch {
      this.x = op(n);
    }
  }
}
out([0, 1, 2].map((n) => JSON.stringify(new Plain(n))).join());
class Twice extends Base {
  constructor() {
    super(1);
    if (op(this.v) > 5) return;
    try {
      super(2);
    } catch (e) {
      out((e as Error).name);
    }
  }
}
out(JSON.stringify(new Twice()));
class Number2 extends Base {
  constructor(n: number) {
    super(n);
    if (n > 1) return 5 as never;
  }
}
try {
  out(JSON.stringify(new Number2(1)));
  new Number2(2);
} catch (e) {
  out((e as Error).name);
}
let x: any = {};
const seen: string[] = [];
for (const f of [
  () => new x((x = Base)),
  () => new (1 as any)(seen.push("evaluated")),
  () => new (-1 as any)(),
  () => new ("text" as any)(),
  () => new (undefined as any)(op(seen.push("too"))),
])
  try {
    f();
  } catch (e) {
    seen.push((e as Error).name);
  }
out(seen, x === Base);
while (op(0)) debugger;
