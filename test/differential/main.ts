import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { validate, violationText } from "../../src/analysis/validate/validate";
import { generate } from "./generate";
import { agree, hasTimersTogether, simulate } from "./outcome";
import type { Outcome } from "./outcome";
import { printGo } from "./printGo";
import { printTs } from "./printTs";
import type { Program } from "./program";
import { isTimed } from "./program";
import { findGo, RealGo } from "./realGo";
import { compareOrders, compareUnordered } from "./parallel";
import type { Named } from "./parallel";
import { reduce } from "./reduce";

/**
 * `npm run differential -- N [--seed S] [--with FEATURE,FEATURE] [--reduce] [--out FOLDER] [--record FILE]`: N random programs, by real Go
 * 1.23 and by the simulation, both with GOMAXPROCS=1. Program i of seed S is program 1 of seed S + i - 1. What differs is written to
 * the folder. `--programs FILE` takes the programs from the lines of a file; `--record FILE` writes what real Go did.
 *
 * With four Ps: `--parallel` compares what is the same in each run, whatever the order of the lines; `--orders` the sets of orders, as in
 * `npm run differential -- --orders --programs test/differential/orders.jsonl`.
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: "string", default: String(Math.floor(Date.now() / 1000) * 1000) },
    with: { type: "string", default: "" },
    programs: { type: "string" },
    record: { type: "string" },
    reduce: { type: "boolean", default: false },
    out: { type: "string", default: "build/differential" },
    runs: { type: "string", default: "3" },
    parallel: { type: "boolean", default: false },
    orders: { type: "boolean", default: false },
    batch: { type: "string", default: "150" },
  },
});
const runs = Number(values.runs);
const batch = Number(values.batch);

const go = findGo();
if ("missing" in go) {
  console.error(
    `NOTHING WAS COMPARED: this needs Go 1.23, and ${go.missing}. Put it on the PATH, or its path into GO.`,
  );
  process.exit(1);
}
const { command } = go;

interface Case extends Named {
  readonly ours: Outcome;
  readonly timersTogether?: boolean;
}

/** Where the programs come from. */
function* source(): Generator<Named> {
  if (values.programs !== undefined) {
    for (const line of readFileSync(values.programs, "utf8").split("\n")) {
      if (line !== "") yield JSON.parse(line) as Named;
    }
    return;
  }
  const total = Number(positionals[0] ?? 300);
  const first = Number(values.seed);
  const wanted = values.with.split(",");
  console.log(`${total} programs, seed ${first}, ${command}`);
  for (let seed = first; seed < first + total; seed++) {
    yield { name: `seed-${seed}`, program: generate(seed, wanted) };
  }
}

const counts = { programs: 0, compared: 0, timed: 0, close: 0, random: 0, unstable: 0, hangs: 0, differ: 0 };
const ends = new Map<string, number>();
const recorded: string[] = [];

function hasSelect(program: Program): boolean {
  return JSON.stringify(program).includes('"select",');
}

/** Where a select finds several cases ready, or a program uses other random choices, seeds give different outcomes. */
function dependsOnSeed(program: Program, ours: Outcome): boolean {
  if (!hasSelect(program)) return false;
  return [2, 3, 4, 5, 6].some(
    (seed) => JSON.stringify(simulate(program, seed).outcome) !== JSON.stringify(ours),
  );
}

/** The programs that are worth comparing. */
function simulated(programs: readonly Named[]): Case[] {
  const cases: Case[] = [];
  for (const { name, program } of programs) {
    counts.programs++;
    const { result, outcome: ours } = simulate(program);
    const violation = validate(result.log);
    if (violation !== undefined) fail({ name, program, ours }, violationText(violation));
    else if (ours.exitCode === 124) counts.hangs++;
    else if (ours.exitCode === 65) fail({ name, program, ours }, JSON.stringify(result.diagnostics));
    else if (dependsOnSeed(program, ours)) counts.random++;
    else cases.push({ name, program, ours, timersTogether: hasTimersTogether(result.log) });
  }
  return cases;
}

function fail({ name, program, ours }: Case, real: string): void {
  mkdirSync(values.out, { recursive: true });
  const path = join(values.out, name);
  writeFileSync(`${path}.json`, `${JSON.stringify({ name, program, ours, real })}\n`);
  writeFileSync(`${path}.ts`, printTs(program));
  writeFileSync(`${path}.go`, printGo(program, 0));
  const text = ({ stdout, exitCode, report }: Outcome): string =>
    `${stdout}exit ${exitCode}\n${report.join("\n")}\n`;
  writeFileSync(`${path}.ours.txt`, text(ours));
  writeFileSync(`${path}.real.txt`, real.startsWith("{") ? text(JSON.parse(real) as Outcome) : real);
  console.log(`DIFFERENT: ${name}, see ${path}.*`);
}

const MANY_RUNS = 20;

/**
 * What part of the runs has to be alike. A busy machine makes sysmon preempt goroutines that have hardly run: what most runs show is what
 * counts, unless it may be the choices of a select.
 */
function share(program: Program): number {
  return hasSelect(program) ? 0.95 : 0.7;
}

function agrees(ours: Outcome, seen: ReadonlyMap<string, number>): boolean {
  const [real] = seen.keys();
  return real === undefined || real === "hangs" || agree(ours, JSON.parse(real) as Outcome);
}

async function compare(cases: readonly Case[]): Promise<void> {
  const different: [Case, string][] = [];
  const outcomes = cases.map(() => "");
  const programs = cases.map((each) => each.program);
  await RealGo.with(programs, command, (real) =>
    real.each(async (n) => {
      const each = cases[n];
      if (each === undefined) return;
      let seen = await real.outcomes(n, runs);
      // Before it counts as different, or as the outcome of almost every run, it has to be that very often.
      if (seen.size > 1 || !agrees(each.ours, seen)) seen = await real.outcomes(n, MANY_RUNS);
      const [outcome = ""] = seen.keys();
      if (seen.has("hangs")) counts.hangs++;
      else if (each.timersTogether === true && !agrees(each.ours, seen)) counts.close++;
      else if (seen.size > 1 && (seen.get(outcome) ?? 0) < MANY_RUNS * share(each.program)) counts.unstable++;
      else {
        counts.compared++;
        if (isTimed(each.program)) counts.timed++;
        const end = `${each.ours.exitCode} ${(each.ours.report[0] ?? "").replace(/boom \d+/, "boom")}`;
        ends.set(end, (ends.get(end) ?? 0) + 1);
        outcomes[n] = outcome;
        if (!agrees(each.ours, seen)) different.push([each, outcome]);
      }
    }),
  );
  counts.differ += different.length;
  for (const [n, { name, program }] of cases.entries()) {
    const outcome = outcomes[n];
    if (outcome) recorded.push(JSON.stringify({ name, program, ...(JSON.parse(outcome) as Outcome) }));
  }
  for (const [each, real] of different) {
    fail(each, real);
    if (!values.reduce) continue;
    const small = await reduce(each.program, command);
    fail({ name: each.name, program: small.program, ours: small.ours }, small.real);
    console.log(JSON.stringify(small.program));
  }
  console.log(JSON.stringify(counts));
}

async function parallel(programs: readonly Named[]): Promise<void> {
  const counts = { programs: 0, compared: 0, varies: 0, differ: 0 };
  for (let from = 0; from < programs.length; from += batch) {
    const some = programs.slice(from, from + batch);
    for (const { ours, real, ...each } of await compareUnordered(some, command, 10, 8, counts)) {
      fail({ ...each, ours }, real);
    }
    console.log(JSON.stringify(counts));
  }
  process.exit(counts.differ === 0 ? 0 : 1);
}

if (values.parallel) await parallel([...source()]);
if (values.orders) {
  for (const line of await compareOrders([...source()], command, 200)) console.log(line);
  process.exit(0);
}

let waiting: Named[] = [];
for (const each of source()) {
  waiting.push(each);
  if (waiting.length < batch) continue;
  await compare(simulated(waiting));
  waiting = [];
}
if (waiting.length > 0) await compare(simulated(waiting));
if (values.record !== undefined) writeFileSync(values.record, recorded.map((line) => `${line}\n`).join(""));
for (const [end, count] of [...ends].sort((a, b) => b[1] - a[1])) console.log(`${count} ended with ${end}`);
process.exit(counts.differ === 0 ? 0 : 1);
