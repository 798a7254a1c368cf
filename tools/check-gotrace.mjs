/**
 * `npm run check:gotrace [-- NAME…]`: writes the Go execution traces of runs of every example, golden program and port (or of those whose path
 * holds a NAME), at several numbers of Ps and seeds, and has the real `go tool trace -d=1` read each. The variable GO names the go command, else
 * it is the one in PATH. Not a part of `npm test`, which needs no Go.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");
const folder = join(root, "build", "gotrace");
const outfile = join(root, "build", "exportAll.mjs");
const go = process.env.GO ?? "go";

const version = spawnSync(go, ["version"], { encoding: "utf8" });
if (version.status !== 0) {
  console.error("NOT CHECKED: no Go here. Set GO=/path/to/go, or have go in PATH.");
  process.exit(1);
}
console.log(version.stdout.trim());

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
await build({
  entryPoints: [join(root, "test", "gotool", "exportAll.ts")],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "es2022",
  packages: "external",
  logLevel: "warning",
});
const written = spawnSync(process.execPath, [outfile, folder, ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
});
if (written.status !== 0) process.exit(written.status ?? 1);

let refused = 0;
const files = readdirSync(folder);
for (const file of files) {
  const read = spawnSync(go, ["tool", "trace", "-d=1", join(folder, file)], {
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  if (read.status === 0 && /^M=.* StateTransition /m.test(read.stdout)) continue;
  refused++;
  console.log(
    `REFUSED ${file}: ${(read.stderr || String(read.error ?? "no events")).split("\n", 3).join(" ")}`,
  );
}
console.log(`${files.length - refused} traces read by go tool trace, ${refused} refused`);
process.exitCode = refused === 0 && files.length > 0 ? 0 : 1;
