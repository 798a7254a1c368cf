import { describe, expect, test } from "vitest";
import { writeGoTrace } from "../../src/formats/gotrace/writeGoTrace";
import { present } from "../../src/shared/assert";
import { DEFAULT_CONFIG } from "../../src/shared/config";
import { codeOf, P_STATES, READY_REASONS, RUN_RULES, SYSCALLS } from "../../src/shared/enums";
import type { PState } from "../../src/shared/enums";
import { NONE } from "../../src/shared/ids";
import type { GIndex } from "../../src/shared/ids";
import { EventLog } from "../../src/shared/log/eventLog";
import { KINDS, Kind } from "../../src/shared/schema";
import type { ArgType, KindSpec } from "../../src/shared/schema";
import { LogWorld } from "../analysis/support/logWorld";
import { runText } from "../helpers/run";
import { expectValid } from "../helpers/valid";
import { exported, logCounts, steals, told, traceCounts } from "./support/goTraceCompare";
import { transitionCounts } from "./support/goTraceCounts";
import { readGoTrace } from "./support/goTraceOrder";

/** The files that we write are read here by a reader with Go's rules that shares nothing with the writer: see gotraceReader.test.ts. */

const worker = (main: string): string => `
import { chan, compute, go, io, os, runtime, sync, syscall, time } from "schedlens";
/** @simulate cores=4 */
export function main() {
${main}
}
`;

describe("what is special about a run", () => {
  test("a change of GOMAXPROCS stops the world, also where the stopper's P goes", () => {
    const trace = exported(
      runText(
        worker(`
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 6; i++) wg.go(() => { for (let j = 0; j < 20; j++) { compute("200us"); syscall("30us"); } });
  time.sleep("1ms");
  runtime.gomaxprocs(2);
  for (let i = 0; i < 8; i++) wg.go(() => { compute("1ms"); runtime.gomaxprocs(1 + (i % 4)); });
  wg.wait();
  runtime.gomaxprocs(8);
  compute("1ms");`),
        { gomaxprocs: 4 },
      ),
    );
    expect(trace.procs.slice(0, 2)).toEqual([4, 2]);
    expect(trace.procs.at(-1)).toBe(8);
    const begun = trace.ranges.filter((range) => range === "STWBegin GOMAXPROCS").length;
    expect(begun).toBe(trace.procs.length - 1);
    expect(trace.ranges.filter((range) => range === "STWEnd").length).toBe(begun);
  });

  test("a stopper whose P goes is traced as if it were scheduled again, on P0", () => {
    const stops = "Running->Runnable (runtime.Gosched)";
    let moved = 0;
    for (let seed = 1; seed <= 6; seed++) {
      const { log } = runText(
        worker(`
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 4; i++) wg.go(() => compute("1ms"));
  wg.wait();
  runtime.gomaxprocs(1);
  compute("1ms");`),
        { gomaxprocs: 4, seed },
      );
      expectValid(log);
      const trace = readGoTrace(writeGoTrace(log));
      moved += (traceCounts(trace)[stops] ?? 0) - (logCounts(log)[stops] ?? 0);
      const last = new Map(
        trace.transitions.filter((each) => each.of === "P").map((each) => [each.id, each.to]),
      );
      expect([...last].filter(([, state]) => state === "Running")).toEqual([[0, "Running"]]);
    }
    expect(moved).toBeGreaterThan(0);
  });

  test("a P that is got back out of a later system call, of another M, is stolen from that", () => {
    const world = new LogWorld({ cores: 2, gomaxprocs: 1 });
    world.start();
    const p = world.p();
    const one = world.taskOn(0, "M0");
    const other = world.taskOn(1, "M1");
    world.acquire(0, p);
    for (const name of ["first", "second"]) world.putLocal(p, world.newG(name));
    const pState = (core: number, state: PState, m: number): unknown =>
      world.as(core).emit(Kind.PState, codeOf(P_STATES, state), p, m);
    const call = (g: number): unknown => world.emit(Kind.GoSyscall, codeOf(SYSCALLS, "blocking"), g);
    const first = world.getLocal(p);
    world.run(0, first, "local queue");
    call(first);
    pState(0, "syscall", one);
    pState(1, "idle", NONE);
    pState(1, "running", other);
    world.pOfM.set(other, p);
    const second = world.getLocal(p);
    world.run(1, second, "local queue");
    call(second);
    pState(1, "syscall", other);
    pState(0, "running", one);
    world.as(0).emit(Kind.GoRunning, codeOf(RUN_RULES, "syscall exit (fast)"), first, 1);
    world.as(1).emit(Kind.GoRunnable, codeOf(READY_REASONS, "syscall exit"), second);
    const trace = readGoTrace(writeGoTrace(world.end().log));
    const of = (g: number): string[] =>
      trace.transitions.filter((each) => each.of === "G" && each.id === g + 1).map((each) => each.to);
    expect(of(first)).toEqual(["Runnable", "Running", "Syscall", "Runnable", "Running"]);
    expect(of(second)).toEqual(["Runnable", "Running", "Syscall", "Runnable"]);
  });

  test("a steal is told when the thief's next goroutine starts, or when the run ends", () => {
    const world = new LogWorld({ cores: 2, gomaxprocs: 2 });
    world.start();
    const [p0, p1] = [world.p(), world.p()];
    world.taskOn(0, "M0");
    world.taskOn(1, "M1");
    world.acquire(0, p0);
    for (const name of ["first", "second", "third"]) world.putLocal(p0, world.newG(name));
    world.run(0, world.getLocal(p0), "local queue");
    world.at(10).acquire(1, p1);
    const steal = (): unknown => world.as(1).emit(Kind.Steal, 0, p0, 2 | (1 << 10) | (1 << 20));
    steal();
    const second = world.getLocal(p0);
    world.at(20).run(1, second, "steal");
    world.at(30).as(1).emit(Kind.GoDead, 0, second);
    world.gOfM.delete(world.onCore[1] ?? NONE);
    steal();
    const trace = readGoTrace(writeGoTrace(world.at(40).end().log));
    const message = "P1 took 1 of 2 from P0, round 1: P0 has 1, P1 has 0";
    const logs = trace.logs.filter((each) => each.category === "steal");
    expect(logs).toEqual([
      { time: 20, g: 2, category: "steal", message },
      { time: 40, g: 1, category: "steal", message },
    ]);
  });

  test("a P that sysmon takes out of a long system call is stolen in the trace, one that comes back in time is not", () => {
    const long = exported(
      runText(worker(`  go(() => { for (;;) compute("100us"); });\n  syscall("5ms");`), { gomaxprocs: 1 }),
    );
    expect(transitionCounts(long, "G")["Syscall->Runnable"]).toBe(1);
    const short = exported(runText(worker(`  syscall("5us");`), { gomaxprocs: 1 }));
    expect(transitionCounts(short, "G")["Syscall->Runnable"]).toBeUndefined();
    expect(transitionCounts(short, "G")["Syscall->Running"]).toBe(1);
  });

  test("os.exit in the middle of everything", () => {
    const trace = exported(
      runText(
        worker(`
  for (let i = 0; i < 9; i++) go(() => { for (;;) { compute("50us"); if (i % 3 === 0) syscall("300us"); } });
  time.sleep("2ms");
  os.exit(3);`),
        { gomaxprocs: 3 },
      ),
    );
    expect(told(trace, "run")).toEqual([expect.stringContaining("exit code 3")]);
  });

  test("a panic, a deadlock, and a limit", () => {
    const panic = exported(runText(worker(`  go(() => { throw new Error("no"); });\n  time.sleep("1ms");`)));
    expect(told(panic, "run")).toEqual([expect.stringContaining("exit code 2")]);
    const deadlock = exported(runText(worker(`  chan<number>().recv();`)));
    expect(transitionCounts(deadlock, "G")["Running->Waiting (chan receive)"]).toBe(1);
    const limit = exported(runText(worker(`  for (;;) compute("1ms");`), { limit: 20e6 }));
    expect(told(limit, "run")).toEqual([expect.stringContaining("limit, exit code 124")]);
  });

  test("goroutines that are locked to their threads, the netpoller, more Ps than cores", () => {
    exported(
      runText(
        worker(`
  const wg = new sync.WaitGroup();
  const c = chan<number>();
  wg.go(() => { runtime.lockOSThread(); for (const v of c) compute("20us"); });
  for (let i = 0; i < 5; i++) wg.go(() => { io.network("100us"); io.disk("200us"); c.send(i); });
  time.sleep("3ms");
  c.close();
  wg.wait();`),
        { gomaxprocs: 16, cores: 2 },
      ),
    );
  });

  test("goroutines are named by their functions, and events by their lines", () => {
    const trace = exported(
      runText(`import { chan, go } from "schedlens";
function receiver(c: any) {
  c.recv();
}
/** @simulate */
export function main() {
  const c = chan<number>();
  go(receiver, c);
  c.send(1);
}
`),
    );
    const created = trace.transitions.filter((each) => each.from === "NotExist");
    expect(created.map((each) => each.stack[0]?.fn)).toContain("receiver");
    expect(created.find((each) => each.stack[0]?.fn === "main")?.stack[0]?.file).toBe("main.ts");
    const blocked = trace.transitions.find((each) => each.reason.startsWith("chan"));
    expect(blocked?.stack).toEqual([expect.objectContaining({ fn: "main", file: "main.ts", line: 9 })]);
  });

  test("what the scheduler decides, what is printed and stacks that grow are user log events", () => {
    const trace = exported(
      runText(
        worker(`
  const deep = (n: number): number => (n === 0 ? 0 : 1 + deep(n - 1));
  go(() => { console.log("é".repeat(2000)); deep(1000); });
  go(() => { for (let i = 0; i < 3; i++) runtime.gosched(); });
  compute("30ms");`),
        { gomaxprocs: 1 },
      ),
    );
    expect(told(trace, "rule")).toContain("global queue");
    expect(told(trace, "preempt")[0]).toMatch(/^asked to give way/);
    expect(told(trace, "stack")[0]).toBe("grows to 4 KiB");
    // No longer than a reader takes: 1024 bytes, whole characters.
    expect(told(trace, "stdout")).toEqual([`${"é".repeat(510)}…`]);
  });

  test("of several processes, the program's own", () => {
    const { log } = runText(worker(`  go(() => { compute("1ms"); });\n  time.sleep("1ms");`));
    const { tables } = log;
    const process = tables.addProcess({ ...present(tables.processes.at(-1), "process"), name: "child" });
    // The same events once more, of a second process with the same numbers.
    const shift = { p: tables.ps.length, g: tables.gs.length, task: tables.tasks.length };
    for (const p of tables.ps.slice()) tables.addP({ ...p, process });
    for (let g = 0; g < shift.g; g++) tables.gs.push({ ...tables.gs.at(g as GIndex), process });
    for (const task of tables.tasks.slice()) tables.addTask({ ...task, process });
    const both = new EventLog(log.config);
    Object.assign(both.tables, tables);
    const moved = (row: number, by: number): number => (row < 0 ? row : row + by);
    log.forEach((event) => {
      const emit = (by: typeof shift): void => {
        const spec: KindSpec | undefined = KINDS[event.kind];
        const arg = (value: number, type: ArgType | undefined): number =>
          type === "p" || type === "g" || type === "task"
            ? moved(value, by[type])
            : type === "process" && by.p > 0
              ? process
              : value;
        Object.assign(both, { now: event.time, core: event.core, loc: event.loc });
        Object.assign(both, {
          task: moved(event.task, by.task),
          p: moved(event.p, by.p),
          g: moved(event.g, by.g),
        });
        both.emit(event.kind, event.aux, arg(event.a, spec?.a?.type), arg(event.b, spec?.b?.type));
      };
      emit({ p: 0, g: 0, task: 0 });
      if (event.kind !== Kind.RunStart && event.kind !== Kind.RunEnd) emit(shift);
    });
    expect(writeGoTrace(both)).toEqual(writeGoTrace(log));
  });

  test("a log of the last events begins with the state of everything", () => {
    const result = runText(
      worker(`
  const c = chan<number>(2);
  for (let i = 0; i < 4; i++) go(() => { for (const v of c) { compute("20us"); syscall("40us"); } });
  for (let i = 0; i < 400; i++) c.send(i);
  runtime.gomaxprocs(2);
  for (let i = 0; i < 400; i++) c.send(i);`),
      { gomaxprocs: 4, events: "last:2000" },
    );
    expectValid(result.log);
    const trace = readGoTrace(writeGoTrace(result.log));
    const { start, from } = result.log.window;
    expect(start).toBeGreaterThan(0);
    expect(trace.transitions[0]?.time).toBe(from);
    expect(trace.transitions[0]?.from).toBe("Undetermined");
    expect(trace.endTime).toBe(result.log.endTime);
    expect(trace.procs).toEqual([2]);
    expect(told(trace, "steal").toSorted()).toEqual(steals(result.log, start).toSorted());
    // Its runtime goroutines, main, and the four.
    const known = trace.transitions.filter((each) => each.of === "G" && each.from === "Undetermined");
    expect(known.map((each) => each.id).toSorted((one, other) => one - other)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9,
    ]);
  });

  test("the garbage collector's phases, assists, and sweeps", () => {
    const trace = exported(
      runText(
        worker(`
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 4; i++)
    wg.go(() => {
      const kept: number[][] = [];
      for (let j = 0; j < 300; j++) { const a: number[] = []; for (let k = 0; k < 2000; k++) a.push(k); if (j % 10 === 0) kept.push(a); }
    });
  wg.wait();`),
        { gomaxprocs: 4, gc: true },
      ),
    );
    const count = (range: string): number => trace.ranges.filter((each) => each === range).length;
    expect(count("GCBegin")).toBeGreaterThan(1);
    expect(count("STWBegin GC sweep termination")).toBe(count("GCBegin"));
    expect(count("STWBegin GC mark termination")).toBeGreaterThanOrEqual(count("GCEnd"));
    expect(count("GCSweepBegin ")).toBeGreaterThan(0);
  });

  test("no goroutines, or none in the log: says so", () => {
    expect(() => writeGoTrace(new EventLog(DEFAULT_CONFIG))).toThrow(
      /has none: it ran without the Go runtime/,
    );
    const { log } = runText(worker(`  time.sleep("1ms");`), { events: "none" });
    expect(() => writeGoTrace(log)).toThrow(/kept none of it \(events=none\)/);
  });
});
