type Value =
  | number
  | string
  | boolean
  | null
  | Value[]
  | ((...args: Value[]) => Value)
  | { macro: (form: Value[]) => Value };
const symbols = new Map<string, symbol>();
class Scope2 {
  #vars = new Map<string, Value>();
  constructor(readonly parent?: Scope2) {}
  find(name: string): Scope2 {
    if (this.#vars.has(name)) return this;
    if (!this.parent) throw new ReferenceError(`unbound ${name}`);
    return this.parent.find(name);
  }
  get(name: string): Value {
    return this.find(name).#vars.get(name)!;
  }
  set(name: string, v: Value) {
    this.find(name).#vars.set(name, v);
  }
  define(name: string, v: Value) {
    this.#vars.set(name, v);
    return v;
  }
  get depth(): number {
    return 1 + (this.parent?.depth ?? 0);
  }
}
class Sym {
  static #all = new Map<string, Sym>();
  private constructor(readonly name: string) {}
  static of(name: string) {
    return Sym.#all.get(name) ?? (Sym.#all.set(name, new Sym(name)), Sym.#all.get(name)!);
  }
  toString() {
    return this.name;
  }
}
function read(source: string): any[] {
  const tokens = source.match(/'|\(|\)|"(?:[^"\\]|\\.)*"|[^\s()']+/g) ?? [];
  let i = 0;
  const form = (): any => {
    const t = tokens[i++];
    switch (t) {
      case undefined:
        throw new SyntaxError("unexpected end");
      case "'":
        return [Sym.of("quote"), form()];
      case ")":
        throw new SyntaxError("unexpected )");
      case "(": {
        const list: any[] = [];
        while (tokens[i] !== ")") {
          if (i >= tokens.length) throw new SyntaxError("missing )");
          list.push(form());
        }
        i++;
        return list;
      }
      default:
        if (t.startsWith('"')) return JSON.parse(t);
        if (t === "#t" || t === "#f") return t === "#t";
        return isNaN(+t) ? Sym.of(t) : +t;
    }
  };
  const forms = [];
  while (i < tokens.length) forms.push(form());
  return forms;
}
const print2 = (v: any): string =>
  v === null
    ? "nil"
    : Array.isArray(v)
      ? `(${v.map(print2).join(" ")})`
      : typeof v === "function"
        ? `<${v.name || "lambda"}>`
        : typeof v === "string"
          ? JSON.stringify(v)
          : typeof v === "boolean"
            ? v
              ? "#t"
              : "#f"
            : String(v);
class Escape {
  constructor(
    readonly id: object,
    readonly value: Value,
  ) {}
}
function evaluate(x: any, env: Scope2): any {
  for (;;) {
    if (x instanceof Sym) return env.get(x.name);
    if (!Array.isArray(x)) return x;
    if (x.length === 0) return null;
    const [head, ...rest] = x;
    if (head instanceof Sym)
      switch (head.name) {
        case "quote":
          return rest[0];
        case "if":
          x = evaluate(rest[0], env) !== false ? rest[1] : (rest[2] ?? null);
          continue;
        case "define":
          if (Array.isArray(rest[0])) {
            const [name, ...params] = rest[0];
            return env.define(name.name, lambda(params, rest.slice(1), env, name.name));
          }
          return env.define(rest[0].name, evaluate(rest[1], env));
        case "set!":
          env.set(rest[0].name, evaluate(rest[1], env));
          return null;
        case "lambda":
          return lambda(rest[0], rest.slice(1), env);
        case "let": {
          const inner = new Scope2(env);
          for (const [n, v] of rest[0]) inner.define(n.name, evaluate(v, env));
          for (const e of rest.slice(1, -1)) evaluate(e, inner);
          x = rest.at(-1);
          env = inner;
          continue;
        }
        case "begin":
          for (const e of rest.slice(0, -1)) evaluate(e, env);
          x = rest.at(-1);
          continue;
        case "and": {
          let v: any = true;
          for (const e of rest) if ((v = evaluate(e, env)) === false) break;
          return v;
        }
        case "or": {
          let v: any = false;
          for (const e of rest) if ((v = evaluate(e, env)) !== false) break;
          return v;
        }
        case "while":
          while (evaluate(rest[0], env) !== false) for (const e of rest.slice(1)) evaluate(e, env);
          return null;
        case "call/cc": {
          const id = {};
          try {
            return evaluate(
              rest[0],
              env,
            )((v: Value) => {
              throw new Escape(id, v);
            });
          } catch (e) {
            if (e instanceof Escape && e.id === id) return e.value;
            throw e;
          }
        }
      }
    const f = evaluate(head, env);
    const args = rest.map((e) => evaluate(e, env));
    if (typeof f !== "function") throw new TypeError(`${print2(f)} is not a function`);
    if (f.tail) {
      [x, env] = f.tail(args);
      continue;
    }
    return f(...args);
  }
}
function lambda(params: Sym[], body: any[], env: Scope2, name = "") {
  const bind = (args: Value[]): [any, Scope2] => {
    if (args.length !== params.length)
      throw new RangeError(`${name || "lambda"} takes ${params.length}, got ${args.length}`);
    const inner = new Scope2(env);
    params.forEach((p, i) => inner.define(p.name, op(args[i]!)));
    return [body.length === 1 ? body[0] : [Sym.of("begin"), ...body], inner];
  };
  const f: any = (...args: Value[]) => evaluate(...bind(args));
  Object.defineProperty(f, "name", { value: name });
  return Object.assign(f, { tail: bind });
}
const globalScope = new Scope2();
const arith =
  (f: (a: number, b: number) => number) =>
  (...xs: any[]) =>
    xs.reduce((a, b) => f(a, b));
for (const [n, f] of Object.entries({
  "+": arith((a, b) => a + b),
  "-": (...xs: number[]) => (xs.length === 1 ? -xs[0]! : xs.reduce((a, b) => a - b)),
  "*": arith((a, b) => a * b),
  "<": (a: any, b: any) => a < b,
  "=": (a: any, b: any) => a === b,
  list: (...xs: any[]) => xs,
  car: ([a]: any) => a ?? null,
  cdr: ([, ...r]: any) => r,
  cons: (a: any, b: any) => [a, ...(b ?? [])],
  "null?": (l: any) => l === null || l.length === 0,
  map: (f: any, l: any) => l.map((x: any) => f(x)),
  filter: (f: any, l: any) => l.filter((x: any) => f(x) !== false),
  fold: (f: any, z: any, l: any) => l.reduce((a: any, b: any) => f(a, b), z),
  print: (x: any) => (out(">", print2(x)), null),
  error: (m: string) => {
    throw new Error(m);
  },
}))
  globalScope.define(n, f as any);
const run2 = (source: string) => {
  try {
    let v: any = null;
    for (const form of read(source)) v = evaluate(form, globalScope);
    out(print2(v));
  } catch (e) {
    out(String(e));
  }
};
for (const s of [
  "(+ 1 2 (* 3 4))",
  "(define (fact n) (if (< n 2) 1 (* n (fact (- n 1))))) (fact 10)",
  "(define (loop n acc) (if (= n 0) acc (loop (- n 1) (+ acc n)))) (loop 300 0)",
  "(define (compose f g) (lambda (x) (f (g x)))) ((compose (lambda (x) (* x 2)) (lambda (x) (+ x 1))) 5)",
  "(map (lambda (x) (* x x)) '(1 2 3))",
  "(let ((x 2) (y 3)) (define z (+ x y)) (list x y z))",
  "(define counter ((lambda (n) (lambda () (set! n (+ n 1)) n)) 0)) (counter) (counter)",
  "(fold + 0 (filter (lambda (x) (< x 4)) '(1 5 2 7 3)))",
  "(call/cc (lambda (k) (+ 1 (k 42))))",
  "(define (find p l) (call/cc (lambda (return) (map (lambda (x) (if (p x) (return x) #f)) l) 'none))) (list (find (lambda (x) (< 3 x)) '(1 4 9)) (find (lambda (x) (< 30 x)) '(1 4 9)))",
  '(and 1 #f (error "never"))',
  '(or #f 7 (error "never"))',
  "(define i 0) (while (< i 3) (print i) (set! i (+ i 1))) i",
  "(undefined-thing)",
  "(fact 1 2)",
  "(5 5)",
  "(1 (",
  ")",
  '(error "boom")',
  '\'(a "b" #t (c))',
  "(begin)",
  "()",
  "fact",
  "(cons 1 (cdr (list 9 8)))",
])
  run2(s);
out(globalScope.depth, symbols.size);
