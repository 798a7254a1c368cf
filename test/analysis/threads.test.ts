import { describe, expect, test } from "vitest";
import type { LogTraceSource } from "../../src/analysis/source";
import { laneCount } from "../../src/analysis/spans/buildSpans";
import { TASK_REASONS, TASK_STATES } from "../../src/shared/enums";
import { NONE } from "../../src/shared/ids";
import type { LogEvent } from "../../src/shared/log/eventLog";
import { Kind } from "../../src/shared/schema";
import { goroutineOf, threadEntity, threadOf } from "../../src/shared/trace/entity";
import { GROUPINGS } from "../../src/shared/trace/queries";
import { runFile, runText } from "../helpers/run";
import { eventsOf } from "./support/editLog";
import { laneOf, merged, slowSpans } from "./support/slowModel";

const FORKS = `import { compute, go, os, time } from "schedlens";
/** @simulate cores=2 gomaxprocs=2 */
export function main() {
  for (let i = 0; i < 2; i++)
    if (os.fork() === 0) {
      go(() => compute("300us"));
      compute("500us");
      time.sleep("100us");
      os.exit(i);
    }
  os.wait();
  os.wait();
}`;

const THREADS = `import { compute, io, thread } from "schedlens";
/** @simulate runtime=native cores=2 policy=rr:quantum=200us */
export function main() {
  const lock = new thread.Mutex();
  const all = Array.from({ length: 4 }, (_, i) =>
    thread.create(() => {
      compute("300us");
      lock.lock();
      compute("100us");
      if (i % 2 === 0) io.disk("150us");
      lock.unlock();
    }),
  );
  for (const each of all) each.join();
}`;

const RUNS: readonly (readonly [string, () => ReturnType<typeof runText>])[] = [
  ["native threads", () => runText(THREADS)],
  ["processes under a Go runtime", () => runText(FORKS)],
];

/** State of every thread after the events up to `time`, recomputed from the start. */
function slowStates(events: readonly LogEvent[], time: number): Map<number, LogEvent> {
  const states = new Map<number, LogEvent>();
  for (const event of events) {
    if (event.time > time) break;
    if (event.kind === Kind.TaskNew) states.set(event.a, event);
    else if (event.kind === Kind.TaskState && TASK_STATES[event.aux] === "dead") states.delete(event.a);
    else if (event.kind === Kind.TaskState) states.set(event.a, event);
  }
  return states;
}

function stateOf({ kind, aux }: LogEvent): string {
  return kind === Kind.TaskNew ? "new" : (TASK_STATES[aux] ?? "");
}

function changesOf(events: readonly LogEvent[], task: number): LogEvent[] {
  return events.filter(({ kind, a }) => a === task && (kind === Kind.TaskNew || kind === Kind.TaskState));
}

test("an entity is a goroutine, a thread or nothing", () => {
  for (const row of [0, 1, 7, 1e6]) {
    expect(threadOf(threadEntity(row))).toBe(row);
    expect(goroutineOf(threadEntity(row))).toBe(NONE);
    expect(goroutineOf(row)).toBe(row);
    expect(threadOf(row)).toBe(NONE);
  }
  expect([threadEntity(NONE), threadOf(NONE), goroutineOf(NONE)]).toEqual([NONE, NONE, NONE]);
});

describe.each(RUNS)("threads of %s", (_, run) => {
  const { log, source } = run();
  const events = eventsOf(log);
  const times = [...new Set(events.map(({ time }) => time))].flatMap((time) => [time, time + 1]);
  const tasks = [...log.tables.tasks.keys()];

  test("the lanes show what a replay shows", () => {
    for (const grouping of GROUPINGS) {
      const slow = slowSpans(log, grouping, laneCount(log, grouping));
      for (const [lane, spans] of slow.entries())
        expect(merged(laneOf(source.spansOf(grouping), lane)), `${grouping} ${lane}`).toEqual(spans);
    }
  });

  test("are in the states of a replay at every instant", () => {
    for (const time of times) {
      const slow = slowStates(events, time);
      const { total, threads } = source.answer("threadsAt", { time, max: 100 });
      expect(total).toBe(slow.size);
      expect(threads.map(({ task, state, since }) => [task, state, since])).toEqual(
        [...slow].map(([task, event]) => [task, stateOf(event), event.time]).sort(byFirst),
      );
      for (const { task, state, core } of threads)
        if (state === "running") expect(core).toBe(slowCore(events, task, time));
      expect(source.answer("threadsAt", { time, max: 1 }).threads).toEqual(threads.slice(0, 1));
    }
  });

  test("spend their time as a replay adds it up", () => {
    const { rows } = source.answer("threads", { offset: 0, count: 100, sort: "tid", descending: false });
    expect(rows.map(({ task }) => task)).toEqual(tasks);
    for (const row of rows) {
      const sums = new Map<string, number>();
      const waits = new Map<string, number>();
      const changes = changesOf(events, row.task);
      for (const [i, change] of changes.entries()) {
        const ns = (changes[i + 1]?.time ?? log.endTime) - change.time;
        const state = stateOf(change);
        sums.set(state, (sums.get(state) ?? 0) + ns);
        if (state !== "waiting") continue;
        const reason = TASK_REASONS[change.b] ?? "";
        waits.set(reason, (waits.get(reason) ?? 0) + ns);
      }
      expect([row.running, row.runnable, row.waiting]).toEqual(
        ["running", "runnable", "waiting"].map((state) => sums.get(state) ?? 0),
      );
      expect(new Map(row.waits.map(({ reason, ns }) => [reason, ns]))).toEqual(waits);
    }
    const byRunning = source.answer("threads", { offset: 1, count: 2, sort: "running", descending: true });
    expect(byRunning.rows.map(({ running }) => running)).toEqual(
      rows
        .map(({ running }) => running)
        .sort((a, b) => b - a)
        .slice(1, 3),
    );
  });

  test("go through the transitions that the log tells", () => {
    let all = 0;
    for (const task of tasks) {
      const edges = source.answer("transitions", { of: "thread", entity: threadEntity(task) });
      const changes = changesOf(events, task);
      expect(edges.reduce((sum, { count }) => sum + count, 0)).toBe(changes.length - 1);
      all += changes.length - 1;
    }
    const edges = source.answer("transitions", { of: "thread", entity: NONE });
    expect(edges.reduce((sum, { count }) => sum + count, 0)).toBe(all);
  });

  test("are stepped through, there and back", () => {
    for (const task of tasks) {
      const expected = [...new Set(changesOf(events, task).map(({ time }) => time))];
      const entity = threadEntity(task);
      const walk = (from: number, back: boolean): number[] => {
        const found: number[] = [];
        let time = source.answer("step", { time: from, entity, back });
        for (; time !== undefined; time = source.answer("step", { time, entity, back })) found.push(time);
        return found;
      };
      expect(walk(-1, false)).toEqual(expected);
      expect(walk(log.endTime + 1, true).reverse()).toEqual(expected);
    }
  });

  test("say why, whenever they exist", () => {
    for (const time of times) {
      const slow = slowStates(events, time);
      for (const task of tasks) {
        const why = source.answer("explain", { entity: threadEntity(task), time });
        expect(why?.state).toBe(slow.has(task) ? stateOf(slow.get(task)!) : undefined);
        if (why !== undefined) expect(why.sentence).toMatch(/^\S+.*\.$/);
      }
    }
  });

  test("that the kernel moves are listed, and drawn where there is no P", () => {
    const moves = events.filter(({ kind }) => kind === Kind.Migrate);
    const { total, rows } = source.answer("migrations", { offset: 0, count: 1000 });
    expect(total).toBe(moves.length);
    expect(rows.map(({ event, task, from, to }) => [event, task, from, to])).toEqual(
      moves.map(({ index, a, b, aux }) => [index, a, b, aux]),
    );
    if (log.tables.ps.length > 0) return;
    const arrows = source.answer("stealArrows", { grouping: "core", from: 0, to: log.endTime, max: 1000 });
    expect([...arrows.event]).toEqual(moves.map(({ index }) => index));
    expect([...arrows.entity].map(threadOf)).toEqual(moves.map(({ a }) => a));
    expect(source.answer("stealArrows", { grouping: "m", from: 0, to: log.endTime, max: 9 }).total).toBe(0);
  });
});

test("threads that wait say for what, and who ends it", async () => {
  const { source } = await runFile("examples/priority-inversion.ts", {}, "inverted");
  const entity = threadEntity(rowOf(source, "high"));
  const waits = source.answer("explain", { entity, time: 20e6 });
  expect(waits?.sentence).toMatch(/^T4 high waits \(futex\) on mutex 0 at .*:11 since 1\.00\d* ms/);
  expect(waits?.points.join(" ")).toMatch(/in the system call futex .* while T3 low runs/);
  const low = source.answer("explain", { entity: threadEntity(rowOf(source, "low")), time: 20e6 });
  expect(low?.sentence).toMatch(/^T3 low is ready to run since .*, in the run queue of core 0\.$/);
  expect(low?.points.join(" ")).toMatch(/It was preempted.*Meanwhile core 0 runs T5 medium\./);
  const medium = source.answer("explain", { entity: threadEntity(rowOf(source, "medium")), time: 20e6 });
  expect(medium?.sentence).toMatch(/^T5 medium runs on core 0 since /);
  expect(medium?.points[0]).toBe("It took core 0 over from T3 low (preempted).");
});

test("slices of threads are about them, with the place of their code", () => {
  const { log, source } = runText(THREADS);
  const spans = source.spansOf("core");
  let seen = 0;
  for (let lane = 0; lane < 2; lane++)
    for (const { start, end, kind, entity, other } of laneOf(spans, lane)) {
      if (kind !== "running") continue;
      const time = Math.floor((start + end) / 2);
      const detail = source.answer("spanAt", { grouping: "core", lane, time, tolerance: 0 });
      expect(detail?.entity).toBe(entity);
      expect(threadOf(entity)).toBe(other);
      if (end - start > 50_000) expect(detail?.place?.line).toBeGreaterThan(0);
      seen++;
    }
  expect(seen).toBeGreaterThan(8);
  const own = source.answer("spanAt", { grouping: "m", lane: 1, time: log.endTime / 4, tolerance: 1e9 });
  expect(own?.entity).toBe(threadEntity(1));
});

function byFirst(one: readonly unknown[], other: readonly unknown[]): number {
  return Number(one[0]) - Number(other[0]);
}

function slowCore(events: readonly LogEvent[], task: number, time: number): number {
  const switches = events.filter(
    ({ kind, b, time: at }) => kind === Kind.ContextSwitch && b === task && at <= time,
  );
  return switches.at(-1)?.core ?? NONE;
}

function rowOf(source: LogTraceSource, name: string): number {
  return source.log.tables.tasks.findIndex((task) => task.name === name);
}

test("lanes by process have their threads under them", () => {
  const { source } = runText(FORKS);
  const { rows } = source.answer("lanes", { grouping: "process", offset: 0, count: 100 });
  const wholes = rows.filter(({ under }) => !under);
  expect(wholes.map(({ label }) => label)).toEqual(
    source.log.tables.processes.filter(({ pid }) => pid > 1).map(({ pid }) => `${pid} main`),
  );
  expect(rows.findIndex(({ under }) => under)).toBe(1);
  expect(rows[1]).toMatchObject({ entity: 1, label: "2/main" });
  const whole = source.answer("spanAt", { grouping: "process", lane: 0, time: 400_000, tolerance: 0 });
  expect(whole).toMatchObject({ title: "main (pid 2)", entity: NONE });
});
