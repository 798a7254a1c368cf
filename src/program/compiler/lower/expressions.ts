import type * as t from "@babel/types";
import { isFunction, staticKey } from "../ast";
import type { Node } from "../ast";
import { quote } from "../names";
import { countAllocation } from "./allocations";
import { lowerAssignment, lowerUpdate } from "./assignments";
import type { FunctionBuilder } from "./builder";
import { lowerCall, lowerNew, lowerTagged } from "./calls";
import { isChain, lowerChain } from "./chains";
import { lowerAwait, lowerYield } from "./coroutines";
import { lowerClass } from "./classes";
import { keyIn, keyOf, lowerInstanceOf, toKey, toNumeric, toOperands, toText } from "./conversions";
import { closure } from "./functions";
import { lowerArray, lowerObject } from "./literals";
import { lowerMember, lowerPlace } from "./members";
import type { Place } from "./members";
import { readName } from "./names";
import { hasPrivate } from "./privates";
import { readThis } from "./thisValue";
import { UNDEFINED, computed, constant } from "./value";
import type { Value } from "./value";
import { deleteProperty, hasProperty, nameKey, reportsAccesses } from "./watching";

/**
 * Lowers an expression: statements for what can suspend, and the text of its value, which is to be evaluated after them.
 * @param name given to a function or class without one.
 */
export function lowerExpression(b: FunctionBuilder, node: Node, name?: string): Value {
  return countAllocation(b, node, lower(b, node, name));
}

function lower(b: FunctionBuilder, node: Node, name: string | undefined): Value {
  if (isFunction(node)) return computed(closure(b, node, name));
  switch (node.type) {
    case "NumericLiteral":
      return constant(String(node.value));
    case "StringLiteral":
      return constant(quote(node.value));
    case "BooleanLiteral":
      return constant(String(node.value));
    case "NullLiteral":
      return constant("null");
    case "BigIntLiteral":
      return constant(`${BigInt(node.value)}n`);
    case "RegExpLiteral":
      return lowerRegExp(b, node);
    case "Identifier":
      return readName(b, node, node.name);
    case "ThisExpression":
      return readThis(b, node);
    case "TemplateLiteral":
      return lowerTemplate(b, node);
    case "TaggedTemplateExpression":
      return lowerTagged(b, node);
    case "ArrayExpression":
      return lowerArray(b, node);
    case "ObjectExpression":
      return lowerObject(b, node);
    case "ClassExpression":
      return lowerClass(b, node, name ?? "");
    case "MemberExpression":
      return isChain(node) ? lowerChain(b, node) : lowerMember(b, node);
    case "CallExpression":
      return isChain(node) ? lowerChain(b, node) : lowerCall(b, node);
    case "OptionalMemberExpression":
    case "OptionalCallExpression":
      return lowerChain(b, node);
    case "NewExpression":
      return lowerNew(b, node);
    case "AssignmentExpression":
      return lowerAssignment(b, node);
    case "UpdateExpression":
      return lowerUpdate(b, node);
    case "UnaryExpression":
      return lowerUnary(b, node);
    case "BinaryExpression":
      return lowerBinary(b, node);
    case "LogicalExpression":
      return lowerLogical(b, node);
    case "ConditionalExpression":
      return lowerConditional(b, node);
    case "SequenceExpression":
      return lowerSequence(b, node);
    case "MetaProperty":
      return lowerNewTarget(b, node);
    case "YieldExpression":
      return lowerYield(b, node);
    case "AwaitExpression":
      return lowerAwait(b, node);
    case "ImportExpression":
      return UNDEFINED;
    default:
      b.error(node, `this expression (${node.type}) is not supported`);
      return UNDEFINED;
  }
}

/** Evaluates for the effect. */
export function lowerEffect(b: FunctionBuilder, node: Node): void {
  const value = lowerExpression(b, node);
  if (!value.atom) b.exec(value.text, node);
}

/** The parser leaves it open whether the pattern is one. */
function lowerRegExp(b: FunctionBuilder, node: t.RegExpLiteral): Value {
  try {
    new RegExp(node.pattern, node.flags);
  } catch (error) {
    b.error(node, `syntax error: ${error instanceof Error ? error.message : String(error)}`);
  }
  return computed(`/${node.pattern}/${node.flags}`);
}

function lowerTemplate(b: FunctionBuilder, node: t.TemplateLiteral): Value {
  const values = b.operands(
    node.expressions,
    node.expressions.map((each) => () => toText(b, lowerExpression(b, each), each)),
  );
  const text = node.quasis.map((quasi, i) => {
    const value = values[i];
    return templateText(quasi.value.cooked ?? "") + (value === undefined ? "" : `\${${value.text}}`);
  });
  return computed(`\`${text.join("")}\``);
}

function templateText(text: string): string {
  return quote(text).slice(1, -1).replace(/\\"/g, '"').replace(/`/g, "\\`").replace(/\$\{/g, "\\${");
}

function lowerUnary(b: FunctionBuilder, node: t.UnaryExpression): Value {
  const { argument } = node;
  switch (node.operator) {
    case "delete":
      return lowerDelete(b, argument);
    case "void":
      lowerEffect(b, argument);
      return UNDEFINED;
    case "typeof":
      if (argument.type === "Identifier" && b.module.analysis.absent.has(argument))
        return constant('"undefined"');
      return computed(`(typeof ${lowerExpression(b, argument).text})`);
    case "throw":
      b.error(node, "throw expressions are not supported: use a throw statement");
      return UNDEFINED;
    case "!":
      return computed(`(! ${lowerExpression(b, argument).text})`);
    default:
      return computed(`(${node.operator} ${toNumeric(b, lowerExpression(b, argument), argument).text})`);
  }
}

function lowerDelete(b: FunctionBuilder, argument: Node): Value {
  if (
    argument.type === "OptionalMemberExpression" ||
    (argument.type === "MemberExpression" && isChain(argument))
  )
    return lowerChain(b, argument, true);
  if (argument.type !== "MemberExpression") {
    lowerEffect(b, argument);
    return constant("true");
  }
  return deletePlace(b, argument);
}

export function deletePlace(
  b: FunctionBuilder,
  node: t.MemberExpression | t.OptionalMemberExpression,
  object?: Value,
): Value {
  const place = lowerPlace(b, node, object);
  switch (place.kind) {
    case "named":
      return deleteProperty(b, place.object, nameKey(place.name), node);
    case "keyed":
      return deleteKeyed(b, place, node);
    case "private":
    case "super":
      return computed("$h.noDelete()");
  }
}

function deleteKeyed(b: FunctionBuilder, place: Place & { kind: "keyed" }, node: Node): Value {
  if (!place.open) return deleteProperty(b, place.object, place.key, node);
  const object = b.spill(place.object, node);
  return deleteProperty(b, object, keyOf(b, object, place.key, node), node);
}

function lowerBinary(b: FunctionBuilder, node: t.BinaryExpression): Value {
  if (node.operator === "|>") {
    b.error(node, "the pipeline operator is not supported: call the function");
    return UNDEFINED;
  }
  if (node.left.type === "PrivateName") {
    const name = b.module.analysis.privates.get(node.left);
    const object = lowerExpression(b, node.right);
    return name === undefined ? UNDEFINED : hasPrivate(b, object, name);
  }
  const { left } = node;
  const [l = UNDEFINED, r = UNDEFINED] = b.operands(
    [left, node.right],
    [() => lowerExpression(b, left), () => lowerExpression(b, node.right)],
  );
  if (node.operator === "in") return lowerIn(b, l, r, node);
  if (node.operator === "instanceof" && b.program.conversions.instances)
    return lowerInstanceOf(b, l, r, node);
  const [first, second] = toOperands(b, node.operator, [l, r], [left, node.right]);
  return computed(`(${first.text} ${node.operator} ${second.text})`);
}

function lowerIn(b: FunctionBuilder, left: Value, right: Value, node: t.BinaryExpression): Value {
  const [key, object] = keyIn(b, left, right, node.left);
  if (reportsAccesses(b)) return computed(hasProperty(b, key, object, node));
  return computed(`(${key.text} in ${object.text})`);
}

function lowerLogical(b: FunctionBuilder, node: t.LogicalExpression): Value {
  const left = lowerExpression(b, node.left);
  let right: Value = UNDEFINED;
  const body = b.list(() => {
    right = lowerExpression(b, node.right);
  });
  if (body.length === 0) return computed(`(${left.text} ${node.operator} ${right.text})`);
  const result = b.temp();
  b.exec(`${result}=${left.text}`, node);
  const then = [...body, ...b.list(() => b.exec(`${result}=${right.text}`, node.right))];
  b.out.push({ op: "if", test: shortCircuit(node.operator, result), then, else: [], loc: b.loc(node) });
  return constant(result);
}

/** Text that says whether the right side is evaluated. */
export function shortCircuit(operator: string, value: string): string {
  if (operator.startsWith("&&")) return value;
  return operator.startsWith("||") ? `!${value}` : `${value}==null`;
}

function lowerConditional(b: FunctionBuilder, node: t.ConditionalExpression): Value {
  const test = lowerExpression(b, node.test);
  const result = b.temp();
  let consequent: Value = UNDEFINED;
  let alternate: Value = UNDEFINED;
  const then = b.list(() => {
    consequent = lowerExpression(b, node.consequent);
  });
  const other = b.list(() => {
    alternate = lowerExpression(b, node.alternate);
  });
  if (then.length === 0 && other.length === 0)
    return computed(`(${test.text} ? ${consequent.text} : ${alternate.text})`);
  then.push(...b.list(() => b.exec(`${result}=${consequent.text}`, node.consequent)));
  other.push(...b.list(() => b.exec(`${result}=${alternate.text}`, node.alternate)));
  b.out.push({ op: "if", test: test.text, then, else: other, loc: b.loc(node) });
  return constant(result);
}

function lowerSequence(b: FunctionBuilder, node: t.SequenceExpression): Value {
  const last = node.expressions.length - 1;
  let value: Value = UNDEFINED;
  for (const [i, each] of node.expressions.entries()) {
    if (i < last) lowerEffect(b, each);
    else value = lowerExpression(b, each);
  }
  return value;
}

function lowerNewTarget(b: FunctionBuilder, node: t.MetaProperty): Value {
  const binding = b.module.analysis.references.get(node)?.binding;
  return binding === undefined ? UNDEFINED : constant(b.access(binding));
}

/** A property key as an operand; a static one is a constant text. */
export function lowerKey(b: FunctionBuilder, key: Node, isComputed: boolean): Value {
  const name = staticKey(key, isComputed);
  return name === undefined ? toKey(b, lowerExpression(b, key), key) : constant(quote(name));
}
