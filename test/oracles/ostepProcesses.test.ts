import fc from "fast-check";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { validate } from "../../src/analysis/validate/validate";
import type { RunConfig } from "../../src/shared/config";
import { runText } from "../helpers/run";
import type { RunResult } from "../helpers/run";
import { forkProgram, forkRules, forkSteps, forkTrees } from "./ostep/forkTree";
import type { Orphans, Step } from "./ostep/forkTree";
import { processRun, processRunProgram, processRunRows, processRunWorkload } from "./ostep/processRun";
import type { Instruction, ProcessRunOptions, Row } from "./ostep/processRun";

interface ProcessRunCase {
  readonly workload: string;
  readonly args: readonly string[];
  readonly io_length: number;
  readonly rows: readonly Row[];
  readonly total: number;
  readonly cpu_busy: number;
  readonly io_busy: number;
}

interface ForkCase {
  readonly workload: string;
  readonly args: readonly string[];
  readonly steps: readonly { action: string; parent_of: Readonly<Record<string, string | null>> }[];
}

const recorded = JSON.parse(readFileSync("test/oracles/ostep/expected.json", "utf8")) as {
  readonly fork: { readonly cases: readonly ForkCase[] };
  readonly "process-run": { readonly cases: readonly ProcessRunCase[] };
};

function run(text: string, config: Partial<RunConfig> = {}): RunResult {
  const result = runText(text, { cores: 1, costs: "zero", runtime: "native", ...config });
  const { log, stderr, exitCode, diagnostics } = result;
  expect([diagnostics, stderr, exitCode]).toEqual([[], "", 0]);
  expect(validate(log)).toBeUndefined();
  return result;
}

function runProcesses(processes: readonly (readonly Instruction[])[], options: ProcessRunOptions): Row[] {
  const { log } = run(processRunProgram(processes, options), { policy: "fifo" });
  return processRunRows(log, processes);
}

function runForks(steps: readonly Step[], orphans: Orphans): Record<string, string | null>[] {
  return forkTrees(run(forkProgram(steps, orphans)).stdout, steps.length);
}

for (const each of recorded["process-run"].cases) {
  test(`process-run: ${each.workload}`, () => {
    const { processes, options } = processRunWorkload(each.args);
    const all = { ...options, ioLength: each.io_length };
    const rows = runProcesses(processes, all);
    expect(rows).toEqual(each.rows);
    const ticks = (what: RegExp): number =>
      rows.filter(({ states }) => states.some((state) => what.test(state))).length;
    expect([rows.length, ticks(/^RUN/), ticks(/BLOCKED/)]).toEqual([each.total, each.cpu_busy, each.io_busy]);
    expect(processRun(processes, all)).toEqual(rows);
  });
}

test("process-run: any processes", () => {
  const instructions = fc
    .array(fc.constantFrom<Instruction[]>(["cpu"], ["cpu"], ["io", "io_done"]), {
      minLength: 1,
      maxLength: 6,
    })
    .map((list) => list.flat());
  fc.assert(
    fc.property(
      fc.array(instructions, { minLength: 1, maxLength: 5 }),
      fc.record({
        ioLength: fc.integer({ min: 1, max: 7 }),
        switchOnIo: fc.boolean(),
        immediate: fc.boolean(),
      }),
      (processes, options) => {
        expect(runProcesses(processes, options)).toEqual(processRun(processes, options));
      },
    ),
    { numRuns: 100 },
  );
});

for (const each of recorded.fork.cases) {
  test(`fork: ${each.workload}`, () => {
    const steps = each.steps.map(({ action }): Step => {
      const [actor = "", , child] = action.split(" ");
      return { actor, child };
    });
    const trees = runForks(steps, "root");
    expect(trees).toEqual(each.steps.map(({ parent_of }) => parent_of));
    expect(forkRules(steps, "root")).toEqual(trees);
  });
}

test("fork: any forks and exits, under each rule for orphans", () => {
  const moves = fc.array(fc.record({ who: fc.nat(), exits: fc.boolean() }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(moves, fc.constantFrom<Orphans>("root", "parent", "refused"), (list, orphans) => {
      const steps: Step[] = [];
      for (const { who, exits } of list) {
        const living = Object.keys(forkRules(steps, orphans).at(-1) ?? { a: null });
        const actor = living[who % living.length]!;
        const leaves = exits && actor !== "a";
        steps.push({ actor, child: leaves ? undefined : String.fromCharCode(98 + steps.length) });
      }
      expect(runForks(steps, orphans)).toEqual(forkRules(steps, orphans));
    }),
    { numRuns: 100 },
  );
});

test("fork: whom the root has taken over is nobody else's descendant any more", () => {
  expect(runForks(forkSteps("a+b,b+c,c+d,b-,d+e,c-"), "root").at(-1)).toEqual({ a: null, d: "a", e: "d" });
});

test("fork: the middle one of a chain exits under the rule of Unix", () => {
  expect(runForks(forkSteps("a+b,b+c,c+d,c-"), "parent").at(-1)).toEqual({ a: null, b: "a", d: "b" });
  expect(runForks(forkSteps("a+b,b+c,b-"), "refused").at(-1)).toEqual({ a: null, b: "a", c: "b" });
});
