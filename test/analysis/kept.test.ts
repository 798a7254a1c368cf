import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codeOf, READY_REASONS, SYNC_OPS, TASK_REASONS, TASK_STATES } from "../../src/shared/enums";
import { NONE } from "../../src/shared/ids";
import type { GIndex } from "../../src/shared/ids";
import type { LogEvent } from "../../src/shared/log/eventLog";
import { KINDS } from "../../src/shared/schema";
import type { KindSpec } from "../../src/shared/schema";
import { threadEntity } from "../../src/shared/trace/entity";
import type { KeptLanes, LaneFilter } from "../../src/shared/trace/laneFilter";
import { GROUPINGS } from "../../src/shared/trace/queries";
import type { ExactSpans, Grouping, Lane } from "../../src/shared/trace/queries";
import { runFile, runText } from "../helpers/run";
import type { RunResult } from "../helpers/run";

const all = (run: RunResult, grouping: Grouping): number =>
  run.source.answer("overview", {}).laneCounts[grouping];

function exact(run: RunResult, grouping: Grouping, filter?: LaneFilter): ExactSpans {
  const args = { grouping, filter, first: 0, count: 1e6, from: 0, to: run.log.endTime, resolution: 1e-3 };
  const spans = run.source.answer("spans", args);
  if (spans.form !== "exact") throw new Error("too many spans");
  return spans;
}

/** Spans of one lane, as text. */
function rows(spans: ExactSpans, lane: number): string[] {
  const texts: string[] = [];
  for (let at = spans.laneOffsets[lane] ?? 0; at < (spans.laneOffsets[lane + 1] ?? 0); at++)
    texts.push(
      [spans.start, spans.end, spans.kind, spans.entity, spans.other, spans.event]
        .map((c) => c[at])
        .join(" "),
    );
  return texts;
}

/** What the texts of the log say, event by event and entity by entity: nothing here is looked up in an index. */
class Slowly {
  private readonly events: (LogEvent & { readonly name: string })[] = [];

  constructor(private readonly run: RunResult) {
    run.log.forEach((event) => this.events.push({ ...event, name: KINDS[event.kind]?.name ?? "" }));
  }

  involved(entity: number): Set<number> {
    const found = new Set([entity]);
    for (const event of this.events) {
      for (const [one, other] of this.pairs(event)) {
        if (one === entity) found.add(other);
        if (other === entity) found.add(one);
      }
    }
    const uses = this.events.flatMap((event) =>
      this.ties(event).map((object) => ({ object, user: this.user(event), waits: this.waits(event) })),
    );
    for (const mine of uses.filter(({ user }) => user === entity))
      for (const theirs of uses.filter(({ object }) => object === mine.object))
        if (mine.waits || theirs.waits || this.carries(mine.object)) found.add(theirs.user);
    found.delete(NONE);
    return found;
  }

  activeIn(from: number, to: number): Set<number> {
    const found = new Set<number>();
    const { log, source } = this.run;
    const spans = source.spansOf("core");
    spans.entity.forEach((entity, at) => {
      if ((spans.start[at] ?? 0) < to && (spans.end[at] ?? 0) > from) found.add(entity);
    });
    for (const { name, a, time } of this.events) {
      if (time < from || time >= to) continue;
      if (/^Go(New|Runnable|Running|Waiting|Syscall|Dead)$/.test(name)) found.add(a);
      if (/^Task(New|State)$/.test(name)) found.add(threadEntity(a));
    }
    expect(log.length).toBe(this.events.length);
    found.delete(NONE);
    return found;
  }

  /** Who made, woke or signalled whom by the event. */
  private pairs(event: (typeof this.events)[number]): [number, number][] {
    const { name, a, b, aux, g, task } = event;
    const by = g === NONE ? threadEntity(task) : g;
    const pair = (one: number, other: number): [number, number][] =>
      one === NONE || other === NONE ? [] : [[one, other]];
    switch (name) {
      case "GoNew":
        return pair(by, a);
      case "TaskNew":
      case "Signal":
        return pair(by, threadEntity(a));
      case "ProcessStart":
        return pair(by, this.mainOf(a));
      case "GoRunnable":
        return ["created", "ready", "netpoll", "timer", "injected"].includes(READY_REASONS[aux] ?? "")
          ? pair(g, a)
          : [];
      case "TaskState": {
        const woken = [codeOf(TASK_REASONS, "woken"), codeOf(TASK_REASONS, "created")].includes(b);
        if (aux !== codeOf(TASK_STATES, "runnable") || !woken) return [];
        const before = this.events
          .slice(0, event.index)
          .filter((each) => each.time === event.time)
          .reverse();
        const last = before.find(
          (each) =>
            each.core === event.core && ["Interrupt", "DeviceComplete", "SyscallEnter"].includes(each.name),
        );
        return last === undefined || last.name === "SyscallEnter" ? pair(by, threadEntity(a)) : [];
      }
      default:
        return [];
    }
  }

  private mainOf(process: number): number {
    const { gs } = this.run.log.tables;
    for (let g = 0; g < gs.length; g++) {
      const each = gs.at(g as GIndex);
      if (each.process === process && !each.system) return g;
    }
    return NONE;
  }

  private user({ name, a, g, task }: (typeof this.events)[number]): number {
    if (name === "GoWaiting") return a;
    return g === NONE ? threadEntity(task) : g;
  }

  private waits({ name, aux }: (typeof this.events)[number]): boolean {
    return /^GoWaiting$|^FutexWait$/.test(name) || (name === "Sync" && /wait/.test(SYNC_OPS[aux] ?? ""));
  }

  private carries(object: number): boolean {
    const kind = this.run.log.tables.objects[object]?.kind ?? "";
    return /^(chan|pipe|socket|message queue|shared memory)$/.test(kind);
  }

  /** Objects through which the event connects whoever uses them. */
  private ties({ name, kind, a, b }: (typeof this.events)[number]): number[] {
    if (/^(Fd|Timer|File)/.test(name)) return [];
    const spec: KindSpec | undefined = KINDS[kind];
    return [spec?.a?.type === "object" ? a : NONE, spec?.b?.type === "object" ? b : NONE].filter(
      (object) => object !== NONE,
    );
  }
}

/** Whether a thread whose lane it is, or one of the process whose lane as a whole it is, passes. Lanes are processes in order, each with its threads under it. */
function processHas(
  { log }: RunResult,
  lanes: readonly Lane[],
  lane: number,
  passes: (task: number) => boolean,
): boolean {
  const { tasks, processes } = log.tables;
  const inOrder = processes.flatMap((_, process) => {
    const members = [...tasks.keys()].filter((task) => tasks[task]?.process === process);
    return members.length > 1
      ? [members, ...members.map((task) => [task])]
      : [members].filter((m) => m.length > 0);
  });
  expect(inOrder).toHaveLength(lanes.length);
  return inOrder[lane]?.some(passes) ?? false;
}

/** Checks what is answered with the filter against what it should leave. */
function check(run: RunResult, filter: LaneFilter, entities: ReadonlySet<number>): void {
  const { source } = run;
  for (const grouping of GROUPINGS) {
    if (all(run, grouping) === 0) continue;
    const kept: KeptLanes = source.answer("keptLanes", { grouping, filter });
    expect(kept.entities).toBe(entities.size);
    const whole = exact(run, grouping);
    const some = exact(run, grouping, filter);
    const shared = grouping === "core" || grouping === "p";
    const runsOne = (lane: number): boolean =>
      whole.entity
        .subarray(whole.laneOffsets[lane], whole.laneOffsets[lane + 1])
        .some((entity) => entities.has(entity));
    const { rows: lanes } = source.answer("lanes", { grouping, offset: 0, count: 1e6 });
    const threads = exact(run, "m");
    const ranOne = (task: number): boolean =>
      threads.entity
        .subarray(threads.laneOffsets[task], threads.laneOffsets[task + 1])
        .some((entity) => entities.has(entity));
    const expected = [...lanes.keys()].filter((lane) => {
      if (shared) return true;
      if (grouping === "g") return entities.has(lane);
      if (grouping === "m") return entities.has(threadEntity(lane)) || runsOne(lane);
      return processHas(run, lanes, lane, (task) => entities.has(threadEntity(task)) || ranOne(task));
    });
    expect([...kept.lanes]).toEqual(expected);
    expect(some.laneOffsets).toHaveLength(kept.lanes.length + 1);
    kept.lanes.forEach((lane, position) => {
      const shown = rows(some, position);
      if (!shared) expect(shown).toEqual(rows(whole, lane));
      else
        expect(shown).toEqual(
          rows(whole, lane).map((text) => {
            const [start, end, kind, entity, other, event] = text.split(" ").map(Number);
            return entities.has(entity ?? NONE)
              ? [start, end, kind, entity, other, event].join(" ")
              : [start, end, 2, NONE, other, event].join(" ");
          }),
        );
      const time = (run.log.endTime * 2) / 3;
      const at = { time, tolerance: 1e3 };
      expect(source.answer("spanAt", { grouping, filter, lane: position, ...at })).toEqual(
        source.answer("spanAt", { grouping, lane, ...at }),
      );
    });
    const range = { from: 0, to: run.log.endTime, max: 1e6 };
    const arrows = source.answer("stealArrows", { grouping, filter, ...range });
    const every = source.answer("stealArrows", { grouping, ...range });
    const left = [...every.entity.keys()].filter((i) => entities.has(every.entity[i] ?? NONE));
    expect(arrows.total).toBe(left.length);
    expect([...arrows.event]).toEqual(left.map((i) => every.event[i]));
    expect([...arrows.from].map((at) => kept.lanes[at] ?? NONE)).toEqual(
      left.map((i) => (kept.lanes.includes(every.from[i] ?? NONE) ? every.from[i] : NONE)),
    );
  }
}

const RUNS = [
  ["pipeline", {}],
  ["mutex-contention", {}],
  ["network", {}],
  ["timers", {}],
  ["producer-consumer", {}],
  ["processes", {}],
  ["sync-async-ipc", {}],
  ["work-stealing", { cores: 2, gomaxprocs: 4 }],
] as const;

describe.each(RUNS)("what filters leave of %s", (name, config) => {
  const result = runFile(`examples/${name}.ts`, config);

  test("who is involved with any goroutine or thread", async () => {
    const run = await result;
    const slowly = new Slowly(run);
    const { gs, tasks } = run.log.tables;
    const anybody = [...Array(gs.length).keys(), ...tasks.map((_, task) => threadEntity(task))];
    fc.assert(
      fc.property(fc.constantFrom(...anybody), (entity) => {
        check(run, { kind: "involved", entity, label: "" }, slowly.involved(entity));
      }),
      { numRuns: 12 },
    );
  });

  test("who did anything in any stretch of time", async () => {
    const run = await result;
    const slowly = new Slowly(run);
    const instant = fc.integer({ min: 0, max: run.log.endTime });
    fc.assert(
      fc.property(instant, instant, (one, other) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        check(run, { kind: "range", from, to }, slowly.activeIn(from, to));
      }),
      { numRuns: 8 },
    );
  });

  test("whom the search finds", async () => {
    const run = await result;
    const time = Math.floor(run.log.endTime / 2);
    for (const text of ["main", "wait", "g1", "T", ".ts:9", "nobody at all"]) {
      const { rows: found } = run.source.answer("find", { text, time, max: 1e6 });
      check(run, { kind: "found", text, time }, new Set(found.map(({ entity }) => entity)));
    }
  });
});

test("one is involved with its partner, its parent and its child, not with theirs", () => {
  const run = runText(`import { chan, go, time, WaitGroup } from "schedlens";
/** @simulate cores=2 gomaxprocs=2 */
export function main() {
  const a = chan<number>();
  const b = chan<number>();
  go(function sender() { a.send(1); go(function grandchild() { time.sleep(1000); }); });
  go(function receiver() { a.recv(); });
  go(function stranger() { time.sleep(2000); b.close(); });
  time.sleep(5_000_000);
}
`);
  const { source } = run;
  const who = (text: string): number =>
    source.answer("find", { text, time: 0, max: 1 }).rows[0]?.entity ?? NONE;
  const kept = (text: string): string[] => {
    const filter: LaneFilter = { kind: "involved", entity: who(text), label: "" };
    const { lanes } = source.answer("keptLanes", { grouping: "g", filter });
    const { rows: labels } = source.answer("lanes", { grouping: "g", offset: 0, count: 1e3 });
    return Array.from(lanes, (lane) => (labels[lane]?.label ?? "").replace(/^G\d+ /, ""));
  };
  expect(kept("sender")).toEqual(
    ["main", "sender", "receiver", "grandchild"].map((n) => expect.stringContaining(n) as string),
  );
  expect(kept("grandchild")).toEqual(["sender", "grandchild"]);
  expect(kept("stranger")).toEqual([expect.stringContaining("main"), "stranger"]);
});

test("a channel binds its users although nobody waited; a lock that nobody waited for binds nobody, a wait group who waits for it", () => {
  const { source } = runText(`import { chan, compute, go, sync } from "schedlens";
/** @simulate cores=2 */
export function main() {
  const wg = new sync.WaitGroup();
  const mutex = new sync.Mutex();
  for (let i = 0; i < 3; i++) {
    const jobs = chan<number>(50);
    wg.add(2);
    go(function producer() {
      for (let n = 0; n < 5; n++) jobs.send(n);
      jobs.close();
      mutex.lock();
      mutex.unlock();
      wg.done();
    });
    go(function consumer() {
      for (const job of jobs) compute(1000 + job);
      wg.done();
    });
  }
  wg.wait();
}
`);
  const { rows: found } = source.answer("find", { text: "er", time: 0, max: 100 });
  const named = (name: string): number[] =>
    found.filter((row) => row.name.endsWith(name)).map(({ entity }) => entity);
  const involved = (entity: number): number[] => {
    const { lanes } = source.answer("keptLanes", {
      grouping: "g",
      filter: { kind: "involved", entity, label: "" },
    });
    return [...lanes];
  };
  const [main = NONE] = source
    .answer("find", { text: "main", time: 0, max: 1 })
    .rows.map((row) => row.entity);
  const [producers, consumers] = [named("producer"), named("consumer")];
  expect([producers.length, consumers.length]).toEqual([3, 3]);
  producers.forEach((producer, i) => {
    expect(involved(producer)).toEqual([main, producer, consumers[i]]);
  });
  expect(involved(main)).toEqual(expect.arrayContaining([...producers, ...consumers]));
});
