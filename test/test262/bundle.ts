import { join } from "node:path";
import { build } from "esbuild";

/** The text of realm.ts with the engine, whose value is the module. */
export async function bundleRealm(projectRoot: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(projectRoot, "test", "test262", "realm.ts")],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "realm",
    target: "es2022",
    logLevel: "warning",
  });
  return `(function(){"use strict";${outputFiles[0]?.text ?? ""}\nreturn realm})()`;
}
