function F(this: any, x?: any) {
  const inner = () => new.target;
  this.seen = new.target === undefined ? "call" : inner() === F ? "new F" : new.target.name;
  this.x = op(x);
}
const G: any = function (this: any) {
  return { target: new.target };
};
const plain: any = {};
(F as any).call(plain, 1);
out(plain.seen, new (F as any)(2).seen);
out(new G().target === G, G().target);
class D extends (F as any) {
  own = new.target;
}
out(new (D as any)(3), Reflect.construct(F as any, [4], Map).seen);
out((Reflect.construct(F as any, [5], D) as any).seen);
// A call in between that does not look at it.
function H(this: any) {
  this.inner = G.call(this);
  this.target = new.target;
}
const h = new (H as any)();
out(h.inner.target, h.target === H);
out(
  {
    m() {
      return new.target;
    },
  }.m(),
);
const args: any[] = [1, 2];
out(new (F as any)(...args).seen);

// What a constructor returns is looked at after it has left every try.
class Base {}
const attempt = (C: any) => {
  try {
    out(new C());
  } catch (error) {
    out(String(error));
  }
};
attempt(
  class extends Base {
    constructor() {
      super();
      try {
        return 0 as any;
      } catch {
        return { caught: true };
      } finally {
        out("finally");
      }
    }
  },
);
attempt(
  class {
    constructor() {
      for (const each of [1, 2]) if (each === op(2)) return { each };
    }
  },
);
attempt(
  class {
    x = 1;
    constructor() {
      try {
        return 5 as any;
      } finally {
        this.x = 2;
      }
    }
  },
);
