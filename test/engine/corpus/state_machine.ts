type State = "idle" | "run" | "done";
class Machine {
  state: State = "idle";
  private handlers: { [S in State]?: ((m: Machine) => void)[] } = {};
  on(s: State, h: (m: Machine) => void) {
    (this.handlers[s] ??= []).push(h);
    return this;
  }
  go(to: State) {
    const from = this.state;
    this.state = op(to);
    for (const h of this.handlers[to] ?? []) h(this);
    return `${from}->${to}`;
  }
}
const m = new Machine()
  .on("run", (x) => out("running", x.state))
  .on("run", (x) => {
    out(x.go("done"));
  })
  .on("done", () => out("done!", op(1)));
out(m.go("run"), m.state);
const parser = {
  text: "k1=v1;k2=v2",
  pos: 0,
  peek() {
    return this.text[this.pos];
  },
  take(f: (c: string) => boolean) {
    let r = "";
    for (let c = this.peek(); c !== undefined && f(c); c = this.peek()) {
      r += c;
      this.pos++;
      op(0);
    }
    return r;
  },
  all() {
    const r: [string, string][] = [];
    for (;;) {
      const k = this.take((c) => c !== "=");
      this.pos++;
      const v = this.take((c) => c !== ";");
      r.push([k, v]);
      if (this.peek() === undefined) break;
      this.pos++;
    }
    return r;
  },
};
out(parser.all());
const undo: (() => void)[] = [];
let doc = "";
const type = (s: string) => {
  const before = doc;
  undo.push(() => {
    doc = before;
  });
  doc += op(s);
};
type("a");
type("b");
type("c");
undo.pop()!();
out(doc);
undo.pop()!();
out(doc);
const reducer = (s: { n: number }, a: { t: "inc" | "add"; by?: number }) => {
  switch (a.t) {
    case "inc":
      return { ...s, n: s.n + 1 };
    case "add":
      return { ...s, n: s.n + op(a.by ?? 0) };
  }
};
out([{ t: "inc" as const }, { t: "add" as const, by: 5 }].reduce(reducer, { n: 0 }));
class Obs<T> {
  private subs = new Set<(v: T) => void>();
  sub(f: (v: T) => void) {
    this.subs.add(f);
    return () => this.subs.delete(f);
  }
  next(v: T) {
    for (const s of [...this.subs]) s(op(v));
  }
  map<U>(f: (v: T) => U) {
    const o = new Obs<U>();
    this.sub((v) => o.next(f(v)));
    return o;
  }
}
const src = new Obs<number>();
const un = src.map((x) => x * 2).sub((v) => out("got", v));
src.next(1);
src.next(2);
un();
src.next(3);
