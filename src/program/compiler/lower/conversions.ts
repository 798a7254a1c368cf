import type { Node } from "../ast";
import { isPrimitive } from "../primitives";
import type { FunctionBuilder } from "./builder";
import { preludeFunction } from "./prelude";
import { callAccessor } from "./privates";
import { computed, constant } from "./value";
import type { Value } from "./value";

/**
 * Conversions of objects by methods of the program. JavaScript's operators call these from within, where nothing can suspend; so in a
 * program that has such methods, compiled code looks whether an operand is an object, and has the prelude convert it first. Nothing is
 * emitted where all operands are known to be primitive, or where the program has no such methods.
 */

type Hint = "default" | "number" | "string";

/** Whether the value may be an object that a method of the program converts. */
export function mayConvert(b: FunctionBuilder, node: Node): boolean {
  const { any, open } = b.program.conversions;
  return any && !b.module.library && !isPrimitive(b.module, open, node);
}

/** Numbers, which are the most, are told by the first test. */
function isObject(value: string): string {
  return `(typeof ${value}!=="number"&&(typeof ${value}==="object"?${value}!==null:typeof ${value}==="function"))`;
}

/** Has a function of the prelude convert what is in `variable`, where `test` says so. */
function convert(
  b: FunctionBuilder,
  name: "toPrimitive" | "toPrimitives" | "toComparable",
  args: readonly string[],
  test: string,
  node: Node,
  use: (result: string) => string,
): void {
  const { code, env } = preludeFunction(b, name);
  const then = b.list(() => {
    b.exec(use(b.call({ kind: "direct", code, env, self: "undefined", args }, node).text), node);
  });
  b.out.push({ op: "if", test, then, else: [], loc: b.loc(node) });
}

/** Converts what is in a variable. */
function convertIn(b: FunctionBuilder, variable: string, hint: Hint, test: string, node: Node): void {
  convert(b, "toPrimitive", [variable, `"${hint}"`], test, node, (result) => `${variable}=${result}`);
}

function converted(b: FunctionBuilder, value: Value, hint: Hint, node: Node): Value {
  if (!mayConvert(b, node)) return value;
  const variable = b.temp();
  b.exec(`${variable}=${value.text}`, node);
  convertIn(b, variable, hint, isObject(variable), node);
  return constant(variable);
}

/** A part of a template, or the argument of String. */
export function toText(b: FunctionBuilder, value: Value, node: Node): Value {
  return converted(b, value, "string", node);
}

/** The operand of a unary operator that takes numbers. */
export function toNumeric(b: FunctionBuilder, value: Value, node: Node): Value {
  return converted(b, value, "number", node);
}

/** The value of a variable that is about to be counted up or down. */
export function numericIn(b: FunctionBuilder, variable: string, node: Node): void {
  if (mayConvert(b, node)) convertIn(b, variable, "number", isObject(variable), node);
}

/** A computed key of a literal, a class or a pattern. */
export function toKey(b: FunctionBuilder, key: Value, node: Node): Value {
  return converted(b, key, "string", node);
}

/** The key of a property of `object`, which comes first where it is missing. Both are put aside. */
export function keyOf(b: FunctionBuilder, object: Value, key: Value, node: Node): Value {
  const variable = b.temp();
  b.exec(`${variable}=${key.text}`, node);
  convertIn(b, variable, "string", `${isObject(variable)}&&${object.text}!=null`, node);
  return constant(variable);
}

/** The key on the left of `in`. What is no object on the right comes first. */
export function keyIn(b: FunctionBuilder, key: Value, object: Value, node: Node): readonly [Value, Value] {
  if (!mayConvert(b, node)) return [key, object];
  const variable = b.temp();
  b.exec(`${variable}=${key.text}`, node);
  const holder = b.spill(object, node);
  convertIn(b, variable, "string", `${isObject(variable)}&&${isObject(holder.text)}`, node);
  return [constant(variable), holder];
}

const LOOSE: ReadonlySet<string> = new Set(["==", "!="]);
const UNCONVERTED: ReadonlySet<string> = new Set(["===", "!==", "in", "instanceof"]);
const COMPARING: ReadonlySet<string> = new Set(["+", "<", ">", "<=", ">="]);

/** The operands of a binary operator, evaluated in order, as primitive values where the operator takes only these. */
export function toOperands(
  b: FunctionBuilder,
  operator: string,
  [left, right]: readonly [Value, Value],
  nodes: readonly [Node, Node],
): readonly [Value, Value] {
  if (UNCONVERTED.has(operator)) return [left, right];
  const open = nodes.map((node) => mayConvert(b, node));
  const loose = LOOSE.has(operator);
  if (!open.includes(true) || (loose && nodes.some(isMissing))) return [left, right];
  const [l, r] = [b.temp(), b.temp()];
  b.exec(`${l}=${left.text}`, nodes[0]);
  b.exec(`${r}=${right.text}`, nodes[1]);
  const use = (result: string): string => `${l}=${result}[0],${r}=${result}[1]`;
  if (loose) {
    const test = `(typeof ${l}!=="number"||typeof ${r}!=="number")&&${isObject(l)}!==${isObject(r)}`;
    convert(b, "toComparable", [l, r], test, nodes[0], use);
  } else {
    const test = [l, r].filter((_, i) => open[i]).map(isObject);
    const hint = operator === "+" ? "default" : "number";
    const args = [l, r, `"${hint}"`, String(!COMPARING.has(operator))];
    convert(b, "toPrimitives", args, test.join("||"), nodes[0], use);
  }
  return [constant(l), constant(r)];
}

/** `x == null` converts nothing. */
function isMissing(node: Node): boolean {
  return node.type === "NullLiteral" || (node.type === "Identifier" && node.name === "undefined");
}

/** `left instanceof right`, where the program has a Symbol.hasInstance. */
export function lowerInstanceOf(b: FunctionBuilder, left: Value, right: Value, node: Node): Value {
  const l = b.spill(left, node);
  const r = b.spill(right, node);
  const found = b.spill(computed(`$h.instanceTest(${r.text})`), node);
  const result = callAccessor(b, found.text, r.text, [l.text], `${l.text} instanceof ${r.text}`, node);
  return computed(`(!!${result.text})`);
}
