import { describe, expect, test } from "vitest";
import {
  codeOf,
  HANDOFF_REASONS,
  OVERHEADS,
  P_STATES,
  RUN_RULES,
  START_REASONS,
  SYSCALLS,
  TASK_REASONS,
  TASK_STATES,
} from "../../../src/shared/enums";
import type { EventLog, LogEvent } from "../../../src/shared/log/eventLog";
import { LogTraceSource } from "../../../src/analysis/source";
import { SPAN_OFF_CORE, SPAN_RUNNING } from "../../../src/analysis/spans/spanKinds";
import { WaitGroup } from "../../../src/sim/goruntime/api";
import { ExecutionStop } from "../../../src/sim/kernel/services";
import type { Execution } from "../../../src/sim/kernel/services";
import type { Simulation } from "../../../src/sim/simulation";
import { expectValid } from "../../helpers/valid";
import { events, runScript, startScript, workers } from "./scripted";
import type { Main, Script } from "./scripted";

/** The Go runtime on a kernel that does not always have a core for it. */

const ms = 1e6;

function finished(sim: Simulation): EventLog {
  for (let left = 200; !sim.run(50_000); left--) if (left === 0) throw new Error("the run does not end");
  expectValid(sim.log);
  return sim.log;
}

/** A thread without any runtime that burns CPU time for ever. */
function burner(sim: Simulation): Execution {
  return {
    run: () => {
      sim.cpu.charge(Math.max(1, sim.cpu.budget));
      return ExecutionStop.Limit;
    },
  };
}

/** Spans of one kind in a grouping: lane, length and what runs. */
function spansOf(source: LogTraceSource, grouping: "p" | "g", kind: number) {
  const spans = source.spansOf(grouping);
  const found: { lane: number; start: number; end: number; entity: number; core: number }[] = [];
  for (let lane = 0; lane + 1 < spans.laneOffsets.length; lane++)
    for (let i = spans.laneOffsets[lane]!; i < spans.laneOffsets[lane + 1]!; i++)
      if (spans.kind[i] === kind)
        found.push({
          lane,
          start: spans.start[i]!,
          end: spans.end[i]!,
          entity: spans.entity[i]!,
          core: spans.other[i]!,
        });
  return found;
}

/** State of a P, or of a task, after everything that happened at `time`. */
function stateAt(log: EventLog, kind: "PState" | "TaskState", entity: number, time: number): string {
  const names: readonly string[] = kind === "PState" ? P_STATES : TASK_STATES;
  const last = events(log, kind)
    .filter((event) => event.a === entity && event.time <= time)
    .at(-1);
  return names[last?.aux ?? -1] ?? "";
}

/** The M that holds a P at `time`. */
function holder(log: EventLog, p: number, time: number): number {
  return (
    events(log, "PState")
      .filter((event) => event.a === p && event.time <= time)
      .at(-1)?.b ?? -1
  );
}

describe("more Ps than cores", () => {
  const { log } = runScript(
    workers(4, (s) => [s.compute(12 * ms)]),
    { gomaxprocs: 4, cores: 2 },
  );
  const source = new LogTraceSource(log);
  const onP = spansOf(source, "p", SPAN_OFF_CORE).filter(({ start, end }) => end - start > 1 * ms);

  test("a P is held by an M that has no core: the P runs, the thread is runnable", () => {
    expect(onP.length).toBeGreaterThan(2);
    for (const { lane, start, end, core } of onP) {
      const time = Math.floor((start + end) / 2);
      expect(core).toBe(-1);
      expect(stateAt(log, "PState", lane, time)).toBe("running");
      expect(stateAt(log, "TaskState", holder(log, lane, time), time)).toBe("runnable");
    }
  });

  test("the goroutine's lane shows it too, and both say the same", () => {
    const onG = spansOf(source, "g", SPAN_OFF_CORE).filter(({ start, end }) => end - start > 1 * ms);
    const key = (p: number, g: number, start: number): string => `P${p} G${g} ${start}`;
    expect(onG.map(({ lane, entity, start }) => key(entity, lane, start)).sort()).toEqual(
      onP
        .filter(({ entity }) => entity >= 0)
        .map(({ lane, entity, start }) => key(lane, entity, start))
        .sort(),
    );
  });

  test("what shows as running has a core", () => {
    for (const { core } of spansOf(source, "g", SPAN_RUNNING)) expect(core).toBeGreaterThanOrEqual(0);
  });

  test("and the question why is answered: who has the cores", () => {
    const { entity: g, start, end } = onP.find(({ entity }) => entity >= 0)!;
    const why = source.answer("explain", { entity: g, time: Math.floor((start + end) / 2) })!;
    expect(why.sentence).toMatch(
      /^Go has G\d+ worker\d running on P\d and .*, but that thread has no core\.$/,
    );
    expect(why.points.join("\n")).toMatch(/waits for a core since .*: it was preempted\./);
    expect(why.points.join("\n")).toMatch(/Meanwhile core 0 runs .* and core 1 runs /);
  });
});

describe("another process on the machine", () => {
  const sim = startScript(
    workers(2, (s) => [s.compute(20 * ms)]),
    { gomaxprocs: 2, cores: 2 },
  );
  const other = sim.kernel.createProcess("native");
  sim.kernel.createTask(other, "burner", burner(sim));
  const log = finished(sim);
  const source = new LogTraceSource(log);

  test("takes cores from Ms that hold a P", () => {
    const task = log.tables.tasks.findIndex(({ name }) => name === "burner");
    const taken = events(log, "ContextSwitch").filter(
      (event) => event.b === task && event.a >= 0 && TASK_REASONS[event.aux] === "preempted",
    );
    expect(taken.length).toBeGreaterThan(0);
    expect(spansOf(source, "p", SPAN_OFF_CORE).some(({ end, start }) => end - start > 0.5 * ms)).toBe(true);
  });

  test("so that the program needs half as long again", () => {
    // Three that burn share two cores: each gets two thirds of one.
    const end = events(log, "ProcessExit")[0]!.time;
    expect(end).toBeGreaterThan(26 * ms);
    expect(end).toBeLessThan(36 * ms);
  });

  test("and is named in the explanation", () => {
    const off = spansOf(source, "g", SPAN_OFF_CORE).find(({ end, start }) => end - start > 0.5 * ms)!;
    const why = source.answer("explain", { entity: off.lane, time: off.start + 1000 })!;
    expect(why.points.join("\n")).toContain("burner (tid");
  });
});

describe("system calls", () => {
  const syscall = (log: EventLog): LogEvent => events(log, "GoSyscall")[0]!;

  test("one that is known to block hands its P off in the same instant", () => {
    const { log } = runScript(
      workers(2, (s, i) => [i === 0 ? s.compute(1 * ms) : () => s.go.syscall(2 * ms, true)]),
      { gomaxprocs: 1, cores: 2 },
    );
    const handoff = events(log, "Handoff")[0]!;
    expect(handoff.time).toBe(syscall(log).time);
    expect(HANDOFF_REASONS[handoff.aux]).toBe("blocking system call");
    const [start] = events(log, "StartM").filter((event) => event.time === handoff.time);
    expect(START_REASONS[start!.aux]).toBe("hand-off: its own queue has work");
    expect(start!.a).toBe(handoff.b);
    expect(events(log, "Retake")).toEqual([]);
  });

  test("one that may be short keeps its P until sysmon has seen it twice, 20 µs apart", () => {
    const { log } = runScript(
      workers(2, (s, i) => [i === 0 ? s.compute(3 * ms) : () => s.go.syscall(2 * ms)]),
      { gomaxprocs: 1, cores: 2 },
    );
    const [retake] = events(log, "Retake");
    expect(retake!.time - syscall(log).time).toBeGreaterThanOrEqual(20_000);
    expect(log.tables.tasks[retake!.task]!.name).toBe("sysmon");
    const naps = events(log, "SyscallEnter").filter(
      (event) => event.task === retake!.task && event.time > syscall(log).time && event.time <= retake!.time,
    );
    expect(naps.some((event) => SYSCALLS[event.aux] === "nanosleep" && event.a >= 20_000)).toBe(true);
  });

  test("one whose P nobody needs keeps it for 10 ms", () => {
    const { log } = runScript(
      // First somebody has to run the finalizer goroutine, which waits on the same P.
      workers(1, (s) => [s.sleep(1 * ms), () => s.go.syscall(8 * ms)]),
      { gomaxprocs: 2, cores: 2 },
    );
    expect(events(log, "Retake")).toEqual([]);
    const back = events(log, "GoRunning").map((event) => RUN_RULES[event.aux]);
    expect(back).toContain("syscall exit (fast)");
  });
});

test("a network wait holds neither P nor thread", () => {
  const { log, time } = runScript(
    workers(100, (s) => [() => s.go.ioNetwork(5 * ms)]),
    { gomaxprocs: 2, cores: 2 },
  );
  expect(time).toBeLessThan(7 * ms);
  expect(events(log, "TaskNew").length).toBeLessThanOrEqual(5);
  expect(events(log, "GoSyscall")).toEqual([]);
  const polled = events(log, "Netpoll").reduce((sum, event) => sum + event.a, 0);
  expect(polled).toBe(100);
});

describe("locked threads", () => {
  test("a goroutine that ends locked takes its thread with it, and its P goes on", () => {
    const { log, end } = runScript(
      function* (s) {
        const done = s.go.makechan(0);
        yield s.spawn(
          "locked",
          (function* (): Script {
            yield () => s.go.lockOSThread();
            yield s.send(done, 1);
          })(),
        );
        yield s.recv(done);
        yield s.sleep(1 * ms);
        yield s.compute(1 * ms);
      },
      { gomaxprocs: 2, cores: 2 },
    );
    expect(end.exitCode).toBe(0);
    const locked = events(log, "GoNew").find(
      (event) => log.tables.string(log.tables.gs.at(event.a as never).name) === "locked",
    )!;
    const death = events(log, "GoDead").find((event) => event.a === locked.a)!;
    const gone = events(log, "TaskState").find(
      (event) => event.a === death.task && TASK_STATES[event.aux] === "zombie",
    );
    // The first thread cannot end without the process: it parks instead.
    if (death.task === 0) expect(gone!.time - death.time).toBeGreaterThan(1 * ms);
    else expect(gone!.time - death.time).toBeLessThan(20_000);
    const handoff = events(log, "Handoff").find((event) => event.time >= death.time)!;
    expect(HANDOFF_REASONS[handoff.aux]).toBe("locked goroutine");
    const p = handoff.a;
    expect(events(log, "PState").some((event) => event.a === p && event.time > handoff.time)).toBe(true);
  });

  test("a locked goroutine that another thread picks is handed to its own", () => {
    const { log } = runScript(
      function* (s) {
        const c = s.go.makechan(0);
        yield s.spawn(
          "locked",
          (function* (): Script {
            yield () => s.go.lockOSThread();
            for (let i = 0; i < 3; i++) yield s.recv(c);
            yield () => s.go.unlockOSThread();
          })(),
        );
        for (let i = 0; i < 3; i++) yield s.send(c, i);
      },
      { gomaxprocs: 1, cores: 2 },
    );
    const starts = events(log, "StartM").filter(
      (event) => START_REASONS[event.aux] === "the goroutine is locked to this thread",
    );
    const runs = events(log, "GoRunning").filter((event) => RUN_RULES[event.aux] === "locked");
    expect(runs.length).toBeGreaterThan(0);
    expect(starts.map((event) => event.a)).toEqual(runs.map((event) => event.task));
  });
});

describe("threads", () => {
  const calls: Main = function* (s) {
    for (let round = 0; round < 2; round++) {
      const wg = new WaitGroup(-1);
      yield s.add(wg, 6);
      for (let i = 0; i < 6; i++) {
        yield s.spawn(
          "caller",
          (function* (): Script {
            yield () => s.go.syscall(5 * ms);
            yield s.add(wg, -1);
          })(),
        );
      }
      yield s.wait(wg);
      yield s.sleep(1 * ms);
    }
  };

  test("take time to create, and serve again", () => {
    const { log } = runScript(calls, { gomaxprocs: 1, cores: 4 });
    const creation = codeOf(OVERHEADS, "thread creation");
    const created = events(log, "Overhead").filter((event) => event.aux === creation);
    const clones = events(log, "SyscallEnter").filter((event) => SYSCALLS[event.aux] === "clone");
    expect(created.length).toBe(clones.length);
    for (const { a } of created) expect(a).toBe(7_000);
    // All are there after the first round of calls.
    const firstRound = events(log, "GoSyscall")[6]!.time;
    expect(events(log, "TaskNew").length).toBeGreaterThanOrEqual(7);
    expect(events(log, "TaskNew").filter((event) => event.time > firstRound)).toEqual([]);
  });

  test.each([
    ["the caller", true],
    ["sysmon", false],
  ])("are 10,000 at most: then Go gives up, here in %s", (_, knownToBlock) => {
    const { end, stderr, log } = runScript(
      workers(10_100, (s) => [() => s.go.syscall(20e9, knownToBlock)]),
      { gomaxprocs: 1, cores: 4 },
      1,
      50_000_000,
    );
    expect(end).toMatchObject({ how: "fatal error", exitCode: 2, message: "thread exhaustion" });
    expect(stderr.split("\n").slice(0, 3)).toEqual([
      "runtime: program exceeds 10000-thread limit",
      "fatal error: thread exhaustion",
      "",
    ]);
    expect(stderr).toMatch(/^goroutine 1 \[semacquire\]:$/m);
    expect(events(log, "TaskNew").length).toBe(10_000);
  });
});
