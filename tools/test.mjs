// Every check of the project, in order. Ends with the plain line `N passed, N failed`: the tests of all runners added up, and one for
// each step that is no test runner (type check, lint, build).
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";

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
    const results = JSON.parse(readFileSync(report, "utf8"));
    const { numPassedTests: passed, numFailedTests: failed } = results;
    return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, details: failures(results) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

/** What failed, to be said again at the very end: that is what is left of a long log. */
function failures({ testResults }) {
  const short = (text) => text.split("\n").slice(0, 30).join("\n  ");
  return testResults.flatMap(({ name, message, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter(({ status }) => status === "failed");
    if (failed.length === 0) return message ? [`${file}: ${short(message)}`] : [];
    return failed.map(
      ({ fullName, failureMessages }) => `${file}: ${fullName}\n  ${short(failureMessages.join("\n"))}`,
    );
  });
}

async function integration() {
  const { code, printed } = await run(process.execPath, [join("tools", "integration.mjs")]);
  const details = [...printed.matchAll(/^FAILED (.*(?:\n +.*){0,10})/gm)].map(([, text]) => text);
  const counts = [...printed.matchAll(/^(\d+) passed, (\d+) failed/gm)].at(-1);
  const passed = Number(counts?.[1] ?? 0);
  const failed = Number(counts?.[2] ?? 0);
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, details };
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
  const { passed, failed, details = [] } = await step();
  total.passed += passed;
  total.failed += failed;
  if (failed > 0) broken.push([name, ...details].join("\n- "));
}
if (broken.length > 0) console.log(`\nfailed: ${broken.join("\nfailed: ")}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
