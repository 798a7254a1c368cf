import { rmSync } from "node:fs";
import { build, context } from "esbuild";

const watch = process.argv.includes("--watch");
const production = process.argv.includes("--production");

const common = {
  bundle: true,
  sourcemap: !production,
  minify: production,
  logLevel: "warning",
  target: "es2022",
  legalComments: "none",
};

/** One entry for each program that runs by itself. The keys are the files' names in dist/. */
const bundles = [
  {
    ...common,
    entryPoints: { cli: "src/cli/main.ts" },
    platform: "node",
    format: "cjs",
    banner: { js: "#!/usr/bin/env node" },
  },
  {
    ...common,
    entryPoints: { extension: "src/host/extension.ts" },
    platform: "node",
    format: "cjs",
    external: ["vscode"],
  },
  {
    ...common,
    entryPoints: { "extension.web": "src/host/extension.web.ts" },
    platform: "browser",
    format: "cjs",
    external: ["vscode"],
  },
  { ...common, entryPoints: { "worker.node": "src/worker/main.node.ts" }, platform: "node", format: "cjs" },
  { ...common, entryPoints: { "worker.web": "src/worker/main.web.ts" }, platform: "browser", format: "iife" },
  { ...common, entryPoints: { webview: "webview/main.ts" }, platform: "browser", format: "iife" },
  // Put into pages as it is: nothing that it would load beside itself.
  {
    ...common,
    entryPoints: { viewer: "viewer/main.ts" },
    platform: "browser",
    format: "iife",
    minify: true,
    sourcemap: false,
  },
].map((options) => ({ ...options, outdir: "dist" }));

rmSync("dist", { recursive: true, force: true });
if (watch) {
  const contexts = await Promise.all(bundles.map((options) => context(options)));
  await Promise.all(contexts.map((each) => each.watch()));
} else {
  await Promise.all(bundles.map((options) => build(options)));
}
