import { present } from "../../../shared/assert";
import { unwrapExport } from "../ast";
import { regionCost } from "../cost";
import type { ModuleUnit, ProgramBuilder } from "../program";
import { FunctionBuilder } from "./builder";
import { lowerCoroutine } from "./coroutines";
import { hoistEnums } from "./enums";
import { closure } from "./functions";
import { lowerStatement } from "./statements";
import { lowerDisposing } from "./using";

/** Lowers a module's body to a function of its environment. @returns the function's number. */
export function lowerModule(program: ProgramBuilder, module: ModuleUnit): number {
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
export function linkCode(program: ProgramBuilder, module: ModuleUnit): string {
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
