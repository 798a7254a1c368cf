import { build } from "esbuild";

/** The text of a module with the engine, for a realm of its own; its value is the module. */
export async function bundleRealm(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "realm",
    target: "es2022",
    logLevel: "warning",
  });
  return `(function(){"use strict";${outputFiles[0]?.text ?? ""}\nreturn realm})()`;
}
