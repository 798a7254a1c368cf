class Stack<T> extends Array<T> {
  peek() {
    return this[this.length - 1];
  }
}
const s = new Stack<number>();
s.push(1, 2, 3);
out(
  s.peek(),
  s.length,
  s instanceof Array,
  Array.isArray(s),
  s.map((x) => op(x) + 1) instanceof Stack,
  s.filter((x) => x > 1).peek(),
);
class Counter<K> extends Map<K, number> {
  add(k: K) {
    this.set(k, (this.get(k) ?? 0) + op(1));
    return this;
  }
}
const c = new Counter<string>();
c.add("a").add("b").add("a");
out(c, c.size, [...c]);
class USet extends Set<number> {
  constructor(xs: number[]) {
    super(xs);
  }
  override add(x: number) {
    return super.add(x * 2);
  }
}
out(new USet([1, 2]).size, [...new USet([1, 2])]);
class HttpError extends Error {
  constructor(
    public status: number,
    message: string,
  ) {
    super(message);
    this.name = new.target.name;
  }
  get isClient() {
    return this.status < 500;
  }
}
class NotFound extends HttpError {
  constructor(what: string) {
    super(404, what + op("!"));
  }
}
try {
  throw new NotFound("page");
} catch (e) {
  out(
    e instanceof NotFound,
    e instanceof HttpError,
    e instanceof Error,
    (e as NotFound).status,
    (e as NotFound).isClient,
    String(e),
    Object.prototype.toString.call(e),
  );
}
class Temp extends Number {
  double() {
    return this.valueOf() * 2;
  }
}
out(new Temp(21).double());
const e2 = new (class X extends TypeError {})("m");
out(e2.message, e2 instanceof TypeError, e2.name);
class Money extends Object {
  constructor(public v: number) {
    super();
  }
}
out(new Money(3));
