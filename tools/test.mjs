// Every check of the project, in order. Ends with the plain line `N passed, N failed`: the tests of all runners added up, and one for
// each step that is no test runner (type check, lint, build).
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const report = join(root, "build", "vitest.json");
mkdirSync(join(root, "build"), { recursive: true });

/** Runs a program with its output shown; resolves to its exit code and what it printed. */
function run(command, args) {
  console.log(`\n> ${command} ${args.join(" ")}`);
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ["ignore", "pipe", "inherit"],
      shell: process.platform === "win32",
    });
    let printed = "";
    child.stdout.on("data", (chunk) => {
      printed += chunk;
      process.stdout.write(chunk);
    });
    child.on("error", (error) => resolve({ code: 1, printed: String(error) }));
    child.on("close", (code) => resolve({ code: code ?? 1, printed }));
  });
}

const bin = (name) => join(root, "node_modules", ".bin", process.platform === "win32" ? `${name}.cmd` : name);

/** A step that passes or fails as a whole. */
const whole = (command, args) => async () =>
  (await run(command, args)).code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };

async function unit() {
  rmSync(report, { force: true });
  const { code } = await run(bin("vitest"), [
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  try {
    const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(readFileSync(report, "utf8"));
    return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

async function integration() {
  const { code, printed } = await run(process.execPath, [join("tools", "integration.mjs")]);
  const counts = [...printed.matchAll(/^(\d+) passed, (\d+) failed/gm)].at(-1);
  const passed = Number(counts?.[1] ?? 0);
  const failed = Number(counts?.[2] ?? 0);
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

const steps = [
  ["type check", whole(bin("tsc"), ["-b"])],
  ["lint", whole(bin("eslint"), ["."])],
  ["format", whole(bin("prettier"), ["--check", "--log-level=warn", "."])],
  ["build", whole(process.execPath, ["esbuild.mjs", "--production"])],
  ["unit", unit],
  ["integration", integration],
];

const wanted = process.argv.slice(2);
const total = { passed: 0, failed: 0 };
const broken = [];
for (const [name, step] of steps) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const { passed, failed } = await step();
  total.passed += passed;
  total.failed += failed;
  if (failed > 0) broken.push(name);
}
if (broken.length > 0) console.log(`\nfailed: ${broken.join(", ")}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
