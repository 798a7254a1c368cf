import type * as t from "@babel/types";
import { scanFile } from "../annotations/scan";
import type { Entry } from "../annotations/scan";
import { languageOf, parseSource } from "../annotations/parseSource";
import { Counter } from "./analysis";
import { analyze } from "./analyze";
import { applyAnnotations } from "./annotate";
import { children, isFunction, patternNames } from "./ast";
import type { Node } from "./ast";
import { FileDiagnostics } from "./diagnostics";
import { eraseTypes } from "./erase";
import type { TypeNames } from "./erase";
import type { ImportSource, ModuleImport, ModuleUnit } from "./program";
import { refuseUnsupported } from "./refuse";
import type { Binding, Scope } from "./scope";

export interface Sources {
  readonly files: ReadonlyMap<string, string>;
  resolve(specifier: string, fromUri: string): string | undefined;
}

/** URIs of modules that are not the program's own begin so: their frames have no places. */
const LIBRARY = /^schedlens(-engine)?:/;
const NATIVE = "native:";

/** Loads a module and everything that it imports, each once, in the order of evaluation. */
export class ModuleLoader {
  readonly modules: ModuleUnit[];
  /** Positions in `modules`, each after what it imports. */
  readonly order: number[] = [];
  /** Files of which there is no syntax tree at all. */
  readonly failed: FileDiagnostics[] = [];
  /** Some tree has holes where the parser has skipped errors: it can be looked at, but not compiled. */
  incomplete = false;
  private readonly indexes = new Map<string, number>();
  private readonly types = new Map<number, TypeNames>();
  private readonly counter: Counter;
  private readonly path: number[] = [];

  /** @param first the module that comes before all others, without being evaluated among them. */
  constructor(
    private readonly sources: Sources,
    first?: { readonly module: ModuleUnit; readonly lastNumber: number },
  ) {
    this.modules = first === undefined ? [] : [first.module];
    this.counter = new Counter(first?.lastNumber);
  }

  /** The last number given to a scope, variable or class. */
  get lastNumber(): number {
    return this.counter.last;
  }

  /** Position of the module, or undefined where its text cannot be parsed at all. */
  load(uri: string): number | undefined {
    const known = this.indexes.get(uri);
    if (known !== undefined) {
      this.noteCycle(known);
      return known;
    }
    const module = this.parse(uri);
    if (module === undefined) return undefined;
    this.path.push(module.index);
    this.loadImports(module);
    this.path.pop();
    this.order.push(module.index);
    return module.index;
  }

  /** A module that is still being loaded is imported again: all modules on the way are parts of a cycle. */
  private noteCycle(index: number): void {
    const from = this.path.indexOf(index);
    if (from < 0) return;
    for (const each of this.path.slice(from)) {
      const module = this.modules[each];
      if (module !== undefined) module.cyclic = true;
    }
  }

  private parse(uri: string): ModuleUnit | undefined {
    const text = this.sources.files.get(uri) ?? "";
    const diagnostics = new FileDiagnostics(uri, text);
    const { file, problems } = parseSource(text, languageOf(uri));
    diagnostics.add(problems);
    if (problems.length > 0) this.incomplete = true;
    if (file === undefined) {
      this.failed.push(diagnostics);
      return undefined;
    }
    const library = LIBRARY.test(uri);
    const scan = scanFile(file, text);
    diagnostics.add(scan.problems);
    const names = applyAnnotations(file.program, scan.functions, diagnostics);
    const types = eraseTypes(file.program, diagnostics);
    refuseUnsupported(file.program, diagnostics);
    const analysis = analyze(file.program, diagnostics, this.counter);
    const module: ModuleUnit = {
      index: this.modules.length,
      uri,
      text,
      program: file.program,
      analysis,
      diagnostics,
      names,
      library,
      imports: [],
      exports: new Map(),
      entries: entryBindings(scan.entries, analysis.scopes.get(file.program)),
      stars: [],
      links: { modules: new Set(), namespaces: new Set(), natives: new Map(), nativeNamespaces: new Map() },
      awaits: awaits(file.program),
      cyclic: false,
    };
    this.modules.push(module);
    this.indexes.set(uri, module.index);
    this.types.set(module.index, types);
    return module;
  }

  private loadImports(module: ModuleUnit): void {
    for (const statement of module.program.body) {
      switch (statement.type) {
        case "ImportDeclaration":
          if (languageOf(module.uri) === "typescript" && isElided(module, statement)) break;
          this.addImport(module, statement, statement.source);
          break;
        case "ExportAllDeclaration":
          this.addStar(module, statement);
          break;
        case "ExportNamedDeclaration":
          this.addExports(module, statement);
          break;
        case "ExportDefaultDeclaration":
          addDefaultExport(module, statement);
          break;
        default:
          break;
      }
    }
  }

  private source(module: ModuleUnit, specifier: t.StringLiteral): ImportSource | undefined {
    const uri = specifier.value.startsWith(NATIVE)
      ? specifier.value
      : this.sources.resolve(specifier.value, module.uri);
    if (uri === undefined) {
      module.diagnostics.error(
        specifier,
        `cannot import "${specifier.value}": only "schedlens" and relative files of the workspace can be simulated. For a function that needs it, use @mock`,
      );
      return undefined;
    }
    if (uri.startsWith(NATIVE)) {
      if (module.library || specifier.start == null) return { kind: "native", uri };
      if (!specifier.value.startsWith(NATIVE)) return { kind: "native", uri };
      module.diagnostics.error(specifier, `cannot import "${specifier.value}"`);
      return undefined;
    }
    const index = this.load(uri);
    return index === undefined ? undefined : { kind: "module", index };
  }

  private addImport(
    module: ModuleUnit,
    node: ModuleImport["node"],
    specifier: t.StringLiteral,
  ): ImportSource | undefined {
    const from = this.source(module, specifier);
    if (from !== undefined) module.imports.push({ from, node });
    return from;
  }

  private addStar(module: ModuleUnit, node: t.ExportAllDeclaration): void {
    const from = this.addImport(module, node, node.source);
    if (from !== undefined) module.stars.push({ from, node });
  }

  private addExports(module: ModuleUnit, node: t.ExportNamedDeclaration): void {
    const { declaration } = node;
    if (declaration != null) {
      for (const name of declaredNames(declaration)) addLocalExport(module, name, name);
      return;
    }
    const from = node.source == null ? undefined : this.addImport(module, node, node.source);
    if (node.source != null && from === undefined) return;
    for (const specifier of node.specifiers) {
      const exported = exportedName(specifier.exported);
      if (specifier.type === "ExportNamespaceSpecifier") {
        if (from !== undefined) module.exports.set(exported, { kind: "namespace", from });
      } else if (specifier.type === "ExportSpecifier") {
        const name = exportedName(specifier.local);
        if (from !== undefined) module.exports.set(exported, { kind: "from", from, name, node: specifier });
        else this.exportLocal(module, specifier.local, name, exported);
      }
    }
  }

  private exportLocal(module: ModuleUnit, node: Node, name: string, exported: string): void {
    if (addLocalExport(module, name, exported)) return;
    if (this.types.get(module.index)?.has(name) === true) return;
    module.diagnostics.error(node, `cannot export ${name}: nothing of that name is declared here`);
  }

  /** Whether a name of the module is a type, so that importing it as one is no mistake. */
  isType(index: number, name: string): boolean {
    return this.types.get(index)?.has(name) === true;
  }
}

/** Whether the code awaits outside of functions. */
function awaits(node: Node): boolean {
  if (isFunction(node)) return "computed" in node && node.computed && awaits(node.key);
  if (node.type === "AwaitExpression" || (node.type === "ForOfStatement" && node.await)) return true;
  if (node.type === "VariableDeclaration" && node.kind === "await using") return true;
  return children(node).some(awaits);
}

/** TypeScript leaves out imports of which only types are used. */
function isElided(module: ModuleUnit, node: t.ImportDeclaration): boolean {
  if (node.specifiers.length === 0) return false;
  const { bindings } = module.analysis.scopes.get(module.program) ?? { bindings: new Map<string, Binding>() };
  const exportedLocally = new Set(
    module.program.body.flatMap((statement) =>
      statement.type === "ExportNamedDeclaration" && statement.source == null
        ? statement.specifiers.flatMap((each) => (each.type === "ExportSpecifier" ? [each.local.name] : []))
        : [],
    ),
  );
  return node.specifiers.every(({ local }) => {
    const used = bindings.get(local.name)?.used === true;
    return !used && !exportedLocally.has(local.name);
  });
}

function declaredNames(declaration: t.Declaration): string[] {
  const names: string[] = [];
  switch (declaration.type) {
    case "VariableDeclaration":
      for (const declarator of declaration.declarations)
        patternNames(declarator.id, (name) => {
          names.push(name.name);
        });
      break;
    case "FunctionDeclaration":
    case "ClassDeclaration":
    case "TSEnumDeclaration":
    case "TSModuleDeclaration":
      if (declaration.id?.type === "Identifier") names.push(declaration.id.name);
      break;
    default:
      break;
  }
  return names;
}

function exportedName(node: t.Identifier | t.StringLiteral): string {
  return node.type === "Identifier" ? node.name : node.value;
}

/** Variables of the entry points: they are called from outside. */
function entryBindings(entries: readonly Entry[], scope: Scope | undefined): Map<string, Binding> {
  const found = new Map<string, Binding>();
  for (const { name } of entries) {
    const binding = scope?.bindings.get(name);
    if (binding === undefined) continue;
    binding.captured = true;
    found.set(name, binding);
  }
  return found;
}

function addLocalExport(module: ModuleUnit, name: string, exported: string): boolean {
  const binding = module.analysis.scopes.get(module.program)?.bindings.get(name);
  if (binding === undefined) return false;
  if (binding.kind !== "import") binding.captured = true;
  module.exports.set(exported, { kind: "local", binding });
  return true;
}

function addDefaultExport(module: ModuleUnit, node: t.ExportDefaultDeclaration): void {
  const { declaration } = node;
  const named =
    (declaration.type === "FunctionDeclaration" || declaration.type === "ClassDeclaration") &&
    declaration.id != null
      ? declaration.id.name
      : "%default";
  addLocalExport(module, named, "default");
}
