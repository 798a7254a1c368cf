/** Small deterministic generator of numbers (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A random program that ends: loops are bounded, and functions call only those declared before them. It prints as it goes, and its
 * operations (`op`) stand in every kind of place.
 */
export function randomProgram(seed: number): string {
  return new Generator(numbers(seed)).program();
}

/** What generated programs use: texts of values, and an iterator of their own that says when it is closed. */
const PRELUDE = `function show(v: any): string {
  return typeof v === "object" || typeof v === "function" ? JSON.stringify(v) ?? "fn" : String(v);
}
function range(n: number) {
  let i = 0;
  return {
    [Symbol.iterator]() { return this; },
    next() { return op({ done: i >= n, value: i++ }); },
    return() { out("closed", op(i)); return {}; },
  };
}`;

interface Scope {
  readonly names: string[];
  /** Names that may be assigned to. */
  readonly mutable: string[];
  readonly functions: { name: string; arity: number }[];
  readonly labels: string[];
  loop: boolean;
  inFunction: boolean;
  depth: number;
}

class Generator {
  private next = 0;

  constructor(private readonly random: () => number) {}

  program(): string {
    const scope: Scope = {
      names: [],
      mutable: [],
      functions: [],
      labels: [],
      loop: false,
      inFunction: false,
      depth: 0,
    };
    const parts: string[] = [PRELUDE];
    for (let i = 0; i < 3; i++) parts.push(this.functionDeclaration(scope));
    for (let i = 0; i < 8; i++) parts.push(this.statement(scope));
    parts.push(`out(${scope.names.join(",")});`);
    return parts.join("\n");
  }

  private int(n: number): number {
    return Math.floor(this.random() * n);
  }

  private pick<T>(items: readonly T[]): T {
    return items[this.int(items.length)]!;
  }

  private name(prefix: string): string {
    return `${prefix}${this.next++}`;
  }

  private inner(scope: Scope, change: Partial<Scope> = {}): Scope {
    return {
      names: [...scope.names],
      mutable: [...scope.mutable],
      functions: [...scope.functions],
      labels: [...scope.labels],
      loop: scope.loop,
      inFunction: scope.inFunction,
      depth: scope.depth + 1,
      ...change,
    };
  }

  private block(scope: Scope, change: Partial<Scope> = {}): string {
    const own = this.inner(scope, change);
    const count = 1 + this.int(3);
    return `{ ${Array.from({ length: count }, () => this.statement(own)).join(" ")} }`;
  }

  private functionDeclaration(scope: Scope): string {
    const name = this.name("f");
    const params = Array.from({ length: this.int(3) }, () => this.name("p"));
    const own = this.inner(scope, { loop: false, labels: [], inFunction: true });
    own.names.push(...params);
    own.mutable.push(...params);
    const body = Array.from({ length: 1 + this.int(3) }, () => this.statement(own)).join(" ");
    const text = `function ${name}(${params.map((p) => (this.int(4) === 0 ? `${p} = ${this.expression(scope, 1)}` : p)).join(", ")}) { ${body} return ${this.expression(own, 2)}; }`;
    scope.functions.push({ name, arity: params.length });
    return text;
  }

  private statement(scope: Scope): string {
    const deep = scope.depth > 2;
    switch (this.int(deep ? 7 : 20)) {
      case 0:
      case 1:
      case 2: {
        const name = this.name("v");
        const text = `let ${name} = ${this.expression(scope, 2)};`;
        scope.names.push(name);
        scope.mutable.push(name);
        return text;
      }
      case 3:
        return `out(${this.expression(scope, 2)});`;
      case 4:
        return `${this.expression(scope, 3)};`;
      case 5:
        return this.jump(scope);
      case 6: {
        const [a, b] = [this.name("d"), this.name("d")];
        const text = this.pick([
          `const [${a}, ${b} = ${this.expression(scope, 1)}] = [${this.expression(scope, 1)}];`,
          `const { x: ${a}, y: ${b} = ${this.expression(scope, 1)} } = { x: ${this.expression(scope, 1)} } as any;`,
          `const [${a}, ...${b}] = op([${this.expression(scope, 1)}, 2, 3]);`,
          `const [${a}, ${b}] = range(${this.int(3)});`,
        ]);
        scope.names.push(a, b);
        return text;
      }
      case 7:
      case 8:
        return `if (${this.expression(scope, 2)}) ${this.block(scope)}${this.int(2) ? ` else ${this.block(scope)}` : ""}`;
      case 9:
      case 10: {
        const i = this.name("i");
        const label = this.int(3) === 0 ? this.name("L") : undefined;
        const body = this.inner(scope, {
          loop: true,
          labels: [...scope.labels, ...(label === undefined ? [] : [label])],
        });
        body.names.push(i);
        return `${label === undefined ? "" : `${label}: `}for (let ${i} = 0; ${i} < ${1 + this.int(3)}; ${i}++) ${this.block(body)}`;
      }
      case 11: {
        const x = this.name("x");
        const body = this.inner(scope, { loop: true });
        body.names.push(x);
        const source = this.pick([
          "[1, 2, 3]",
          "op([4, 5])",
          "new Set([6, 7])",
          "new Map([[8, 9]]).keys()",
          '"ab"',
        ]);
        return `for (const ${x} of ${source}) ${this.block(body)}`;
      }
      case 12: {
        const n = this.name("w");
        return `let ${n} = 0; while (${n}++ < ${1 + this.int(3)} && op(true)) ${this.block(scope, { loop: true })}`;
      }
      case 13:
      case 14:
      case 15: {
        const e = this.name("e");
        const handler = this.inner(scope);
        handler.names.push(e);
        const parts = [`try ${this.block(scope)}`];
        const kind = this.int(3);
        if (kind !== 0) parts.push(`catch (${e}) ${this.block(handler)}`);
        if (kind !== 1) parts.push(`finally ${this.block(scope, { loop: scope.loop })}`);
        return parts.join(" ");
      }
      case 16: {
        const cases = [0, 1, 2].map(
          (n) =>
            `case ${this.int(2) ? n : `op(${n})`}: ${this.statement(this.inner(scope))} ${this.int(2) ? "break;" : ""}`,
        );
        return `switch (${this.expression(scope, 1)}) { ${cases.map((each) => each.replace(/let (\w+) =/g, "var $1 =").replace(/const (\[|\{)/g, "var $1")).join(" ")} default: out("default"); }`;
      }
      case 17:
        return scope.depth < 2 ? this.functionDeclaration(scope) : `out(${this.expression(scope, 1)});`;
      case 18: {
        const c = this.name("C");
        const n = this.name("o");
        const own = this.inner(scope, { inFunction: true, loop: false, labels: [] });
        const text = `class ${c} { a = ${this.expression(scope, 1)}; #b = ${this.expression(scope, 1)}; constructor(p: any) { ${this.statement(this.inner(own))} this.a = [this.a, p]; } m() { this.#b = op([this.#b]); return [this.a, this.#b]; } get g${n}() { ${this.statement(this.inner(own))} return op(this.a); } set g${n}(v) { this.a = [v, op(1)]; } }  const ${n} = new ${c}(${this.expression(scope, 1)}); ${n}.g${n} = 1; ${n}.g${n} ??= 2; out(${n}.m(), ${n}.g${n}, ${n});`;
        scope.names.push(n);
        return text.replace(/return;/g, "");
      }
      default: {
        const g = this.name("g");
        const text = `const ${g} = (q: any) => { ${scope.mutable.length > 0 ? `${this.pick(scope.mutable)} = ${this.expression(scope, 1)};` : ""} return op(q); };`;
        scope.functions.push({ name: g, arity: 1 });
        return text;
      }
    }
  }

  private jump(scope: Scope): string {
    const guard = `if (op(${this.pick(["true", "false"])}))`;
    const kinds = ["throw"];
    if (scope.loop) kinds.push("break", "continue");
    if (scope.inFunction) kinds.push("return");
    if (scope.labels.length > 0) kinds.push("label");
    switch (this.pick(kinds)) {
      case "break":
        return `${guard} break;`;
      case "continue":
        return `${guard} continue;`;
      case "return":
        return `${guard} return ${this.expression(scope, 1)};`;
      case "label":
        return `${guard} ${this.pick(["break", "continue"])} ${this.pick(scope.labels)};`;
      default:
        return `try { ${guard} throw ${this.expression(scope, 1)}; } catch (e) { out("caught", e); }`;
    }
  }

  private expression(scope: Scope, depth: number): string {
    const leaf = (): string => {
      const kind = this.int(5);
      if (kind < 2 && scope.names.length > 0) return this.pick(scope.names);
      return this.pick([
        "0",
        "1",
        "2",
        '"s"',
        "true",
        "null",
        "undefined",
        "op(3)",
        'op("t")',
        "[1, 2]",
        "({ k: 1 })",
        "1.5",
      ]);
    };
    if (depth <= 0) return leaf();
    const e = (): string => this.expression(scope, depth - 1);
    switch (this.int(17)) {
      case 0:
        return `op(${e()})`;
      case 1:
        return `(show(${e()}) + show(${e()}))`;
      case 2:
        return `(${e()} ${this.pick(["===", "!==", "&&", "||", "??"])} ${this.pick(["", "!"])}${this.pick(["(", "(0, "])}${e()}))`;
      case 3:
        return `(${e()} ? ${e()} : ${e()})`;
      case 4:
        return `[${e()}, ...op([${e()}]), ${e()}]`;
      case 5:
        return `({ a: ${e()}, ["b" + op(1)]: ${e()}, ...({ c: ${e()} }) })`;
      case 6:
        return `\`\${show(${e()})}-\${show(${e()})}\``;
      case 7:
      case 8: {
        const f = scope.functions.length > 0 ? this.pick(scope.functions) : undefined;
        if (f === undefined) return leaf();
        return `${f.name}(${Array.from({ length: f.arity }, e).join(", ")})`;
      }
      case 9:
        return scope.mutable.length > 0 ? `(${this.pick(scope.mutable)} = ${e()})` : leaf();
      case 10:
        return `[1, 2, 3].${this.pick(["map", "filter", "some"])}((x) => ${this.pick(["op(x)", "x", "op(x) > 1", `[x, ${leaf()}]`])})`;
      case 11:
        return `(${e()} as any)?.[${this.pick(["0", '"k"', '"a"', "op(0)"])}]`;
      case 12:
        return `typeof ${leaf()}`;
      case 13:
        return `((a: any, b = ${e()}) => [a, b])(${e()})`;
      case 14:
        return scope.mutable.length > 0 ? `(${this.pick(scope.mutable)} ??= ${e()})` : leaf();
      case 15:
        return `(() => { try { return ${e()}; } finally { out("f"); } })()`;
      default:
        return leaf();
    }
  }
}
