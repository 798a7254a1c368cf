import type * as t from "@babel/types";
import { staticKey } from "../ast";
import type { Node } from "../ast";
import { literalKey, quote } from "../names";
import type { FunctionBuilder } from "./builder";
import { lowerExpression, lowerKey } from "./expressions";
import { closure } from "./functions";
import { withoutGetters } from "./getterCopies";
import { spreadArray } from "./spread";
import { computed, constant, spread } from "./value";
import type { Value } from "./value";
import { readWhole } from "./watching";

export function lowerArray(b: FunctionBuilder, node: t.ArrayExpression): Value {
  const present = node.elements.filter((each) => each !== null);
  const values = b.operands(
    present,
    present.map(
      (each) => () => (each.type === "SpreadElement" ? spreadArray(b, each) : lowerExpression(b, each)),
    ),
  );
  let next = 0;
  const texts = node.elements.map((each) => {
    if (each === null) return "";
    const value = values[next++]?.text ?? "";
    return each.type === "SpreadElement" ? `...${value}` : value;
  });
  // A hole at the end needs a comma of its own.
  return computed(`[${texts.join(",")}${node.elements.at(-1) === null ? "," : ""}]`);
}

type Property = t.ObjectProperty | t.ObjectMethod | t.SpreadElement;

/** An object literal. Accessors and methods with computed keys are added one by one, in the order of the text. */
export function lowerObject(b: FunctionBuilder, node: t.ObjectExpression): Value {
  const scope = b.module.analysis.scopes.get(node);
  let result: Value = constant("undefined");
  b.inScope(scope, node, () => {
    const home = b.module.analysis.homes.get(node);
    const stepwise = node.properties.findIndex(needsStep);
    const plain = stepwise < 0 ? node.properties : node.properties.slice(0, stepwise);
    result = lowerPlain(b, plain);
    if (stepwise < 0 && home?.captured !== true) return;
    result = b.spill(result, node);
    if (home?.captured === true) b.exec(`${b.access(home)}=${result.text}`, node);
    if (stepwise >= 0)
      for (const property of node.properties.slice(stepwise)) addProperty(b, result.text, property);
  });
  return result;
}

function needsStep(property: Property): boolean {
  if (property.type === "SpreadElement") return false;
  if (property.type === "ObjectMethod") return property.kind !== "method" || property.computed;
  return property.computed && isAnonymous(property.value);
}

function isAnonymous(node: Node): boolean {
  return (
    node.type === "ArrowFunctionExpression" ||
    ((node.type === "FunctionExpression" || node.type === "ClassExpression") && node.id == null)
  );
}

function lowerPlain(b: FunctionBuilder, properties: readonly Property[]): Value {
  const nodes: Node[] = [];
  const parts: (() => Value)[] = [];
  for (const property of properties) {
    if (property.type === "ObjectProperty" && staticKey(property.key, property.computed) === undefined) {
      nodes.push(property.key);
      parts.push(() => lowerKey(b, property.key, true));
    }
    nodes.push(property);
    parts.push(() => lowerProperty(b, property));
  }
  const values = b.operands(nodes, parts);
  let next = 0;
  const take = (): string => values[next++]?.text ?? "";
  const texts = properties.map((property) => {
    if (property.type === "SpreadElement") return `...${take()}`;
    const name = staticKey(property.key, property.computed);
    if (name === undefined) return `[${take()}]:${take()}`;
    const key = property.type === "ObjectProperty" && setsProto(property) ? "__proto__" : literalKey(name);
    return `${key}:${take()}`;
  });
  return computed(`({${texts.join(",")}})`);
}

function lowerProperty(b: FunctionBuilder, property: Property): Value {
  if (property.type === "SpreadElement") {
    const source = computed(readWhole(b, lowerExpression(b, property.argument).text, property));
    const { text } = withoutGetters(b, source, [], property);
    const entries = `$h.entries(${text})`;
    return spread(entries, `({...${entries}})`);
  }
  const name = staticKey(property.key, property.computed);
  if (property.type === "ObjectMethod") return computed(closure(b, property, name));
  return lowerExpression(b, property.value, setsProto(property) ? "" : name);
}

/** `__proto__: value` sets the prototype; the shorthand defines a property of that name. */
function setsProto(property: t.ObjectProperty): boolean {
  return !property.computed && !property.shorthand && staticKey(property.key, false) === "__proto__";
}

function addProperty(b: FunctionBuilder, object: string, property: Property): void {
  if (property.type === "SpreadElement") {
    const source = computed(readWhole(b, lowerExpression(b, property.argument).text, property));
    const { text } = withoutGetters(b, source, [], property);
    b.exec(`$h.copyProperties(${object},${text})`, property);
    return;
  }
  const key = b.spill(lowerKey(b, property.key, property.computed), property);
  if (property.type === "ObjectMethod" && property.kind !== "method") {
    const accessor = closure(b, property, staticKey(property.key, property.computed));
    b.exec(`$h.accessor(${object},${quote(property.kind)},${key.text},${accessor},true)`, property);
    return;
  }
  const value = lowerProperty(b, property);
  const named =
    property.type === "ObjectMethod" || isAnonymous(property.value)
      ? `$h.named(${value.text},${key.text})`
      : value.text;
  const sets = property.type === "ObjectProperty" && setsProto(property);
  b.exec(
    sets ? `$h.setProto(${object},${value.text})` : `$h.define(${object},${key.text},${named})`,
    property,
  );
}

/** The strings array of a tagged template: one for each place in the text. */
export function templateObject(b: FunctionBuilder, node: t.TemplateLiteral): string {
  const cooked = node.quasis.map((quasi) =>
    quasi.value.cooked == null ? "undefined" : quote(quasi.value.cooked),
  );
  const raw = node.quasis.map((quasi) => quote(quasi.value.raw));
  return b.program.constant(`$h.template([${cooked.join(",")}],[${raw.join(",")}])`);
}
