import type * as t from "@babel/types";
import { eachChild, staticKey } from "../ast";
import type { Node } from "../ast";
import { quote } from "../names";
import type { ModuleUnit } from "../program";
import type { FunctionBuilder } from "./builder";
import { callAccessor } from "./privates";
import { computed } from "./value";
import type { Value } from "./value";

/**
 * Getters and setters of the program. JavaScript calls an accessor from within, where nothing can suspend. So wherever a property is
 * named like an accessor of the program, compiled code looks for one and calls it itself.
 */
export interface AccessorNames {
  readonly getters: Set<string>;
  readonly setters: Set<string>;
  /** The program itself has some: then a key that is only known at run time may be the name of one. */
  any: boolean;
  /** The program has some under keys that are computed, and may be texts: then every name may be that of one. */
  computed: { get: boolean; set: boolean };
}

/** Whether a property of that name may have a getter, or a setter, of the program. */
export function mayHave(b: FunctionBuilder, kind: "get" | "set", name: string): boolean {
  const { getters, setters, computed } = b.program.accessors;
  return (kind === "get" ? getters : setters).has(name) || (computed[kind] && !b.module.library);
}

/** The names under which modules declare accessors, and those that are known already. */
export function accessorNames(
  modules: readonly ModuleUnit[],
  ...known: readonly AccessorNames[]
): AccessorNames {
  const names = {
    getters: new Set(known.flatMap((each) => [...each.getters])),
    setters: new Set(known.flatMap((each) => [...each.setters])),
    any: known.some((each) => each.any),
    computed: {
      get: known.some((each) => each.computed.get),
      set: known.some((each) => each.computed.set),
    },
  };
  for (const { program, library } of modules) collectAccessors(program, names, library);
  return names;
}

/** @param library the module is not the program's. */
function collectAccessors(node: Node, names: AccessorNames, library: boolean): void {
  if ((node.type === "ClassMethod" || node.type === "ObjectMethod") && isAccessor(node)) {
    const kind = node.kind === "get" ? "get" : "set";
    addAccessor(kind, staticKey(node.key, node.computed), names, library);
    if (!library && node.computed && staticKey(node.key, true) === undefined && !isSymbol(node.key))
      names.computed[kind] = true;
  } else if (node.type === "ObjectProperty" && node.value.type === "ObjectExpression") {
    addDescriptor(node.value, staticKey(node.key, node.computed), names, library);
  } else if (node.type === "CallExpression") {
    const [, key, descriptor] = node.arguments;
    if (key !== undefined && descriptor?.type === "ObjectExpression")
      addDescriptor(descriptor, staticKey(key, true), names, library);
  }
  eachChild(node, (child) => {
    collectAccessors(child, names, library);
  });
}

function addAccessor(
  kind: "get" | "set",
  name: string | undefined,
  names: AccessorNames,
  library: boolean,
): void {
  if (!library) names.any = true;
  if (name !== undefined) (kind === "get" ? names.getters : names.setters).add(name);
}

/** What looks like the descriptor of an accessor: `{ get() { … } }`, as for Object.defineProperty. */
function addDescriptor(
  node: t.ObjectExpression,
  name: string | undefined,
  names: AccessorNames,
  library: boolean,
): void {
  for (const property of node.properties) {
    if (property.type === "SpreadElement") continue;
    const isFunction = property.type === "ObjectMethod" ? property.kind === "method" : isCode(property.value);
    const kind = staticKey(property.key, property.computed);
    if (isFunction && (kind === "get" || kind === "set")) addAccessor(kind, name, names, library);
  }
}

/** `Symbol.iterator` and its like. */
function isSymbol(key: Node): boolean {
  return key.type === "MemberExpression" && key.object.type === "Identifier" && key.object.name === "Symbol";
}

function isCode(node: Node): boolean {
  return node.type === "FunctionExpression" || node.type === "ArrowFunctionExpression";
}

function isAccessor(node: t.ClassMethod | t.ObjectMethod): boolean {
  return node.kind === "get" || node.kind === "set";
}

/** Reads a property that may have a getter of the program. @param otherwise text of the plain read, of the object that is given. */
export function readAccessor(
  b: FunctionBuilder,
  object: Value,
  name: string,
  otherwise: (object: string) => string,
  node: Node,
): Value {
  const self = b.spill(object, node).text;
  const found = b.spill(computed(`$h.getter(${self},${quote(name)})`), node).text;
  return callAccessor(b, found, self, [], otherwise(self), node);
}

/** Assigns to a property that may have a setter of the program. Its value is the assigned one. */
export function writeAccessor(
  b: FunctionBuilder,
  object: Value,
  name: string,
  value: Value,
  otherwise: (object: Value, value: Value) => Value,
  node: Node,
): Value {
  const self = b.spill(object, node);
  const written = b.spill(value, node);
  const found = b.spill(computed(`$h.setter(${self.text},${quote(name)})`), node).text;
  callAccessor(b, found, self.text, [written.text], otherwise(self, written).text, node);
  return written;
}

/** Whether a read of this key has to look for a getter of the program. */
function mayBeName(key: string): string {
  return `typeof ${key}==="string"||typeof ${key}==="symbol"`;
}

/** As readAccessor, of a key that is only known at run time. */
export function readKeyed(
  b: FunctionBuilder,
  object: Value,
  key: Value,
  otherwise: (object: Value, key: Value) => string,
  node: Node,
): Value {
  const self = b.spill(object, node);
  const name = b.spill(key, node);
  const lookup = computed(`(${mayBeName(name.text)}?$h.getter(${self.text},${name.text}):undefined)`);
  const found = b.spill(lookup, node).text;
  return callAccessor(b, found, self.text, [], otherwise(self, name), node);
}

/** As writeAccessor, of a key that is only known at run time. */
export function writeKeyed(
  b: FunctionBuilder,
  object: Value,
  key: Value,
  value: Value,
  otherwise: (object: Value, key: Value, value: Value) => Value,
  node: Node,
): Value {
  const self = b.spill(object, node);
  const name = b.spill(key, node);
  const written = b.spill(value, node);
  const lookup = computed(`(${mayBeName(name.text)}?$h.setter(${self.text},${name.text}):undefined)`);
  const found = b.spill(lookup, node).text;
  callAccessor(b, found, self.text, [written.text], otherwise(self, name, written).text, node);
  return written;
}
