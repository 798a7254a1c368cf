function iter(n: number, log: string[]) {
  let i = 0;
  return {
    [Symbol.iterator]() {
      log.push("it");
      return this;
    },
    next() {
      log.push("n" + op(i));
      return { done: i >= n, value: i++ };
    },
    return(v?: any) {
      log.push("r");
      op(0);
      return { done: true, value: v };
    },
  };
}
let log: string[] = [];
out([...iter(3, log)], log);
log = [];
const [a, b] = iter(5, log);
out(a, b, log);
log = [];
const [c, ...d] = iter(3, log);
out(c, d, log);
log = [];
for (const x of iter(3, log)) {
  if (x === 1) break;
}
out(log);
log = [];
try {
  for (const x of iter(3, log)) {
    throw new Error("t" + op(x));
  }
} catch (e) {
  out((e as Error).message, log);
}
log = [];
const f = (...xs: number[]) => xs;
out(f(0, ...iter(2, log), 9), log);
log = [];
const [p = op(7), q = op(8)] = iter(1, log);
out(p, q, log);
try {
  for (const x of { [Symbol.iterator]: () => ({ next: () => 5 }) } as any) out(x);
} catch (e) {
  out((e as Error).message);
}
try {
  for (const x of 5 as any) out(x);
} catch (e) {
  out((e as Error).message);
}
try {
  for (const x of { [Symbol.iterator]: () => 1 } as any) out(x);
} catch (e) {
  out((e as Error).message);
}
class Tree {
  constructor(
    public v: number,
    public l?: Tree,
    public r?: Tree,
  ) {}
  [Symbol.iterator](): Iterator<number> {
    const stack: Tree[] = [];
    let cur: Tree | undefined = this;
    return {
      next: () => {
        while (cur) {
          stack.push(cur);
          cur = cur.l;
        }
        const t = stack.pop();
        if (!t) return { done: true, value: undefined };
        cur = t.r;
        return { done: false, value: op(t.v) };
      },
    };
  }
}
out([...new Tree(4, new Tree(2, new Tree(1), new Tree(3)), new Tree(6))]);
for (const v of new Tree(1)) out(v);
out(Math.max(...new Tree(5, new Tree(9))));
out(new Map([[1, 2]])[Symbol.iterator]().next().value);
log = [];
outer: for (const x of iter(3, log))
  for (const y of iter(3, log)) {
    if (y === 1) continue outer;
    if (x === 2) break outer;
  }
out(log.join(" "));
log = [];
function early() {
  for (const x of iter(3, log)) for (const y of iter(2, log)) if (x + y === 2) return [x, y];
  return null;
}
out(early(), log.join(" "));
log = [];
function finr() {
  try {
    for (const x of iter(9, log)) {
      if (x === 1) return op("v");
    }
  } finally {
    log.push("fin");
  }
  return 0;
}
out(finr(), log.join(" "));
