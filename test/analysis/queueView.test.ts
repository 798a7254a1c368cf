import { describe, expect, test } from "vitest";
import { RUN_QUEUES, TASK_STATES } from "../../src/shared/enums";
import { NONE } from "../../src/shared/ids";
import type { GIndex } from "../../src/shared/ids";
import type { EventLog, LogEvent } from "../../src/shared/log/eventLog";
import { Kind } from "../../src/shared/schema";
import { threadEntity } from "../../src/shared/trace/entity";
import type { QueueContent } from "../../src/shared/trace/queues";
import { runFile } from "../helpers/run";
import { eventsOf } from "./support/editLog";
import { Snapshot } from "./support/slowModel";

const RUNS = [
  ["work-stealing.ts", "main"],
  ["run-queues.ts", "main"],
  ["processes.ts", "main"],
  ["mutex-contention.ts", "main"],
  ["timers.ts", "main"],
  ["threads-processes-goroutines.ts", "threads"],
  ["priority-inversion.ts", "inverted"],
] as const;

const MOST = 64;
const entities = ({ members }: QueueContent): number[] => members.map(({ entity }) => entity);

/** Run queues by name, as puts and gets leave them. */
function slowQueues(log: EventLog, events: readonly LogEvent[]): Map<string, number[]> {
  const queues = new Map<string, number[]>();
  const of = (name: string): number[] => {
    const known = queues.get(name) ?? [];
    queues.set(name, known);
    return known;
  };
  for (const { kind, aux, a, p } of events) {
    const isGo = kind === Kind.RunqPut || kind === Kind.RunqGet;
    const isKernel = kind === Kind.CpuEnqueue || kind === Kind.CpuDequeue;
    if (!isGo && !isKernel) continue;
    const where = RUN_QUEUES[aux] === "global" ? log.tables.gs.at(a as GIndex).process : p;
    const queue = of(isGo ? `${RUN_QUEUES[aux]} ${where}` : `core ${aux}`);
    if (kind === Kind.RunqPut || kind === Kind.CpuEnqueue) queue.push(isGo ? a : threadEntity(a));
    else queue.splice(queue.indexOf(isGo ? a : threadEntity(a)), 1);
  }
  return queues;
}

describe.each(RUNS)("queues of %s %s", async (file, entry) => {
  const { log, source } = await runFile(`examples/${file}`, {}, entry);
  const events = eventsOf(log);
  const instants = [...new Set(events.map(({ time }) => time))];
  const step = Math.max(1, Math.floor(instants.length / 40));
  const times = [...instants.filter((_, i) => i % step === 0), log.endTime];
  const past = (time: number): LogEvent[] => events.filter((event) => event.time <= time);

  test("hold what was put and not taken, in order", () => {
    for (const time of times) {
      const { go, kernel } = source.answer("queuesAt", { time });
      const slow = slowQueues(log, past(time));
      const expectQueue = (content: QueueContent, name: string): void => {
        const all = slow.get(name) ?? [];
        expect(content.total, name).toBe(all.length);
        expect(entities(content), name).toEqual(all.slice(0, MOST));
      };
      const living = processesAt(log, past(time));
      const ps = [...log.tables.ps.entries()].filter(([, { process }]) => living.has(process));
      const processes = [...new Set(ps.map(([, { process }]) => process))];
      let at = 0;
      expect(go).toHaveLength(processes.length);
      for (const [i, { ps: shown, global }] of go.entries()) {
        expectQueue(global, `global ${processes[i]}`);
        for (const { ring, runnext } of shown) {
          const p = ps[at++]![0];
          expectQueue(ring, `local ${p}`);
          expect(runnext?.entity).toBe(slow.get(`runnext ${p}`)?.[0]);
        }
      }
      expect(kernel).toHaveLength(log.config.cores);
      for (const [core, { waiting }] of kernel.entries()) expectQueue(waiting, `core ${core}`);
    }
  });

  test("say who runs", () => {
    for (const time of times) {
      const { go, kernel } = source.answer("queuesAt", { time });
      const snapshot = new Snapshot(log, events, time);
      for (const [core, { running }] of kernel.entries())
        for (const { entity } of running) expect(entity).toBe(threadEntity(snapshot.core.get(core) ?? NONE));
      const living = processesAt(log, past(time));
      const ps = [...log.tables.ps.entries()].filter(([, { process }]) => living.has(process));
      for (const [i, { runs, doing }] of go.flatMap(({ ps: shown }) => shown).entries()) {
        const shown = snapshot.shows("p", ps[i]![0]);
        if (time < log.endTime)
          expect([runs?.entity ?? NONE, doing]).toEqual([shown?.entity ?? NONE, nameOf(shown?.kind)]);
      }
    }
  });

  test("have all that wait, each once where it waits for one thing", () => {
    for (const time of times) {
      const { waits } = source.answer("queuesAt", { time });
      const snapshot = new Snapshot(log, events, time);
      const waiting = [...snapshot.g]
        .filter(([g, { state }]) => state === "waiting" && !log.tables.gs.at(g as GIndex).system)
        .map(([g]) => g);
      const hasGo = (task: number): boolean =>
        log.tables.ps.some(({ process }) => process === log.tables.tasks[task]?.process);
      const threads = [...snapshot.task]
        .filter(([task, { state }]) => state === "waiting" && !hasGo(task))
        .map(([task]) => threadEntity(task));
      const told = waits.flatMap(({ waiting: content }) => entities(content));
      expect(new Set(told)).toEqual(new Set([...waiting, ...threads]));
      for (const { waiting: content, label } of waits) {
        const since = entities(content).map((entity) => sinceOf(past(time), entity));
        expect(since, label).toEqual([...since].sort((one, other) => one - other));
      }
    }
  });
});

const nameOf = (kind: string | undefined): string =>
  kind === undefined ? "idle" : kind === "running" ? "runs" : kind;

/** Processes that have a thread. */
function processesAt({ tables }: EventLog, events: readonly LogEvent[]): Set<number> {
  const threads = new Set<number>();
  for (const { kind, aux, a } of events)
    if (kind === Kind.TaskNew) threads.add(a);
    else if (kind === Kind.TaskState && TASK_STATES[aux] === "dead") threads.delete(a);
  return new Set([...threads].map((task) => tables.tasks[task]!.process));
}

/** Index of the event by which it came into its state. */
function sinceOf(events: readonly LogEvent[], entity: number): number {
  const goKinds = [Kind.GoRunnable, Kind.GoRunning, Kind.GoWaiting, Kind.GoSyscall];
  return (
    events.findLast(({ kind, a }) =>
      entity >= 0
        ? goKinds.includes(kind) && a === entity
        : kind === Kind.TaskState && threadEntity(a) === entity,
    )?.index ?? NONE
  );
}
