import type { Node } from "../ast";
import { quote } from "../names";
import type { FunctionBuilder } from "./builder";
import { preludeFunction } from "./prelude";

/** Built-in constructors that iterate their first argument. */
const ITERATING = /^(?:(?:Weak)?(?:Map|Set)|(?:Int|Uint|Float|BigInt|BigUint)\d+(?:Clamped)?Array)$/;

/**
 * The first argument of a built-in constructor: where iterating it would run the program's own code, that is done first, so that it can
 * wait. @param texts the arguments, which are evaluated already or follow `...`.
 */
export function iterateFirst(
  b: FunctionBuilder,
  constructor: string,
  texts: readonly string[],
  node: Node,
): readonly string[] {
  const [first, ...rest] = texts;
  if (!ITERATING.test(constructor) || first === undefined) return texts;
  const all = first.startsWith("...");
  if (all && first !== "...$args") return texts;
  const items = all ? "$args[0]" : b.temp();
  if (!all) b.exec(`${items}=${first}`, node);
  const { code, env } = preludeFunction(b, "toItems");
  const then = b.list(() => {
    const args = [items, quote(constructor)];
    const call = b.call({ kind: "direct", code, env, self: "undefined", args }, node);
    b.exec(`${items}=${call.text}`, node);
  });
  b.out.push({ op: "if", test: `$h.needsItems(${items})`, then, else: [], loc: b.loc(node) });
  return all ? texts : [items, ...rest];
}
