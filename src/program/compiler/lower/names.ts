import type { Node } from "../ast";
import { isEarly } from "../early";
import { DETERMINISTIC_GLOBALS, PRELUDE_GLOBALS } from "../globals";
import { member, quote } from "../names";
import type { ModuleUnit } from "../program";
import type { Binding, ImportTarget } from "../scope";
import { slotName } from "./builder";
import type { FunctionBuilder } from "./builder";
import { UNDEFINED, computed, constant, variable } from "./value";
import type { Value } from "./value";
import { nameKey, readProperty, readVariable, reportsAccesses, setVariable } from "./watching";

/** The value of a name, as text. */
export function readName(b: FunctionBuilder, node: Node, name: string): Value {
  const reference = b.module.analysis.references.get(node);
  if (reference === undefined) return readGlobal(b, name);
  const { binding } = reference;
  if (binding.target !== undefined) return readImport(b, binding.target, node);
  const access = b.access(binding);
  if (binding.holder !== undefined && reportsAccesses(b))
    return computed(readProperty(b, constant(b.access(binding.holder)), nameKey(name), node, () => access));
  const value = isEarly(reference)
    ? guarded(access, binding.name)
    : binding.constant
      ? constant(access)
      : variable(access);
  return binding.captured ? readVariable(b, binding, b.envPath(binding.scope), value, node) : value;
}

/** The text of a variable that may not be initialized yet. */
function guarded(access: string, name: string): Value {
  return computed(`(($q=${access})===$T?$h.early(${quote(name)}):$q)`);
}

function readGlobal(b: FunctionBuilder, name: string): Value {
  if (name === "undefined") return UNDEFINED;
  if (name === "NaN" || name === "Infinity") return constant(name);
  if (PRELUDE_GLOBALS.has(name)) return constant(`$P.${name}`);
  b.program.globals.add(name);
  return constant(`$g_${name}`);
}

/** A standard name that nothing in the program declares. */
export function globalName(b: FunctionBuilder, node: Node): string | undefined {
  if (node.type !== "Identifier" || b.module.analysis.references.has(node)) return undefined;
  if (["undefined", "NaN", "Infinity"].includes(node.name)) return undefined;
  return DETERMINISTIC_GLOBALS.has(node.name) ? node.name : undefined;
}

/** Text of the environment of this module, then of the one it links to. */
function moduleEnv(b: FunctionBuilder, module: number): string {
  const root = rootEnv(b);
  if (module === b.module.index) return root;
  b.module.links.modules.add(module);
  return `${root}.$m${module}`;
}

function rootEnv(b: FunctionBuilder): string {
  const scope = b.module.analysis.scopes.get(b.module.program);
  return scope === undefined ? "$e" : b.envPath(scope);
}

export function readImport(b: FunctionBuilder, target: ImportTarget, node: Node): Value {
  const { links } = b.module;
  switch (target.kind) {
    case "binding": {
      const { binding, module } = target;
      const env = moduleEnv(b, module);
      const access = member(env, slotName(binding));
      if (binding.lexical && binding.risky) {
        binding.checked = true;
        return readVariable(b, binding, env, guarded(access, binding.name), node);
      }
      const value = binding.constant ? constant(access) : variable(access);
      return readVariable(b, binding, env, value, node);
    }
    case "namespace":
      links.namespaces.add(target.module);
      return constant(`${rootEnv(b)}.$ns${target.module}`);
    case "native": {
      const slot = nativeSlot(b.module, target.uri, target.name);
      return constant(`${rootEnv(b)}.${slot}`);
    }
    case "nativeNamespace":
      links.nativeNamespaces.set(target.uri, `$N${slotNumber(links.nativeNamespaces, target.uri)}`);
      return constant(`${rootEnv(b)}.${links.nativeNamespaces.get(target.uri) ?? ""}`);
  }
}

function slotNumber(slots: ReadonlyMap<string, string>, uri: string): number {
  return slots.has(uri) ? [...slots.keys()].indexOf(uri) : slots.size;
}

function nativeSlot(module: ModuleUnit, uri: string, name: string): string {
  const { natives } = module.links;
  for (const [slot, native] of natives) if (native.uri === uri && native.name === name) return slot;
  const slot = `$n${natives.size}`;
  natives.set(slot, { uri, name });
  return slot;
}

/** Text of an assignment to a name. */
export function writeName(b: FunctionBuilder, node: Node, name: string, value: Value): Value {
  const reference = b.module.analysis.references.get(node);
  if (reference === undefined) {
    b.error(node, `cannot assign to ${name}: it is a standard name, which the program cannot change`);
    return value;
  }
  const { binding } = reference;
  const access = b.access(binding);
  if (isEarly(reference) && binding.kind !== "const")
    return computed(
      `(${setVariable(b, binding, `$h.initialized(${access},${quote(name)},${value.text})`, node)})`,
    );
  if (!isAssignable(binding))
    return computed(
      `$h.assignConstant(${isEarly(reference) ? access : "undefined"},${quote(name)},${value.text})`,
    );
  return computed(`(${setVariable(b, binding, value.text, node)})`);
}

export function isAssignable(binding: Binding): boolean {
  return binding.kind !== "const" && binding.kind !== "self" && binding.kind !== "import";
}

/** Text that gives a declared name its first value. */
export function initialize(b: FunctionBuilder, binding: Binding, value: Value, node: Node): void {
  b.exec(setVariable(b, binding, value.text, node), node);
  b.settle(binding);
}

/** The function declaration that a name is known to mean, and the text of its environment. */
export function knownFunction(
  b: FunctionBuilder,
  node: Node,
): { readonly declaration: Node; readonly env: string; readonly imported: boolean } | undefined {
  const binding = b.module.analysis.references.get(node)?.binding;
  if (binding === undefined) return undefined;
  const target = binding.target;
  if (target?.kind === "binding") {
    const { declaration } = target.binding;
    if (declaration === undefined || target.binding.reassigned || isGenerator(declaration)) return undefined;
    return { declaration, env: moduleEnv(b, target.module), imported: true };
  }
  if (binding.kind !== "function" || binding.reassigned || binding.declaration === undefined)
    return undefined;
  if (isGenerator(binding.declaration)) return undefined;
  const scope = binding.scope.envScope();
  const env = scope === undefined ? "undefined" : b.envPath(scope);
  return { declaration: binding.declaration, env, imported: false };
}

/** A generator's call needs the function's own value. */
function isGenerator(declaration: Node): boolean {
  return declaration.type === "FunctionDeclaration" && declaration.generator;
}
