import { readFileSync, readdirSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import {
  CHAN_OUTCOMES,
  codeOf,
  DEVICES,
  GC_WORKER_MODES,
  HANDOFF_REASONS,
  INTERRUPTS,
  OVERHEADS,
  PAGE_FAULTS,
  READY_REASONS,
  RUN_ENDS,
  RUN_QUEUES,
  RUN_RULES,
  STEAL_OUTCOMES,
  SYNC_OPS,
  SYSCALLS,
  TASK_REASONS,
  TASK_STATES,
  WAIT_REASONS,
} from "../../src/shared/enums";
import type { LogEvent } from "../../src/shared/log/eventLog";
import { NONE } from "../../src/shared/ids";
import { Kind } from "../../src/shared/schema";
import type { KindName } from "../../src/shared/schema";
import { measures } from "../../src/analysis/measures";
import { runFile } from "../helpers/run";
import type { RunResult } from "../helpers/run";
import { expectValid } from "../helpers/valid";

const FOLDER = new URL("../../examples/", import.meta.url);

const EXAMPLES = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => /\.[jt]s$/.test(path) && read(path).includes("@simulate"))
  .sort();

function run(example: string, entry?: string): Promise<RunResult> {
  return runFile(new URL(example, FOLDER).pathname, {}, entry);
}

function read(path: string): string {
  return readFileSync(new URL(path, FOLDER), "utf8");
}

/** The events of an example's run, to be asked. */
class Trace {
  private readonly byKind = new Map<number, LogEvent[]>();

  constructor(readonly result: RunResult) {
    result.log.forEach((event) => {
      const same = this.byKind.get(event.kind);
      if (same === undefined) this.byKind.set(event.kind, [{ ...event }]);
      else same.push({ ...event });
    });
  }

  of(kind: KindName, which: (event: LogEvent) => boolean = () => true): LogEvent[] {
    return (this.byKind.get(Kind[kind]) ?? []).filter(which);
  }

  count(kind: KindName, which?: (event: LogEvent) => boolean): number {
    return this.of(kind, which).length;
  }

  /** Bytes of all events of a kind. */
  sum(kind: "IpcSend" | "IpcReceive"): number {
    return this.of(kind).reduce((sum, { b }) => sum + this.result.log.readWide(b), 0);
  }

  /** Events of this kind whose small argument is this name. */
  countAux<const Names extends readonly string[]>(
    kind: KindName,
    names: Names,
    name: Names[number],
    which: (event: LogEvent) => boolean = () => true,
  ): number {
    const code = codeOf(names, name);
    return this.count(kind, (event) => event.aux === code && which(event));
  }
}

function different(events: readonly LogEvent[], column: "p" | "task" | "g" | "a" | "aux"): number {
  return new Set(events.map((event) => event[column])).size;
}

/** Each mechanism, the example that shows it, and how it is seen in the trace. */
const MECHANISMS: readonly [mechanism: string, example: string, seen: (trace: Trace) => boolean][] = [
  ["many Gs", "work-stealing.ts", (t) => t.count("GoNew") > 60],
  ["Ms that run them", "work-stealing.ts", (t) => different(t.of("GoRunning"), "task") >= 4],
  ["Ps that Ms need for it", "work-stealing.ts", (t) => different(t.of("GoRunning"), "p") === 4],
  [
    "runnext, which inherits the time slice",
    "ping-pong.ts",
    (t) => t.countAux("GoRunning", RUN_RULES, "runnext", (e) => e.b === 1) > 50,
  ],
  [
    "runnext puts the newest goroutine first",
    "run-queues.ts",
    (t) => /^first: 599 /.test(t.result.stdout) && t.countAux("RunqPut", RUN_QUEUES, "runnext") > 500,
  ],
  [
    "the local ring",
    "run-queues.ts",
    (t) =>
      t.countAux("RunqPut", RUN_QUEUES, "local") > 256 &&
      t.countAux("GoRunning", RUN_RULES, "local queue") > 100,
  ],
  [
    "overflow of half the ring to the global queue",
    "run-queues.ts",
    (t) => t.countAux("RunqPut", RUN_QUEUES, "global") >= 129,
  ],
  [
    "batches from the global queue",
    "run-queues.ts",
    (t) => t.countAux("GoRunning", RUN_RULES, "global queue") >= 1,
  ],
  [
    "the global queue first at each 61st tick",
    "run-queues.ts",
    (t) => t.countAux("GoRunning", RUN_RULES, "global queue (61st tick)") >= 1,
  ],
  [
    "stealing half of a ring",
    "work-stealing.ts",
    (t) =>
      t.countAux("Steal", STEAL_OUTCOMES, "ring") >= 3 &&
      t.countAux("GoRunning", RUN_RULES, "steal") >= 3 &&
      t.of("Steal").every((e) => e.a !== e.p),
  ],
  ["attempts to steal that fail", "work-stealing.ts", (t) => t.count("StealFail") > 0],
  [
    "spinning Ms",
    "work-stealing.ts",
    (t) => t.count("SpinStart") >= 3 && t.count("SpinStop") >= 3 && t.of("SpinStart").every((e) => e.a <= 2),
  ],
  [
    "the garbage collector marks beside the program and stops the world twice for a cycle",
    "gc-pauses.ts",
    (t) =>
      t.count("GCEnd") >= 3 &&
      // The program may end in the middle of a cycle.
      t.count("StopTheWorld") === t.count("GCBegin") + t.count("GCEnd") &&
      t.countAux("GCWorkerStart", GC_WORKER_MODES, "dedicated") >= 3 &&
      t.count("GCAssistBegin") > 10,
  ],
  ["startm gives an idle P to an M", "work-stealing.ts", (t) => t.count("StartM") >= 3],
  [
    "the netpoller parks goroutines, not threads",
    "network.ts",
    (t) =>
      t.countAux("GoWaiting", WAIT_REASONS, "IO wait") === 60 &&
      t.countAux("GoRunnable", READY_REASONS, "netpoll") === 60 &&
      t.count("Netpoll", (e) => e.a > 0) > 0 &&
      t.count("TaskNew") <= 5,
  ],
  [
    "a blocking netpoll when there is nothing to run",
    "network.ts",
    (t) => t.count("Netpoll", (e) => e.b === 1) > 0,
  ],
  ["sysmon retakes Ps from system calls", "blocking-syscalls.ts", (t) => t.count("Retake") >= 2],
  [
    "system-call handoff to another M",
    "blocking-syscalls.ts",
    (t) =>
      t.countAux("Handoff", HANDOFF_REASONS, "retaken by sysmon") >= 2 &&
      different(t.of("GoRunning"), "task") > 2,
  ],
  [
    "fast return from a short system call",
    "blocking-syscalls.ts",
    (t) => t.countAux("GoRunning", RUN_RULES, "syscall exit (fast)") > 0,
  ],
  [
    "return from a system call without a P",
    "blocking-syscalls.ts",
    (t) => t.countAux("GoRunnable", READY_REASONS, "syscall exit") > 0,
  ],
  [
    "asynchronous preemption by signal",
    "cpu-hog.ts",
    (t) =>
      t.count("PreemptRequest") >= 2 &&
      t.count("Signal") >= 2 &&
      t.countAux("GoRunnable", READY_REASONS, "preempted") >= 2 &&
      t
        .of("GoRunnable", (e) => e.aux === codeOf(READY_REASONS, "preempted"))
        .every((e) => sliceBefore(t, e) >= 10e6),
  ],
  [
    "direct handoff over a channel",
    "ping-pong.ts",
    (t) =>
      t.countAux("ChanSend", CHAN_OUTCOMES, "direct") > 50 &&
      t.countAux("GoWaiting", WAIT_REASONS, "chan receive") > 50,
  ],
  [
    "buffered and blocked sends, and close",
    "pipeline.ts",
    (t) =>
      t.countAux("ChanSend", CHAN_OUTCOMES, "buffered") > 10 &&
      t.countAux("ChanSend", CHAN_OUTCOMES, "blocked") > 5 &&
      t.countAux("GoWaiting", WAIT_REASONS, "chan send") > 5 &&
      t.count("ChanClose") === 3,
  ],
  [
    "select",
    "timers.ts",
    (t) => different(t.of("Select"), "a") >= 2 && t.countAux("GoWaiting", WAIT_REASONS, "select") > 3,
  ],
  [
    "Mutex: waiting, starvation mode, handing over",
    "mutex-contention.ts",
    (t) =>
      t.countAux("Sync", SYNC_OPS, "lock (waits)") > 5 &&
      t.countAux("GoWaiting", WAIT_REASONS, "sync.Mutex.Lock") > 5 &&
      t.countAux("Sync", SYNC_OPS, "starvation mode on") > 0 &&
      t.countAux("Sync", SYNC_OPS, "lock (handed over)") > 0,
  ],
  [
    "WaitGroup",
    "work-stealing.ts",
    (t) =>
      t.countAux("Sync", SYNC_OPS, "wait (waits)") > 0 &&
      t.countAux("GoWaiting", WAIT_REASONS, "semacquire") > 0,
  ],
  [
    "sleep and timers",
    "timers.ts",
    (t) =>
      t.countAux("GoWaiting", WAIT_REASONS, "sleep") === 3 &&
      t.count("TimerStart") >= 5 &&
      t.count("TimerFire") >= 10 &&
      t.count("TimerStop") >= 1,
  ],
  [
    "the kernel's context switches between threads",
    "oversubscribed.ts",
    (t) => t.countAux("ContextSwitch", TASK_REASONS, "preempted", (e) => e.a !== NONE && e.b !== NONE) >= 4,
  ],
  ["timer interrupts", "oversubscribed.ts", (t) => t.countAux("Interrupt", INTERRUPTS, "timer") >= 10],
  [
    "blocking system calls",
    "blocking-syscalls.ts",
    (t) =>
      t.countAux("SyscallEnter", SYSCALLS, "blocking") === 16 &&
      t.countAux("SyscallExit", SYSCALLS, "blocking") === 16 &&
      t.countAux("TaskState", TASK_STATES, "waiting", (e) => e.b === codeOf(TASK_REASONS, "system call")) ===
        16,
  ],
  [
    "the disk serves one request after the other",
    "word-count/main.ts",
    (t) =>
      t.countAux("DeviceSubmit", DEVICES, "disk") === 8 &&
      t.countAux("Interrupt", INTERRUPTS, "disk") === 8 &&
      gaps(t.of("DeviceComplete", (e) => e.aux === codeOf(DEVICES, "disk"))).every((ns) => ns >= 900_000),
  ],
  [
    "the network device",
    "network.ts",
    (t) =>
      t.countAux("DeviceSubmit", DEVICES, "network") === 60 &&
      t.countAux("DeviceComplete", DEVICES, "network") === 60 &&
      t.countAux("Interrupt", INTERRUPTS, "network") > 0,
  ],
  [
    "futexes, on which idle Ms sleep",
    "work-stealing.ts",
    (t) => t.count("FutexWait") > 0 && t.count("FutexWake") > 0,
  ],
  [
    "fork, exit and wait",
    "processes.ts",
    (t) =>
      t.result.log.tables.processes.length === 5 &&
      t
        .of("ProcessExit")
        .map((e) => e.b)
        .join() === "3,2,1,0" &&
      t.countAux("SyscallEnter", SYSCALLS, "fork") === 3 &&
      t.countAux("TaskState", TASK_STATES, "waiting", (e) => e.b === codeOf(TASK_REASONS, "child")) === 3 &&
      t.result.stdout.includes("parent: orders = 3 "),
  ],
  [
    "a core that is idle while its one job waits for the disk",
    "multiprogramming.ts",
    (t) => {
      const { utilization } = measures(t.result.source).run;
      return utilization > 0.45 && utilization < 0.55;
    },
  ],
  [
    "first writes after a fork",
    "fork-cow.ts",
    (t) =>
      t.countAux("PageFault", PAGE_FAULTS, "copied") === 4 &&
      t.countAux("PageFault", PAGE_FAULTS, "reused") === 16,
  ],
  [
    "a zombie until it is waited for",
    "orphan-zombie.ts",
    (t) => {
      const [ended] = t.of("ProcessExit", (e) => e.b === 3);
      const [reaped] = t.of("ProcessReap");
      return ended !== undefined && reaped !== undefined && reaped.time - ended.time > 4_000_000;
    },
  ],
  [
    "a pipe that is full, and its end",
    "producer-consumer.ts",
    (t) =>
      t.sum("IpcSend") === 163_840 &&
      t.sum("IpcReceive") === 163_840 &&
      t.countAux("GoWaiting", WAIT_REASONS, "IO wait") > 5 &&
      t.count("FdClose") === 1 &&
      t.result.stdout.startsWith("consumer: 163840 bytes "),
  ],
  [
    "messages in step, ahead, and lost",
    "sync-async-ipc.ts",
    (t) =>
      t.count("IpcNew") === 3 &&
      t.count("IpcLost") > 0 &&
      /^sync: .* 12 of 12 .*\ndefault: .* 12 of 12 .*\nasync: .* [1-9] of 12 /.test(t.result.stdout),
  ],
  [
    "copying and remapping",
    "copy-remap.ts",
    (t) => {
      const [, copy, remap] = /^1048576 bytes: copy (\S+) µs, remap (\S+) µs/m.exec(t.result.stdout) ?? [];
      return Number(copy) > 4 * Number(remap) && t.countAux("Overhead", OVERHEADS, "remapping") > 300;
    },
  ],
  [
    "counts that are lost in shared memory",
    "counter-race.ts",
    (t) => {
      const [, racy, locked] = /: (\d+) of 40000.*\n.*: (\d+) of 1000/.exec(t.result.stdout) ?? [];
      return Number(racy) < 40_000 && Number(racy) >= 20_000 && Number(locked) === 1_000;
    },
  ],
  [
    "balances that are overwritten",
    "bank-transfer.ts",
    (t) => {
      const [racy, locked] = [...t.result.stdout.matchAll(/ = (\d+)/g)].map(([, sum]) => sum);
      return racy !== "2000" && locked === "2000";
    },
  ],
  [
    "kernel threads, and the parts of their creation",
    "threads-processes-goroutines.ts",
    (t) =>
      t.countAux("Overhead", OVERHEADS, "stack allocation") === 6 &&
      t.countAux("SyscallEnter", SYSCALLS, "clone") === 6 &&
      t.result.stdout.startsWith("6 kernel threads: "),
  ],
  [
    "a call that blocks all user-level threads",
    "user-threads-blocked.ts",
    (t) => t.count("UserThreadNew") === 5 && /^read after 20.9 ms\na: at most 20.9 ms /.test(t.result.stdout),
  ],
  [
    "a deadlock",
    "deadlock.ts",
    (t) =>
      t.countAux("RunEnd", RUN_ENDS, "deadlock") === 1 &&
      t.result.stderr.match(/^goroutine \d+ \[sync\.Mutex\.Lock\]:$/gm)?.length === 5 &&
      t.result.stderr.startsWith(
        "fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [semacquire]:\n",
      ),
  ],
];

/** How long the goroutine had run on its P before it became runnable by this event. */
function sliceBefore(trace: Trace, preempted: LogEvent): number {
  const start = trace.of("GoRunning", (e) => e.a === preempted.a && e.index < preempted.index).at(-1);
  return preempted.time - (start?.time ?? 0);
}

function same(a: LogEvent, b: LogEvent): boolean {
  return Object.entries(a).every(([column, value]) => b[column as keyof LogEvent] === value);
}

function gaps(events: readonly LogEvent[]): number[] {
  return events.slice(1).map((event, i) => event.time - (events[i]?.time ?? 0));
}

const traces = new Map<string, Trace>();

beforeAll(async () => {
  for (const example of EXAMPLES) traces.set(example, new Trace(await run(example)));
}, 120_000);

function traceOf(example: string): Trace {
  const trace = traces.get(example);
  if (trace === undefined) throw new Error(`no example ${example}`);
  return trace;
}

describe("each mechanism occurs in the trace of its example", () => {
  for (const [mechanism, example, seen] of MECHANISMS)
    test(`${mechanism}: ${example}`, () => {
      expect(seen(traceOf(example))).toBe(true);
    });
});

test("at four Ps work is stolen, and all time is accounted for", () => {
  const { goroutines, cores, steals, endNs } = measures(traceOf("work-stealing.ts").result.source);
  expect(steals.total).toBeGreaterThan(3);
  expect(goroutines.length).toBe(64);
  for (const { id, states, lifetimeNs } of goroutines)
    expect(
      Object.values(states).reduce((sum, ns) => sum + ns, 0),
      `goroutine ${id}`,
    ).toBe(lifetimeNs);
  for (const { core, busyNs, overheadNs, idleNs } of cores)
    expect(busyNs + overheadNs + idleNs, `core ${core}`).toBe(endNs);
});

test("four jobs together keep the core busy that each of them leaves idle", async () => {
  const [alone, together] = await Promise.all(
    ["alone", "together"].map(async (entry) => measures((await run("multiprogramming.ts", entry)).source)),
  );
  expect(together?.run.utilization).toBeGreaterThan(0.85);
  expect(together?.endNs).toBeLessThan((alone?.endNs ?? 0) * 0.6);
});

test.each([
  ["parallelism.ts", "concurrent", /after 40 ms/, "parallel", /after 10 ms/],
  ["priority-inversion.ts", "inverted", /after 3\d\.\d ms/, "inherited", /after 4\.\d ms/],
  ["mlfq-gaming.ts", "gamed", /^the gamer is done/, "accounted", /^the honest job is done/],
  ["eevdf-rr.ts", "eevdf", /took [78]\d ms/, "roundRobin", /took 1\d\d ms/],
])("%s: %s and otherwise", async (example, entry, wanted, other, otherwise) => {
  expect((await run(example, entry)).stdout).toMatch(wanted);
  expect((await run(example, other)).stdout).toMatch(otherwise);
});

test.each([
  ["orphan", "grandchild: my parent is 3\ngrandchild: my parent is 1\n"],
  ["subreaper", "grandchild: my parent is 3\ngrandchild: my parent is 2\n3 4 have been waited for\n"],
])("the parent of a process whose parent has ended: %s", async (entry, stdout) => {
  expect((await run("orphan-zombie.ts", entry)).stdout).toBe(stdout);
});

test("the same program as an event loop and as goroutines", async () => {
  const [loop, parallel] = await Promise.all(
    ["eventLoop", "goroutines"].map((entry) => run("async-modes.ts", entry)),
  );
  const numbers = (text: string | undefined, pattern: RegExp): number[] =>
    [...(text ?? "").matchAll(pattern)].map((match) => Number(match[1]));
  const late = /after ([\d.]+) ms/g;
  const [loopTimer, loopEnd] = numbers(loop?.stdout, late);
  const [timer, end] = numbers(parallel?.stdout, late);
  // One evaluation after the other takes three times 4 ms; the timer of 5 ms comes when they are over.
  expect(loopTimer).toBeGreaterThan(14);
  expect(loopEnd).toBeGreaterThan(14);
  expect(timer).toBeLessThan(6);
  expect(end).toBeLessThan(10);
  expect(new Set(numbers(loop?.stdout, /goroutine (\d+)/g))).toEqual(new Set([1]));
  expect(new Set(numbers(parallel?.stdout, /goroutine (\d+)/g)).size).toBe(3);
  expect([loop?.exitCode, parallel?.exitCode]).toEqual([0, 0]);
});

describe("examples", () => {
  test("all are in the table of the README", () => {
    const readme = read("README.md");
    for (const example of EXAMPLES) expect(readme).toContain(`(${example})`);
  });

  for (const example of EXAMPLES)
    test(example, async () => {
      const { log, exitCode, stdout, stderr, diagnostics } = traceOf(example).result;
      expect(diagnostics).toEqual([]);
      expect(exitCode).toBe(example === "deadlock.ts" ? 2 : 0);
      if (exitCode === 0) expect(stderr).toBe("");
      expect(stdout.split("\n").length).toBeGreaterThan(1);
      expectValid(log);
      // Something to look at: neither a blink nor a film.
      expect(log.endTime).toBeGreaterThan(1e6);
      expect(log.endTime).toBeLessThan(200e6);
      expect(log.length).toBeGreaterThan(50);

      const again = await run(example);
      expect(again.stdout).toBe(stdout);
      expect(again.log.length).toBe(log.length);
      for (let i = 0; i < log.length; i++)
        if (!same(again.log.read(i), log.read(i))) expect(again.log.read(i)).toEqual(log.read(i));

      const header = /\/\*\*([\s\S]*?)@simulate/.exec(read(example))?.[1] ?? "";
      expect(header.match(/[.:?](\s|$)/g)?.length).toBeGreaterThanOrEqual(2);
    });
});
