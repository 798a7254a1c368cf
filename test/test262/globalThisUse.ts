import { parseSource } from "../../src/program/annotations/parseSource";
import { children, isFunction } from "../../src/program/compiler/ast";
import type { Node } from "../../src/program/compiler/ast";

/** Whether a script means the global object by `this`. */
export function usesGlobalThis(text: string): boolean {
  if (!/\bthis\b/.test(text)) return false;
  const { file } = parseSource(text);
  return file !== undefined && mentionsThis(file.program);
}

/** `this` within, functions with a `this` of their own apart. */
function mentionsThis(node: Node): boolean {
  if (node.type === "ThisExpression") return true;
  if (isFunction(node) && node.type !== "ArrowFunctionExpression")
    return "computed" in node && node.computed && mentionsThis(node.key);
  if (node.type === "ClassProperty" || node.type === "ClassPrivateProperty" || node.type === "StaticBlock")
    return "computed" in node && node.computed && mentionsThis(node.key);
  return children(node).some(mentionsThis);
}
