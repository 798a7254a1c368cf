// Runs the tests of the Go runtime, the engine and the kernel once for each mutant, and says which test has found it. `node tools/mutants/run.mjs
// [TEXT]`: only the mutants whose description contains the text, such as "engine:" or "kernel:". Exit code 1 where one goes unnoticed.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { MUTANTS } from "./mutants.mjs";

const root = join(import.meta.dirname, "..", "..");
const report = (index) => join(root, "build", `mutant-${index}.json`);
const wanted = process.argv[2] ?? "";

/** From the quick and specific to the slow and general. Golden traces, which any change alters, are no evidence. */
const STAGES = [["test/sim"], ["test/differential"], ["test/oracles"]];

function vitest(index, paths) {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [
        join(root, "node_modules", "vitest", "vitest.mjs"),
        "run",
        "--config",
        join(import.meta.dirname, "vitest.config.mjs"),
        "--reporter=json",
        `--outputFile=${report(index)}`,
        ...paths,
      ],
      { cwd: root, env: { ...process.env, MUTANT: String(index) }, stdio: "ignore" },
    );
    child.on("close", (code) => resolve(code));
  });
}

/** The first test that fails with this mutant, or undefined. */
async function hunt(index) {
  for (const paths of MUTANTS[index].stages ?? STAGES) {
    if ((await vitest(index, paths)) === 0) continue;
    const { testResults } = JSON.parse(readFileSync(report(index), "utf8"));
    for (const { name, assertionResults, message } of testResults) {
      const failed = assertionResults.find(({ status }) => status === "failed");
      const where = name.slice(root.length + 1);
      if (failed !== undefined) return `${where}: ${failed.fullName}`;
      if (message) return `${where}: ${message.split("\n")[0]}`;
    }
    return "the tests did not run";
  }
  return undefined;
}

const queue = MUTANTS.flatMap(({ what }, index) => (what.includes(wanted) ? [index] : []));
let survivors = 0;
const total = queue.length;
async function worker() {
  for (let index = queue.shift(); index !== undefined; index = queue.shift()) {
    const found = await hunt(index);
    if (found === undefined) survivors++;
    console.log(
      `${found === undefined ? "SURVIVES" : "caught"}  ${MUTANTS[index].what}${found === undefined ? "" : `\n        ${found}`}`,
    );
  }
}
mkdirSync(join(root, "build"), { recursive: true });
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker));
console.log(`${total - survivors} of ${total} mutants caught`);
process.exitCode = survivors === 0 ? 0 : 1;
