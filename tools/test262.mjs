// Runs the standard's own tests on the engine: `npm run test262 -- CHECKOUT language/statements --jobs 2 --list-failures`.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");
const outdir = join(root, "build", "test262");
await build({
  entryPoints: ["main", "worker"].map((name) => join(root, "test", "test262", `${name}.ts`)),
  outdir,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  target: "es2022",
  packages: "external",
  logLevel: "warning",
});
const { status } = spawnSync(process.execPath, [join(outdir, "main.mjs"), ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
});
process.exitCode = status ?? 1;
