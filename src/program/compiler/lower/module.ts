import { present } from "../../../shared/assert";
import { unwrapExport } from "../ast";
import { regionCost } from "../cost";
import type { CodeOptions } from "../emit/body";
import { frameBytes } from "../emit/function";
import type { ModuleUnit, ProgramBuilder } from "../program";
import { FunctionBuilder } from "./builder";
import { lowerCoroutine } from "./coroutines";
import { hoistEnums } from "./enums";
import { closure } from "./functions";
import { lowerStatement } from "./statements";
import { lowerDisposing } from "./using";

/** Modules as lowered: numbers of their bodies' functions, and what links them. */
export interface Lowered {
  readonly program: ProgramBuilder;
  readonly bodies: readonly number[];
  /** Texts that give the modules' function declarations their values. */
  readonly links: readonly string[];
}

/**
 * Lowers modules. Code that tells of its accesses needs more temporaries, which no frame is to count: its functions are lowered without
 * these reports first.
 * @param make a builder for these options, with a table of locations or without.
 */
export function lowerModules(
  make: (options: CodeOptions, places: boolean) => ProgramBuilder,
  modules: readonly ModuleUnit[],
  options: CodeOptions,
): Lowered {
  const lower = (program: ProgramBuilder): Lowered => ({
    program,
    bodies: modules.map((module) => lowerModule(program, module)),
    links: modules.map((module) => linkCode(program, module)),
  });
  if (!options.accesses) return lower(make(options, true));
  const plain = lower(make({ ...options, accesses: false }, false));
  for (const { analysis } of modules) analysis.forgetNames();
  const lowered = lower(make(options, true));
  for (const fn of plain.program.functions) lowered.program.frameSizes.set(fn.id, frameBytes(fn));
  return lowered;
}

/** Lowers a module's body to a function of its environment. @returns the function's number. */
function lowerModule(program: ProgramBuilder, module: ModuleUnit): number {
  const b = builder(program, module, "(module)");
  const id = program.codeId(module.program);
  for (const binding of b.outer.bindings.values())
    if (binding.checked && !binding.captured) b.exec(`${b.access(binding)}=$T`, module.program);
  const { body } = module.program;
  lowerCoroutine(
    b,
    module.awaits ? "async" : undefined,
    module.program,
    () => hoistEnums(b, body),
    () => lowerDisposing(b, module.program, body, () => lowerStatements(b, body)),
  );
  program.functions.push({
    ...b.parts(),
    id,
    ownName: "",
    coroutine: b.coroutine,
    params: [],
    rest: undefined,
    length: 0,
    locals: b.locals,
    entry: regionCost(module.program.body),
  });
  return id;
}

function lowerStatements(b: FunctionBuilder, statements: ModuleUnit["program"]["body"]): void {
  for (const statement of statements)
    if (unwrapExport(statement).type !== "FunctionDeclaration") lowerStatement(b, statement);
}

/** Text that gives the module's function declarations their values, before any module body runs. */
function linkCode(program: ProgramBuilder, module: ModuleUnit): string {
  const b = builder(program, module, "");
  const texts: string[] = [];
  for (const statement of module.program.body) {
    const inner = unwrapExport(statement);
    if (inner.type !== "FunctionDeclaration") continue;
    const { references, defaultExport } = module.analysis;
    const binding = inner.id == null ? defaultExport : references.get(inner.id)?.binding;
    if (binding?.declaration === inner) texts.push(`${b.access(binding)}=${closure(b, inner)};`);
  }
  return texts.join("");
}

function builder(program: ProgramBuilder, module: ModuleUnit, name: string): FunctionBuilder {
  const scope = present(module.analysis.scopes.get(module.program), "module scope");
  const unit = present(module.analysis.units.get(module.program), "module");
  return new FunctionBuilder(program, module, unit, "module", name, scope);
}
