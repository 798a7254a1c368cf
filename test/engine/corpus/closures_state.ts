const bank = (() => {
  let id = 0;
  const accounts = new Map<number, ReturnType<typeof open>>();
  function open(balance = 0) {
    const log: string[] = [];
    const me = {
      id: ++id,
      deposit(n: number) {
        balance += op(n);
        log.push(`+${n}`);
        return me;
      },
      withdraw(n: number) {
        if (n > balance) throw new RangeError(`only ${balance}`);
        balance -= n;
        log.push(`-${n}`);
        return me;
      },
      get balance() {
        return balance;
      },
      history: () => log.join(" "),
      transfer: (to: number, n: number) => {
        me.withdraw(n);
        try {
          accounts.get(to)!.deposit(n);
        } catch (e) {
          balance += n;
          log.push("undo");
          throw e;
        }
        return me;
      },
    };
    accounts.set(me.id, me);
    return me;
  }
  return { open, total: () => [...accounts.values()].reduce((s, a) => s + a.balance, 0) };
})();
const a = bank.open(100),
  b = bank.open();
a.deposit(50).transfer(b.id, 30).withdraw(20);
for (const f of [() => a.withdraw(1000), () => a.transfer(99, 10), () => b.transfer(a.id, 31)])
  try {
    f();
  } catch (e) {
    out(e);
  }
out(a.balance, b.balance, a.history(), b.history(), bank.total(), (a as any).log);
const store = <S>(reduce: (s: S, action: any) => S, state: S) => {
  const subs = new Set<(s: S) => void>();
  return {
    get: () => state,
    dispatch(action: any): any {
      if (typeof action === "function") return action(this.dispatch.bind(this), this.get);
      state = reduce(state, op(action));
      for (const f of subs) f(state);
      return action;
    },
    subscribe(f: (s: S) => void) {
      subs.add(f);
      return () => subs.delete(f);
    },
  };
};
const todo = store<{ items: string[]; n: number }>(
  (s, { type, text }) =>
    (
      ({
        add: () => ({ ...s, items: [...s.items, text], n: s.n + 1 }),
        clear: () => ({ ...s, items: [] }),
      }) as any
    )[type]?.() ?? s,
  { items: [], n: 0 },
);
const seen: unknown[] = [];
const off = todo.subscribe((s) => seen.push(s.items.length));
todo.dispatch({ type: "add", text: "one" });
todo.dispatch((d: any, get: any) => {
  d({ type: "add", text: `two of ${get().n}` });
  return "thunk";
});
todo.dispatch({ type: "nope" });
out(off(), off(), todo.dispatch({ type: "clear" }).type, todo.get(), seen);
const lru = <K, V>(max: number) => {
  const m = new Map<K, V>();
  return {
    get(k: K) {
      if (!m.has(k)) return undefined;
      const v = m.get(k)!;
      m.delete(k);
      m.set(k, v);
      return v;
    },
    set(k: K, v: V) {
      m.delete(k);
      m.set(k, op(v));
      if (m.size > max) m.delete(m.keys().next().value!);
      return this;
    },
    keys: () => [...m.keys()].join(""),
  };
};
const c = lru<string, number>(3).set("a", 1).set("b", 2).set("c", 3);
out(c.get("a"), c.set("d", 4).keys(), c.get("b"), c.set("c", 9).keys());
const events = () => {
  const on: Record<string, Function[]> = {};
  return {
    on: (e: string, f: Function) => (
      (on[e] ??= []).push(f),
      () => {
        on[e] = on[e]!.filter((g) => g !== f);
      }
    ),
    emit: (e: string, ...x: unknown[]) => (on[e] ?? []).map((f) => f(...x)),
    once(e: string, f: Function) {
      const stop = this.on(e, (...x: unknown[]) => (stop(), f(...x)));
    },
  };
};
const ev = events();
const stop = ev.on("x", (v: number) => op(v * 2));
ev.once("x", (v: number) => `once ${v}`);
ev.on("x", (v: number) => {
  if (v === 3) ev.on("x", () => "late");
  return v;
});
out(ev.emit("x", 1), ev.emit("x", 3), (stop(), ev.emit("x", 4)), ev.emit("none"));
const lazy = <T>(make: () => T) => {
  let get = () => {
    const v = make();
    get = () => v;
    return v;
  };
  return () => get();
};
let made = 0;
const l = lazy(() => op({ n: ++made }));
out(l() === l(), made, l().n);
const pipe =
  (...fs: any[]) =>
  (x: any) =>
    fs.reduce((v, f) => f(v), x);
const partial =
    (f: any, ...p: any[]) =>
    (...q: any[]) =>
      f(...p, ...q),
  flip = (f: any) => (x: any, y: any) => f(y, x),
  tap = (f: any) => (x: any) => (f(x), x);
out(
  pipe(
    (x: number) => x + 1,
    tap((x: number) => seen.push(x)),
    partial((p: number, q: number) => p * q, 3),
    String,
  )(4),
  flip((x: number, y: number) => x - y)(1, op(10)),
  seen.at(-1),
);
const undo = <T>(value: T) => {
  const past: T[] = [],
    future: T[] = [];
  return {
    do(v: T) {
      past.push(value);
      value = op(v);
      future.length = 0;
      return this;
    },
    undo() {
      if (past.length) {
        future.push(value);
        value = past.pop()!;
      }
      return this;
    },
    redo() {
      if (future.length) {
        past.push(value);
        value = future.pop()!;
      }
      return this;
    },
    get value() {
      return value;
    },
  };
};
out(
  undo(1).do(2).do(3).undo().undo().redo().value,
  undo("a").undo().redo().value,
  undo(0).do(1).undo().do(5).redo().value,
);
const observable = (target: any, seen: string[]) => {
  const o: any = {};
  for (const k of Object.keys(target))
    Object.defineProperty(o, k, {
      enumerable: true,
      get: () => (seen.push(`get ${k}`), op(target[k])),
      set: (v) => {
        seen.push(`set ${k}`);
        target[k] = v;
      },
    });
  return o;
};
const log: string[] = [],
  o = observable({ x: 1, y: 2 }, log);
o.x += o.y;
o.y++;
({ x: o.y } = o);
[o.x, o.y] = [o.y, o.x];
out({ ...o }, log.splice(0));
const y = (f: any) => ((x: any) => f((v: any) => x(x)(v)))((x: any) => f((v: any) => x(x)(v)));
out(
  y((self: any) => (n: number) => (n < 2 ? 1 : n * self(op(n - 1))))(8),
  ((f) => f(f, 5))((f: any, n: number): number => (n === 0 ? 0 : n + f(f, n - 1))),
);
const trampoline =
  (f: any) =>
  (...x: any[]) => {
    let r = f(...x);
    while (typeof r === "function") r = r();
    return r;
  };
out(
  trampoline(function sum(n: number, acc = 0): any {
    return n === 0 ? acc : () => sum(n - 1, acc + op(n));
  })(200),
  trampoline(function even(n: number): any {
    return n === 0 ? true : () => odd(n - 1);
  })(101),
);
function odd(n: number): any {
  return n === 0 ? false : () => (n - 1 === 0 ? true : () => odd(n - 2));
}
