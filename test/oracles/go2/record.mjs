/**
 * Runs the Go programs beside this file with a real Go and records what they do: `GO=/path/to/go node record.mjs [NAME …]`.
 * Each runs 20 times at GOMAXPROCS=1 and 60 times at 4. Only for a person who adds programs: no test needs Go.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const RUNS = { 1: 20, 4: 60 };
const MORE = 400;
const here = (name) => new URL(name, import.meta.url).pathname;
const go = process.env.GO ?? "go";
const only = process.argv.slice(2);
const build = mkdtempSync(join(tmpdir(), "oracle-"));

/** Addresses differ from run to run; a dump is recorded up to the header of its first goroutine. */
function stderrHead(stderr) {
  const lines = stderr.replace(/0x[0-9a-f]+/g, "0xADDR").split("\n");
  const header = lines.findIndex((line) => /^goroutine \d+ /.test(line));
  const head = header < 0 ? lines.slice(0, 4) : lines.slice(0, header + 1);
  while (head.length > 0 && head.at(-1) === "") head.pop();
  return head;
}

function headers(stderr) {
  const lines = stderr.replace(/0x[0-9a-f]+/g, "0xADDR").split("\n");
  return lines.filter((line) => /^goroutine \d+ .*:$/.test(line));
}

function runs(binary, gomaxprocs, count) {
  return Array.from({ length: count }, () => {
    const env = { ...process.env, GOMAXPROCS: String(gomaxprocs), GOTRACEBACK: "single" };
    const done = spawnSync(binary, { env, encoding: "utf8", timeout: 60_000 });
    const { stdout, stderr, status } = done;
    return { stdout, exit: status, head: stderrHead(stderr), headers: headers(stderr) };
  });
}

const distinct = (values) => [...new Set(values)];
const sorted = (stdout) => (stdout === "" ? [] : stdout.replace(/\n$/, "").split("\n").sort());

/** A loaded machine preempts a goroutine now and then: what almost all runs did is what Go does. */
function mostFrequent(all) {
  const counts = new Map();
  for (const run of all) {
    const key = JSON.stringify(run);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const [key, count] = [...counts].sort((a, b) => b[1] - a[1])[0];
  return [JSON.parse(key), count];
}

/** The lines that every run printed, where the runs did not all print the same ones. */
function facts(all) {
  const lines = all.map((run) => sorted(run.stdout));
  const outputs = distinct(all.map((run) => run.stdout));
  const same = distinct(lines.map((each) => JSON.stringify(each))).length === 1;
  const common = lines[0].filter((line) => lines.every((each) => each.includes(line)));
  return {
    distinct_outputs: outputs.length,
    common_outputs: outputs.filter(
      (output) => all.filter((run) => run.stdout === output).length >= all.length / 20,
    ).length,
    sorted_stdout: same ? lines[0] : null,
    lines_in_every_run: same ? null : distinct(common),
  };
}

function exitCodes(all) {
  return Object.fromEntries(
    distinct(all.map((run) => run.exit)).map((code) => [code, all.filter((run) => run.exit === code).length]),
  );
}

const file = here("expected.json");
const known = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).programs : [];
const programs = new Map(known.map((program) => [program.name, program]));
const names = readdirSync(here("programs/"))
  .filter((each) => each.endsWith(".go") && each !== "log.go")
  .map((each) => each.slice(0, -3));
for (const name of programs.keys()) if (!names.includes(name)) programs.delete(name);

for (const name of names) {
  if (only.length > 0 && !only.includes(name)) continue;
  const source = `programs/${name}.go`;
  const binary = join(build, name);
  const built = spawnSync(go, ["build", "-o", binary, here(source), here("programs/log.go")], {
    encoding: "utf8",
  });
  if (built.status !== 0) throw new Error(`${name}: ${built.stderr}`);
  const text = readFileSync(here(source), "utf8");
  // A program that takes long says how often to run it.
  const few = /^\/\/ runs: (\d+)$/m.exec(text)?.[1];
  const one = runs(binary, 1, Number(few ?? RUNS[1]));
  const [usual, count] = mostFrequent(one);
  const { stdout, exit, head, headers: goroutines } = usual;
  const exact = count >= 0.9 * one.length;
  const four = runs(binary, 4, Number(few ?? RUNS[4]));
  // Lines that differ from run to run: only many runs show which of them come always.
  if (facts(four).sorted_stdout === null) four.push(...runs(binary, 4, MORE));
  programs.set(name, {
    name,
    tags: /^\/\/ tags: (.*)$/m.exec(text)[1].split(","),
    class: exact ? "exact" : "varies",
    runs_like_this: count,
    stdout,
    exit_code: exit,
    stderr_head: head,
    stderr_goroutine_headers: goroutines,
    ...(exact ? {} : { gomaxprocs1: { exit_codes: exitCodes(one), ...facts(one) } }),
    gomaxprocs4: { runs: four.length, exit_codes: exitCodes(four), ...facts(four) },
    source,
  });
  console.log(
    `${name}: ${count} of ${one.length} agree at 1, ${programs.get(name).gomaxprocs4.distinct_outputs} orders at 4, exit ${exit}`,
  );
  rmSync(binary);
}
rmSync(build, { recursive: true });

const version = spawnSync(go, ["env", "GOVERSION"], { encoding: "utf8" }).stdout.trim();
const recorded = {
  go: version,
  how: `real Go, ${RUNS[1]} runs at GOMAXPROCS=1 and ${RUNS[4]} at 4, on two cores; logln and logf write to memory, flushed at exit; addresses in stderr are 0xADDR`,
  programs: [...programs.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
};
writeFileSync(file, `${JSON.stringify(recorded, null, 1)}\n`);
