const drive = (title: string, g: Generator<any, any, any>, ...answers: unknown[]) => {
  const asked: unknown[] = [];
  let r = g.next();
  for (let i = 0; !r.done; i++) {
    asked.push(r.value);
    r = g.next(answers[i % answers.length]);
  }
  out(title, asked, r.value);
};
const f = (...xs: unknown[]) => xs.join("+");
drive(
  "arguments",
  (function* () {
    return f(yield 1, op(yield 2), ...(yield 3), yield 4);
  })(),
  "a",
  "b",
  ["c", "d"],
  "e",
);
drive(
  "array",
  (function* () {
    return [yield 1, , ...(yield 2), yield* [3, 4], yield];
  })(),
  "a",
  "bc",
  0,
  0,
  "z",
);
drive(
  "object",
  (function* () {
    return {
      [yield "k"]: yield "v",
      ...(yield "s"),
      get x() {
        return 1;
      },
      m: yield "m",
    };
  })(),
  "key",
  "value",
  { s: 1 },
  "m!",
);
drive(
  "template",
  (function* () {
    return `${yield 1}-${op(yield 2)}-${yield}`;
  })(),
  "x",
  "y",
  "z",
);
drive(
  "tagged",
  (function* () {
    return ((s: any, ...v: any[]) => s.raw.join("|") + v)`a${yield 1}b${yield 2}`;
  })(),
  5,
  6,
);
drive(
  "binary",
  (function* () {
    return (yield 1) + (yield 2) * op(yield 3) - (yield 4);
  })(),
  1,
  2,
  3,
  4,
);
drive(
  "logical",
  (function* () {
    return (((yield "a") && (yield "b")) || (yield "c")) ?? (yield "d");
  })() as any,
  1,
  0,
  "last",
);
drive(
  "conditional",
  (function* () {
    return (yield "t") ? yield "yes" : yield "no";
  })(),
  false,
  "n",
);
drive(
  "assignment",
  (function* () {
    const o: any = { x: 1 };
    o[yield "key"] = yield "value";
    o.x += yield "add";
    [o.p, o.q = yield "default"] = yield "list";
    return o;
  })(),
  "kk",
  5,
  10,
  [1],
  7,
);
drive(
  "update order",
  (function* () {
    let x = 1;
    x += yield x;
    x = x + (x = yield x);
    return x;
  })(),
  10,
  100,
);
drive(
  "destructuring",
  (function* () {
    const { a = yield "a", [yield "key"]: b = yield "b" } = (yield "source") as any;
    return [a, b];
  })(),
  { z: 3 },
  "A",
  "z",
);
drive(
  "optional",
  (function* () {
    return (yield "o")?.[yield "k"]?.(yield "arg");
  })(),
  { m: (x: unknown) => [x] },
  "m",
  "argument",
);
drive(
  "optional missing",
  (function* () {
    return (yield "o")?.[yield "never"];
  })(),
  null,
);
drive(
  "new",
  (function* () {
    return new (yield "class")(yield "arg").v;
  })(),
  class {
    constructor(readonly v: unknown) {}
  },
  9,
);
drive(
  "class",
  (function* () {
    const C = class extends (yield "parent") {
      static [yield "key"] = op("static");
      [yield "field"]() {
        return super.toString();
      }
    };
    return [(C as any).kk, Object.getOwnPropertyNames(C.prototype)];
  })(),
  Object,
  "kk",
  "mm",
);
drive(
  "switch",
  (function* () {
    switch (yield "subject") {
      case yield "case1":
        return 1;
      case yield "case2":
        return 2;
      default:
        return yield "default";
    }
  })(),
  5,
  4,
  5,
);
drive(
  "for",
  (function* () {
    const seen = [];
    for (let i = yield "init"; i < (yield "test"); i += yield "update") seen.push(i);
    return seen;
  })(),
  0,
  2,
  1,
  2,
  1,
  2,
);
drive(
  "for-of",
  (function* () {
    let s = "";
    for (const x of yield "list") s += x + (yield x);
    return s;
  })(),
  ["p", "q"],
  "-",
  "=",
);
drive(
  "while",
  (function* () {
    let n = 0;
    while (yield n) n++;
    do n += 10;
    while (yield n);
    return n;
  })(),
  true,
  true,
  false,
  true,
  false,
);
drive(
  "throw",
  (function* () {
    try {
      throw yield "what";
    } catch (e) {
      return ["caught", e, yield "more"];
    } finally {
      yield "finally";
    }
  })(),
  "err",
  "m",
  0,
);
drive(
  "return",
  (function* () {
    try {
      return yield "r";
    } finally {
      out("before return", yield "f");
    }
  })(),
  "value",
  "fin",
);
drive(
  "comma",
  (function* () {
    return (yield 1, yield 2, op(3));
  })(),
  0,
);
drive(
  "void and typeof",
  (function* () {
    return [typeof (yield 1), void (yield 2), !(yield 3), -(yield 4), delete (yield 5).x];
  })(),
  "s",
  0,
  0,
  3,
  { x: 1 },
);
drive(
  "in",
  (function* () {
    return [(yield 1) in (yield 2), (yield 3) instanceof (yield 4)];
  })(),
  "a",
  { a: 1 },
  [],
  Array,
);
drive(
  "nested",
  (function* () {
    return [yield yield yield 1];
  })(),
  "a",
  "b",
  "c",
);
drive(
  "delegate",
  (function* () {
    const r: unknown = yield* (function* () {
      const x: unknown = yield "inner";
      return [x, "result"];
    })();
    return [r, yield "outer"];
  })(),
  "X",
  "Y",
);
drive(
  "callbacks keep going",
  (function* () {
    const xs = [];
    for (const x of [1, 2, 3].map((y) => op(y * 2))) xs.push(x + (yield x));
    return xs.reduce((a, b) => a + op(b), 0);
  })(),
  100,
);
function* params(a: any, b = a + 1, { c = b } = {} as any) {
  return [a, b, c, yield];
}
drive("parameters", params(1), "sent");
drive(
  "spread call",
  (function* () {
    return Math.max(...(yield 1), yield 2);
  })(),
  [5, 7],
  6,
);
drive(
  "this",
  function* (this: any) {
    return [this.x, yield this.x, (() => this.x)()];
  }.call({ x: "T" }),
  "s",
);
