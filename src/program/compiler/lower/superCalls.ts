import type * as t from "@babel/types";
import type { FunctionBuilder } from "./builder";
import { superCall } from "./instances";
import { lowerArguments } from "./spread";
import { UNDEFINED, constant } from "./value";
import type { Value } from "./value";

/** `super(…)`. */
export function lowerSuperCall(b: FunctionBuilder, node: t.CallExpression): Value {
  const { references } = b.module.analysis;
  const self = references.get(node.callee)?.binding;
  const target = references.get(node)?.binding;
  const owner = self === undefined ? undefined : b.program.derivedThis.get(self);
  if (self === undefined || target === undefined || owner === undefined) {
    b.error(node, "super(…) belongs in the constructor of a class that extends another");
    return UNDEFINED;
  }
  const { parts, texts } = lowerArguments(b, node.arguments);
  const args = texts(b.operands(node.arguments, parts));
  const access = b.access(self);
  superCall(b, owner, { target: b.access(target), args, self: access }, node);
  return constant(access);
}
