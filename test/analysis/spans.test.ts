import { describe, expect, it } from "vitest";
import { buildSpans, laneCount } from "../../src/analysis/spans/buildSpans";
import { taskSpans } from "../../src/analysis/spans/taskSpans";
import { TASK_STATES } from "../../src/shared/enums";
import { threadEntity } from "../../src/shared/trace/entity";
import { Kind } from "../../src/shared/schema";
import { GROUPINGS } from "../../src/shared/trace/queries";
import { eventsOf } from "./support/editLog";
import { LogWorld } from "./support/logWorld";
import { randomLog } from "./support/randomLog";
import { scenario } from "./support/scenario";
import { laneOf, merged, slowSpans } from "./support/slowModel";

const LOGS = [
  scenario(),
  ...[1, 2, 3, 4].map((seed) => randomLog({ seed, steps: 250, cores: 1 + seed, gomaxprocs: 5 - seed })),
];

describe("spans of a hand-written log", () => {
  it("show on cores what runs there", () => {
    const spans = buildSpans(scenario(), "core");
    const text = laneOf(spans, 1).map(({ start, end, kind, entity, other }) => [
      start,
      end,
      kind,
      entity,
      other,
    ]);
    expect(text).toEqual([
      [0, 200, "scheduler", -1, 1],
      [200, 220, "overhead", -1, 1],
      [220, 400, "running", 1, 1],
      [800, 1000, "running", 1, 1],
      [1000, 1050, "scheduler", -1, 2],
      [1050, 1100, "running", 1, 1],
      [1100, 1200, "running", 0, 1],
    ]);
  });

  it("show on Ps that a call keeps its P until it is retaken", () => {
    const spans = buildSpans(scenario(), "p");
    const text = laneOf(spans, 1).map(({ start, end, kind, entity, other }) => [
      start,
      end,
      kind,
      entity,
      other,
    ]);
    expect(text).toEqual([
      [150, 220, "scheduler", -1, 1],
      [220, 400, "running", 1, 1],
      [400, 500, "syscall", 1, -1],
      [800, 1000, "running", 1, 1],
      // Its M has lost the core to X.
      [1000, 1050, "off-core", 1, -1],
      [1050, 1100, "running", 1, 1],
      [1100, 1200, "running", 0, 1],
    ]);
  });

  it("call a thread without a Go runtime running", () => {
    const world = new LogWorld({ cores: 1, runtime: "native" });
    world.start();
    world.taskOn(0, "main");
    world.at(10).block(0, "sleep");
    const log = world.at(20).end().log;
    expect(laneOf(buildSpans(log, "core"), 0)).toEqual([
      { start: 0, end: 10, kind: "running", entity: threadEntity(0), other: 0 },
    ]);
    expect(laneOf(buildSpans(log, "m"), 0).map(({ kind }) => kind)).toEqual(["running", "waiting"]);
  });

  it("let overheads that overlap follow one another", () => {
    const world = new LogWorld({ cores: 1 });
    world.start();
    world.p();
    world.taskOn(0, "M0");
    world.at(100).as(0).overhead("interrupt", 50);
    world.at(120).as(0).overhead("scheduler", 50);
    const log = world.at(300).end().log;
    expect(laneOf(buildSpans(log, "core"), 0).map(({ start, end, kind }) => [start, end, kind])).toEqual([
      [0, 100, "scheduler"],
      [100, 150, "overhead"],
      [150, 200, "overhead"],
      [200, 300, "scheduler"],
    ]);
  });

  it("are empty for an empty log", () => {
    const { log } = new LogWorld({ cores: 2 });
    for (const grouping of GROUPINGS) expect(buildSpans(log, grouping).start.length).toBe(0);
    expect(laneCount(log, "core")).toBe(2);
  });
});

describe.each(GROUPINGS)("spans by %s", (grouping) => {
  it.each(LOGS.map((log, at) => [at, log] as const))("are what replaying log %d shows", (_, log) => {
    const lanes = laneCount(log, grouping);
    const spans = buildSpans(log, grouping);
    expect(spans.laneOffsets.length).toBe(lanes + 1);
    const slow = slowSpans(log, grouping, lanes);
    for (let lane = 0; lane < lanes; lane++) {
      const fast = laneOf(spans, lane);
      expect(merged(fast), `lane ${lane}`).toEqual(slow[lane]);
      for (const [i, span] of fast.entries()) {
        expect(span.start).toBeLessThan(span.end);
        if (i > 0) expect(fast[i - 1]!.end).toBeLessThanOrEqual(span.start);
      }
    }
  });

  it("point to the event that began them", () => {
    const log = LOGS[1]!;
    const spans = buildSpans(log, grouping);
    for (let i = 0; i < spans.start.length; i++) {
      const event = log.read(spans.event[i]!);
      // An overhead may delay what is shown after it; a goroutine's spans point to its change of state.
      if (grouping === "p" || grouping === "m") expect(event.time).toBe(spans.start[i]);
      else expect(event.time).toBeLessThanOrEqual(spans.start[i]!);
    }
  });
});

it("task spans hold the kernel's states, whole", () => {
  for (const log of LOGS) {
    const spans = taskSpans(log);
    const ns = new Map<string, number>();
    for (let task = 0; task < log.tables.tasks.length; task++)
      for (let i = spans.laneOffsets[task]!; i < spans.laneOffsets[task + 1]!; i++) {
        const key = `${task} ${TASK_STATES[spans.kind[i]!]!}`;
        ns.set(key, (ns.get(key) ?? 0) + spans.end[i]! - spans.start[i]!);
      }
    const expected = new Map<string, number>();
    const open = new Map<number, [state: string, since: number]>();
    const close = (task: number, time: number): void => {
      const [state, since] = open.get(task) ?? ["new", 0];
      if (["runnable", "running", "waiting"].includes(state) && time > since)
        expected.set(`${task} ${state}`, (expected.get(`${task} ${state}`) ?? 0) + time - since);
    };
    for (const { kind, a, aux, time } of eventsOf(log)) {
      if (kind !== Kind.TaskState) continue;
      close(a, time);
      open.set(a, [TASK_STATES[aux]!, time]);
    }
    for (const task of open.keys()) close(task, log.endTime);
    expect(ns).toEqual(expected);
  }
});
