import type * as t from "@babel/types";
import { staticKey } from "../ast";
import type { Node } from "../ast";
import { isEarly } from "../early";
import { quote } from "../names";
import { sourceName } from "../sourceName";
import type { FunctionBuilder } from "./builder";
import { closeCursor, openCursor, passItem, stepCursor } from "./cursors";
import { lowerExpression, lowerKey } from "./expressions";
import { withoutGetters } from "./getterCopies";
import { lowerPlace, fixPlace, readPlace, writePlace } from "./members";
import type { Place } from "./members";
import { initialize, isAssignable, writeName } from "./names";
import { runClosing } from "./tries";
import { computed, constant } from "./value";
import type { Value } from "./value";
import { readWhole } from "./watching";

/** Gives the names of a declaration their values. `source` is what the value is called in messages. */
export function bindPattern(b: FunctionBuilder, pattern: Node, value: Value, source?: Node | string): void {
  destructure(b, pattern, () => value, source, bindName);
}

/** Assigns to the targets of a pattern. */
export function assignPattern(b: FunctionBuilder, pattern: Node, value: Value, source?: Node | string): void {
  destructure(b, pattern, () => value, source, assignTarget);
}

/** Source of what stands within a pattern: V8 then reports the failing read itself. */
const NESTED = "";

/** Evaluates what is assigned to, if anything; what it gives puts a value there. */
type Bind = (b: FunctionBuilder, target: Node) => (value: Value) => void;

const bindName: Bind = (b, target) => (value) => {
  const binding = b.module.analysis.references.get(target)?.binding;
  if (binding !== undefined) initialize(b, binding, value, target);
};

const assignTarget: Bind = (b, target) => {
  if (target.type === "Identifier")
    return (value) => b.exec(writeName(b, target, target.name, value).text, target);
  if (target.type === "MemberExpression") {
    const place = fixPlace(b, lowerPlace(b, target), target);
    return (value) => b.exec(writePlace(b, place, b.spill(value, target), target).text, target);
  }
  b.error(target, "this cannot be assigned to");
  return () => undefined;
};

/** One element: what is assigned to is evaluated first, then the value is fetched, then its default. */
function destructure(
  b: FunctionBuilder,
  pattern: Node,
  fetch: () => Value,
  source: Node | string | undefined,
  bind: Bind,
): void {
  if (pattern.type === "TSParameterProperty") {
    destructure(b, pattern.parameter, fetch, source, bind);
    return;
  }
  const target = pattern.type === "AssignmentPattern" ? pattern.left : pattern;
  const nested = target.type === "ObjectPattern" || target.type === "ArrayPattern";
  const put = nested ? undefined : bind(b, target);
  const fetched = fetch();
  const value = pattern.type === "AssignmentPattern" ? withDefault(b, pattern, fetched) : fetched;
  if (put !== undefined) put(value);
  else if (target.type === "ObjectPattern")
    destructureObject(b, target, b.spill(value, target), source, bind);
  else if (target.type === "ArrayPattern") destructureArray(b, target, b.spill(value, target), source, bind);
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
      const copy = (): Value => {
        const source = computed(readWhole(b, value.text, property));
        return computed(`$h.rest(${withoutGetters(b, source, taken, property).text},[${taken.join(",")}])`);
      };
      destructure(b, property.argument, copy, NESTED, bind);
      continue;
    }
    const name = staticKey(property.key, property.computed);
    if (name === undefined) {
      const key = b.spill(computed(`$h.key(${lowerKey(b, property.key, true).text})`), property.key);
      taken.push(key.text);
      const place: Place = { kind: "keyed", object: value, key, numeric: false, open: false };
      destructure(b, property.value, () => readPlace(b, place, property), NESTED, bind);
    } else {
      taken.push(quote(name));
      const place: Place = { kind: "named", object: value, name };
      destructure(b, property.value, () => readPlace(b, place, property), NESTED, bind);
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
  const take = (): void => {
    for (const element of pattern.elements) {
      if (element === null) passItem(b, cursor, pattern);
      else if (element.type === "RestElement")
        destructure(b, element.argument, () => takeRest(b, cursor, element), NESTED, bind);
      else destructure(b, element, () => stepCursor(b, cursor, element), NESTED, bind);
    }
  };
  if (pattern.elements.every((element) => element === null || isSafe(b, element))) take();
  else runClosing(b, { kind: "cursor", cursor, loop: undefined, awaits: false }, pattern, take);
  closeCursor(b, cursor, pattern);
}

function takeRest(b: FunctionBuilder, cursor: string, node: Node): Value {
  const rest = b.temp();
  b.exec(`${rest}=$h.restOf(${cursor})`, node);
  const label = b.label();
  const body = b.list(() => {
    const item = stepCursor(b, cursor, node, label);
    b.exec(`$h.addToRest(${rest},${item.text})`, node);
  });
  b.out.push({ op: "loop", label, body });
  return constant(rest);
}

/** Nothing but the iterator itself can fail, so that it need not be closed. */
function isSafe(b: FunctionBuilder, element: Node): boolean {
  if (element.type === "RestElement") return isSafe(b, element.argument);
  if (element.type !== "Identifier") return false;
  const reference = b.module.analysis.references.get(element);
  return (
    reference !== undefined &&
    (reference.declares || (isAssignable(reference.binding) && !isEarly(reference)))
  );
}
