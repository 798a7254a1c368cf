import type { Analysis } from "./analysis";
import { isClass, isFunction } from "./ast";
import type { Node } from "./ast";
import type { FunctionInfo, ScopeInfo, ScopeKind, VariableInfo, VariableKind } from "./image";
import type { FunctionCode } from "./ir";
import { localName } from "./names";
import { slotName } from "./lower/builder";
import type { ModuleUnit } from "./program";
import type { Binding, Scope, Unit } from "./scope";

/**
 * Where a debugger finds the source's variables: for each place at which a function can stop its scope, and for each scope its variables
 * with the locals and environment slots that hold them. The library has none.
 */
export class ScopeTable {
  readonly rows: ScopeInfo[] = [];
  private readonly known = new Map<Scope, number>();
  private readonly units = new Map<Unit, number>();
  private readonly kinds = new Map<Scope, ScopeKind>();

  constructor(private readonly modules: readonly ModuleUnit[]) {
    for (const { analysis, library } of modules) if (!library) this.addKinds(analysis);
  }

  private addKinds(analysis: Analysis): void {
    for (const [node, scope] of analysis.scopes) this.kinds.set(scope, kindOf(node));
    for (const { fieldsScope, staticsScope } of analysis.classes.values()) {
      this.kinds.set(fieldsScope, "function");
      this.kinds.set(staticsScope, "function");
    }
  }

  infoOf({ name, locs, points, unit, closure, library }: FunctionCode): FunctionInfo {
    if (library) return { name, locs, library, points: [], unit: -1, closure: -1 };
    return {
      name,
      locs,
      library,
      points: points.flatMap(({ scope, order }) => [this.rowOf(scope), order]),
      unit: this.unitOf(unit),
      closure: this.rowOf(closure),
    };
  }

  private unitOf(unit: Unit): number {
    const known = this.units.get(unit) ?? this.units.size;
    this.units.set(unit, known);
    return known;
  }

  private rowOf(scope: Scope | undefined): number {
    if (scope === undefined) return -1;
    const known = this.known.get(scope);
    if (known !== undefined) return known;
    const kind = this.kinds.get(scope);
    const parent = this.rowOf(scope.parent);
    // The outermost scope is of no node: nothing is declared there.
    if (kind === undefined) return -1;
    const row =
      this.rows.push({
        kind,
        parent,
        unit: this.unitOf(scope.unit),
        env: scope.hasEnv ? `$e${scope.id}` : undefined,
        variables: [...scope.bindings.values()].flatMap((each) => this.variable(each) ?? []),
      }) - 1;
    this.known.set(scope, row);
    return row;
  }

  private variable(binding: Binding): VariableInfo | undefined {
    const kind = variableKind(binding);
    if (kind === undefined) return undefined;
    const { name, order } = binding;
    if (kind === "import") return this.imported(binding);
    // A namespace's exported variable is a property of its object.
    if (binding.holder?.captured === false) return undefined;
    if (binding.holder !== undefined)
      return { name, kind, local: undefined, slot: name, link: slotName(binding.holder), order };
    const slot = binding.captured ? slotName(binding) : undefined;
    return {
      name,
      kind,
      local: localOf(binding),
      slot,
      link: undefined,
      order,
    };
  }

  /** An import is found through a link of the module's environment, where the module uses it. */
  private imported({ name, target, scope }: Binding): VariableInfo | undefined {
    const none = { name, kind: "import", local: undefined, order: 0 } as const;
    const module = this.modules.find(({ program }) => program === scope.unit.node);
    switch (target?.kind) {
      case "binding": {
        const own = this.modules[target.module] === module;
        return {
          ...none,
          slot: slotName(target.binding),
          link: own ? undefined : `$m${target.module}`,
        };
      }
      case "namespace":
        return { ...none, slot: `$ns${target.module}`, link: undefined };
      case "native": {
        for (const [slot, native] of module?.links.natives ?? [])
          if (native.uri === target.uri && native.name === target.name)
            return { ...none, slot, link: undefined };
        return undefined;
      }
      case "nativeNamespace": {
        const slot = module?.links.nativeNamespaces.get(target.uri);
        return slot === undefined ? undefined : { ...none, slot, link: undefined };
      }
      case undefined:
        return undefined;
    }
  }
}

function kindOf(node: Node): ScopeKind {
  if (node.type === "Program") return "module";
  if (isFunction(node)) return "function";
  return isClass(node) ? "class" : "block";
}

/** What the variable is to the reader of the source; `undefined` for what is not in the source. */
function variableKind(binding: Binding): VariableKind | undefined {
  switch (binding.kind) {
    case "hidden":
    case "newTarget":
      return undefined;
    case "this":
      return binding.scope.unit.kind === "module" ? undefined : "this";
    case "arguments":
      return binding.used ? "arguments" : undefined;
    case "param":
      return "parameter";
    case "self":
      return "function";
    default:
      return binding.name.startsWith("%") ? undefined : binding.kind;
  }
}

function localOf(binding: Binding): string {
  if (binding.kind === "this") return "$this";
  return binding.kind === "arguments" ? "$arguments" : localName(binding.name, binding.id);
}
