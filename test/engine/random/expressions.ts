import type { Choices } from "./numbers";
import { special } from "./members";
import { within } from "./scope";
import type { Scope } from "./scope";

const LEAVES = [
  ...["0", "1", "2", "-1", "1.5", '"s"', '"ab"', "true", "false", "null", "undefined", "op(3)", 'op("t")'],
  ...["[1, 2]", "({ k: 1 })", "op([4, 5])", "NaN", "[]", "[, 1]"],
];

function leaf(c: Choices, scope: Scope): string {
  if (scope.names.length > 0 && c.int(5) < 2) return c.pick(scope.names);
  return c.pick(LEAVES);
}

/** An expression of a program: up to so deep, of any type. */
export function expression(c: Choices, scope: Scope, depth: number): string {
  if (depth <= 0) return leaf(c, scope);
  const e = (): string => expression(c, scope, depth - 1);
  // Within a function of its own, which cannot yield.
  const f = (): string => expression(c, { ...scope, inGenerator: false }, depth - 1);
  switch (c.int(33)) {
    case 0:
      return `op(${e()})`;
    case 1:
      return `(show(${e()}) + show(${e()}))`;
    case 2:
      return `(${e()} ${c.pick(["===", "!==", "&&", "||"])} ${c.pick(["", "!"])}(${e()}))`;
    case 3:
      return `(${e()} ?? ${e()})`;
    case 4:
      return `(${e()} ? ${e()} : ${e()})`;
    case 5:
      return `[${e()}, ...${c.pick(["op([1, 2])", "range(2)", "new Set([1, op(1)])", `[${e()}]`])}, ${e()}]`;
    case 6:
      return `({ a: ${e()}, ["b" + op(1)]: ${e()}, ...${c.pick([`{ c: ${e()} }`, "null", "op({ d: 1 })"])}, get g() { return op(${leaf(c, scope)}); } })`;
    case 7:
      return `\`\${show(${e()})}-\${show(${e()})}\``;
    case 8:
    case 9:
      return call(c, scope, e);
    case 10:
    case 11:
      return assignment(c, scope, e);
    case 12:
    case 13:
      return callback(c, scope, e);
    case 14:
      return `(${e()})?.[${c.pick(["0", '"k"', '"a"', "op(0)", '"length"'])}]`;
    case 15:
      return `(${e()})?.${c.pick(["k", "a?.b", "length", "g", "missing?.(op(1))", "at?.(0)", "k?.[op(0)].x"])}`;
    case 16:
      return `typeof ${leaf(c, scope)}`;
    case 17:
      return `((a, b = ${f()}, ...r) => [a, b, r.length])(${e()})`;
    case 18:
      return `(() => { try { return ${f()}; } finally { print("f"); } })()`;
    case 19:
      return `(function () { return [arguments.length, ${f()}]; })(${e()}, ...op([1]))`;
    case 20:
      return scope.generators.length === 0
        ? leaf(c, scope)
        : c.pick([
            `[...${c.pick(scope.generators)}(${e()})]`,
            `${c.pick(scope.generators)}(${e()}).next(op(1)).value`,
            `drive(${c.pick(scope.generators)}(1), ${e()})`,
          ]);
    case 21:
      return made(c, scope, e) ?? leaf(c, scope);
    case 22:
      return `tag\`x\${${e()}}y\${${e()}}\``;
    case 23:
      return `(${e()}, ${e()})`;
    case 24:
      return `${c.pick(["delete", "void"])} ({ a: ${e()} }).a`;
    case 25:
      return scope.inGenerator ? `(yield ${e()})` : `${c.pick(["!", "+!", "-!"])}(${e()})`;
    case 26:
      return scope.inGenerator
        ? `(yield* ${c.pick(["op([1, 2])", "range(2)", '"ab"'])})`
        : `(${leaf(c, scope)} instanceof ${c.pick(["Array", "Object", "Function"])})`;
    case 27:
      return `(${c.pick(['"a"', '"k"', "0", "op(1)"])} in op({ a: ${e()}, 0: 1 }))`;
    case 28:
      return `new Map([[${e()}, op(1)], [${e()}, 2]])${c.pick([".size", "", ".get(1)", ".keys().next().value"])}`;
    case 29:
    case 30:
    case 31:
      // Within functions of their own, which cannot yield.
      return special(c, scope, f);
    default:
      return leaf(c, scope);
  }
}

function call(c: Choices, scope: Scope, e: () => string): string {
  if (scope.functions.length === 0) return leaf(c, scope);
  const { name, arity } = c.pick(scope.functions);
  switch (c.int(6)) {
    case 0:
      return `${name}(...op([${c.times(arity, e, ", ")}]))`;
    case 1:
      return `${name}.call(op(null), ${c.times(arity + 1, e, ", ")})`;
    case 2:
      return `${name}.apply(undefined, [${c.times(arity, e, ", ")}])`;
    default:
      return `${name}(${c.times(arity, e, ", ")})`;
  }
}

function made(c: Choices, scope: Scope, e: () => string): string | undefined {
  if (scope.classes.length === 0) return undefined;
  const { name, member } = c.pick(scope.classes);
  return c.pick([
    `new ${name}(${e()})`,
    `new ${name}(${e()}).${member}`,
    `(new ${name}(${e()}).${member} ${c.pick(["=", "??=", "||=", "&&="])} ${e()})`,
    `new ${name}(1).m(${e()})`,
    `${name}.s${member}(${e()})`,
  ]);
}

function assignment(c: Choices, scope: Scope, e: () => string): string {
  if (scope.mutable.length === 0) return leaf(c, scope);
  const name = c.pick(scope.mutable);
  switch (c.int(6)) {
    case 0:
      return `(${name} ${c.pick(["??=", "||=", "&&="])} ${e()})`;
    case 1:
      return `(${name} = show(${name}) + show(${e()}))`;
    case 2:
      return `([${name}] = [${e()}])[0]`;
    case 3:
      return `({ a: ${name} = ${e()} } = op({})).a`;
    default:
      return `(${name} = ${e()})`;
  }
}

/** A call of a built-in that calls back. */
function callback(c: Choices, scope: Scope, e: () => string): string {
  const own = within(scope, { inGenerator: false }, ["x"]);
  const inner = expression(c, own, 1);
  const list = c.pick(["[1, 2, 3]", "op([3, 1, 2])", `[${e()}, 5]`, "Array.from(range(3))", "[1, , 3]"]);
  return c.pick([
    `${list}.${c.pick(["map", "filter", "some", "every", "find", "findIndex", "flatMap", "findLast"])}((x) => ${inner})`,
    `${list}.forEach((x) => print(${inner}))`,
    `${list}.reduce((p, x) => [p, ${inner}], ${e()})`,
    `op([3, 1, 2, 5, 4]).sort((x, y) => op(${c.pick(["x - y", "y - x", "0"])}))`,
    `"a1b22".replace(/\\d/g, (x) => show(${inner}))`,
    `Array.from(${c.pick(["range(3)", '"xyz"', "{ length: 2 }", "new Set([1, 2])"])}, (x) => ${inner})`,
    `[...new Map([[1, 2], [3, 4]])].map(([x, y = ${c.pick(LEAVES)}]) => [y, ${inner}])`,
  ]);
}
