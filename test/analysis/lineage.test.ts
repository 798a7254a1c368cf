import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compare } from "../../src/analysis/compare/compare";
import { entityName } from "../../src/analysis/names";
import type { GIndex } from "../../src/shared/ids";
import type { RunConfig } from "../../src/shared/config";
import type { EventLog } from "../../src/shared/log/eventLog";
import { LogTraceSource } from "../../src/analysis/source";
import { threadEntity } from "../../src/shared/trace/entity";
import { runFile, runText } from "../helpers/run";
import type { RunResult } from "../helpers/run";
import { randomLog } from "./support/randomLog";
import { slowLineages } from "./support/slowLineages";

function entities({ tables }: EventLog): number[] {
  return [...Array(tables.gs.length).keys(), ...tables.tasks.map((_, row) => threadEntity(row))];
}

/** The lineages of a run are as distinct as those written out. @returns the entity of each written-out one. */
function checked(log: EventLog, source: LogTraceSource): Map<string, number> {
  const slow = slowLineages(log);
  const all = entities(log);
  const found = new Map(all.map((entity) => [slow(entity), entity]));
  expect(found.size).toBe(all.length);
  expect(new Set(all.map((entity) => source.lineages().of(entity))).size).toBe(all.length);
  return found;
}

/** Whoever has the same written-out lineage in both runs, and nobody else, is found in the other one. @returns how many have */
function matched(a: RunResult, b: RunResult): number {
  const [inA, inB] = [checked(a.log, a.source), checked(b.log, b.source)];
  let both = 0;
  for (const [slow, entity] of inA) {
    const { lineage } = a.source.answer("occasionAt", { entity, time: 0 });
    const there = b.source.answer("occasion", { lineage, n: 1 })?.entity;
    expect(there).toBe(inB.get(slow));
    if (there !== undefined) both++;
  }
  return both;
}

const WAYS: readonly Partial<RunConfig>[] = [
  { cores: 1, gomaxprocs: 1 },
  { cores: 4, gomaxprocs: 4 },
  { cores: 4, gomaxprocs: 2, seed: 7 },
  { cores: 2, gomaxprocs: 8, policy: "rr", seed: 3 },
  { cores: 3, gomaxprocs: 3, policy: "cfs", seed: 99 },
];

describe("who is who in another run of the same program", () => {
  test.each([
    "work-stealing",
    "pipeline",
    "worker-pool",
    "bank-transfer",
    "processes",
    "fork-cow",
    "orphan-zombie",
    "threads-processes-goroutines",
    "timers",
  ])("%s under other cores, policies and seeds", async (name) => {
    const runs = await Promise.all(WAYS.map((way) => runFile(`examples/${name}.ts`, way)));
    const [first] = runs;
    const { gs } = first!.log.tables;
    const users = first!.source.answer("overview", {}).goroutines;
    for (const other of runs.slice(1)) {
      const both = matched(first!, other);
      expect(both).toBeGreaterThanOrEqual(users);
      // The program's own are all there, whatever number they were given.
      for (let g = 0; g < gs.length; g++) {
        if (gs.at(g as GIndex).system) continue;
        const lineage = first!.source.lineages().of(g);
        const there = other.source.answer("occasion", { lineage, n: 1 })?.entity ?? -1;
        expect(there, entityName(first!.log, g)).toBeGreaterThanOrEqual(0);
        const { name: fn, created } = gs.at(g as GIndex);
        const twin = other.log.tables.gs.at(there as GIndex);
        expect(other.log.tables.string(twin.name)).toBe(first!.log.tables.string(fn));
        expect(other.log.tables.locs[twin.created]).toEqual(first!.log.tables.locs[created]);
      }
    }
  });

  const tree = fc.array(fc.nat(3), { minLength: 1, maxLength: 6 });

  test("goroutines that create goroutines, in any order", () => {
    fc.assert(
      fc.property(tree, fc.constantFrom(...WAYS), fc.constantFrom(...WAYS), (widths, one, other) => {
        const program = `import { compute, go, runtime, sync } from "schedlens";
const widths = ${JSON.stringify(widths)};
const wg = new sync.WaitGroup();
function node(depth: number, k: number) {
  compute(1000 * (1 + ((depth * 7 + k * 13) % 11)));
  if (depth < 3) for (let i = 0; i < widths[(depth + k) % widths.length]; i++) {
    wg.add(1);
    if (i % 2 === 0) go(() => node(depth + 1, i)); else go(() => node(depth + 1, i + 5));
    if (k % 2 === 0) runtime.gosched();
  }
  wg.done();
}
/** @simulate */
export function main() { wg.add(1); node(0, 0); wg.wait(); }`;
        const [a, b] = [runText(program, one), runText(program, other)];
        const users = a.source.answer("overview", {}).goroutines;
        expect(b.source.answer("overview", {}).goroutines).toBe(users);
        expect(matched(a, b)).toBeGreaterThanOrEqual(users);
      }),
      { numRuns: 15 },
    );
  });

  test("is told in random logs, too", () => {
    for (let seed = 0; seed < 10; seed++) {
      const log = randomLog({ seed, steps: 1500 });
      checked(log, new LogTraceSource(log));
    }
  });
});

describe("who is who in another version of the program", () => {
  const version = (above: string, name: string, before: string): RunResult =>
    runText(`import { compute, go, sync } from "schedlens";
${above}
/** @simulate cores=2 */
export function main() {
  const wg = new sync.WaitGroup();
  wg.add(3);
  ${before}
  go(function ${name}() { compute("1ms"); wg.done(); });
  for (let i = 0; i < 2; i++)
    go(() => { compute("2ms"); wg.done(); });
  wg.wait();
}`);
  const user = ({ log }: RunResult): number[] =>
    [...Array(log.tables.gs.length).keys()].filter((g) => !log.tables.gs.at(g as GIndex).system);

  test("lines that are added above change nothing", () => {
    const a = version("", "worker", "");
    const b = version("// one\n// two\nfunction other() { return 1; }\n", "worker", "\n\n");
    const lineages = (run: RunResult) => user(run).map((g) => run.source.lineages().of(g));
    expect(lineages(b)).toEqual(lineages(a));
    const rows = compare(a.source.answer("figures", {}), b.source.answer("figures", {}));
    const goroutines = rows.filter(({ of }) => of.startsWith("goroutine"));
    expect(goroutines.some(({ measure }) => measure === "lifetimeNs")).toBe(true);
    expect(
      goroutines.filter(({ a: x, b: y, measure }) => measure === "lifetimeNs" && (x === null || y === null)),
    ).toEqual([]);
  });

  test("those that got other numbers are the same, and are called by both names", () => {
    const a = version("", "worker", "");
    const b = version("", "worker", "wg.add(1); go(() => wg.done());");
    const rows = compare(a.source.answer("figures", {}), b.source.answer("figures", {}));
    const lives = rows.filter(({ of, measure }) => of.startsWith("goroutine") && measure === "lifetimeNs");
    expect(lives).toHaveLength(5);
    expect(lives.filter(({ a: x, b: y }) => x !== null && y !== null)).toHaveLength(4);
    const worker = lives.find(({ of }) => of.endsWith(" worker"))!;
    expect(worker.ofB).toMatch(/ worker$/);
    expect(worker.ofB).not.toBe(worker.of);
  });
});
