for (const v of [
  undefined,
  null,
  0,
  "",
  NaN,
  false,
  Symbol("s"),
  5n,
  { a: 1 },
  [1],
  () => 1,
  new Error("e"),
  new (class Custom {
    x = 1;
  })(),
]) {
  try {
    try {
      throw op(v);
    } finally {
      op(0);
    }
  } catch (e) {
    out(typeof e, e === v || Number.isNaN(e));
  }
}
try {
  try {
    throw 1;
  } catch (a) {
    try {
      throw op(2);
    } catch (b) {
      throw [a, b];
    }
  }
} catch (c) {
  out(c);
}
const e0 = new Error("msg", { cause: op("why") });
out(e0.cause, e0.message, "cause" in new Error("x"), Object.prototype.hasOwnProperty.call(e0, "message"));
class Base extends Error {
  constructor(
    m: string,
    public readonly extra: number,
  ) {
    super(m);
    Object.setPrototypeOf(this, new.target.prototype);
    this.name = this.constructor.name;
  }
}
class Leaf extends Base {
  constructor() {
    super("leaf" + op(1), 7);
  }
  override get message() {
    return "overridden";
  }
}
try {
  throw new Base("b", op(2));
} catch (e) {
  if (e instanceof Leaf) out("leaf");
  else if (e instanceof Base) out(e.name, e.message, e.extra);
}
const agg = new AggregateError([new Error("1"), op(2)], "many");
out(agg.errors.length, agg.message, agg instanceof Error);
out(
  String(new TypeError("t")),
  new RangeError("r").toString(),
  Object.prototype.toString.call(new Error()),
  Error("no new").message,
  [new SyntaxError("s")].map((e) => e.name),
);
const wrap = (f: () => void) => {
  try {
    f();
    return "none";
  } catch (e: unknown) {
    return e instanceof Error
      ? e.message
      : typeof e === "object" && e !== null && "code" in e
        ? (e as any).code
        : String(e);
  }
};
out(
  wrap(() => {
    throw { code: op(42) };
  }),
  wrap(() => {
    throw "str";
  }),
  wrap(() => {
    null!.x;
  }),
  wrap(() => undefined),
);
