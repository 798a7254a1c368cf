import { present } from "../../../shared/assert";
import type { FunctionBuilder } from "./builder";

/** A function of the prelude, for direct calls. The prelude is the program's first module. */
export function preludeFunction(
  b: FunctionBuilder,
  name: string,
): { readonly code: number; readonly env: string } {
  const prelude = present(b.program.modules[0], "prelude");
  const scope = present(prelude.analysis.scopes.get(prelude.program), "scope of the prelude");
  const declaration = present(scope.bindings.get(name)?.declaration, `prelude function ${name}`);
  return { code: b.program.codeId(declaration), env: "$P" };
}
