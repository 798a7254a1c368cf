import type * as t from "@babel/types";
import { staticKey } from "../ast";
import type { MemberNode, Node } from "../ast";
import { STACK_FRAMES } from "../../engine/stacks";
import { member, quote } from "../names";
import { resolveExport } from "../linking";
import type { PrivateName } from "../scope";
import { mayHave, readAccessor, readKeyed, writeAccessor, writeKeyed } from "./accessors";
import type { FunctionBuilder } from "./builder";
import { keyOf, mayConvert, toKey } from "./conversions";
import { callAccessor, readPrivate, writePrivate } from "./privates";
import { lowerExpression } from "./expressions";
import { globalName, readImport } from "./names";
import { superHome } from "./superMembers";
import { computed, constant } from "./value";
import type { Value } from "./value";
import { nameKey, readProperty, writeProperty } from "./watching";

/** A property about to be read or written: its object and key are evaluated. */
export type Place =
  | { readonly kind: "named"; readonly object: Value; readonly name: string }
  | {
      readonly kind: "keyed";
      readonly object: Value;
      readonly key: Value;
      readonly numeric: boolean;
      /** The key may be an object that a method of the program converts. */
      readonly open: boolean;
    }
  | { readonly kind: "private"; readonly object: Value; readonly name: PrivateName }
  | {
      readonly kind: "super";
      /** Text of the object above the method's home. */
      readonly base: string;
      readonly self: Value;
      readonly key: Value;
      /** The key's expression, until it has been converted. */
      readonly open: Node | undefined;
    };

/** Evaluates the object and the key of a member expression. `object` is given where it is already known. */
export function lowerPlace(b: FunctionBuilder, node: MemberNode, object?: Value): Place {
  if (node.object.type === "Super") return superPlace(b, node, node.object);
  const base = (): Value => object ?? lowerExpression(b, node.object);
  if (node.property.type === "PrivateName") {
    const name = b.module.analysis.privates.get(node.property);
    if (name !== undefined) return { kind: "private", object: base(), name };
  }
  const name = staticKey(node.property, node.computed);
  if (name !== undefined && !(node.computed && node.property.type === "NumericLiteral"))
    return { kind: "named", object: base(), name };
  const [target, key] = b.operands(
    [node.object, node.property],
    [base, () => lowerExpression(b, node.property)],
  );
  return {
    kind: "keyed",
    object: target ?? constant("undefined"),
    key: key ?? constant("undefined"),
    numeric: isNumeric(node.property),
    open: mayConvert(b, node.property),
  };
}

/** A missing `this` is found before the key is evaluated, and what is above before the key is converted. */
function superPlace(b: FunctionBuilder, node: MemberNode, object: t.Super): Place {
  const { home, self } = superHome(b, object);
  const base = `$h.superBase(${home})`;
  const name = staticKey(node.property, node.computed);
  if (name !== undefined) return { kind: "super", base, self, key: constant(quote(name)), open: undefined };
  const known = self.atom ? self : b.spill(self, node);
  const key = b.spill(lowerExpression(b, node.property), node);
  const { text } = b.spill(computed(base), node);
  return { kind: "super", base: text, self: known, key, open: node.property };
}

function convertSuperKey(b: FunctionBuilder, place: Place & { kind: "super" }): Place & { kind: "super" } {
  if (place.open === undefined) return place;
  return { ...place, key: toKey(b, place.key, place.open), open: undefined };
}

/** Whether the expression certainly is a number (or a BigInt): such a key names no inherited property. */
function isNumeric(node: Node): boolean {
  switch (node.type) {
    case "NumericLiteral":
    case "UpdateExpression":
      return true;
    case "UnaryExpression":
      return node.operator === "-" || node.operator === "~" || node.operator === "+";
    case "BinaryExpression":
      return ["-", "*", "/", "%", "|", "&", "^", "<<", ">>", ">>>", "**"].includes(node.operator);
    default:
      return false;
  }
}

/** The places's parts as texts that may be repeated; an object as key stays one until it is used. */
export function fixPlace(b: FunctionBuilder, place: Place, node: Node): Place {
  switch (place.kind) {
    case "named":
    case "private":
      return { ...place, object: b.spill(place.object, node) };
    case "keyed": {
      const object = b.spill(place.object, node);
      return { ...place, object, key: b.spill(place.key, node) };
    }
    case "super":
      return { ...place, self: b.spill(place.self, node), key: b.spill(place.key, node) };
  }
}

/** The same, for reading and then writing it: an object as key is converted once. */
export function pinPlace(b: FunctionBuilder, place: Place, node: Node): Place {
  const fixed = fixPlace(b, place, node);
  if (fixed.kind === "super" && fixed.open !== undefined) {
    const key = convertSuperKey(b, fixed).key.text;
    return { ...fixed, key: b.spill(computed(`$h.key(${key})`), node), open: undefined };
  }
  if (fixed.kind !== "keyed" || fixed.numeric) return fixed;
  const { text } = fixed.open ? keyOf(b, fixed.object, fixed.key, node) : fixed.key;
  const key = `typeof ${text}==="number"||typeof ${text}==="string"?${text}:$h.keyOf(${fixed.object.text},${text})`;
  return { ...fixed, key: b.spill(computed(key), node), open: false };
}

export function readPlace(b: FunctionBuilder, place: Place, node: Node): Value {
  switch (place.kind) {
    case "named": {
      const { object, name } = place;
      const read = (self: Value): string =>
        readProperty(b, self, nameKey(name), node, (o) => named(b, o, name).text);
      if (!mayHave(b, "get", name)) return computed(read(object));
      return readAccessor(b, object, name, (self) => read(constant(self)), node);
    }
    case "keyed": {
      const read = (object: Value, key: Value): string => {
        const text = readProperty(b, object, key, node, (o, k) => `${o}[${k}]`);
        return place.numeric ? text : `(typeof ($q=${text})==="function"?$h.tame($q):$q)`;
      };
      if (place.open) {
        const object = b.spill(place.object, node);
        const key = keyOf(b, object, place.key, node);
        return readPlace(b, { ...place, object, key, open: false }, node);
      }
      if (!b.program.accessors.any || place.numeric) return computed(read(place.object, place.key));
      return readKeyed(b, place.object, place.key, read, node);
    }
    case "private":
      return readPrivate(b, place.object, place.name, node);
    case "super": {
      const { base, self, key } = convertSuperKey(b, place);
      const found = b.spill(computed(`$h.superGetter(${base},${key.text})`), node);
      return callAccessor(
        b,
        found.text,
        self.text,
        [],
        `$h.superGet(${base},${self.text},${key.text})`,
        node,
      );
    }
  }
}

/** A property, as the program gets it. */
export function named(b: FunctionBuilder, object: string, name: string): Value {
  const text = member(object, name);
  return computed(b.program.isSubstituted(name) ? `$x.${name}(${text})` : text);
}

/** Text of the assignment; its value is the assigned one. */
export function writePlace(b: FunctionBuilder, place: Place, value: Value, node: Node): Value {
  switch (place.kind) {
    case "named": {
      const { object, name } = place;
      const assign = (self: Value, to: Value): Value =>
        writeProperty(b, self, nameKey(name), to, node, (o, _k, v) => `${member(o, name)}=${v}`);
      if (!mayHave(b, "set", name)) return assign(object, value);
      return writeAccessor(b, object, name, value, assign, node);
    }
    case "keyed": {
      const assign = (object: Value, key: Value, to: Value): Value =>
        writeProperty(b, object, key, to, node, (o, k, v) => `${o}[${k}]=${v}`);
      if (place.open) {
        const object = b.spill(place.object, node);
        const unconverted = b.spill(place.key, node);
        const written = b.spill(value, node);
        const key = keyOf(b, object, unconverted, node);
        return writePlace(b, { ...place, object, key, open: false }, written, node);
      }
      if (!b.program.accessors.any || place.numeric) return assign(place.object, place.key, value);
      return writeKeyed(b, place.object, place.key, value, assign, node);
    }
    case "private":
      return writePrivate(b, place.object, place.name, value, node);
    case "super": {
      const written = place.open === undefined ? value : b.spill(value, node);
      return writeSuper(b, convertSuperKey(b, place), written, node);
    }
  }
}

function writeSuper(b: FunctionBuilder, place: Place & { kind: "super" }, value: Value, node: Node): Value {
  const { base, self, key } = place;
  const assign = (to: Value): Value =>
    writeProperty(b, self, key, to, node, (o, k, v) => `$h.superSet(${base},${o},${k},${v})`);
  if (!b.program.accessors.any) return assign(value);
  const written = b.spill(value, node);
  const found = b.spill(computed(`$h.superSetter(${base},${key.text})`), node);
  callAccessor(b, found.text, self.text, [written.text], assign(written).text, node);
  return written;
}

/** A member expression as a value. */
export function lowerMember(b: FunctionBuilder, node: t.MemberExpression): Value {
  const known = knownMember(b, node);
  if (known !== undefined) return known;
  return readPlace(b, lowerPlace(b, node), node);
}

/** Members of namespaces and of standard objects, which need no evaluation of the object. */
function knownMember(b: FunctionBuilder, node: t.MemberExpression): Value | undefined {
  const name = staticKey(node.property, node.computed);
  if (name === undefined || node.object.type !== "Identifier") return undefined;
  const binding = b.module.analysis.references.get(node.object)?.binding;
  if (binding?.target?.kind === "namespace") return namespaceMember(b, binding.target.module, name, node);
  if (binding?.target?.kind === "nativeNamespace")
    return readImport(b, { kind: "native", uri: binding.target.uri, name }, node);
  const standard = globalName(b, node.object);
  if (standard === undefined) return undefined;
  // The host's own is 0.
  if (standard === "Error" && name === "stackTraceLimit") return constant(String(STACK_FRAMES));
  b.program.globals.add(standard);
  return named(b, `$g_${standard}`, name);
}

function namespaceMember(b: FunctionBuilder, index: number, name: string, node: Node): Value | undefined {
  const target = resolveExport(b.program.modules, index, name);
  return target === undefined ? undefined : readImport(b, target, node);
}
