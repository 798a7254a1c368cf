import type * as t from "@babel/types";
import type { FunctionBuilder } from "./builder";
import { constant } from "./value";
import type { Value } from "./value";
import { readThis } from "./thisValue";

/** Text of the object that `super` starts its search above, and the value of `this`. */
export function superHome(
  b: FunctionBuilder,
  node: t.Super,
): { readonly home: string; readonly self: Value } {
  const reference = b.module.analysis.supers.get(node);
  if (reference === undefined) {
    b.error(node, "super belongs in a method: it has no meaning here");
    return { home: "undefined", self: constant("undefined") };
  }
  const home = b.access(reference.home);
  return { home: reference.onObject ? home : `${home}.prototype`, self: readThis(b, node) };
}
