// Each evaluation of a class's text has private names of its own.
function make(start: number): any {
  return class {
    #x = start;
    #twice() {
      return this.#x * 2;
    }
    get #half() {
      return this.#x / 2;
    }
    set #half(value: number) {
      this.#x = value * 2;
    }
    static #count = op(0);
    static count() {
      return ++this.#count;
    }
    read(o: any = this) {
      return [o.#x, o.#twice(), o.#half].join();
    }
    write(o: any, to: number) {
      o.#half = to;
      return o.#x;
    }
    raise(o: any = this) {
      return ((o.#x += op(1)), o.#x++, o.#x);
    }
    has(o: any) {
      return #x in o && #twice in o;
    }
    static reset(o: any) {
      o.#count = 10;
      return o.#count;
    }
  };
}
const attempt = (f: () => unknown): string => {
  try {
    return String(f());
  } catch (e) {
    return (e as Error).name;
  }
};
const A = make(1),
  B = make(20);
const a = new A(),
  b = new B();
out(a.read(), b.read(), a.raise(), b.raise(), a.write(a, 7));
for (const f of ["read", "raise"])
  out(
    f,
    attempt(() => a[f](b)),
    attempt(() => b[f](a)),
    attempt(() => a[f]({})),
    attempt(() => a[f](1)),
  );
out(
  attempt(() => a.write(b, 1)),
  a.has(a),
  a.has(b),
  b.has(a),
  attempt(() => a.has(undefined)),
);
out(
  A.count(),
  A.count(),
  B.count(),
  attempt(() => A.count.call(B)),
  A.reset(A),
  attempt(() => A.reset(B)),
);

// A mixin that is applied twice.
const Counting = (Base: any): any =>
  class extends Base {
    #n = op(0);
    up() {
      this.#n++;
      return super.up === undefined ? this.#n : `${this.#n} ${super.up()}`;
    }
  };
const Both = Counting(Counting(Counting(Object)));
const both = new Both();
out(both.up(), both.up(), new Both().up());

// The same fields for an object that is there already.
class Returns {
  constructor(o: object) {
    return o;
  }
}
const stamping = (value: number): any =>
  class extends Returns {
    #v = value;
    static v(o: any) {
      return o.#v;
    }
    static set(o: any, to: number) {
      return (o.#v = to);
    }
  };
const [S, T, U] = [stamping(1), stamping(2), stamping(3)];
const target = {};
new S(target);
new T(target);
out(
  S.v(target),
  T.v(target),
  attempt(() => U.v(target)),
  attempt(() => new T(target)),
);
new U(target);
out(T.set(target, 5), S.v(target), T.v(target), U.v(target), Reflect.ownKeys(target));
out(
  attempt(() => new S(target)),
  attempt(() => new U(target)),
);

// In a loop of the module.
const made: any[] = [];
for (let i = 0; i < 3; i++)
  made.push(
    class {
      static #i = i;
      static get(o: any) {
        return o.#i;
      }
    },
  );
out(
  made.map((each, i) => made.map((other, j) => attempt(() => each.get(other)) + (i === j ? "!" : ""))).join(),
);

// Fields that are looked at before their turn.
class Early {
  a = attempt(() => this.#later);
  b = attempt(() => (this.#later = 1));
  c = #later in this;
  #own: number = attempt(() => this.#own) === "TypeError" ? 1 : 2;
  #later = 3;
  d = this.#later;
  e = #later in this;
  static s = attempt(() => Early.#s);
  static #s = 4;
  static t = Early.#s;
  static u = attempt(() => Early.#u++);
  static #u = 5;
  read() {
    return [this.#own, this.#later, (this.#later += 2), this.#later++, this.#later];
  }
}
out(JSON.stringify(new Early()), new Early().read(), Early.s, Early.t, Early.u);
