type Token = { kind: "num" | "id" | "op" | "end"; text: string; at: number };
class SyntaxProblem extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(`${message} at ${at}`);
    this.name = "SyntaxProblem";
  }
}
function* lex(source: string): Generator<Token> {
  const re = /\s*(?:(\d+(?:\.\d+)?(?:e[+-]?\d+)?)|([a-z_]\w*)|(\*\*|[-+*/%(),=!?:<>]|&&|\|\|))/iy;
  while (re.lastIndex < source.length) {
    const from = re.lastIndex,
      m = re.exec(source);
    if (!m) {
      if (source.slice(from).trim() === "") break;
      throw new SyntaxProblem(`unexpected ${JSON.stringify(source.slice(from).trim()[0])}`, from);
    }
    yield { kind: m[1] ? "num" : m[2] ? "id" : "op", text: op(m[1] ?? m[2] ?? m[3]!), at: from };
  }
  yield { kind: "end", text: "end", at: source.length };
}
type Expr = { eval(env: Env): number; toString(): string };
type Env = Map<string, number | ((...a: number[]) => number)>;
const num = (v: number): Expr => ({ eval: () => v, toString: () => String(v) });
const binary = (o: string, l: Expr, r: Expr): Expr => ({
  eval(env) {
    if (o === "&&") return l.eval(env) && r.eval(env);
    if (o === "||") return l.eval(env) || r.eval(env);
    const [a, b] = [l.eval(env), r.eval(env)];
    switch (o) {
      case "+":
        return a + b;
      case "-":
        return a - b;
      case "*":
        return a * b;
      case "/":
        if (b === 0) throw new RangeError("division by zero");
        return a / b;
      case "%":
        return a % b;
      case "**":
        return a ** op(b);
      case "<":
        return +(a < b);
      case ">":
        return +(a > b);
      default:
        throw new Error(`operator ${o}`);
    }
  },
  toString: () => `(${l} ${o} ${r})`,
});
const LEVELS: readonly (readonly string[])[] = [["||"], ["&&"], ["<", ">"], ["+", "-"], ["*", "/", "%"]];
class Parser {
  #tokens: Token[];
  #i = 0;
  constructor(source: string) {
    this.#tokens = [...lex(source)];
  }
  get #now() {
    return this.#tokens[this.#i]!;
  }
  #take(text: string): boolean {
    if (this.#now.kind !== "op" || this.#now.text !== text) return false;
    this.#i++;
    return true;
  }
  #need(text: string) {
    if (!this.#take(text)) throw new SyntaxProblem(`expected ${text}, got ${this.#now.text}`, this.#now.at);
  }
  parse(): Expr {
    const e = this.#assign();
    if (this.#now.kind !== "end") throw new SyntaxProblem(`left over ${this.#now.text}`, this.#now.at);
    return e;
  }
  #assign(): Expr {
    const start = this.#i;
    if (this.#now.kind === "id") {
      const { text } = this.#now;
      this.#i++;
      if (this.#take("=")) {
        const value = this.#assign();
        return {
          eval(env) {
            const v = value.eval(env);
            env.set(text, v);
            return v;
          },
          toString: () => `${text} = ${value}`,
        };
      }
      this.#i = start;
    }
    return this.#conditional();
  }
  #conditional(): Expr {
    const c = this.#level(0);
    if (!this.#take("?")) return c;
    const a = this.#assign();
    this.#need(":");
    const b = this.#assign();
    return { eval: (env) => (c.eval(env) ? a : b).eval(env), toString: () => `(${c} ? ${a} : ${b})` };
  }
  #level(n: number): Expr {
    if (n === LEVELS.length) return this.#unary();
    let left = this.#level(n + 1);
    loop: for (;;) {
      for (const o of LEVELS[n]!)
        if (this.#take(o)) {
          left = binary(o, left, this.#level(n + 1));
          continue loop;
        }
      return left;
    }
  }
  #unary(): Expr {
    if (this.#take("-")) {
      const e = this.#unary();
      return { eval: (env) => -e.eval(env), toString: () => `-${e}` };
    }
    if (this.#take("!")) {
      const e = this.#unary();
      return { eval: (env) => +!e.eval(env), toString: () => `!${e}` };
    }
    const base = this.#primary();
    return this.#take("**") ? binary("**", base, this.#unary()) : base;
  }
  #primary(): Expr {
    const t = this.#now;
    this.#i++;
    if (t.kind === "num") return num(Number(t.text));
    if (t.kind === "id") {
      if (!this.#take("("))
        return {
          eval(env) {
            const v = env.get(t.text);
            if (typeof v !== "number") throw new ReferenceError(`${t.text} is not a number`);
            return v;
          },
          toString: () => t.text,
        };
      const args: Expr[] = [];
      if (!this.#take(")")) {
        do args.push(this.#assign());
        while (this.#take(","));
        this.#need(")");
      }
      return {
        eval(env) {
          const f = env.get(t.text);
          if (typeof f !== "function") throw new TypeError(`${t.text} is not a function`);
          return f(...args.map((a) => a.eval(env)));
        },
        toString: () => `${t.text}(${args.join(", ")})`,
      };
    }
    if (t.kind === "op" && t.text === "(") {
      const e = this.#assign();
      this.#need(")");
      return e;
    }
    throw new SyntaxProblem(`unexpected ${t.text}`, t.at);
  }
}
const env: Env = new Map<string, any>([
  ["pi", 3.14159],
  ["max", Math.max],
  ["sum", (...a: number[]) => a.reduce((x, y) => x + op(y), 0)],
  [
    "fib",
    function fib(n: number): number {
      return n < 2 ? n : fib(n - 1) + fib(n - 2);
    },
  ],
]);
for (const source of [
  "1 + 2 * 3",
  "(1 + 2) * 3",
  "2 ** 3 ** 2",
  "-2 ** 2",
  "10 - 4 - 3",
  "x = y = 5",
  "x * y + 1",
  "max(1, sum(2, 3, x), 4)",
  "fib(15)",
  "1 < 2 && 3 > 4 || 7",
  "x > 3 ? x * 10 : 0",
  "!0 + !5",
  "sum()",
  "1.5e2 / 4 % 7",
  "z",
  "1 +",
  "(1",
  "1 2",
  "3 $ 4",
  "max(1,)",
  "5 / 0",
  "pi(1)",
  "nope(2)",
  "a = b = c",
  "",
  "1 ? 2 : 3 ? 4 : 5",
])
  try {
    const tree = new Parser(source).parse();
    out(source, "=>", String(tree), "=", tree.eval(env));
  } catch (e) {
    out(source, "!!", e, (e as SyntaxProblem).at);
  }
out([...env.keys()]);
