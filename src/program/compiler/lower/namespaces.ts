import type * as t from "@babel/types";
import { present } from "../../../shared/assert";
import type { Node } from "../ast";
import { HOLDER, member } from "../names";
import type { Binding } from "../scope";
import type { FunctionBuilder } from "./builder";
import { lowerBody } from "./statements";
import { setVariable } from "./watching";

/** A block of a namespace: it runs where it stands, and adds to the object that the namespace's name holds. */
export function lowerNamespace(b: FunctionBuilder, node: t.TSModuleDeclaration): void {
  const { body } = node;
  const binding = b.module.analysis.references.get(node.id)?.binding;
  if (binding === undefined || body.type !== "TSModuleBlock") return;
  const object = namespaceObject(b, node, binding);
  const scope = present(b.module.analysis.scopes.get(body), "scope of a namespace");
  const holder = present(scope.bindings.get(HOLDER), "object of a namespace");
  b.inScope(scope, node, () => {
    b.exec(`${b.access(holder)}=${object}`, node);
    lowerBody(b, body.body);
  });
}

/** Sees to it that the name of a namespace or enum holds an object. @returns the text of that. */
export function namespaceObject(
  b: FunctionBuilder,
  node: t.TSModuleDeclaration | t.TSEnumDeclaration,
  binding: Binding,
): string {
  const access = b.access(binding);
  const exporter = b.module.analysis.exporters.get(node);
  if (exporter === undefined) {
    b.exec(setVariable(b, binding, `${access}||{}`, node), node);
  } else {
    const property = member(b.access(exporter), binding.name);
    b.exec(setVariable(b, binding, `${property}||(${property}={})`, node), node);
  }
  return access;
}

/** Functions and classes that a namespace exports are its properties, too. */
export function exportFromNamespace(b: FunctionBuilder, node: Node): void {
  if ((node.type !== "FunctionDeclaration" && node.type !== "ClassDeclaration") || node.id == null) return;
  const exporter = b.module.analysis.exporters.get(node);
  const binding = b.module.analysis.references.get(node.id)?.binding;
  if (exporter !== undefined && binding !== undefined)
    b.exec(`${member(b.access(exporter), binding.name)}=${b.access(binding)}`, node);
}
