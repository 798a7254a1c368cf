import type * as t from "@babel/types";
import { languageOf } from "../annotations/parseSource";
import type { Node } from "./ast";
import type { ModuleLoader } from "./modules";
import type { ExportEntry, ImportSource, ModuleUnit } from "./program";
import type { Binding, ImportTarget } from "./scope";

/** What an exported name of a module stands for, through all re-exports. */
export function resolveExport(
  modules: readonly ModuleUnit[],
  index: number,
  name: string,
  seen = new Set<string>(),
): ImportTarget | undefined {
  const key = `${index} ${name}`;
  const module = modules[index];
  if (module === undefined || seen.has(key)) return undefined;
  seen.add(key);
  const entry = module.exports.get(name);
  if (entry !== undefined) return resolveEntry(modules, index, entry, seen);
  if (name === "default") return undefined;
  let found: ImportTarget | undefined;
  for (const star of module.stars) {
    if (star.from.kind === "native") continue;
    const other = resolveExport(modules, star.from.index, name, seen);
    if (other === undefined) continue;
    // What two modules export under one name is exported by neither.
    if (found !== undefined && !sameTarget(found, other)) return undefined;
    found = other;
  }
  return found;
}

function sameTarget(a: ImportTarget, b: ImportTarget): boolean {
  if (a.kind === "binding" && b.kind === "binding") return a.binding === b.binding;
  if (a.kind === "namespace" && b.kind === "namespace") return a.module === b.module;
  if (a.kind === "native" && b.kind === "native") return a.uri === b.uri && a.name === b.name;
  return a.kind === "nativeNamespace" && b.kind === "nativeNamespace" && a.uri === b.uri;
}

function resolveEntry(
  modules: readonly ModuleUnit[],
  index: number,
  entry: ExportEntry,
  seen: Set<string>,
): ImportTarget | undefined {
  switch (entry.kind) {
    case "local":
      return entry.binding.kind === "import"
        ? importedTarget(modules, modules[index], entry.binding, seen)
        : { kind: "binding", module: index, binding: entry.binding };
    case "from":
      return importTarget(modules, entry.from, entry.name, seen);
    case "namespace":
      return namespaceTarget(entry.from);
  }
}

export function importTarget(
  modules: readonly ModuleUnit[],
  from: ImportSource,
  name: string,
  seen?: Set<string>,
): ImportTarget | undefined {
  return from.kind === "native"
    ? { kind: "native", uri: from.uri, name }
    : resolveExport(modules, from.index, name, seen);
}

export function namespaceTarget(from: ImportSource): ImportTarget {
  return from.kind === "native"
    ? { kind: "nativeNamespace", uri: from.uri }
    : { kind: "namespace", module: from.index };
}

/** All names that a module exports, with what they stand for. */
export function exportsOf(modules: readonly ModuleUnit[], index: number): Map<string, ImportTarget> {
  const found = new Map<string, ImportTarget>();
  const visit = (each: number, top: boolean, seen: Set<number>): void => {
    const module = modules[each];
    if (module === undefined || seen.has(each)) return;
    seen.add(each);
    for (const name of module.exports.keys()) {
      if (found.has(name) || (!top && name === "default")) continue;
      const target = resolveExport(modules, index, name);
      if (target !== undefined) found.set(name, target);
    }
    for (const star of module.stars) if (star.from.kind === "module") visit(star.from.index, false, seen);
  };
  visit(index, true, new Set());
  return found;
}

/** What an import of a module means; modules that import each other are looked at in any order. */
function importedTarget(
  modules: readonly ModuleUnit[],
  module: ModuleUnit | undefined,
  binding: Binding,
  seen?: Set<string>,
): ImportTarget | undefined {
  for (const { from, node } of module?.imports ?? []) {
    if (node.type !== "ImportDeclaration") continue;
    for (const specifier of node.specifiers) {
      if (specifier.local.name !== binding.name) continue;
      const name = importedName(specifier);
      return name === undefined ? namespaceTarget(from) : importTarget(modules, from, name, seen);
    }
  }
  return undefined;
}

/** `undefined` for a namespace. */
function importedName(specifier: t.ImportDeclaration["specifiers"][number]): string | undefined {
  if (specifier.type === "ImportNamespaceSpecifier") return undefined;
  if (specifier.type === "ImportDefaultSpecifier") return "default";
  return specifier.imported.type === "Identifier" ? specifier.imported.name : specifier.imported.value;
}

/** Finds out what the imported names mean. What TypeScript leaves out need not exist. */
export function linkImports(modules: readonly ModuleUnit[], module: ModuleUnit, loader: ModuleLoader): void {
  const bindings = module.analysis.scopes.get(module.program)?.bindings;
  const strict = languageOf(module.uri) === "javascript";
  const missing = (node: Node, from: ImportSource, source: string, name: string): void => {
    const what = from.kind === "module" && loader.isType(from.index, name) ? "only a type" : "nothing";
    module.diagnostics.error(node, `"${source}" exports ${what} named ${name}`);
  };
  for (const { from, node } of module.imports) {
    if (node.type !== "ImportDeclaration") continue;
    for (const specifier of node.specifiers) {
      const binding = bindings?.get(specifier.local.name);
      if (binding === undefined) continue;
      binding.target = importedTarget(modules, module, binding);
      if (binding.target === undefined && (binding.used || strict))
        missing(specifier, from, node.source.value, importedName(specifier) ?? "");
    }
  }
  if (!strict) return;
  for (const entry of module.exports.values()) {
    if (entry.kind !== "from" || importTarget(modules, entry.from, entry.name) !== undefined) continue;
    const source = entry.from.kind === "native" ? entry.from.uri : (modules[entry.from.index]?.uri ?? "");
    missing(entry.node, entry.from, source, entry.name);
  }
}
