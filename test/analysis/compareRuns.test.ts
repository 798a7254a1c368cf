import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { verdict } from "../../src/analysis/compare/better";
import { compare } from "../../src/analysis/compare/compare";
import { figures } from "../../src/analysis/compare/figures";
import { findParting } from "../../src/analysis/compare/parting";
import type { Parting } from "../../src/analysis/compare/parting";
import { measures } from "../../src/analysis/measures";
import { entityName } from "../../src/analysis/names";
import { LogTraceSource } from "../../src/analysis/source";
import type { RunConfig } from "../../src/shared/config";
import type { EventLog } from "../../src/shared/log/eventLog";
import { KINDS } from "../../src/shared/schema";
import { threadEntity } from "../../src/shared/trace/entity";
import { runFile, runText } from "../helpers/run";
import { LogWorld } from "./support/logWorld";
import { randomLog } from "./support/randomLog";
import { slowLineages } from "./support/slowLineages";

/** The decisions of a run as texts, straight from the events: who, where. */
function slowDecisions(log: EventLog): string[] {
  const found: string[] = [];
  const who = slowLineages(log);
  const g = (row: number): string => who(row);
  const t = (row: number): string => who(threadEntity(row));
  const p = (row: number): string => `${log.tables.ps[row]?.process}/${log.tables.ps[row]?.id}`;
  log.forEach(({ kind, core, p: column, a, b, aux }) => {
    const name = KINDS[kind]?.name;
    if (name === "GoRunning") found.push(`run ${p(column)} ${g(a)}`);
    if (name === "ContextSwitch" && b !== -1) found.push(`switch ${core} ${t(b)}`);
    if (name === "Steal") found.push(`steal ${p(column)} ${p(a)}`);
    if (name === "Migrate") found.push(`move ${aux} ${t(a)}`);
    if (name === "PreemptRequest") found.push(`preempt ${g(a)}`);
  });
  return found;
}

function slowParting(a: EventLog, b: EventLog): Parting {
  const [x, y] = [slowDecisions(a), slowDecisions(b)];
  const length = Math.max(x.length, y.length);
  for (let at = 0; at < length; at++)
    if (x[at] !== y[at]) return { kind: "parts", at, a: x.length, b: y.length };
  return { kind: "same", total: x.length };
}

const parting = (a: EventLog, b: EventLog): Promise<Parting> =>
  findParting(new LogTraceSource(a), new LogTraceSource(b));

describe("the first decision at which two runs part", () => {
  test("is what a comparison one by one finds, in random runs", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(20), fc.nat(20), fc.nat(1500), fc.nat(1500), async (s, t, m, n) => {
        // Runs of one seed are the same up to the shorter one's end.
        const a = randomLog({ seed: s, steps: m });
        const b = randomLog({ seed: t < 12 ? s : t, steps: n });
        expect(await parting(a, b)).toEqual(slowParting(a, b));
      }),
      { numRuns: 30 },
    );
  });

  test.each<readonly [string, Partial<RunConfig>, Partial<RunConfig>]>([
    ["work-stealing", {}, { cores: 2, gomaxprocs: 2 }],
    ["work-stealing", { seed: 1 }, { seed: 2 }],
    ["eevdf-rr", { policy: "fifo" }, { policy: "mlfq" }],
    ["ping-pong", {}, {}],
  ])("of %s with %j and %j", async (name, one, other) => {
    const [a, b] = await Promise.all([one, other].map((config) => runFile(`examples/${name}.ts`, config)));
    const found = await findParting(a!.source, b!.source);
    expect(found).toEqual(slowParting(a!.log, b!.log));
    if (found.kind !== "parts") return;
    // What is the same reads the same, up to the reason; what differs does not.
    const text = (source: LogTraceSource, n: number): string =>
      source.answer("decisions", { offset: n, count: 1 }).rows[0]?.what.replace(/( after .*)? \(.*\)$/, "") ??
      "";
    if (found.at > 0) expect(text(a!.source, found.at - 1)).toBe(text(b!.source, found.at - 1));
    expect(text(a!.source, found.at)).not.toBe(text(b!.source, found.at));
  });

  test("is there where only the core is another", async () => {
    const on = (core: number): EventLog => {
      const world = new LogWorld({ cores: 2, runtime: "native" }).start();
      world.taskOn(core, "main");
      return world.at(10).end().log;
    };
    expect(await parting(on(0), on(0))).toEqual({ kind: "same", total: 1 });
    expect(await parting(on(0), on(1))).toEqual({ kind: "parts", at: 0, a: 1, b: 1 });
  });

  test("is unknown where a log has dropped its beginning", async () => {
    const { source } = await runFile("examples/work-stealing.ts", { events: "last:400" });
    const { source: whole } = await runFile("examples/work-stealing.ts", {});
    expect(source.answer("overview", {}).dropped.events).toBeGreaterThan(0);
    expect(await findParting(source, whole)).toEqual({ kind: "unknown" });
  });

  test("of different programs is there, too", async () => {
    const main = (body: string) => `import { go, time } from "schedlens";
/** @simulate cores=2 */
export function main() { ${body} time.sleep(1_000_000); }`;
    const a = runText(main("go(function first() {});"));
    const b = runText(main("go(function second() {});"));
    const found = await findParting(a.source, b.source);
    expect(found).toEqual(slowParting(a.log, b.log));
    expect(found.kind).toBe("parts");
  });
});

test("decisions come in pages, with the place where the program goes on", async () => {
  const { source } = await runFile("examples/work-stealing.ts", {});
  const all = source.answer("decisions", { offset: 0, count: 1e6 });
  expect(all.rows).toHaveLength(all.total);
  expect(all.rows.map(({ n }) => n)).toEqual(all.rows.map((_, i) => i));
  expect(source.answer("decisions", { offset: 5, count: 3 }).rows).toEqual(all.rows.slice(5, 8));
  expect(source.answer("decisions", { offset: 1e9, count: 3 }).rows).toEqual([]);
  expect(all.rows.some(({ place }) => place?.uri.endsWith("work-stealing.ts"))).toBe(true);
});

describe("occasions", () => {
  test("of an entity are the events that change its state, and are found by lineage", async () => {
    const { log, source } = await runFile("examples/pipeline.ts", {});
    const times = new Map<number, number[]>();
    log.forEach(({ kind, a, time }) => {
      if (
        !["GoRunnable", "GoRunning", "GoWaiting", "GoSyscall", "GoDead", "GoPreempted"].includes(
          KINDS[kind]?.name ?? "",
        )
      )
        return;
      times.set(a, [...(times.get(a) ?? []), time]);
    });
    fc.assert(
      fc.property(fc.constantFrom(...times.keys()), fc.nat(log.endTime), (g, time) => {
        const own = times.get(g) ?? [];
        const occasion = source.answer("occasionAt", { entity: g, time });
        const name = entityName(log, g);
        const lineage = source.lineages().of(g);
        expect(occasion).toEqual({ name, lineage, n: own.filter((each) => each <= time).length });
        const found = source.answer("occasion", occasion);
        expect(found).toEqual({ entity: g, name, time: own[occasion.n - 1], total: own.length });
      }),
    );
    expect(source.answer("occasion", { lineage: 1, n: 1 })).toBeUndefined();
  });

  test("of native threads, too", async () => {
    const { log, source } = await runFile("examples/eevdf-rr.ts", {});
    const occasion = source.answer("occasionAt", { entity: threadEntity(2), time: log.endTime });
    expect(occasion.n).toBeGreaterThan(2);
    expect(source.answer("occasion", occasion)).toMatchObject({ entity: threadEntity(2), total: occasion.n });
  });
});

describe("figures", () => {
  test("are those of --stats, and a run compared with itself has no verdict", async () => {
    const { source } = await runFile("examples/work-stealing.ts", {});
    const columns = source.answer("figures", {});
    expect(columns).toEqual(figures(measures(source)));
    const rows = compare(columns, columns);
    expect(rows.every((row) => verdict(row) === undefined)).toBe(true);
  });

  test("of what only one run has stand with the rest of their kind, and what is counted is 0 there", async () => {
    const [a, b] = await Promise.all(
      [1, 4].map((cores) => runFile("examples/work-stealing.ts", { cores, gomaxprocs: cores })),
    );
    const rows = compare(a!.source.answer("figures", {}), b!.source.answer("figures", {}));
    const groups = rows.map(({ of, measure }) => `${of} ${measure.slice(0, measure.lastIndexOf(".") + 1)}`);
    expect(groups.filter((group, i) => group !== groups[i - 1])).toHaveLength(new Set(groups).size);
    const one = (name: string) => rows.find(({ of, measure }) => of === "run" && measure === name);
    expect(one("switches.goroutineByRule.steal")).toMatchObject({ a: 0, difference: one("steals.total")?.b });
    expect(one("queueMaxima.p.P3")?.a).toBeNull();
  });

  test("say which run is better only where that is so by definition", async () => {
    const [a, b] = await Promise.all(
      [1, 4].map((cores) => runFile("examples/work-stealing.ts", { cores, gomaxprocs: cores })),
    );
    const rows = compare(a!.source.answer("figures", {}), b!.source.answer("figures", {}));
    const of = (measure: string) => rows.find((row) => row.of === "run" && row.measure === measure);
    expect(verdict(of("endNs")!)).toBe("better");
    expect(of("switches.context")?.difference).not.toBe(0);
    expect(verdict(of("switches.context")!)).toBeUndefined();
    const swapped = compare(b!.source.answer("figures", {}), a!.source.answer("figures", {}));
    expect(verdict(swapped.find((row) => row.of === "run" && row.measure === "endNs")!)).toBe("worse");
  });
});
