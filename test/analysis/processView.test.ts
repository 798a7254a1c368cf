import { describe, expect, test } from "vitest";
import { pcbsAt, pcbsOf } from "../../src/analysis/processes/pcb";
import { psAt, psOf } from "../../src/analysis/processes/ps";
import { Replays } from "../../src/analysis/processes/replays";
import { PAGE_FAULTS } from "../../src/shared/enums";
import { NONE } from "../../src/shared/ids";
import type { EventLog, LogEvent } from "../../src/shared/log/eventLog";
import { Kind } from "../../src/shared/schema";
import { threadEntity } from "../../src/shared/trace/entity";
import { HEAP_PAGES } from "../../src/shared/trace/processes";
import { runFile } from "../helpers/run";
import { eventsOf } from "./support/editLog";

const RUNS = [
  ["fork-cow.ts", "main"],
  ["producer-consumer.ts", "main"],
  ["sync-async-ipc.ts", "main"],
  ["processes.ts", "main"],
  ["threads-processes-goroutines.ts", "threads"],
  ["orphan-zombie.ts", "orphan"],
] as const;

/** What each page of a process's heap is, told from the whole past of that page alone. */
function slowHeap(log: EventLog, events: readonly LogEvent[], process: number): string[] {
  let next = 0;
  const tables = new Map<number, number[]>();
  const written = new Map<number, Map<number, string>>();
  for (const { kind, aux, a, b, task } of events) {
    const on = log.tables.tasks[task]?.process ?? NONE;
    if (kind === Kind.PagesShared) {
      const parent = log.tables.processes[a]!.parent;
      const table = tables.get(parent) ?? [];
      while (table.length < b) table.push(next++);
      tables.set(parent, table);
      tables.set(a, [...table]);
      written.set(parent, new Map());
      written.set(a, new Map());
    } else if (kind === Kind.ProcessExit) {
      tables.delete(a);
    } else if (kind === Kind.PageFault && (PAGE_FAULTS[aux] === "copied" || PAGE_FAULTS[aux] === "reused")) {
      if (PAGE_FAULTS[aux] === "copied") tables.get(on)![a] = next++;
      written.get(on)!.set(a, PAGE_FAULTS[aux]);
    }
  }
  const all = [...tables.values()].flat();
  return (tables.get(process) ?? []).map((frame, page) => {
    const mapped = all.filter((each) => each === frame).length;
    return written.get(process)?.get(page) ?? (mapped > 1 ? "shared" : "protected");
  });
}

describe.each(RUNS)("%s %s", async (file, entry) => {
  const { log, source } = await runFile(`examples/${file}`, {}, entry);
  const events = eventsOf(log);
  const instants = [...new Set(events.map(({ time }) => time))];
  const step = Math.max(1, Math.floor(instants.length / 60));
  const times = [...instants.filter((_, i) => i % step === 0), log.endTime];
  const past = (time: number): LogEvent[] => events.filter((event) => event.time <= time);

  test("processes are listed as a tree: parents first, one generation apart", () => {
    for (const time of times) {
      const { processes } = source.answer("processesAt", { time, entity: NONE });
      const started = past(time).filter(({ kind }) => kind === Kind.ProcessStart);
      const gone = past(time).filter(({ kind }) => kind === Kind.ProcessReap);
      expect(processes).toHaveLength(started.length - gone.length);
      for (const [i, { row, depth }] of processes.entries()) {
        const parent = processes.slice(0, i).find((each) => each.row.pid === row.ppid);
        expect(depth).toBe(parent === undefined ? 0 : parent.depth + 1);
      }
    }
  });

  test("an entity belongs to its process", () => {
    for (const [task, { process }] of log.tables.tasks.entries())
      expect(source.answer("processesAt", { time: 0, entity: threadEntity(task) }).of).toBe(process);
    expect(source.answer("processesAt", { time: 0, entity: NONE }).of).toBe(NONE);
  });

  test("the segments add up to what is mapped and in memory", () => {
    for (const time of times)
      for (const { process, row } of source.answer("processesAt", { time, entity: NONE }).processes) {
        if (row.pid === 1 || row.state === "Z") continue;
        const { segments = [], heap, blocks } = source.answer("processAt", { process, time }) ?? {};
        expect(blocks).toHaveLength(row.threads);
        const sum = (key: "mapped" | "resident"): number =>
          4 * segments.reduce((all, each) => all + each[key], 0);
        for (const { mapped, resident, name } of segments) expect(resident, name).toBeLessThanOrEqual(mapped);
        // What a fork finds of a heap is not in the figures of the parent.
        if (slowForks(log, past(time)).has(process)) expect(sum("mapped")).toBeGreaterThanOrEqual(row.vsz);
        else expect([sum("mapped"), sum("resident")]).toEqual([row.vsz, row.rss]);
        expect([...(heap ?? [])].map((code) => HEAP_PAGES[code])).toEqual(slowHeap(log, past(time), process));
      }
  });

  test("what is in each object is what was sent and neither received nor lost", () => {
    for (const time of times) {
      const channels = source.answer("channelsAt", { time });
      const before = past(time);
      const made = before.filter(({ kind }) => kind === Kind.IpcNew).map(({ a }) => a);
      const destroyed = before.filter(({ kind }) => kind === Kind.IpcDestroy).map(({ a }) => a);
      expect(channels.map(({ object }) => object)).toEqual(
        made.filter((object) => !destroyed.includes(object)),
      );
      for (const { object, sent, received, lost, unit, inside, bytes, pieces } of channels) {
        const of = (wanted: number): LogEvent[] =>
          before.filter(({ kind, a }) => kind === wanted && a === object);
        const sum = (wanted: number): number => of(wanted).reduce((all, { b }) => all + log.readWide(b), 0);
        expect([sent, received, lost]).toEqual([Kind.IpcSend, Kind.IpcReceive, Kind.IpcLost].map(sum));
        expect(bytes).toBe(sent - received - lost);
        if (unit === "messages")
          expect(inside).toBe(of(Kind.IpcSend).length - of(Kind.IpcReceive).length - of(Kind.IpcLost).length);
        if (log.tables.objects[object]?.kind !== "pipe") continue;
        let end = 0;
        const left = of(Kind.IpcSend).flatMap(({ b, time: at }) => {
          end += log.readWide(b);
          const rest = Math.min(log.readWide(b), end - received - lost);
          return rest > 0 ? [{ bytes: rest, time: at }] : [];
        });
        expect(pieces.map((piece) => ({ bytes: piece.bytes, time: piece.time }))).toEqual(left);
      }
    }
  });
});

/** Processes that have forked, or were forked. */
function slowForks({ tables }: EventLog, events: readonly LogEvent[]): Set<number> {
  const forks = events.filter(({ kind }) => kind === Kind.PagesShared);
  return new Set(forks.flatMap(({ a, task }) => [a, tables.tasks[task]?.process ?? NONE]));
}

test.each([1, 7, 100])(
  "replays from kept ones, %d events apart, are as those from the start",
  async (step) => {
    for (const [file, entry] of RUNS) {
      const { log } = await runFile(`examples/${file}`, {}, entry);
      const replays = new Replays(log, step);
      const times = Array.from({ length: 30 }, (_, i) => Math.floor((log.endTime * ((i * 17) % 31)) / 30));
      for (const time of [...times, -1, 0, log.endTime]) {
        const replay = replays.at(time);
        expect(psOf(replay)).toEqual(psAt(log, time));
        for (const { pid } of log.tables.processes)
          expect(pcbsOf(log, replay, pid)).toEqual(pcbsAt(log, pid, time));
      }
    }
  },
);

test("descriptors are those of the parent, less what was closed", async () => {
  const { source, log } = await runFile("examples/producer-consumer.ts", {}, "main");
  const at = (process: number, time: number) =>
    source
      .answer("processAt", { process, time })
      ?.descriptors.map(({ fd, access, of }) => `${fd} ${access} ${of}`);
  const standard = ["0  standard input", "1  standard output", "2  standard error"];
  expect(at(1, 10_000)).toEqual(standard);
  expect(at(1, 16_000)).toEqual([...standard, "3 read pipe 4", "4 write pipe 4"]);
  expect(at(1, 70_000)).toEqual([...standard, "3 read pipe 4"]);
  expect(at(2, log.endTime / 2)).toEqual([...standard, "3 read pipe 4", "4 write pipe 4"]);
  const [pipe] = source.answer("channelsAt", { time: 3_000_000 });
  expect(pipe).toMatchObject({ limit: 65_536, holders: ["2: 3 (read)", "5: 3 (read), 4 (write)"] });
  expect(pipe?.pieces[0]?.sender).toBe("5/main (tid 5)");
});
