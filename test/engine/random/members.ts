import type { Choices } from "./numbers";
import type { Scope } from "./scope";

/** Expressions over properties, `super`, conversions, BigInts and names that have no value yet. `e` makes any expression. */
export function special(c: Choices, scope: Scope, e: () => string): string {
  return c.pick([member, memberPattern, inherited, converted, bigint, tooEarly, optionalCall, delegated])(
    c,
    scope,
    e,
  );
}

type Make = (c: Choices, scope: Scope, e: () => string) => string;

const KEYS = ['"k"', '"a"', "0", "op(1)", '"length"', 'op("k")'];

/** An object with a getter, a setter and data. */
function object(e: () => string): string {
  return `{ k: ${e()}, 0: op(1), get a() { tick(); return op(this.k); }, set a(v) { print("set", v); this.k = v; } }`;
}

const member: Make = (c, _scope, e) => {
  const o = c.name("o");
  const key = c.pick(KEYS);
  const change = c.pick([
    () => `${o}[${key}] = ${e()}`,
    () => `${o}[${key}] ${c.pick(["??=", "||=", "&&="])} ${e()}`,
    () => `${o}.k = show(${o}.k) + show(${e()})`,
    () => `${o}[${c.pick(["0", "op(0)"])}] ${c.pick(["+=", "-=", "<<=", "**="])} op(2)`,
    () => `${c.pick(["++", "--"])}${o}[op(0)]`,
    () => `${o}[0]${c.pick(["++", "--"])}`,
    () => `delete ${o}[${key}]`,
    () => `[${o}.a, ${o}.a = ${e()}, ${o}.a]`,
  ])();
  return `((${o}) => [${change}, Object.keys(${o})])(op(${object(e)}))`;
};

const memberPattern: Make = (c, _scope, e) => {
  const o = c.name("o");
  const pattern = c.pick([
    `[${o}.a, ${o}[op("b")] = ${e()}] = [${e()}]`,
    `{ x: ${o}.a, ...${o}.r } = { x: ${e()}, y: op(1), z: 2 }`,
    `[${o}[0], ...${o}.k] = range(${c.int(4)})`,
    `{ k: { [op("z")]: ${o}.a = ${e()} } } = { k: op({}) }`,
    `[, [${o}.k] = [${e()}]] = op([1])`,
  ]);
  return `((${o}) => { (${pattern}); return ${o}; })(${object(e)})`;
};

const inherited: Make = (c, _scope, e) =>
  `({ __proto__: { m(v) { tick(); return [this.k, v]; }, get g() { return op(this.k); } }, k: op(1), m(v) { return [super.m(op(v)), ${c.pick(["super.g", "super[op('g')]", "super.missing?.(1)", "(() => super.m(2))()"])}]; } }).m(${e()})`;

/** Objects that operators convert, by functions of the program. */
const converted: Make = (c, _scope, e) => {
  const made = c.pick([
    `{ valueOf() { tick(); return op(${c.pick(["2", '"v"', "null", "true"])}); }, toString() { return "text"; } }`,
    `{ toString() { tick(); print("toString"); return op("t"); }, valueOf() { return this; } }`,
    `{ [Symbol.toPrimitive](hint) { tick(); print(hint); return op(${c.pick(["3", '"p"', "undefined"])}); } }`,
  ]);
  const value = `op(${made})`;
  return c.pick([
    `(${value} ${c.pick(["+", "-", "*", "<", ">=", "==", "!="])} op(${c.pick(["1", '"v"', "null"])}))`,
    `(op(${c.pick(["1", '"x"'])}) ${c.pick(["+", "%", "<=", "=="])} ${value})`,
    `(${value} + ${value})`,
    `\`<\${${value}}:\${show(${e()})}>\``,
    `({ [${value}]: ${e()} })`,
    `(${c.pick(["+", "-", "~"])}${value})`,
    `((n) => { n ${c.pick(["+=", "-="])} op(1); return n; })(${value})`,
    `((n) => [n${c.pick(["++", "--"])}, n])(${value})`,
    `String(${value})`,
    `({ a: 1, t: 2, p: 3 })[${value}]`,
  ]);
};

const bigint: Make = (c) => {
  const n = (): string => c.pick(["0n", "1n", "-7n", "op(3n)", "12345678901234567890n", "BigInt(op(4))"]);
  return c.pick([
    () => `(${n()} ${c.pick(["+", "-", "*", "&", "|", "^", "<", "==", "==="])} ${n()})`,
    () => `(${n()} ${c.pick(["<", "==", ">="])} ${c.pick(["1", '"3"', "1.5"])})`,
    () => `((b) => { b ${c.pick(["+=", "*=", "-="])} ${n()}; b++; return [b--, b, typeof b]; })(${n()})`,
    () => `((${n()}) ** 2n)`,
    () => `BigInt.as${c.pick(["Int", "Uint"])}N(op(8), ${n()})`,
    () =>
      `((f) => { try { return f(); } catch (x) { return x; } })(() => (${n()}) ${c.pick(["+ op(1)", "/ op(0n)", "** -1n"])})`,
    () => `new Map([[1n, op("big")], [1, "small"]]).get(${n()})`,
  ])();
};

/** A name is read before and after its declaration has run. */
const tooEarly: Make = (c, _scope, e) => {
  const t = c.name("t");
  const read = c.pick([t, `typeof ${t}`, `(${t} = 1)`, `${t}?.k`]);
  const declared = c.pick([`let ${t} = ${e()};`, `const ${t} = op(1);`, `class ${t} { static k = op(2); }`]);
  return `(() => { const f = () => ${read}; try { op(f()); } catch (x) { print(x); } ${declared} try { return f(); } catch (x) { return x; } })()`;
};

const optionalCall: Make = (c, _scope, e) =>
  `op({ n: 1, m(v) { tick(); return { n: this.n, v, m: this.m }; }, g: null })${c.pick([
    `?.m(${e()})?.m?.(op(2)).n`,
    `.g?.m(${e()}, tick()).x.y`,
    `?.[op("m")](${e()}).missing?.[op(0)]`,
    `.m?.call(op({ n: 2 }), ${e()}).n`,
    `["m"]?.(...op([${e()}]))?.v`,
  ])}`;

const delegated: Make = (c, scope, e) => {
  if (scope.generators.length === 0) return `[...range(op(${c.int(3)}))]`;
  const inner = c.pick([c.pick(scope.generators) + `(${c.int(3)})`, "range(2)", "op([1, 2])"]);
  const outer = `(function* () { try { const got = yield* ${inner}; yield [got, yield op(1)]; } finally { print("outer done"); } })()`;
  return c.pick([
    `drive(${outer}, ${e()})`,
    `[...${outer}]`,
    `((g) => { for (const v of g) { tick(); if (op(v) !== 1) return [v, [...g]]; } })(${outer})`,
    `(([first, ...others]) => [first, others.length])(${outer})`,
  ]);
};
