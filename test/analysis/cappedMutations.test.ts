import { describe, expect, it } from "vitest";
import { validate } from "../../src/analysis/validate/validate";
import { codeOf, P_STATES, TASK_STATES } from "../../src/shared/enums";
import type { EventLog, LogEvent } from "../../src/shared/log/eventLog";
import { Kind } from "../../src/shared/schema";
import type { KindName } from "../../src/shared/schema";
import { runScript } from "../sim/goruntime/scripted";
import { cappedCopy } from "./support/cappedCopy";

/** Ms without a core, Ps without an M, queues, calls, devices, timers: something in each of the states that a log can begin in. */
function busy(cores: number, gomaxprocs: number, rounds: number): EventLog {
  const { log } = runScript(
    function* (s) {
      const { go } = s;
      const done = go.makechan(0);
      for (let i = 0; i < 12; i++) {
        const worker = function* () {
          for (let round = 0; round < rounds; round++) {
            yield s.compute(3_000 * (1 + (i % 7)));
            if (round % 3 === 0) yield s.sleep(7_000 * (1 + (i % 3)));
            if (round % 3 === 1 && i % 4 === 0) yield () => go.syscall(9_000, i % 8 === 0);
            if (round % 3 === 1 && i % 4 === 1) yield () => go.ioDisk(8_000);
            if (round % 3 === 2 && i % 4 === 2) yield () => go.ioNetwork(11_000);
            yield s.gosched();
          }
          yield s.send(done, i);
        };
        yield s.spawn(`worker${i % 3}`, worker());
      }
      for (let i = 0; i < 12; i++) yield s.recv(done);
    },
    { gomaxprocs, cores, seed: 3 },
  );
  return log;
}

const LOGS = [busy(3, 4, 6), busy(2, 4, 6), busy(1, 1, 12)];
const CUTS = Array.from({ length: 40 }, (_, i) => (i + 1) / 41);
const CAPPED = LOGS.flatMap((log) =>
  CUTS.map((cut) => () => cappedCopy(log, `last:${Math.ceil(log.length * cut)}`)),
);

type Change = (event: LogEvent, log: EventLog) => Partial<LogEvent> | undefined;

/** Overwrites columns of an event. */
function change(log: EventLog, index: number, columns: Partial<LogEvent>): void {
  let first = 0;
  for (const [at, chunk] of log.chunks.entries()) {
    const events = log.chunkLength(at);
    const row = index - first;
    first += events;
    if (row >= events) continue;
    for (const name of ["kind", "aux", "core", "task", "p", "g", "a", "b", "loc"] as const) {
      const value = columns[name];
      if (value !== undefined) chunk[name][row] = value;
    }
    return;
  }
}

/** How many of the logs are refused when one event of the kind, of those before the window, is changed: the first that can be. */
function caught(kind: KindName, mutate: Change): { readonly changed: number; readonly refused: number } {
  let changed = 0;
  let refused = 0;
  for (const make of CAPPED) {
    const log = make();
    const { start } = log.window;
    for (let index = 0; index < start; index++) {
      const event = log.read(index);
      const columns = event.kind === Kind[kind] ? mutate(event, log) : undefined;
      if (columns === undefined) continue;
      change(log, index, columns);
      changed++;
      if (validate(log) !== undefined) refused++;
      break;
    }
  }
  return { changed, refused };
}

const other = (of: number, count: number): number => (of + 1) % count;
const taskState = (name: (typeof TASK_STATES)[number]): number => codeOf(TASK_STATES, name);
const lost: Change = () => ({ kind: Kind.GoPlace, a: 0, g: 0, loc: -1, b: -1, aux: 0, p: -1, task: -1 });

/** What a log could wrongly say about the beginning of its window. */
const WRONG: readonly (readonly [what: string, kind: KindName, mutate: Change])[] = [
  ["a goroutine that is not created", "GoNew", lost],
  ["another goroutine waits", "GoWaiting", ({ a }, log) => ({ a: other(a, log.tables.gs.length) })],
  ["one that waits is running", "GoWaiting", () => ({ kind: Kind.GoRunning, b: 0 })],
  ["a runnable one is waiting", "GoRunnable", () => ({ kind: Kind.GoWaiting, b: -1 })],
  ["one runs on another M", "GoRunning", ({ task }, log) => ({ task: other(task, log.tables.tasks.length) })],
  ["one runs on another P", "GoRunning", ({ p }) => ({ p: other(p, 4) })],
  ["a system call is over", "GoSyscall", lost],
  [
    "a P has another M",
    "PState",
    ({ b }, log) => (b < 0 ? undefined : { b: other(b, log.tables.tasks.length) }),
  ],
  [
    "a running P is idle",
    "PState",
    ({ b }) => (b < 0 ? undefined : { aux: codeOf(P_STATES, "idle"), b: -1 }),
  ],
  ["a P's schedtick is another", "Schedtick", ({ b }) => ({ b: b + 1 })],
  ["one is missing in a queue", "RunqPut", lost],
  ["a queue is longer", "RunqPut", ({ b }) => ({ b: b + 1 })],
  ["one was not taken out of a queue", "RunqGet", lost],
  ["a thread that is not created", "TaskNew", lost],
  [
    "a waiting thread runs",
    "TaskState",
    ({ aux }) => (aux === taskState("waiting") ? { aux: taskState("running") } : undefined),
  ],
  [
    "a running thread waits",
    "TaskState",
    ({ aux }) => (aux === taskState("running") ? { aux: taskState("waiting"), b: 6 } : undefined),
  ],
  [
    "another thread on a core",
    "ContextSwitch",
    ({ b }, log) => (b < 0 ? undefined : { b: other(b, log.tables.tasks.length) }),
  ],
  ["a thread is missing in a core's queue", "CpuEnqueue", lost],
  ["another core's queue", "CpuEnqueue", ({ aux }) => ({ aux: other(aux, 2) })],
  ["a thread is not in its system call", "SyscallEnter", lost],
  ["a request was never submitted", "DeviceSubmit", lost],
  ["more Ms spin", "SpinStop", ({ a }) => ({ a: a + 1 })],
  [
    "the program's process has not started",
    "ProcessStart",
    (event, log) => (event.a === 1 ? lost(event, log) : undefined),
  ],
  ["events were dropped twice", "RunStart", () => ({ kind: Kind.Dropped, a: 5 })],
  ["an event beyond the tables", "GoNew", () => ({ a: 1_000_000 })],
  ["no state of a goroutine at all", "GoNew", ({ a }, log) => ({ a: other(a, log.tables.gs.length) })],
];

describe("what tells the state at the beginning of the window", () => {
  it("is right in every log that is made", () => {
    for (const make of CAPPED) expect(validate(make())).toBeUndefined();
  });

  it.each(WRONG)("is refused: %s", (_, kind, mutate) => {
    const { changed, refused } = caught(kind, mutate);
    expect(changed).toBeGreaterThan(10);
    expect(refused).toBeGreaterThan(0);
  });
});

describe("the frame of a capped log", () => {
  const whole = LOGS[0]!;

  it("Dropped has no place in a log that keeps everything", () => {
    const all = cappedCopy(whole, "all");
    change(all, 40, { kind: Kind.Dropped, a: 1, b: -1, aux: 0 });
    expect(validate(all)?.message).toContain("Dropped");
  });

  it("there is one Dropped", () => {
    const log = cappedCopy(whole, `last:${whole.length >> 1}`);
    change(log, log.window.start + 5, { kind: Kind.Dropped, a: 1, b: -1, aux: 0 });
    expect(validate(log)).toMatchObject({ check: "frame" });
  });

  it("GoPlace belongs before it", () => {
    const log = cappedCopy(whole, `last:${whole.length >> 1}`);
    change(log, log.window.start + 5, { kind: Kind.GoPlace, a: 1, b: -1, aux: 0 });
    expect(validate(log)).toMatchObject({ check: "frame" });
  });
});
