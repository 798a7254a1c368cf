const attempt = (f: () => unknown) => {
  try {
    return f();
  } catch (e) {
    return e;
  }
};
class AppError extends Error {
  override name = "AppError";
  constructor(
    message: string,
    readonly code = op(1),
    options?: any,
  ) {
    super(message, options);
  }
  toJSON() {
    return { code: this.code, message: this.message };
  }
}
class NotFound extends AppError {
  constructor(what: string) {
    super(`${what} not found`, 404);
  }
  override get [Symbol.toStringTag]() {
    return "NotFound";
  }
}
const e = new NotFound("page");
out(
  e instanceof NotFound,
  e instanceof AppError,
  e instanceof Error,
  e.name,
  e.message,
  e.code,
  String(e),
  JSON.stringify(e),
  Object.keys(e),
  Object.prototype.toString.call(e),
  e.constructor.name,
  "stack" in e,
  typeof e.stack,
);
const caused = new Error("outer", { cause: new TypeError("inner", { cause: "root" }) });
const chain: string[] = [];
for (let c: any = caused; c; c = c instanceof Error ? c.cause : undefined) chain.push(op(String(c)));
out(
  chain,
  "cause" in new Error("x"),
  Object.hasOwn(new Error("x", { cause: undefined }), "cause"),
  Object.getOwnPropertyDescriptor(caused, "cause")!.enumerable,
);
const many = new AggregateError([new Error("a"), 2], "several");
out(
  many.errors.map(String),
  many.message,
  many.name,
  many instanceof Error,
  AggregateError.length,
  attempt(() => new AggregateError(5 as any)),
);
for (const C of [Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError]) {
  const x = (C as any)("m");
  out(
    x instanceof C,
    x.name,
    String(x),
    C.prototype.name,
    C.length,
    Object.getPrototypeOf(C) === (C === Error ? Function.prototype : Error),
    x.message,
    Object.hasOwn(x, "message"),
    Object.hasOwn(new C(), "message"),
  );
}
const strange: any = new Error();
for (const [n, m] of [
  ["", ""],
  ["N", ""],
  ["", "M"],
  ["N", "M"],
  [undefined, undefined],
  [5, {}],
] as any[]) {
  strange.name = n;
  strange.message = m;
  out(Error.prototype.toString.call(strange));
}
out(
  Error.prototype.toString.call({ name: "Fake", message: op("msg") }),
  attempt(() => Error.prototype.toString.call(5 as any)),
  Error.prototype.toString.call({}),
);
const thrown = [undefined, null, 0, "", NaN, "text", { a: 1 }, [1], () => 1, Symbol.for("s"), 5n];
out(
  thrown.map((v) => {
    try {
      throw v;
    } catch (x) {
      return Object.is(x, v);
    }
  }),
  thrown.map((v) => {
    try {
      boom(v);
    } catch (x) {
      return typeof x;
    }
  }),
);
const nestedTry = () => {
  const log: unknown[] = [];
  try {
    try {
      throw new AppError("one");
    } catch (x) {
      log.push((x as Error).message);
      throw new AppError("two", 2, { cause: x });
    } finally {
      log.push("f1");
    }
  } catch (x: any) {
    log.push(x.message, x.cause.message, x.code);
    try {
      x.cause = null;
    } catch (y) {
      log.push(y);
    }
    return [log, x.cause];
  } finally {
    log.push("f2");
  }
};
out(nestedTry());
const wrap =
  <A extends unknown[], R>(f: (...a: A) => R) =>
  (...a: A): { ok: R } | { error: string } => {
    try {
      return { ok: f(...a) };
    } catch (x) {
      return { error: x instanceof Error ? x.message : String(x) };
    }
  };
out(
  wrap((x: number) => 10 / op(x))(2),
  wrap(() => (undefined as any).x)(),
  wrap(() => boom("raw"))(),
  wrap(JSON.parse)("[1" as any) !== undefined,
);
const retry = <T>(n: number, f: (i: number) => T): T => {
  for (let i = 1; ; i++)
    try {
      return f(i);
    } catch (x) {
      if (i >= n) throw new AggregateError([x], `after ${i}`);
    }
};
out(
  retry(5, (i) => (i < 3 ? boom(new Error("no")) : op(i))),
  attempt(() => retry(2, (i) => boom(new Error(`no ${i}`)))),
);
const guard = {
  get value() {
    throw new RangeError("getter");
  },
  set value(v) {
    throw new RangeError(`setter ${v}`);
  },
  [Symbol.toPrimitive]() {
    throw new TypeError("primitive");
  },
  toJSON() {
    throw new TypeError("json");
  },
  *[Symbol.iterator]() {
    yield 1;
    throw new Error("iterator");
  },
} as any;
for (const f of [
  () => guard.value,
  () => (guard.value = 1),
  () => guard + 1,
  () => `${guard}`,
  () => JSON.stringify(guard),
  () => [...guard],
  () => {
    for (const x of guard) out("item", x);
  },
  () => new Map(guard),
  () => Math.max(...guard),
  () => {
    const [a, b] = guard;
    return [a, b];
  },
  () => Object.assign({}, guard),
  () => ({ ...guard }),
  () => guard.missing.deep,
])
  out(attempt(f));
function Legacy(this: any, m: string) {
  const x = Reflect.construct(Error, [m], Legacy);
  return Object.assign(x, { legacy: true });
}
Legacy.prototype = Object.create(Error.prototype, {
  name: { value: "Legacy" },
  constructor: { value: Legacy },
});
const l = new (Legacy as any)("old");
out(l instanceof (Legacy as any), l instanceof Error, String(l), l.legacy);
