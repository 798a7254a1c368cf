import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rangeStats } from "../../src/analysis/range/rangeStats";
import type { RunConfig } from "../../src/shared/config";
import { TASK_STATES, WAIT_REASONS } from "../../src/shared/enums";
import type { GIndex } from "../../src/shared/ids";
import { Kind } from "../../src/shared/schema";
import { threadOf } from "../../src/shared/trace/entity";
import type { Histogram, RangeStats } from "../../src/shared/trace/rangeStats";
import { runFile } from "../helpers/run";
import type { RunResult } from "../helpers/run";
import { GO_STATES } from "./support/slowModel";

const ALL = { sort: "name", descending: false, offset: 0, count: 1e6 } as const;

function stats({ log, source }: RunResult, from: number, to: number): RangeStats {
  const lanes = {
    core: source.spansOf("core"),
    g: source.spansOf("g"),
    m: source.spansOf("m"),
    isUser: (g: number) => !log.tables.gs.at(g as GIndex).system,
  };
  return rangeStats(log, lanes, from, to, ALL);
}

interface Stretch {
  readonly state: string;
  readonly reason: string;
  readonly start: number;
  readonly end: number;
}

/** What each goroutine of the program did, straight from the events; whether it has a core does not count. */
function stretches({ log }: RunResult): Map<number, Stretch[]> {
  const open = new Map<number, Omit<Stretch, "end">>();
  const all = new Map<number, Stretch[]>();
  const close = (g: number, end: number): void => {
    const last = open.get(g);
    if (last === undefined || last.state === "dead" || last.start === end) return;
    all.set(g, [...(all.get(g) ?? []), { ...last, end }]);
  };
  log.forEach(({ kind, a, aux, time }) => {
    const state = GO_STATES[kind];
    if (state === undefined || log.tables.gs.at(a as GIndex).system) return;
    close(a, time);
    open.set(a, { state, start: time, reason: kind === Kind.GoWaiting ? (WAIT_REASONS[aux] ?? "") : "" });
  });
  for (const g of open.keys()) close(g, log.endTime);
  return all;
}

const lengths = ({ first, counts }: Histogram): Map<number, number> =>
  new Map(counts.map((count, i) => [first + i, count] as const).filter(([, count]) => count > 0));

function byPower(list: readonly number[]): Map<number, number> {
  const found = new Map<number, number>();
  for (const ns of [...list].sort((a, b) => a - b)) {
    const power = Math.floor(Math.log2(ns));
    found.set(power, (found.get(power) ?? 0) + 1);
  }
  return found;
}

const CASES: readonly (readonly [string, Partial<RunConfig>])[] = [
  ["mutex-contention", {}],
  ["pipeline", {}],
  ["timers", {}],
  ["work-stealing", { gomaxprocs: 2 }],
];

describe.each(CASES)("a range of %s", (name, config) => {
  const run = runFile(`examples/${name}.ts`, config);

  test("adds up what the events say", async () => {
    const result = await run;
    const slow = [...stretches(result)];
    const { endTime } = result.log;
    fc.assert(
      fc.property(fc.nat(endTime), fc.nat(endTime), (x, y) => {
        const [from, to] = [Math.min(x, y), Math.max(x, y) + 1];
        const got = stats(result, from, to);
        const within = ({ start, end }: Stretch): number =>
          Math.max(0, Math.min(end, to) - Math.max(start, from));
        const sum = (list: readonly Stretch[], state: string): number =>
          list.filter((each) => each.state === state).reduce((all, each) => all + within(each), 0);
        const there = slow.filter(([, list]) => list.some((each) => each.end > from && each.start < to));
        expect(got.entities.total).toBe(there.length);
        const rows = new Map(got.entities.rows.map((row) => [row.entity, row]));
        for (const [g, list] of there) {
          const row = rows.get(g);
          expect({
            waiting: row?.waiting,
            syscall: row?.syscall,
            // Off-core is running to the Go runtime.
            ready: (row?.running ?? 0) + (row?.runnable ?? 0),
          }).toEqual({
            waiting: sum(list, "waiting"),
            syscall: sum(list, "syscall"),
            ready: sum(list, "running") + sum(list, "runnable"),
          });
        }
        const waits = there.flatMap(([, list]) => list).filter(({ state }) => state === "waiting");
        expect(lengths(got.waitLengths)).toEqual(
          byPower(
            waits.filter(({ start }) => start >= from && start < to).map(({ start, end }) => end - start),
          ),
        );
        const inRange = waits.filter(({ start, end }) => end > from && start < to);
        expect(got.waits.map(({ what }) => what).sort()).toEqual(
          [...new Set(inRange.map(({ reason }) => reason))].filter((reason) => reason !== "").sort(),
        );
        for (const { what, ns, count, longest } of got.waits) {
          const of = inRange.filter(({ reason }) => reason === what);
          expect([ns, count, longest]).toEqual([
            of.reduce((all, each) => all + within(each), 0),
            of.length,
            Math.max(...of.map(({ start, end }) => end - start)),
          ]);
        }
        expect(got.cores.busy + got.cores.overhead + got.cores.idle).toBe(
          (to - from) * result.log.config.cores,
        );
      }),
      { numRuns: 60 },
    );
  });

  test("of the whole run has the run's own figures", async () => {
    const { log, source } = await run;
    const got = stats(await run, 0, log.endTime);
    const { coreTimes } = source.answer("overview", {});
    const all = (key: "busy" | "overhead" | "idle"): number =>
      coreTimes.reduce((sum, core) => sum + core[key], 0);
    expect(got.cores).toEqual({ busy: all("busy"), overhead: all("overhead"), idle: all("idle") });
    const { rows } = source.answer("goroutines", { offset: 0, count: 1e6, sort: "goid", descending: false });
    for (const row of rows) {
      const mine = got.entities.rows.find(({ entity }) => entity === row.g);
      expect([mine?.waiting, mine?.syscall]).toEqual([row.waiting, row.syscall]);
    }
  });
});

test("threads of a process without a Go runtime count by their states in the kernel", async () => {
  const result = await runFile("examples/priority-inversion.ts", {});
  const { log } = result;
  const got = stats(result, 0, log.endTime);
  const waiting = new Map<number, number>();
  const since = new Map<number, { state: string; time: number }>();
  const change = (task: number, state: string, time: number): void => {
    const last = since.get(task);
    if (last?.state === "waiting") waiting.set(task, (waiting.get(task) ?? 0) + time - last.time);
    since.set(task, { state, time });
  };
  log.forEach(({ kind, a, aux, time }) => {
    if (kind === Kind.TaskState) change(a, TASK_STATES[aux] ?? "", time);
  });
  for (const task of since.keys()) change(task, "", log.endTime);
  expect(got.entities.total).toBeGreaterThan(2);
  for (const { entity, waiting: ns } of got.entities.rows)
    expect(ns).toBe(waiting.get(threadOf(entity)) ?? 0);
});

test("rows come in the order asked for, page by page", async () => {
  const { log, source } = await runFile("examples/pipeline.ts", {});
  const lanes = {
    core: source.spansOf("core"),
    g: source.spansOf("g"),
    m: source.spansOf("m"),
    isUser: () => true,
  };
  const page = (offset: number, count: number) =>
    rangeStats(log, lanes, 0, log.endTime, { sort: "running", descending: true, offset, count }).entities;
  const whole = page(0, 1e6);
  const times = whole.rows.map(({ running }) => running);
  expect(times).toEqual([...times].sort((a, b) => b - a));
  expect(page(2, 3)).toEqual({ offset: 2, total: whole.total, rows: whole.rows.slice(2, 5) });
});
