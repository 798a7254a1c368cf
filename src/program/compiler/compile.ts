import { deepestPlace, isStackOverflow, nestingProblem } from "../annotations/nesting";
import { LineMap, toDiagnostic } from "../annotations/problem";
import type { ProgramDiagnostic } from "../../shared/messages/worker";
import { present } from "../../shared/assert";
import { preludeFor } from "../engine/prelude/source";
import "../engine/intrinsics";
import { findEarlyReferences } from "./early";
import type { CodeOptions, Meter } from "./emit/body";
import { programText } from "./emit/program";
import { DETERMINISTIC_GLOBALS, PRELUDE_GLOBALS, PROVIDED_GLOBALS, unknownNameMessage } from "./globals";
import { refuseCodeFromText, refuseGlobalObject } from "./refuse";
import type { CompiledProgram, ExportTarget, FunctionInfo, ModuleImage } from "./image";
import type { FunctionCode } from "./ir";
import { accessorNames } from "./lower/accessors";
import { slotName } from "./lower/builder";
import { lowerModules } from "./lower/module";
import { exportsOf, linkImports } from "./linking";
import { ModuleLoader } from "./modules";
import { preludeCode } from "./preludeCode";
import { ProgramBuilder } from "./program";
import { ITERATOR_MAKERS } from "./substituted";
import type { ModuleUnit, SourceLocation } from "./program";
import { ScopeTable } from "./scopeTable";
import type { Binding, ImportTarget } from "./scope";

export type { CompiledProgram } from "./image";
export type { SourceLocation } from "./program";

export interface CompileInput {
  /** URI → text, of the program's files and of the library's modules. */
  readonly files: ReadonlyMap<string, string>;
  readonly entryUri: string;
  /**
   * The URI that a specifier means: of one of `files`, or one that begins with `native:` for a module of values that the engine is
   * given; `undefined` where there is none. Not asked for specifiers that begin with `native:` themselves, which only library modules
   * (`schedlens:…`) may use.
   */
  resolve(specifier: string, fromUri: string): string | undefined;
  /** What the program's own code counts down: virtual time, or, where statements take none, the step limit. */
  readonly meter: Meter;
  /** Whether the code counts what it allocates (`Cpu.heap`), for a run with a garbage collector. */
  readonly countsHeap?: boolean;
  /** Whether the code tells before it writes to what others can see (`EngineRuntime.wrote`), for processes that share pages after a fork. */
  readonly writes?: boolean;
  /** Whether processes of the program can be cloned (`Engine.fork`). */
  readonly forks?: boolean;
  /** Whether the code tells of its accesses to what others can see (`EngineInput.accesses`). That takes no virtual time. */
  readonly accesses?: boolean;
  /** Whether the code can stop before each statement (`DebugControl`). That takes no virtual time. */
  readonly debug?: boolean;
  /** Row of the location table for a place; called once for each place of a function. */
  addLoc(loc: SourceLocation): number;
  /** Standard names besides the deterministic ones that the engine will be given; by default console and Date. */
  readonly providedGlobals?: ReadonlySet<string>;
}

export type CompileResult =
  { readonly ok: CompiledProgram } | { readonly diagnostics: readonly ProgramDiagnostic[] };

/** Compiles a program with everything that it imports. All problems of all files are found in one pass. */
export function compileProgram(input: CompileInput): CompileResult {
  try {
    return compileFiles(input);
  } catch (error) {
    if (!isStackOverflow(error)) throw error;
    return { diagnostics: [tooDeep(input)] };
  }
}

/** The problem of a program that was too deep for one of the passes, or is for JavaScript's own parser. */
export function tooDeep({ files, entryUri }: Pick<CompileInput, "files" | "entryUri">): ProgramDiagnostic {
  const entry: readonly [string, string] = [entryUri, files.get(entryUri) ?? ""];
  const [uri, text] = [...files].reduce(
    (a, b) => (deepestPlace(b[1]).depth > deepestPlace(a[1]).depth ? b : a),
    entry,
  );
  return toDiagnostic(nestingProblem(text), uri, new LineMap(text));
}

function compileFiles(input: CompileInput): CompileResult {
  const options: CodeOptions = {
    meter: input.meter,
    countsHeap: input.countsHeap ?? false,
    writes: input.writes ?? false,
    forks: input.forks ?? false,
    debug: input.debug ?? false,
    accesses: input.accesses ?? false,
  };
  const { source, substituted } = preludeFor(input.files.values());
  const loader = new ModuleLoader(
    { files: input.files, resolve: (specifier, from) => input.resolve(specifier, from) },
    preludeCode(source, options),
  );
  loader.load(input.entryUri);
  const [, ...own] = loader.modules;
  const declared = accessorNames(own);
  const prelude = preludeCode(source, options, declared);
  const modules = [prelude.module, ...own];
  for (const module of own) linkImports(modules, module, loader);
  for (const module of own) {
    checkFreeNames(module, input.providedGlobals ?? PROVIDED_GLOBALS);
    findEarlyReferences(module.program, module.analysis, module.cyclic);
  }
  markImports(own);
  const problems = (): ProgramDiagnostic[] =>
    [...loader.failed, ...own.map((module) => module.diagnostics)].flatMap((each) => each.all());
  if (loader.incomplete) return { diagnostics: problems() };
  const accessors = accessorNames([], declared, prelude.program.accessors);
  const lowered = lowerModules(
    (each, places) =>
      new ProgramBuilder(
        modules,
        places ? (loc) => input.addLoc(loc) : () => -1,
        each,
        accessors,
        substituted,
        prelude.program,
      ),
    own,
    options,
  );
  const { program } = lowered;
  const bodies = [prelude.body, ...lowered.bodies];
  const links = [prelude.link, ...lowered.links].map((code, i) => ({
    module: present(modules[i], "module").index,
    code,
  }));
  const diagnostics = problems();
  if (diagnostics.some((each) => each.severity === "error")) return { diagnostics };
  const scopes = new ScopeTable(modules);
  return {
    ok: {
      code: programText(program, links, prelude),
      meter: input.meter,
      forks: options.forks,
      functions: functionTable([...prelude.program.functions, ...program.functions], scopes),
      modules: modules.map((module, i) => imageOf(modules, module, present(bodies[i], "module body"))),
      order: loader.order,
      substituted: [...substituted, ...ITERATOR_MAKERS],
      stacks: program.stacks,
      globals: [...program.globals],
      scopes: scopes.rows,
      stops: [...program.stops],
    },
  };
}

/** Function numbers that were given out but never used have no code; the table is by number. */
function functionTable(functions: readonly FunctionCode[], scopes: ScopeTable): FunctionInfo[] {
  const table: FunctionInfo[] = [];
  for (const fn of functions) table[fn.id] = scopes.infoOf(fn);
  const absent = { name: "", locs: [], library: true, points: [], unit: -1, closure: -1 };
  return Array.from({ length: table.length }, (_, id) => table[id] ?? absent);
}

function checkFreeNames(module: ModuleUnit, provided: ReadonlySet<string>): void {
  refuseCodeFromText(module.program, [...(module.analysis.free.get("Function") ?? [])], module.diagnostics);
  refuseGlobalObject(module.program, module.analysis.free.get("globalThis") ?? [], module.diagnostics);
  for (const [name, uses] of module.analysis.free) {
    if (PRELUDE_GLOBALS.has(name)) continue;
    if (DETERMINISTIC_GLOBALS.has(name) || provided.has(name) || name === "this" || name === "new.target")
      continue;
    for (const use of uses) {
      if (module.analysis.typeofOperands.has(use)) module.analysis.absent.add(use);
      else module.diagnostics.error(use, unknownNameMessage(name));
    }
  }
}

/** Imported variables that may be read too early hold a mark, which the exporting module has to know before it is lowered. */
function markImports(modules: readonly ModuleUnit[]): void {
  for (const module of modules)
    for (const { binding } of module.analysis.references.values()) {
      const target = binding.target;
      if (target?.kind === "binding" && target.binding.lexical && target.binding.risky)
        target.binding.checked = true;
    }
}

function imageOf(modules: readonly ModuleUnit[], module: ModuleUnit, body: number): ModuleImage {
  const scope = present(module.analysis.scopes.get(module.program), "module scope");
  const { links } = module;
  const slot = (index: number, binding: Binding): ExportTarget => ({
    kind: "slot",
    module: index,
    slot: slotName(binding),
  });
  const target = (each: ImportTarget): ExportTarget =>
    each.kind === "binding" ? slot(each.module, each.binding) : each;
  return {
    uri: module.uri,
    body,
    awaits: module.awaits,
    requires: module.imports.flatMap(({ from }) => (from.kind === "module" ? [from.index] : [])),
    slots: [...scope.bindings.values()]
      .filter((binding) => binding.captured && binding.kind !== "import")
      .map((binding) => ({
        name: slotName(binding),
        checked: binding.checked || binding.lexical,
      })),
    modules: [...links.modules],
    namespaces: [...links.namespaces],
    natives: [...links.natives].map(([slot, native]) => ({ slot, ...native })),
    nativeNamespaces: [...links.nativeNamespaces].map(([uri, slot]) => ({ slot, uri })),
    exports: new Map([...exportsOf(modules, module.index)].map(([name, each]) => [name, target(each)])),
    entries: new Map([...module.entries].map(([name, binding]) => [name, slot(module.index, binding)])),
  };
}
