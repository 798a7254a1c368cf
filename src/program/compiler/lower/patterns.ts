import type * as t from "@babel/types";
import { staticKey } from "../ast";
import type { Node } from "../ast";
import { quote } from "../names";
import { sourceName } from "../sourceName";
import type { FunctionBuilder } from "./builder";
import { closeCursor, openCursor, stepCursor } from "./cursors";
import { lowerExpression } from "./expressions";
import { lowerPlace, readPlace, writePlace } from "./members";
import type { Place } from "./members";
import { initialize, writeName } from "./names";
import { computed, constant } from "./value";
import type { Value } from "./value";

/** Gives the names of a declaration their values. `source` is what the value is called in messages. */
export function bindPattern(b: FunctionBuilder, pattern: Node, value: Value, source?: Node | string): void {
  destructure(b, pattern, value, source, bindName);
}

/** Assigns to the targets of a pattern. */
export function assignPattern(b: FunctionBuilder, pattern: Node, value: Value, source?: Node | string): void {
  destructure(b, pattern, value, source, assignTarget);
}

/** Source of what stands within a pattern: V8 then reports the failing read itself. */
const NESTED = "";

type Bind = (b: FunctionBuilder, target: Node, value: Value) => void;

function bindName(b: FunctionBuilder, target: Node, value: Value): void {
  const binding = b.module.analysis.references.get(target)?.binding;
  if (binding !== undefined) initialize(b, binding, value, target);
}

function assignTarget(b: FunctionBuilder, target: Node, value: Value): void {
  if (target.type === "Identifier") {
    b.exec(writeName(b, target, target.name, value).text, target);
  } else if (target.type === "MemberExpression") {
    const pinned = b.spill(value, target);
    b.exec(writePlace(b, lowerPlace(b, target), pinned, target).text, target);
  } else {
    b.error(target, "this cannot be assigned to");
  }
}

function destructure(
  b: FunctionBuilder,
  pattern: Node,
  value: Value,
  source: Node | string | undefined,
  bind: Bind,
): void {
  switch (pattern.type) {
    case "AssignmentPattern":
      destructure(b, pattern.left, withDefault(b, pattern, value), source, bind);
      return;
    case "ObjectPattern":
      destructureObject(b, pattern, b.spill(value, pattern), source, bind);
      return;
    case "ArrayPattern":
      destructureArray(b, pattern, b.spill(value, pattern), source, bind);
      return;
    case "TSParameterProperty":
      destructure(b, pattern.parameter, value, source, bind);
      return;
    default:
      bind(b, pattern, value);
  }
}

/** The value, or that of the default when it is undefined. */
export function withDefault(b: FunctionBuilder, pattern: t.AssignmentPattern, value: Value): Value {
  const result = b.temp();
  b.exec(`${result}=${value.text}`, pattern);
  const name = pattern.left.type === "Identifier" ? pattern.left.name : undefined;
  const then = b.list(() => {
    b.exec(`${result}=${lowerExpression(b, pattern.right, name).text}`, pattern.right);
  });
  b.out.push({ op: "if", test: `${result}===undefined`, then, else: [], loc: b.loc(pattern) });
  return constant(result);
}

function describe(source: Node | string | undefined): string | undefined {
  if (source === NESTED) return undefined;
  return typeof source === "object" ? sourceName(source) : source;
}

function destructureObject(
  b: FunctionBuilder,
  pattern: t.ObjectPattern,
  value: Value,
  source: Node | string | undefined,
  bind: Bind,
): void {
  const site = describe(source);
  const [first] = pattern.properties;
  const firstName = first?.type === "ObjectProperty" ? staticKey(first.key, first.computed) : undefined;
  const simple = first?.type === "ObjectProperty" && first.value.type === "Identifier";
  if (source !== NESTED && (firstName === undefined || simple)) {
    const name = firstName === undefined ? "undefined" : quote(firstName);
    const what = site === undefined ? "undefined" : quote(site);
    b.exec(`${value.text}==null&&$h.cannotDestructure(${value.text},${name},${what})`, pattern);
  }
  const taken: string[] = [];
  for (const property of pattern.properties) {
    if (property.type === "RestElement") {
      destructure(
        b,
        property.argument,
        computed(`$h.rest(${value.text},[${taken.join(",")}])`),
        NESTED,
        bind,
      );
      continue;
    }
    const name = staticKey(property.key, property.computed);
    if (name === undefined) {
      const key = b.spill(computed(`$h.key(${lowerExpression(b, property.key).text})`), property.key);
      taken.push(key.text);
      destructure(b, property.value, computed(`$h.tame(${value.text}[${key.text}])`), NESTED, bind);
    } else {
      taken.push(quote(name));
      const place: Place = { kind: "named", object: value, name };
      destructure(b, property.value, readPlace(b, place, property), NESTED, bind);
    }
  }
}

function destructureArray(
  b: FunctionBuilder,
  pattern: t.ArrayPattern,
  value: Value,
  source: Node | string | undefined,
  bind: Bind,
): void {
  const cursor = openCursor(b, value, describe(source), pattern);
  for (const element of pattern.elements) {
    if (element?.type === "RestElement") {
      const rest = b.temp();
      b.exec(`${rest}=[]`, element);
      const label = b.label();
      const body = b.list(() => {
        const item = stepCursor(b, cursor, element, label);
        b.exec(`${rest}.push(${item.text})`, element);
      });
      b.out.push({ op: "loop", label, body });
      destructure(b, element.argument, constant(rest), NESTED, bind);
      continue;
    }
    const item = stepCursor(b, cursor, element ?? pattern);
    if (element !== null) destructure(b, element, item, NESTED, bind);
  }
  closeCursor(b, cursor, pattern);
}
