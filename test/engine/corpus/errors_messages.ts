const m = (f: () => unknown) => {
  try {
    f();
    out("no error");
  } catch (e) {
    out(`${(e as Error).name}: ${(e as Error).message}`);
  }
};
const obj: any = { a: {}, k: 5, n: null };
const key = "zz";
let u: any;
const f: any = () => 5;
class C {
  me() {
    (this as any).q();
  }
  s() {
    (super.toString as any).zip();
  }
}
m(() => obj.a.nope());
m(() => obj[key]());
m(() => obj["str"]());
m(() => f().x());
m(() => f()());
m(() => u());
m(() => obj.k());
m(() => new u());
m(() => new obj.k());
m(() => {
  for (const x of 5 as any);
});
m(() => {
  for (const x of u);
});
m(() => {
  const { a } = u;
});
m(() => {
  const { a } = null as any;
});
m(() => {
  const {
    a: { b },
  } = obj.a;
});
m(() => {
  [...u];
});
m(() => f(...u));
m(() => f(...(5 as any)));
m(() => (C as any)());
m(() => {
  class D extends u {}
});
m(() => u.x);
m(() => u[key]);
m(() => {
  u.x = 1;
});
m(() => obj?.zip());
m(() => obj.a?.b.c());
m(() => new C().me());
m(() => {
  const [a] = u;
});
m(() => (1, u)());
m(() => new (f())());
m(() => new obj.a.b(1));
m(() => obj[0]());
m(() => obj[f()]());
m(() => obj[-1]());
m(() => [1, 2].zap());
m(() => "abc".zap());
m(() => Math.zap());
m(() => (u ?? obj).zip());
m(() => obj.x`a`);
m(() => {
  const { ...r } = null as any;
});
m(() => {
  u.x++;
});
m(() => {
  for (const k of f());
});
m(() => obj.a.b.c.d);
m(() => {
  ({ a: u.z } = { a: 1 });
});
m(() => {
  null!.foo;
});
m(() => u`x`);
m(() => {
  new (class {
    constructor() {
      u.y;
    }
  })();
});
m(() => {
  throw new TypeError("own");
});
m(() => obj.n.x());
m(() => {
  let q: any;
  q.r.s();
});
m(() => [].at.call(null));
m(() => obj.a["b-c"]());
m(() => (({ a }: any) => a)(u));
m(() => new Array(-1));
m(() => (1).toFixed(101));
m(() => "x".repeat(-1));
m(() => JSON.parse("{bad"));
m(() => BigInt(1.5));
m(() => decodeURIComponent("%"));
m(() => Symbol() + "");
m(() => Object.defineProperty(1 as any, "x", {}));
m(() => {
  "use strict";
  (Object.freeze([1]) as any).push(2);
});
m(() => {
  (undefined as any)();
});
m(() => {
  class A {
    constructor() {
      (this as any).x;
    }
  }
  class B extends A {
    constructor() {
      (this as any).y;
      super();
    }
  }
  new B();
});
m(() => {
  class A {}
  class B extends A {
    constructor() {
      super();
      super();
    }
  }
  new B();
});
m(() => {
  class A {}
  class B extends A {
    constructor() {
      return 1 as any;
    }
  }
  new B();
});
m(() => {
  class A {}
  class B extends A {
    constructor() {}
  }
  new B();
});
