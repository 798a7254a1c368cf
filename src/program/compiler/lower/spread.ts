import type * as t from "@babel/types";
import { quote } from "../names";
import { sourceName } from "../sourceName";
import type { FunctionBuilder } from "./builder";
import { lowerExpression } from "./expressions";
import { preludeFunction } from "./prelude";
import { spread } from "./value";
import type { Value } from "./value";
import { readWhole } from "./watching";

/** What `...x` gives: something that JavaScript itself can spread without running code of the program. */
export function spreadArray(b: FunctionBuilder, node: t.SpreadElement, inCall = false): Value {
  const value = b.spill(lowerExpression(b, node.argument), node);
  const result = b.temp();
  b.exec(`${result}=${value.text}`, node);
  const convert = b.list(() => {
    const { code, env } = preludeFunction(b, "toArray");
    const array = b.call({ kind: "direct", code, env, self: "undefined", args: [result] }, node);
    b.exec(`${result}=${array.text}`, node);
  });
  const test = `$h.needsIteration(${result},${quote(sourceName(node.argument))},${inCall})`;
  b.out.push({
    op: "if",
    test,
    then: convert,
    else: b.list(() => readSpread(b, result, node)),
    loc: b.loc(node),
  });
  b.exec(`$h.spreads(${result})`, node);
  return spread(result, `[...${result}]`);
}

function readSpread(b: FunctionBuilder, list: string, node: t.Node): void {
  const text = readWhole(b, list, node);
  if (text !== list) b.exec(text, node);
}

/** Evaluates arguments; spread ones as `...text`. */
export function lowerArguments(
  b: FunctionBuilder,
  nodes: readonly t.Node[],
): { readonly parts: readonly (() => Value)[]; readonly texts: (values: readonly Value[]) => string[] } {
  return {
    parts: nodes.map(
      (each) => () => (each.type === "SpreadElement" ? spreadArray(b, each, true) : lowerExpression(b, each)),
    ),
    texts: (values) =>
      values.map((value, i) => (nodes[i]?.type === "SpreadElement" ? `...${value.text}` : value.text)),
  };
}
