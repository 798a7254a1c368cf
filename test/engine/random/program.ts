import { expression } from "./expressions";
import { Choices } from "./numbers";
import { TOP, functionScope, within } from "./scope";
import type { Scope } from "./scope";

/**
 * What generated programs use. `tick` ends one that takes too long; `range` is an iterator that says when it is closed; `show` makes
 * short texts, so that values which contain each other do not grow without bound.
 */
export const COMMON = `let ticks = 0;
const print = (...values) => out(...values);
function tick() { if (++ticks > 400) throw new Error("out of ticks"); }
function show(v) {
  if (v === null) return "null";
  if (Array.isArray(v)) return "A" + v.length;
  return typeof v === "object" || typeof v === "function" ? typeof v : String(v).slice(0, 20);
}
function range(n) {
  let i = 0;
  return {
    [Symbol.iterator]() { return this; },
    next() { tick(); return op({ done: i >= n, value: i++ }); },
    return() { print("closed", op(i)); return {}; },
  };
}
function drive(generator, sent) {
  const seen = [];
  for (const how of ["next", "next", "throw", "next", "return"]) {
    try { const { value, done } = generator[how](sent); seen.push(how, value, done); }
    catch (e) { seen.push("threw", e); }
  }
  return seen;
}
function tag(strings, ...values) { return strings.raw.join("|") + values.map(show).join(); }
`;

/**
 * The statements of a random program that ends: loops are bounded, and functions call only those declared before them. It prints as it
 * goes, and its operations (\`op\`) stand in every kind of place. Plain JavaScript.
 */
export function randomProgram(seed: number): string {
  const c = new Choices(seed);
  const scope = within(TOP, { depth: 0 });
  const first = c.times(2, () => functionDeclaration(c, scope), "\n");
  const rest = c.times(5, () => statement(c, scope), "\n");
  return `${first}\n${rest}\nprint(${scope.names.join(", ")});`;
}

function block(c: Choices, scope: Scope, change: Partial<Scope> = {}, names: readonly string[] = []): string {
  const own = within(scope, change, names);
  const tick = change.loop === true ? "tick(); " : "";
  return `{ ${tick}${c.times(1 + c.int(2), () => statement(c, own))} }`;
}

function functionDeclaration(c: Choices, scope: Scope): string {
  const name = c.name("f");
  const params = Array.from({ length: c.int(3) }, () => c.name("p"));
  const own = functionScope(scope, params);
  const list = params
    .map((p) => (c.once(4) ? `${p} = ${expression(c, { ...scope, inGenerator: false }, 1)}` : p))
    .join(", ");
  const body = c.times(1 + c.int(2), () => statement(c, own));
  scope.functions.push({ name, arity: params.length });
  return `function ${name}(${list}) { tick(); ${body} return ${expression(c, own, 2)}; }`;
}

function generatorDeclaration(c: Choices, scope: Scope): string {
  const name = c.name("gen");
  const p = c.name("p");
  const own = functionScope(scope, [p], true);
  const inner = within(own);
  const body = c.times(1 + c.int(2), () => statement(c, inner));
  const last = `yield ${expression(c, inner, 1)};`;
  scope.generators.push(name);
  const guarded = c.once(2)
    ? `try { ${body} ${last} } finally { ${statement(c, within(own))} }`
    : `${body} ${last}`;
  return `function* ${name}(${p}) { tick(); ${guarded} }`;
}

function statement(c: Choices, scope: Scope): string {
  const e = (depth: number): string => expression(c, scope, depth);
  switch (c.int(scope.depth > 1 ? 9 : 28)) {
    case 0:
    case 1:
    case 2: {
      const name = c.name("v");
      const text = `let ${name} = ${e(2)};`;
      scope.names.push(name);
      scope.mutable.push(name);
      return text;
    }
    case 3:
      return `print(${e(2)});`;
    case 4:
      return `(${e(3)});`;
    case 5:
    case 6:
      return jump(c, scope);
    case 7:
      return destructuring(c, scope);
    case 8:
      return scope.mutable.length === 0 ? `print(${e(1)});` : `${c.pick(scope.mutable)} = ${e(2)};`;
    case 9:
    case 10:
      return `if (${e(2)}) ${block(c, scope)}${c.once(2) ? ` else ${block(c, scope)}` : ""}`;
    case 11:
    case 12:
    case 13:
      return loop(c, scope);
    case 14:
    case 15:
    case 16:
    case 17:
      return guarded(c, scope);
    case 18:
    case 19:
      return switchStatement(c, scope);
    case 20:
      return scope.depth < 2 ? functionDeclaration(c, scope) : `print(${e(1)});`;
    case 21:
      return scope.depth < 2 ? generatorDeclaration(c, scope) : `print(${e(1)});`;
    case 22:
    case 23:
      return classDeclaration(c, scope);
    case 24: {
      const label = c.name("B");
      return `${label}: ${block(c, scope, { blockLabels: [...scope.blockLabels, label] })}`;
    }
    case 25:
      return closures(c, scope);
    case 26:
      return mutation(c);
    default: {
      const g = c.name("g");
      const change =
        scope.mutable.length > 0
          ? `${c.pick(scope.mutable)} = ${expression(c, { ...scope, inGenerator: false }, 1)};`
          : "";
      scope.functions.push({ name: g, arity: 1 });
      return `const ${g} = (q) => { tick(); ${change} return op(q); };`;
    }
  }
}

function destructuring(c: Choices, scope: Scope): string {
  const [a, b] = [c.name("d"), c.name("d")];
  const e = (): string => expression(c, scope, 1);
  const text = c.pick([
    `let [${a}, ${b} = ${e()}] = [${e()}];`,
    `let { x: ${a}, y: ${b} = ${e()} } = { x: ${e()} };`,
    `let { ["x" + op("")]: ${a} = ${e()}, ...${b} } = { z: ${e()}, w: 1 };`,
    `let [${a}, ...${b}] = op([${e()}, 2, 3]);`,
    `let [${a}, ${b}] = range(${c.int(3)});`,
    `let [[${a}] = [${e()}], { k: ${b} } = { k: op(1) }] = [undefined, ${c.pick(["undefined", "{ k: 2 }"])}];`,
  ]);
  scope.names.push(a, b);
  scope.mutable.push(a, b);
  return text;
}

function loop(c: Choices, scope: Scope): string {
  const label = c.once(3) ? c.name("L") : undefined;
  const loopLabels = label === undefined ? scope.loopLabels : [...scope.loopLabels, label];
  const change = { loop: true, inSwitch: false, loopLabels };
  const head = label === undefined ? "" : `${label}: `;
  const i = c.name("i");
  switch (c.int(6)) {
    case 0:
      return `${head}for (let ${i} = 0; ${i} < ${1 + c.int(3)}; ${i}++) ${block(c, scope, change, [i])}`;
    case 1:
      return `let ${i} = 0; ${head}while (${i}++ < ${1 + c.int(3)} && op(true)) ${block(c, scope, change)}`;
    case 2:
      return `let ${i} = 0; ${head}do ${block(c, scope, change)} while (op(${i}++) < ${c.int(3)});`;
    case 3:
      return `${head}for (const ${i} in op({ a: 1, b: 2, 3: 4 })) ${block(c, scope, change, [i])}`;
    case 4: {
      const j = c.name("x");
      const pairs = c.pick(["new Map([[1, 2], [3, 4]])", "[[5, op(6)], [7]]", "Object.entries({ a: 1 })"]);
      return `${head}for (const [${i}, ${j} = ${expression(c, scope, 1)}] of ${pairs}) ${block(c, scope, change, [i, j])}`;
    }
    default: {
      const own = scope.generators.length === 0 ? [] : [`${c.pick(scope.generators)}(1)`];
      const source = c.pick(["[1, 2, 3]", "op([4, 5])", "new Set([6, 7])", '"ab"', "range(3)", ...own]);
      return `${head}for (const ${i} of ${source}) ${block(c, scope, change, [i])}`;
    }
  }
}

function guarded(c: Choices, scope: Scope): string {
  const kind = c.int(3);
  const e = c.name("e");
  const pattern = c.once(3) ? `{ message: ${e} = "none" }` : e;
  const handler = kind === 0 ? "" : ` catch (${pattern}) ${block(c, scope, {}, [e])}`;
  const ending = kind === 1 ? "" : ` finally ${block(c, scope)}`;
  const body = c.once(3) ? `{ ${jump(c, scope)} boom(${expression(c, scope, 1)} ?? 0); }` : block(c, scope);
  const all = `try ${body}${handler}${ending}`;
  return kind === 0 ? `try { ${all} } catch (e) { print("caught", e); }` : all;
}

function switchStatement(c: Choices, scope: Scope): string {
  const own = within(scope, { inSwitch: true });
  const cases = [0, 1, 2].map((n) => {
    const test = c.pick([String(n), `op(${n})`, `"${n}"`, "true"]);
    return `case ${test}: { ${statement(c, within(own))} ${c.once(2) ? "break;" : ""} }`;
  });
  cases.splice(c.int(4), 0, `default: print("default"); ${c.once(3) ? "break;" : ""}`);
  return `switch (${c.once(2) ? `op(${c.int(4)})` : expression(c, scope, 1)}) { ${cases.join(" ")} }`;
}

function jump(c: Choices, scope: Scope): string {
  const guard = `if (op(${c.pick(["true", "false", "ticks % 2 === 0"])}))`;
  const value = (): string => expression(c, scope, 1);
  const kinds = [() => `try { ${guard} throw ${value()}; } catch (e) { print("caught", e); }`];
  if (scope.loop || scope.inSwitch) kinds.push(() => `${guard} break;`);
  if (scope.loop) kinds.push(() => `${guard} continue;`);
  if (scope.inFunction) kinds.push(() => `${guard} return ${value()};`);
  if (scope.depth > 1) kinds.push(() => `${guard} throw ${value()};`);
  for (const label of scope.loopLabels)
    kinds.push(() => `${guard} ${c.pick(["break", "continue"])} ${label};`);
  for (const label of scope.blockLabels) kinds.push(() => `${guard} break ${label};`);
  return c.pick(kinds)();
}

function classDeclaration(c: Choices, scope: Scope): string {
  const name = c.name("C");
  const member = c.name("g");
  const parent = c.once(2) && scope.classes.length > 0 ? c.pick(scope.classes) : undefined;
  const own = (params: readonly string[]): Scope => functionScope(scope, params);
  const one = (params: readonly string[] = [], change: Partial<Scope> = {}): string =>
    statement(c, within(own(params), change));
  const e = (): string => expression(c, { ...scope, inGenerator: false }, 1);
  const construct = parent === undefined ? "" : "super(p); ";
  const body = [
    `static #made = 0; static s${member}(v) { tick(); ${one(["v"])} return [this.#made, v]; }`,
    `a${member} = ${e()}; #b = ${e()};`,
    `constructor(p) { ${construct}${name}.#made++; ${c.once(2) ? `{ ${one(["p"], { inFunction: false })} }` : ""} this.own${member} = [p]; }`,
    `m(v) { this.#b = op([v, this.#helper(v)]); return this.#b; }`,
    `#helper(v) { tick(); ${c.once(2) ? one(["v"]) : ""} return ${parent === undefined ? e() : `super.m(v)`}; }`,
    `get ${member}() { tick(); ${c.once(2) ? one() : ""} return op(this.#b); }`,
    `set ${member}(v) { ${c.once(2) ? one(["v"]) : ""} this.#b = op(v); }`,
    `static has(v) { return #b in Object(v); }`,
    c.once(3) ? `*[Symbol.iterator]() { yield op(1); yield this.#b; }` : "",
  ];
  const n = c.name("o");
  scope.classes.push({ name, member });
  scope.names.push(n);
  const heritage = parent === undefined ? "" : ` extends ${parent.name}`;
  return `class ${name}${heritage} { ${body.join(" ")} } const ${n} = new ${name}(${e()}); ${n}.${member} ??= ${e()}; print(${n}.m(1), ${n}.${member}, ${name}.has(${n}), ${n});`;
}

/** Closures over the variables of a loop. */
function closures(c: Choices, scope: Scope): string {
  const fs = c.name("fs");
  const i = c.name("i");
  const change = c.pick(["", `${i} += 0;`, `if (op(${i}) === 1) continue;`]);
  const head = c.pick([
    `for (let ${i} = 0, k = () => ${i}; ${i} < 3; ${i}++, ${fs}.push(k))`,
    `for (const ${i} of op([0, 1, 2]))`,
    `for (const ${i} in { x: 1, y: 2 })`,
  ]);
  const assign = head.includes("const") ? "" : change;
  return `const ${fs} = []; ${head} { ${fs}.push(() => [${i}, ${expression(c, { ...scope, inGenerator: false }, 1)}]); ${assign} } print(${fs}.map((f) => op(f)()));`;
}

/** A Map or Set that is changed while it is iterated. */
function mutation(c: Choices): string {
  const m = c.name("m");
  const k = c.name("k");
  const change = c.pick([
    `if (${m}.size < 5) ${m}.add(op(${k} + 10));`,
    `${m}.delete(${k}); if (${k} < 3) ${m}.add(${k} + 2);`,
    `${m}.delete(op(2));`,
    `if (${k} === 2) ${m}.clear();`,
  ]);
  const map = c.once(2);
  const made = map ? `new Map([[1, "a"], [2, "b"], [3, "c"]])` : "new Set([1, 2, 3])";
  const text = map ? change.replace(/\.add\((.*?)\);/g, ".set($1, op(0));") : change;
  const each = c.once(3)
    ? `${m}.forEach((v, ${k}) => { tick(); print(${k}); ${text} });`
    : `for (const ${map ? `[${k}]` : k} of ${m}) { tick(); print(op(${k})); ${text} }`;
  return `const ${m} = ${made}; ${each} print(${m});`;
}
