import type { Node } from "../ast";
import type { FunctionBuilder } from "./builder";
import { preludeFunction } from "./prelude";
import { constant } from "./value";
import type { Value } from "./value";

/**
 * What is about to be spread: an object with getters of the program is copied by code that can suspend.
 * @param taken texts of the keys that are left out.
 */
export function withoutGetters(
  b: FunctionBuilder,
  value: Value,
  taken: readonly string[],
  node: Node,
): Value {
  if (!b.program.accessors.any) return value;
  const copy = b.temp();
  b.exec(`${copy}=${value.text}`, node);
  const { code, env } = preludeFunction(b, "copyOwn");
  const then = b.list(() => {
    const args = [copy, `[${taken.join(",")}]`];
    b.exec(`${copy}=${b.call({ kind: "direct", code, env, self: "undefined", args }, node).text}`, node);
  });
  b.out.push({ op: "if", test: `$h.hasGetters(${copy})`, then, else: [], loc: b.loc(node) });
  return constant(copy);
}
