// Runs random programs with real Go 1.23 and with the simulation and compares: `npm run differential -- 1000 --seed 1`.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");
const outfile = join(root, "build", "differential.mjs");
mkdirSync(join(root, "build"), { recursive: true });
await build({
  entryPoints: [join(root, "test", "differential", "main.ts")],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "es2022",
  packages: "external",
  logLevel: "warning",
});
const { status } = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
});
process.exitCode = status ?? 1;
