import { present } from "../src/shared/assert";

/** What is used of quickjs-emscripten: the packages are for this comparison alone, and nothing else needs them. */
interface Core {
  newQuickJSWASMModuleFromVariant(variant: unknown): Promise<{ newContext(): Context }>;
}
interface Context {
  evalCode(code: string): { readonly value?: Handle; readonly error?: Handle };
  dump(handle: Handle): unknown;
  dispose(): void;
}
interface Handle {
  dispose(): void;
}

async function load(name: string): Promise<unknown> {
  return (await import(name)) as unknown;
}

/** @returns what makes a runner of a program's `main` in QuickJS, compiled to WebAssembly. */
export async function quickJs(): Promise<(commonJs: string) => () => number> {
  const core = (await load("quickjs-emscripten-core")) as Core;
  const variant = (await load("@jitl/quickjs-wasmfile-release-sync")) as { readonly default: unknown };
  const vm = await core.newQuickJSWASMModuleFromVariant(variant.default);
  return (commonJs) => {
    const context = vm.newContext();
    const evaluate = (code: string): unknown => {
      const { value, error } = context.evalCode(code);
      if (error !== undefined) throw new Error(`QuickJS: ${JSON.stringify(context.dump(error))}`);
      const result = context.dump(present(value, "value"));
      value?.dispose();
      return result;
    };
    evaluate(`var exports={};(function(exports){"use strict";${commonJs}})(exports);0`);
    return () => evaluate("exports.main()") as number;
  };
}
