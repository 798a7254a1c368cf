type Listener<T> = (v: T) => void;
class Emitter<E extends Record<string, unknown>> {
  private ls = new Map<keyof E, Listener<any>[]>();
  on<K extends keyof E>(k: K, f: Listener<E[K]>) {
    this.ls.set(k, [...(this.ls.get(k) ?? []), f]);
    return () =>
      this.ls.set(
        k,
        this.ls.get(k)!.filter((g) => g !== f),
      );
  }
  emit<K extends keyof E>(k: K, v: E[K]) {
    this.ls.get(k)?.forEach((f) => f(op(v)));
  }
}
const e = new Emitter<{ a: number; b: string }>();
const off = e.on("a", (v) => out("a1", v));
e.on("a", (v) => out("a2", v * op(2)));
e.emit("a", 1);
off();
e.emit("a", 2);
e.emit("b", "x");
class Node_<T> {
  next: Node_<T> | null = null;
  constructor(public v: T) {}
}
class LL<T> {
  head: Node_<T> | null = null;
  size = 0;
  add(v: T) {
    const n = new Node_(v);
    if (!this.head) this.head = n;
    else {
      let c = this.head;
      while (c.next) c = c.next;
      c.next = n;
    }
    this.size++;
    return this;
  }
  reverse() {
    let p: Node_<T> | null = null,
      c = this.head;
    while (c) {
      const n: Node_<T> | null = c.next;
      c.next = p;
      p = c;
      c = n;
      op(0);
    }
    this.head = p;
    return this;
  }
  toArray() {
    const r: T[] = [];
    for (let c = this.head; c; c = c.next) r.push(op(c.v));
    return r;
  }
}
out(new LL<number>().add(1).add(2).add(3).reverse().toArray());
type Shape = { k: "c"; r: number } | { k: "r"; w: number; h: number };
const area = (s: Shape): number => {
  switch (s.k) {
    case "c":
      return Math.round(Math.PI * s.r ** 2);
    case "r":
      return op(s.w) * s.h;
  }
};
out(area({ k: "c", r: 2 }), area({ k: "r", w: 2, h: 3 }));
class Result<T> {
  private constructor(
    private v?: T,
    private err?: Error,
  ) {}
  static ok<T>(v: T) {
    return new Result<T>(v);
  }
  static fail<T>(m: string) {
    return new Result<T>(undefined, new Error(m));
  }
  map<U>(f: (v: T) => U): Result<U> {
    if (this.err) return new Result<U>(undefined, this.err);
    try {
      return Result.ok(f(this.v!));
    } catch (e) {
      return Result.fail<U>((e as Error).message);
    }
  }
  or(d: T) {
    return this.err ? d : this.v;
  }
}
out(
  Result.ok(5)
    .map((x) => op(x) * 2)
    .or(0),
  Result.ok(5)
    .map(() => {
      throw new Error("x");
    })
    .or(op(-1) as never),
  Result.fail<number>("f")
    .map((x) => x + 1)
    .or(7),
);
const pipe =
  <A, B, C>(f: (a: A) => B, g: (b: B) => C) =>
  (a: A) =>
    g(f(a));
out(pipe((x: number) => op(x) + 1, String)(4));
const groupBy = <T, K extends string>(xs: T[], f: (x: T) => K) =>
  xs.reduce(
    (acc, x) => {
      (acc[f(x)] ||= []).push(op(x));
      return acc;
    },
    {} as Record<K, T[]>,
  );
out(groupBy([1, 2, 3, 4], (x) => (x % 2 ? "odd" : "even")));
