import { describe, expect, it } from "vitest";
import { laneTables } from "../../src/analysis/laneTables";
import { measures } from "../../src/analysis/measures";
import { LogTraceSource } from "../../src/analysis/source";
import { spansCsv } from "../../src/formats/spansCsv";
import { statsJson } from "../../src/formats/statsJson";
import { NONE } from "../../src/shared/ids";
import type { Pid, ProcessIndex } from "../../src/shared/ids";
import { Kind } from "../../src/shared/schema";
import { eventsOf } from "./support/editLog";
import { LogWorld } from "./support/logWorld";
import { randomLog } from "./support/randomLog";
import { scenario } from "./support/scenario";

describe("measures of a hand-written log", () => {
  const figures = measures(new LogTraceSource(scenario()));

  it("per core", () => {
    expect(figures.cores).toEqual([
      { core: 0, busyNs: 1200, overheadNs: 0, idleNs: 0 },
      { core: 1, busyNs: 780, overheadNs: 20, idleNs: 400 },
    ]);
  });

  it("per task", () => {
    expect(figures.tasks[1]).toEqual({
      pid: 2,
      tid: 3,
      lineage: expect.any(Number) as number,
      name: "M1",
      arrivalNs: 0,
      firstRunNs: 0,
      endNs: null,
      runNs: 750,
      waitingNs: 50,
      blockedNs: 400,
      turnaroundNs: null,
      responseNs: 0,
      switches: 2,
      involuntarySwitches: 1,
      migrations: 0,
    });
    expect(figures.tasks[2]).toMatchObject({
      name: "X",
      arrivalNs: 950,
      firstRunNs: 1000,
      endNs: 1050,
      runNs: 50,
      waitingNs: 50,
      turnaroundNs: 100,
      responseNs: 50,
      switches: 1,
    });
  });

  it("per goroutine", () => {
    expect(figures.goroutines[0]).toEqual({
      id: 1,
      pid: 2,
      lineage: expect.any(Number) as number,
      name: "main",
      createdAt: null,
      createdNs: 0,
      endNs: null,
      lifetimeNs: 1200,
      states: { idle: 0, runnable: 200, running: 400, syscall: 0, waiting: 600 },
      switches: 2,
      stackPeakBytes: 2048,
      waits: [{ reason: "chan receive", ns: 600, count: 1 }],
    });
    expect(figures.goroutines[1]).toMatchObject({ createdAt: "file:///main.ts:2:1", endNs: 1100 });
  });

  it("of steals, switches and queues", () => {
    expect(figures.steals).toEqual({
      total: 1,
      fromRing: 1,
      fromRunnext: 0,
      goroutines: 1,
      failed: 0,
      pairs: [{ thief: "P1", victim: "P0", count: 1 }],
    });
    expect(figures.switches).toMatchObject({
      context: 6,
      contextByReason: { dispatched: 3, disk: 1, preempted: 1, exited: 1 },
      goroutine: 6,
      goroutineByRule: { runnext: 3, steal: 1, "local queue": 1, "syscall exit (idle P)": 1 },
    });
    expect(figures.queueMaxima).toEqual({ p: { P0: 3, P1: 1 }, global: 0, core: [1, 2] });
  });

  it("are JSON with a version", () => {
    const text = statsJson(figures);
    expect(JSON.parse(text)).toEqual(figures);
    expect(figures.version).toBe(2);
    expect(text.endsWith("}\n")).toBe(true);
  });
});

describe("measures of random logs", () => {
  it.each([21, 22, 23])("add up (%d)", (seed) => {
    const log = randomLog({ seed, steps: 1500, cores: 3, gomaxprocs: 4 });
    const figures = measures(new LogTraceSource(log));
    for (const { busyNs, overheadNs, idleNs } of figures.cores) {
      expect(busyNs + overheadNs + idleNs).toBe(log.endTime);
      expect(Math.min(busyNs, overheadNs, idleNs)).toBeGreaterThanOrEqual(0);
    }
    for (const { states, lifetimeNs, waits } of figures.goroutines) {
      expect(Object.values(states).reduce((sum, ns) => sum + ns, 0)).toBe(lifetimeNs);
      expect(waits.reduce((sum, { ns }) => sum + ns, 0)).toBe(states.waiting);
    }
    for (const { arrivalNs, endNs, runNs, waitingNs, blockedNs } of figures.tasks)
      expect(runNs + waitingNs + blockedNs).toBe((endNs ?? log.endTime) - (arrivalNs ?? 0));
    const events = eventsOf(log);
    const longest = events.filter(({ kind, aux }) => kind === Kind.RunqPut && aux === 2).map(({ b }) => b);
    expect(figures.queueMaxima.global).toBe(Math.max(0, ...longest));
    expect(figures.steals.total).toBe(events.filter(({ kind }) => kind === Kind.Steal).length);
    expect(figures.tasks.reduce((sum, { switches }) => sum + switches, 0)).toBe(
      events.filter(({ kind, a }) => kind === Kind.ContextSwitch && a !== NONE).length,
    );
  });
});

describe("spans as CSV", () => {
  const csv = (source: LogTraceSource): string[] =>
    [...spansCsv(source.log.tables, laneTables(source))].join("").trimEnd().split("\n");

  it("have lanes, entities and states by the program's numbers", () => {
    expect(csv(new LogTraceSource(scenario()))).toEqual([
      "lane,entity,state,start_ns,end_ns",
      "core:0,g:1,running,0,300",
      "core:0,g:4,running,300,1150",
      "core:0,g:3,running,1150,1200",
      "core:1,t:3,running,0,200",
      "core:1,t:3,overhead,200,220",
      "core:1,g:2,running,220,400",
      "core:1,g:2,running,800,1000",
      "core:1,t:4,running,1000,1050",
      "core:1,g:2,running,1050,1100",
      "core:1,g:1,running,1100,1200",
      "p:0,g:1,running,0,300",
      "p:0,g:4,running,300,1150",
      "p:0,g:3,running,1150,1200",
      "p:1,,running,150,220",
      "p:1,g:2,running,220,400",
      "p:1,g:2,syscall,400,500",
      "p:1,g:2,running,800,1100",
      "p:1,g:1,running,1100,1200",
      "g:1,p:0,running,0,300",
      "g:1,,waiting,300,900",
      "g:1,,runnable,900,1100",
      "g:1,p:1,running,1100,1200",
      "g:2,,runnable,100,220",
      "g:2,p:1,running,220,400",
      "g:2,p:1,syscall,400,800",
      "g:2,p:1,running,800,1100",
      "g:3,,runnable,100,1150",
      "g:3,p:0,running,1150,1200",
      "g:4,,runnable,100,300",
      "g:4,p:0,running,300,1150",
      "t:2,core:0,running,0,1200",
      "t:3,core:1,running,0,400",
      "t:3,,waiting,400,800",
      "t:3,core:1,running,800,1000",
      "t:3,,runnable,1000,1050",
      "t:3,core:1,running,1050,1200",
      "t:4,,runnable,950,1000",
      "t:4,core:1,running,1000,1050",
    ]);
  });

  it("name the process where there are several, init not counted", () => {
    const world = new LogWorld({ cores: 1, runtime: "native" });
    const { tables } = world.log;
    tables.addProcess({ pid: 1 as Pid, parent: NONE, name: "init" });
    world.start();
    world.taskOn(0, "main");
    const one = csv(new LogTraceSource(world.at(10).end().log));
    expect(one.slice(1)).toEqual(["core:0,t:2,running,0,10", "t:2,core:0,running,0,10"]);
    tables.addProcess({ pid: 7 as Pid, parent: 0 as ProcessIndex, name: "child" });
    const several = csv(new LogTraceSource(world.log));
    expect(several.slice(1)).toEqual(["core:0,2/t:2,running,0,10", "2/t:2,core:0,running,0,10"]);
  });

  it("come in pieces that are no larger than they need to be", () => {
    const source = new LogTraceSource(randomLog({ seed: 5, steps: 20_000 }));
    const pieces = [...spansCsv(source.log.tables, laneTables(source))];
    expect(pieces.length).toBeGreaterThan(1);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(1 << 17);
  });
});
