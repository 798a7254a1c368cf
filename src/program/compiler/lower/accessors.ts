import type * as t from "@babel/types";
import { children, staticKey } from "../ast";
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
}

/** The names under which modules declare accessors, and those that are known already. */
export function accessorNames(
  modules: readonly ModuleUnit[],
  ...known: readonly AccessorNames[]
): AccessorNames {
  const names = {
    getters: new Set(known.flatMap((each) => [...each.getters])),
    setters: new Set(known.flatMap((each) => [...each.setters])),
  };
  for (const { program } of modules) collectAccessors(program, names);
  return names;
}

function collectAccessors(node: Node, names: AccessorNames): void {
  if ((node.type === "ClassMethod" || node.type === "ObjectMethod") && isAccessor(node)) {
    const name = staticKey(node.key, node.computed);
    if (name !== undefined) (node.kind === "get" ? names.getters : names.setters).add(name);
  }
  for (const child of children(node)) collectAccessors(child, names);
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
