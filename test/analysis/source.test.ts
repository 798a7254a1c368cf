import { describe as suite, expect, it } from "vitest";
import { LogTraceSource } from "../../src/analysis/source";
import { describe } from "../../src/analysis/describe";
import { G_STATES, WAIT_REASONS } from "../../src/shared/enums";
import type { GIndex } from "../../src/shared/ids";
import { KINDS, Kind } from "../../src/shared/schema";
import { GROUPINGS } from "../../src/shared/trace/queries";
import { Prng } from "../../src/sim/prng";
import { eventsOf } from "./support/editLog";
import { LogWorld } from "./support/logWorld";
import { randomLog } from "./support/randomLog";
import { scenario } from "./support/scenario";
import { laneOf, Snapshot } from "./support/slowModel";

const LOGS = [
  scenario(),
  ...[11, 12, 13, 14].map((seed) => randomLog({ seed, steps: 400, cores: 1 + (seed % 4), gomaxprocs: 3 })),
];

suite("a hand-written log", () => {
  const source = new LogTraceSource(scenario());

  it("has an overview", () => {
    expect(source.answer("overview", {})).toMatchObject({
      end: "exit",
      exitCode: 0,
      message: "main returned",
      endTime: 1200,
      laneCounts: { core: 2, p: 2, g: 4, m: 3 },
      goroutines: 4,
      steals: 1,
      contextSwitches: 6,
      goroutineSwitches: 6,
      coreTimes: [
        { busy: 1200, overhead: 0, idle: 0 },
        { busy: 780, overhead: 20, idle: 400 },
      ],
      entry: "main",
    });
  });

  it("names its lanes", () => {
    const lanes = (grouping: "core" | "p" | "g" | "m") =>
      source.answer("lanes", { grouping, offset: 0, count: 10 }).rows.map(({ label }) => label);
    expect(lanes("core")).toEqual(["Core 0", "Core 1"]);
    expect(lanes("p")).toEqual(["P0", "P1"]);
    expect(lanes("g")).toEqual(["G1 main", "G2 worker", "G3 worker", "G4 worker"]);
    expect(lanes("m")).toEqual(["M0", "M1", "X"]);
    const page = source.answer("lanes", { grouping: "g", offset: 1, count: 2 });
    expect(page).toMatchObject({ offset: 1, total: 4 });
    expect(page.rows[0]).toEqual({
      entity: 1,
      under: false,
      label: "G2 worker",
      detail: "created by G1 main at main.ts:2",
    });
    expect(source.answer("lanes", { grouping: "g", offset: 9, count: 2 }).rows).toEqual([]);
  });

  it("lists its steal and draws it in every grouping", () => {
    expect(source.answer("steals", { offset: 0, count: 10, thief: -1, victim: -1 }).rows).toMatchObject([
      {
        time: 200,
        thief: 1,
        victim: 0,
        before: 2,
        after: 1,
        batch: 1,
        round: 1,
        fromRunnext: false,
        g: "G2 worker",
      },
    ]);
    const arrow = (grouping: "core" | "p" | "g" | "m") => {
      const { from, to, entity, total } = source.answer("stealArrows", {
        grouping,
        from: 0,
        to: 1200,
        max: 9,
      });
      return [from[0], to[0], entity[0], total];
    };
    expect(arrow("core")).toEqual([0, 1, 1, 1]);
    expect(arrow("p")).toEqual([0, 1, 1, 1]);
    expect(arrow("m")).toEqual([0, 1, 1, 1]);
    expect(arrow("g")).toEqual([0, 1, 1, 1]);
    expect(source.answer("stealArrows", { grouping: "p", from: 201, to: 1200, max: 9 }).total).toBe(0);
  });

  it("tells the state at an instant, the running ones first", () => {
    const at = source.answer("stateAt", { time: 500, max: 10 });
    expect(at.total).toBe(4);
    expect(at.goroutines).toMatchObject([
      { goid: 4, state: "running", reason: "runnext", since: 300, p: 0, core: 0 },
      {
        goid: 1,
        state: "waiting",
        reason: "chan receive",
        since: 300,
        p: -1,
        core: -1,
        place: { uri: "file:///main.ts", line: 3 },
      },
      { goid: 2, state: "syscall", reason: "blocking", since: 400 },
      { goid: 3, state: "runnable", reason: "created", since: 100 },
    ]);
    expect(source.answer("stateAt", { time: 500, max: 2 }).goroutines).toHaveLength(2);
    // At the end two are dead, two run.
    expect(source.answer("stateAt", { time: 1200, max: 10 })).toMatchObject({
      total: 2,
      goroutines: [{ goid: 3 }, { goid: 1 }],
    });
  });

  it("looks through splits by lost cores when it tells since when", () => {
    const [first] = source
      .answer("stateAt", { time: 1060, max: 10 })
      .goroutines.filter(({ goid }) => goid === 2);
    expect(first).toMatchObject({
      state: "running",
      since: 800,
      core: 1,
      p: 1,
      reason: "syscall exit (idle P)",
    });
  });

  it("explains spans", () => {
    const detail = source.answer("spanAt", { grouping: "core", lane: 1, time: 250, tolerance: 0 });
    expect(detail).toMatchObject({ kind: "running", start: 220, end: 400, title: "G2 worker", entity: 1 });
    expect(detail?.facts).toContainEqual(["Reason", "steal"]);
    const overhead = source.answer("spanAt", { grouping: "core", lane: 1, time: 210, tolerance: 0 });
    expect(overhead).toMatchObject({ kind: "overhead", title: "kernel: scheduler" });
    const waits = source.answer("spanAt", { grouping: "g", lane: 0, time: 600, tolerance: 0 });
    expect(waits).toMatchObject({ kind: "waiting", place: { line: 3 } });
    expect(waits?.facts).toContainEqual(["Waits for", "chan 0"]);
    const woken = source.answer("spanAt", { grouping: "g", lane: 0, time: 950, tolerance: 0 });
    expect(woken?.facts).toContainEqual(["Woken by", "G2 worker"]);
    expect(source.answer("spanAt", { grouping: "core", lane: 1, time: 600, tolerance: 10 })).toBeUndefined();
  });

  it("gives its output and its sources", () => {
    expect(source.answer("output", { offset: 0, count: 10 })).toMatchObject({
      total: 1,
      rows: [{ time: 950, stream: "stdout", text: "hello\n", g: "G4 worker" }],
    });
    expect(source.answer("source", { uri: "file:///main.ts" })?.text).toBe("go(worker);\n");
    expect(source.answer("source", { uri: "file:///other.ts" })).toBeUndefined();
  });

  it("steps from event to event", () => {
    const step = (time: number, entity: number, back: boolean) =>
      source.answer("step", { time, entity, back });
    expect(step(0, -1, false)).toBe(100);
    expect(step(300, -1, true)).toBe(220);
    expect(step(1200, -1, false)).toBeUndefined();
    expect(step(0, -1, true)).toBeUndefined();
    const forward: number[] = [];
    for (let time = step(-1, 0, false); time !== undefined; time = step(time, 0, false)) forward.push(time);
    expect(forward).toEqual([0, 300, 900, 1100, 1200]);
    const back: number[] = [];
    for (let time = step(1201, 0, true); time !== undefined; time = step(time, 0, true)) back.push(time);
    expect(back).toEqual([1200, 1100, 900, 300, 0]);
  });

  it("counts transitions", () => {
    const edges = source.answer("transitions", { of: "goroutine", entity: 0 });
    expect(edges).toEqual([
      { from: "idle", to: "runnable", reason: "created", count: 1, time: 0 },
      { from: "runnable", to: "running", reason: "runnext", count: 2, time: 200 },
      { from: "running", to: "waiting", reason: "chan receive", count: 1, time: 300 },
      { from: "waiting", to: "runnable", reason: "ready", count: 1, time: 600 },
    ]);
  });

  it("prints any event in a line", () => {
    const { log } = source;
    const line = (kind: number): string =>
      describe(
        log,
        eventsOf(log).find((event) => event.kind === kind)!,
      );
    expect(line(Kind.Steal)).toBe(
      "200 ns core 1 M1 (tid 3) P1: Steal from=ring victim=P0 before=2 batch=1 round=1 own=0",
    );
    expect(line(Kind.GoWaiting)).toBe(
      "300 ns core 0 M0 (tid 2) P0 G1 main: GoWaiting reason=chan receive g=G1 main object=chan 0 at main.ts:3",
    );
    expect(line(Kind.TimerStart)).toBe(
      "100 ns core 0 M0 (tid 2) P0 G1 main: TimerStart object=timer 1 delay=500 ns at main.ts:2",
    );
    for (const event of eventsOf(log)) expect(describe(log, event)).toContain(KINDS[event.kind]!.name);
  });

  it("rejects in the promise what fails", async () => {
    await expect(source.query("overview", {})).resolves.toMatchObject({ endTime: 1200 });
    await expect(source.query("nothing" as "overview", {})).rejects.toThrow();
  });
});

suite.each(LOGS.map((log, at) => [at, log] as const))("log %d, against a replay", (at, log) => {
  const source = new LogTraceSource(log);
  const events = eventsOf(log);
  const prng = new Prng(at);
  const times = Array.from({ length: 40 }, () => prng.below(log.endTime + 1)).concat(
    Array.from({ length: 40 }, () => log.timeAt(prng.below(log.length))),
    [0, log.endTime],
  );

  it("state at any instant", () => {
    for (const time of times) {
      const snapshot = new Snapshot(log, events, time);
      const expected = [...snapshot.g].filter(([, { state }]) => state !== "dead" && state !== "idle");
      const answer = source.answer("stateAt", { time, max: 1e9 });
      const alive = [...snapshot.g].filter(([, { state }]) => state !== "dead");
      expect(answer.total).toBe(alive.length);
      expect(answer.goroutines).toHaveLength(alive.length);
      const rows = new Map(answer.goroutines.map((row) => [row.g, row]));
      for (const [g, { state, event, m, p, loc }] of expected) {
        const row = rows.get(g);
        expect(row, `G row ${g} at ${time}`).toMatchObject({ state, since: event.time, p });
        expect(row?.core).toBe(snapshot.task.get(m)?.core ?? -1);
        const place = loc === -1 ? log.tables.gs.at(g as GIndex).created : loc;
        expect(row?.place?.line).toBe(log.tables.locs[place]?.line);
      }
      const running = answer.goroutines.map(({ state }) => state === "running");
      expect(running.indexOf(false) === -1 || !running.slice(running.indexOf(false)).includes(true)).toBe(
        true,
      );
    }
  });

  it("run queue lengths and busy cores at any instant", () => {
    const queues = source.answer("series", { what: "runqueues", from: 0, to: log.endTime, points: 1e9 });
    const [busy] = source.answer("series", { what: "utilization", from: 0, to: log.endTime, points: 1e9 });
    const value = ({ time, value }: { time: Float64Array; value: Float64Array }, at: number): number => {
      let result = 0;
      for (let i = 0; i < time.length && time[i]! <= at; i++) result = value[i]!;
      return result;
    };
    expect(queues.map(({ name }) => name)).toEqual([...log.tables.ps.map((_, p) => `P${p}`), "global"]);
    for (const time of times) {
      const snapshot = new Snapshot(log, events, time);
      for (let p = 0; p < log.tables.ps.length; p++) {
        const expected = (snapshot.ring.get(p) ?? 0) + (snapshot.next.get(p) ?? 0);
        expect(value(queues[p]!, time), `P${p} at ${time}`).toBe(expected);
      }
      expect(value(queues.at(-1)!, time)).toBe(snapshot.global);
      expect(value(busy!, time)).toBe([...snapshot.core.values()].filter((task) => task !== -1).length);
    }
  });

  it("thinned series keep minimum and maximum", () => {
    const range = { from: Math.floor(log.endTime / 7), to: log.endTime };
    const exact = source.answer("series", { what: "runqueues", ...range, points: 1e9 });
    const thin = source.answer("series", { what: "runqueues", ...range, points: 13 });
    for (const [i, series] of thin.entries()) {
      expect(series.time.length).toBeLessThanOrEqual(13);
      expect(Math.max(...series.max)).toBe(Math.max(...exact[i]!.value));
      expect(Math.min(...series.value)).toBe(Math.min(...exact[i]!.value));
      expect(series.time[0]).toBe(range.from);
    }
  });

  it("times of goroutines", () => {
    const page = source.answer("goroutines", { offset: 0, count: 1e9, sort: "goid", descending: false });
    expect(page.total).toBe(log.tables.gs.length);
    for (const row of page.rows) {
      const ns = { running: 0, runnable: 0, waiting: 0, syscall: 0 } as Record<string, number>;
      const waits: Record<string, number> = {};
      let state = "idle";
      let reason = "";
      let since = 0;
      let switches = 0;
      const leave = (time: number): void => {
        if (state in ns) ns[state]! += time - since;
        if (state === "waiting") waits[reason] = (waits[reason] ?? 0) + time - since;
      };
      const to = {
        GoRunnable: "runnable",
        GoRunning: "running",
        GoWaiting: "waiting",
        GoSyscall: "syscall",
        GoDead: "dead",
      };
      for (const { kind, a, aux, time } of events) {
        const next = (to as Record<string, string>)[KINDS[kind]!.name];
        if (next === undefined || a !== row.g) continue;
        leave(time);
        [state, since] = [next, time];
        if (next === "waiting") reason = WAIT_REASONS[aux]!;
        if (next === "running") switches++;
      }
      if (state !== "dead") leave(log.endTime);
      expect(row).toMatchObject({ ...ns, switches });
      // A wait of no length leaves no span.
      const positive = Object.fromEntries(Object.entries(waits).filter(([, time]) => time > 0));
      expect(Object.fromEntries(row.waits.map((wait) => [wait.reason, wait.ns]))).toEqual(positive);
      const life = (row.endedAt === -1 ? log.endTime : row.endedAt) - row.createdAt;
      expect(row.running + row.runnable + row.waiting + row.syscall).toBe(life);
    }
  });

  it("pages of goroutines are sorted and complete", () => {
    for (const sort of ["goid", "running", "runnable", "waiting", "switches"] as const) {
      for (const descending of [false, true]) {
        const rows = [];
        for (let offset = 0; ; offset += 7) {
          const page = source.answer("goroutines", { offset, count: 7, sort, descending });
          rows.push(...page.rows);
          if (page.rows.length === 0) break;
        }
        const keys = rows.map((row) => row[sort]);
        const sorted = [...keys].sort((one, other) => (descending ? other - one : one - other));
        expect(keys).toEqual(sorted);
        expect(new Set(rows.map(({ g }) => g)).size).toBe(log.tables.gs.length);
      }
    }
  });

  it("transitions", () => {
    const expected = new Map<string, number>();
    const state = new Map<number, string>();
    const take = (from: string, to: string) =>
      expected.set(`${from} ${to}`, (expected.get(`${from} ${to}`) ?? 0) + 1);
    for (const { kind, a } of events) {
      const name = KINDS[kind]!.name;
      if (name === "GoCopystack") {
        take("running", "copystack");
        take("copystack", "running");
      }
      const to = /^Go(New|Runnable|Running|Waiting|Syscall|Dead)$/.exec(name)?.[1]?.toLowerCase();
      if (to === undefined) continue;
      const next = to === "new" ? "idle" : to;
      if (next !== "idle") take(state.get(a)!, next);
      state.set(a, next);
    }
    const got = new Map<string, number>();
    for (const { from, to, count } of source.answer("transitions", { of: "goroutine", entity: -1 })) {
      expect(G_STATES).toContain(from);
      got.set(`${from} ${to}`, (got.get(`${from} ${to}`) ?? 0) + count);
    }
    expect(got).toEqual(expected);
  });

  it("every step forward is found again backward", () => {
    const kinds = [
      "GoRunning",
      "GoWaiting",
      "GoRunnable",
      "GoSyscall",
      "GoDead",
      "GoNew",
      "Steal",
      "ContextSwitch",
    ];
    const expected = [
      ...new Set(events.filter(({ kind }) => kinds.includes(KINDS[kind]!.name)).map(({ time }) => time)),
    ];
    const forward: number[] = [];
    const step = (time: number, back: boolean) => source.answer("step", { time, entity: -1, back });
    for (let time = step(-1, false); time !== undefined; time = step(time, false)) forward.push(time);
    expect(forward).toEqual(expected);
    const backward: number[] = [];
    for (let time = step(log.endTime + 1, true); time !== undefined; time = step(time, true))
      backward.push(time);
    expect(backward.reverse()).toEqual(expected);
  });

  it("steals", () => {
    const steals = events.filter(({ kind }) => kind === Kind.Steal);
    const stolen = (thief: number, victim: number): number[] =>
      source.answer("steals", { offset: 0, count: 1e9, thief, victim }).rows.map(({ event }) => event);
    const of = (thief: number, victim: number): number[] =>
      steals
        .filter(({ p, a }) => (thief < 0 || p === thief) && (victim < 0 || a === victim))
        .map(({ index }) => index);
    for (const [thief, victim] of [
      [-1, -1],
      [0, -1],
      [-1, 1],
      [1, 0],
      [2, 1],
    ] as const)
      expect(stolen(thief, victim)).toEqual(of(thief, victim));
    const matrix = source.answer("stealMatrix", {});
    for (const { p: thief } of matrix.ps)
      for (const { p: victim } of matrix.ps) {
        const cell = thief * matrix.ps.length + victim;
        expect(matrix.steals[cell]).toBe(of(thief, victim).length);
        const moved = of(thief, victim).reduce((sum, index) => sum + ((log.read(index).b >>> 10) & 0x3ff), 0);
        expect(matrix.stolen[cell]).toBe(moved);
      }
    const all = source.answer("stealArrows", { grouping: "core", from: 0, to: log.endTime, max: 1e9 });
    expect([...all.event]).toEqual(steals.map(({ index }) => index));
    for (const [i, { index, core, a }] of steals.entries()) {
      const before = new Snapshot(log, events.slice(0, index), Infinity);
      expect(all.to[i]).toBe(core);
      expect(all.from[i]).toBe(before.task.get(before.p.get(a)?.m ?? -1)?.core ?? -1);
    }
    const few = source.answer("stealArrows", { grouping: "p", from: 0, to: log.endTime, max: 2 });
    expect(few.time.length).toBe(Math.min(2, steals.length));
    expect(few.total).toBe(steals.length);
  });

  it("every span can be pointed at", () => {
    for (const grouping of GROUPINGS) {
      const spans = source.spansOf(grouping);
      for (let lane = 0; lane + 1 < spans.laneOffsets.length; lane++) {
        for (const { start, end, kind } of laneOf(spans, lane)) {
          const time = Math.floor((start + end) / 2);
          const detail = source.answer("spanAt", { grouping, lane, time, tolerance: 0 });
          expect(detail).toMatchObject({ kind, start, end });
          expect(detail?.title).not.toBe("");
        }
      }
    }
  });
});

suite("a log with the runtime's own goroutines", () => {
  const world = new LogWorld({ cores: 1 }).start();
  const p = world.p();
  world.taskOn(0, "M0");
  world.acquire(0, p);
  world.newG("runtime.forcegchelper", true);
  const main = world.newG("main");
  world.putNext(p, main);
  world.at(10).run(0, world.getNext(p), "runnext");
  const source = new LogTraceSource(world.at(20).end().log);

  it("shows them in lanes only", () => {
    expect(source.answer("overview", {})).toMatchObject({
      goroutines: 1,
      laneCounts: { g: 2 },
      entry: "main",
    });
    expect(source.answer("stateAt", { time: 15, max: 10 })).toMatchObject({
      total: 1,
      goroutines: [{ goid: 2 }],
    });
    expect(source.answer("goroutines", { offset: 0, count: 5, sort: "goid", descending: false }).total).toBe(
      1,
    );
    expect(source.answer("lanes", { grouping: "g", offset: 0, count: 1 }).rows[0]?.detail).toBe(
      "goroutine of the runtime",
    );
    expect(source.answer("transitions", { of: "goroutine", entity: -1 }).map(({ count }) => count)).toEqual([
      1, 1,
    ]);
  });
});
