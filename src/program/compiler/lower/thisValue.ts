import type { Node } from "../ast";
import type { FunctionBuilder } from "./builder";
import { computed, constant } from "./value";
import type { Value } from "./value";

/** `this`; in a derived constructor it is missing until super(…) has returned. */
export function readThis(b: FunctionBuilder, node: Node): Value {
  const reference = b.module.analysis.references.get(node);
  if (reference === undefined) return constant("undefined");
  const { binding } = reference;
  const access = b.access(binding);
  if (!b.program.derivedThis.has(binding)) return constant(access);
  return computed(`((${access})===$T?$h.noThis():${access})`);
}
