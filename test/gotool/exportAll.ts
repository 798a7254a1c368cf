import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeGoTrace } from "../../src/formats/gotrace/writeGoTrace";
import type { RunConfig } from "../../src/shared/config";
import { runFile } from "../helpers/run";

/** Writes the Go traces of runs of all examples, golden programs and ports to the folder of the first argument: see tools/check-gotrace.mjs. */

const FOLDERS = ["examples", "test/golden/programs", "test/oracles/go/ports", "test/oracles/go2/ports"];
/** With these, one seed and no variants: they run for seconds. */
const LONG = /hundred_k|preempt_round_robin/;
const SEEDS = 20;

const [folder = "", ...only] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
let files = 0;
for (const program of FOLDERS.flatMap(programs)) {
  if (only.length > 0 && !only.some((name) => program.includes(name))) continue;
  const variants: Readonly<Record<string, Partial<RunConfig>>> = {
    p1: { gomaxprocs: 1 },
    p4: { gomaxprocs: 4 },
    ...(LONG.test(program) ? {} : moreVariants()),
  };
  for (const [name, config] of Object.entries(variants)) {
    const { log } = await runFile(program, { cores: 4, ...config });
    const file = `${program.replaceAll(/[^\w-]+/g, "_")}.${name}.trace`;
    writeFileSync(join(folder, file), writeGoTrace(log));
    files++;
  }
}
console.log(`${files} traces`);

function programs(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.[jt]s$/.test(name))
    .map((name) => join(path, name))
    .filter((name) => readFileSync(name, "utf8").includes("@simulate"))
    .sort();
}

function moreVariants(): Record<string, Partial<RunConfig>> {
  const seeds = Array.from({ length: SEEDS - 1 }, (_, i) => i + 2);
  return {
    ...Object.fromEntries(seeds.map((seed) => [`p4.seed${seed}`, { gomaxprocs: 4, seed }])),
    "p16.cores2": { gomaxprocs: 16, cores: 2 },
    "p4.gc": { gomaxprocs: 4, gc: true },
    "p4.last1000": { gomaxprocs: 4, events: "last:1000" },
    "p4.limit": { gomaxprocs: 4, limit: 700_000 },
  };
}
