import type * as t from "@babel/types";
import { CLOSURE_BYTES, FRESH, GROWING, objectBytes } from "../../engine/heap/sizes";
import { isFunction, staticKey } from "../ast";
import type { Node } from "../ast";
import type { FunctionBuilder } from "./builder";
import { computed } from "./value";
import type { Value } from "./value";

/**
 * Counting of what the program allocates, for runs with a garbage collector: values that make something are passed through `$h`, which
 * takes their size off `$c.heap`. Without a collector nothing of this is emitted.
 *
 * Not counted: properties and elements that are added by assignment, and what built-ins allocate inside.
 */
export function countAllocation(b: FunctionBuilder, node: Node, value: Value): Value {
  if (!b.program.options.countsHeap) return value;
  if (isFunction(node)) return computed(`(${heapText(CLOSURE_BYTES)},${value.text})`);
  switch (node.type) {
    case "ArrayExpression":
    case "ObjectExpression":
    case "NewExpression":
    case "RegExpLiteral":
      return computed(`$h.made(${value.text})`);
    case "TemplateLiteral":
      return node.expressions.length === 0 ? value : computed(`$h.made(${value.text})`);
    case "BinaryExpression":
      return node.operator === "+" ? computed(`$h.sum(${value.text})`) : value;
    case "AssignmentExpression":
      return node.operator === "+=" ? computed(`$h.sum(${value.text})`) : value;
    default:
      return value;
  }
}

function heapText(bytes: number): string {
  return `$c.heap-=${bytes}`;
}

/** A standard function that is called directly. */
export function countStandard(b: FunctionBuilder, callee: Node, text: string): string {
  return b.program.options.countsHeap && FRESH.has(nameOf(callee) ?? "") ? `$h.made(${text})` : text;
}

/** After a call of whatever the value is; `$m` still holds the function. */
export function countCall(b: FunctionBuilder, site: Node, self: string, result: Value, args: number): void {
  if (!b.program.options.countsHeap || site.type !== "Identifier") return;
  if (FRESH.has(site.name)) b.exec(`$h.fresh($m,${result.text})`, site);
  else if (GROWING.has(site.name)) b.exec(`$h.grown($m,${self},${args})`, site);
}

/** An environment for variables that closures share. */
export function countEnvironment(b: FunctionBuilder, slots: number, node: Node): void {
  if (b.program.options.countsHeap) b.exec(heapText(objectBytes(slots)), node);
}

function nameOf(callee: Node): string | undefined {
  if (callee.type === "Identifier") return callee.name;
  const member = callee as t.MemberExpression;
  return callee.type === "MemberExpression" ? staticKey(member.property, member.computed) : undefined;
}
