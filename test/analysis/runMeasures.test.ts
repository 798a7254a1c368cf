import { describe, expect, it } from "vitest";
import { compare } from "../../src/analysis/compare/compare";
import { figures } from "../../src/analysis/compare/figures";
import { measures } from "../../src/analysis/measures";
import { LogTraceSource } from "../../src/analysis/source";
import { comparisonCsv, comparisonTable } from "../../src/formats/comparison";
import { codeOf, TASK_STATES } from "../../src/shared/enums";
import type { EventLog } from "../../src/shared/log/eventLog";
import { Kind } from "../../src/shared/schema";
import { LogWorld } from "./support/logWorld";
import { randomLog } from "./support/randomLog";
import { eventsOf } from "./support/editLog";
import { scenario } from "./support/scenario";

const figuresOf = (log: EventLog) => measures(new LogTraceSource(log));

describe("measures of a run as a whole", () => {
  const { run, processes } = figuresOf(scenario());

  it("of the hand-written log", () => {
    // M0 runs all the time; M1 could run for 800 and ran for 750; X could run for 100 and ran for 50.
    const shares = [1, 750 / 800, 0.5];
    const sum = shares.reduce((total, share) => total + share, 0);
    const squares = shares.reduce((total, share) => total + share * share, 0);
    expect(run).toMatchObject({
      utilization: 1980 / 2400,
      overheadShare: 20 / 2000,
      throughputPerS: 1e9 / 1200,
      averageTurnaroundNs: 100,
      averageResponseNs: 50 / 3,
      averageWaitingNs: 100 / 3,
    });
    expect(run.fairness).toBeCloseTo((sum * sum) / (3 * squares), 12);
    // Only X from 950 to 1000 and M1 from 1000 to 1050 were runnable without a core.
    expect(run.runQueue.mean).toBeCloseTo(100 / 1200, 12);
    expect(run.runQueue.series.stepNs).toBe(12);
    expect(run.runQueue.series.means.slice(78, 89)).toEqual([
      0,
      expect.closeTo(10 / 12, 12) as number,
      1,
      1,
      1,
      1,
      1,
      1,
      1,
      expect.closeTo(6 / 12, 12) as number,
      0,
    ]);
  });

  it("by process: what its threads come to", () => {
    expect(processes).toEqual([
      expect.objectContaining({
        pid: 2,
        name: expect.any(String) as string,
        threads: 3,
        runNs: 2000,
        switches: 3,
      }),
    ]);
  });

  it("the load average follows a constant load", () => {
    const world = figuresOf(randomLog({ seed: 3, steps: 800, cores: 2 }));
    const [one, five, fifteen] = world.run.loadAverage;
    // So short a run is a small part of a minute, and each is the mean number of active threads times that part.
    expect(one / five).toBeCloseTo(5, 3);
    expect(five / fifteen).toBeCloseTo(3, 3);
  });

  it.each([31, 32, 33])("the run queue is what the states say (random log %d)", (seed) => {
    const log = randomLog({ seed, steps: 1200, cores: 3, gomaxprocs: 4 });
    const { run } = figuresOf(log);
    const runnable = codeOf(TASK_STATES, "runnable");
    const states = new Map<number, number>();
    let total = 0;
    let since = 0;
    const count = (): number => [...states.values()].filter((state) => state === runnable).length;
    for (const { kind, aux, a, time } of eventsOf(log)) {
      if (kind !== Kind.TaskState) continue;
      total += count() * (time - since);
      since = time;
      states.set(a, aux);
    }
    total += count() * (log.endTime - since);
    expect(run.runQueue.mean).toBeCloseTo(total / log.endTime, 9);
    const { stepNs, means } = run.runQueue.series;
    expect(means.reduce((sum, mean) => sum + mean * stepNs, 0)).toBeCloseTo(total, 3);
  });
});

describe("comparison of two runs", () => {
  const a = figuresOf(scenario());
  const b = figuresOf(randomLog({ seed: 21, steps: 500, cores: 3, gomaxprocs: 2 }));

  it("has every figure of either once, with difference and ratio", () => {
    const rows = compare(figures(a), figures(b));
    expect(new Set(rows.map(({ of, measure }) => `${of} ${measure}`)).size).toBe(rows.length);
    const row = (of: string, measure: string) =>
      rows.find((each) => each.of === of && each.measure === measure);
    expect(row("run", "endNs")).toMatchObject({ a: 1200, b: b.endNs, difference: b.endNs - 1200 });
    expect(row("core 2", "busyNs")).toMatchObject({ a: null, difference: null, ratio: null });
    expect(row("goroutine 1 main", "states.waiting")).toMatchObject({ a: 600 });
    expect(row("run", "runQueue.mean")?.ratio).toBeCloseTo(b.run.runQueue.mean / a.run.runQueue.mean, 12);
  });

  it("of a run with itself has no differences, and a table of the run alone", () => {
    const rows = compare(figures(a), figures(a));
    expect(rows.filter(({ difference }) => difference !== null && difference !== 0)).toEqual([]);
    const table = comparisonTable("x", "y", rows);
    expect(table).toContain("utilization");
    expect(table).not.toContain("core 0");
  });

  it("is CSV with empty fields for what is not there", () => {
    const lines = comparisonCsv(compare(figures(a), figures(b))).split("\n");
    expect(lines[0]).toBe("of,measure,a,b,difference,ratio,ofB");
    expect(lines.find((line) => line.startsWith("core 2,busyNs,"))).toMatch(/^core 2,busyNs,,\d+,,,$/);
  });
});

it("without a Go runtime, the run queues are the kernel's", () => {
  const world = new LogWorld({ cores: 2, runtime: "native" }).start();
  world.taskOn(0, "main");
  const [a, b] = [world.task("a"), world.task("b")];
  world.at(10).taskState(a, "runnable", "created").enqueue(a, 0);
  world.at(20).taskState(b, "runnable", "created").enqueue(b, 0);
  world.at(30).preempt(0);
  const { log } = world.at(40).end();
  const series = new LogTraceSource(log).answer("series", {
    what: "runqueues",
    from: 0,
    to: 40,
    points: 100,
  });
  expect(series.map(({ name }) => name)).toEqual(["core 0", "core 1"]);
  expect([...(series[0]?.time ?? [])]).toEqual([0, 10, 20, 30]);
  expect([...(series[0]?.value ?? [])]).toEqual([0, 1, 2, 2]);
  expect([...(series[1]?.value ?? [])]).toEqual([0]);
});
