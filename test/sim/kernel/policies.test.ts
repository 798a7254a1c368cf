import { expect, test } from "vitest";
import { parsePolicy } from "../../../src/sim/kernel/policies/parsePolicy";
import { boot, events, simulate, simulateAll, slices } from "./scripted";
import type { Steps } from "./scripted";

test("round robin cuts exactly at its quantum", () => {
  const { log, state } = simulateAll({ policy: "rr:quantum=1ms" }, [
    (s) => s.compute(2_500_000),
    (s) => s.compute(1_000_000),
    (s) => s.compute(3_000_000),
  ]);
  expect(state).toBe("over");
  expect(slices(log)).toEqual([
    "t0 0-1000000 core0",
    "t1 1000000-2000000 core0",
    "t2 2000000-3000000 core0",
    "t0 3000000-4000000 core0",
    "t2 4000000-5000000 core0",
    "t0 5000000-5500000 core0",
    "t2 5500000-6500000 core0",
  ]);
});

test("a task that arrives as a quantum ends is before the one whose quantum ends", () => {
  const { log } = simulate({ policy: "rr", quantum: 1_000_000 }, function* (s) {
    yield* s.spawn("sleeper", function* (c) {
      yield* c.op((k) => k.nanosleep(2_000_000));
      yield* c.compute(100);
    });
    yield* s.spawn("other", (c) => c.compute(5_000_000));
    yield* s.compute(2_000_000);
  });
  // The sleeper wakes at 2 ms, when the quantum of "other" ends.
  expect(slices(log).slice(0, 5)).toEqual([
    "t0 0-1000000 core0",
    "sleeper 1000000-1000000 core0",
    "other 1000000-2000000 core0",
    "t0 2000000-3000000 core0",
    "other 3000000-4000000 core0",
  ]);
});

test("a task alone keeps its core without switches", () => {
  const { log } = simulateAll({ policy: "rr:quantum=1ms" }, [(s) => s.compute(10_000_000)]);
  expect(slices(log)).toEqual(["t0 0-10000000 core0"]);
  expect(events(log, "ContextSwitch")).toHaveLength(2);
});

/** Run times of spinners on one core over `ns`. */
function shares(nice: readonly number[], ns: number): number[] {
  const { kernel, script, program } = boot({ limit: ns });
  const tasks = nice.map((n, i) => kernel.createTask(program, `t${i}`, script.thread(spin), { nice: n }));
  expect(kernel.run({ maxIterations: 1e6 })).toBe("over");
  expect(kernel.end).toBe("limit");
  return tasks.map((task) => task.runTime);
}

function spin(s: Steps): ReturnType<Steps["compute"]> {
  return s.compute(1e15);
}

test("eevdf halves a core between two equals", () => {
  const [a = 0, b = 0] = shares([0, 0], 2_000_000_000);
  expect(Math.abs(a - b)).toBeLessThanOrEqual(4_000_000);
  expect(a + b).toBeGreaterThan(1_990_000_000);
});

test("eevdf gives nice 0 and nice 5 the core as 1024 to 335, as measured on Linux", () => {
  const [a = 0, b = 0] = shares([0, 5], 20_000_000_000);
  expect(a / b).toBeGreaterThan((1024 / 335) * 0.99);
  expect(a / b).toBeLessThan((1024 / 335) * 1.01);
});

test("eevdf shares among many by weight", () => {
  const nice = [-5, 0, 0, 3, 10, 19];
  const weights = [3121, 1024, 1024, 526, 110, 15];
  const got = shares(nice, 60_000_000_000);
  const sum = weights.reduce((x, y) => x + y);
  got.forEach((ns, i) => {
    const due = (60e9 * (weights[i] ?? 0)) / sum;
    expect(Math.abs(ns - due)).toBeLessThan(20_000_000);
  });
});

test("eevdf slices end at ticks", () => {
  const { log } = simulateAll({}, [(s) => s.compute(10_000_000), (s) => s.compute(10_000_000)]);
  expect(slices(log)).toEqual([
    "t0 0-4000000 core0",
    "t1 4000000-8000000 core0",
    "t0 8000000-12000000 core0",
    "t1 12000000-16000000 core0",
    "t0 16000000-18000000 core0",
    "t1 18000000-20000000 core0",
  ]);
});

test("eevdf: a sleeper that has used little gets the core at its wake-up from one that is ahead", () => {
  const { log } = simulate({}, function* (s) {
    yield* s.spawn("sleeper", function* (c) {
      for (let i = 0; i < 3; i++) {
        yield* c.op((k) => k.nanosleep(9_000_000));
        yield* c.compute(1_000);
      }
    });
    yield* s.spawn("hog", (c) => c.compute(30_000_000));
    yield* s.compute(30_000_000);
  });
  const waits = slices(log).filter((slice) => slice.startsWith("sleeper"));
  const starts = waits.map((slice) => Number(/ (\d+)-/.exec(slice)?.[1]));
  // It is preempted for, or waits for the end of a slice that is under way.
  for (let i = 1; i < 4; i++) {
    const woken = (starts[i - 1] ?? 0) + 9_000_000 + (i === 1 ? 0 : 1_000);
    expect((starts[i] ?? NaN) - woken).toBeLessThanOrEqual(4_000_000);
  }
});

test("eevdf: who is ahead is not eligible, however early its deadline", () => {
  const { kernel, script, program, log } = boot({ limit: 12_000_000 });
  kernel.createTask(program, "heavy", script.thread(spin));
  kernel.createTask(program, "light", script.thread(spin), { nice: 19 });
  kernel.run({ maxIterations: 1e6 });
  // The light one's deadline is 204 ms of virtual time away; after one slice of the heavy one it is owed the core all the same.
  expect(slices(log).slice(0, 2)).toEqual(["heavy 0-4000000 core0", "light 4000000-8000000 core0"]);
});

test("eevdf: a task that wakes another which is owed more loses its core at once", () => {
  const { log } = simulate({}, function* (s) {
    const futex = s.services.newFutex();
    yield* s.spawn("owed", function* (c) {
      yield* c.op((k) => k.futexWait(futex, 0));
      yield* c.compute(10);
    });
    yield* s.compute(1_000_000);
    yield* s.yield();
    yield* s.compute(1_000_000);
    yield* s.op((k) => void k.futexWake(futex, 1));
    yield* s.compute(1_000_000);
  });
  expect(slices(log)).toEqual([
    "t0 0-1000000 core0",
    "owed 1000000-1000000 core0",
    "t0 1000000-2000000 core0",
    "owed 2000000-2000010 core0",
    "t0 2000010-3000010 core0",
  ]);
});

test("sched_yield gives the core to the other, and is a system call", () => {
  const script = (s: Steps) =>
    (function* () {
      for (let i = 0; i < 3; i++) {
        yield* s.compute(100);
        yield* s.yield();
      }
    })();
  const { log } = simulateAll({}, [script, script]);
  expect(slices(log).map((slice) => slice.slice(0, 2))).toEqual([
    "t0",
    "t1",
    "t0",
    "t1",
    "t0",
    "t1",
    "t0",
    "t1",
  ]);
  expect(events(log, "SyscallEnter")).toHaveLength(6);
  expect(events(log, "SyscallExit")).toHaveLength(6);
});

test.each([
  [
    "fifoo",
    undefined,
    'unknown policy "fifoo": known are eevdf, cfs, rr, fifo, sjf, stcf, priority, mlfq, lottery, stride, deadline',
  ],
  [
    "",
    undefined,
    'unknown policy "": known are eevdf, cfs, rr, fifo, sjf, stcf, priority, mlfq, lottery, stride, deadline',
  ],
  ["rr:slice=1ms", undefined, 'policy rr has no parameter "slice": known is quantum, aligned'],
  ["rr:", undefined, 'policy rr has no parameter "": known is quantum, aligned'],
  ["rr:quantum", undefined, 'quantum of policy rr must be a duration above zero such as 1ms, not ""'],
  ["rr:quantum=0ms", undefined, 'quantum of policy rr must be a duration above zero such as 1ms, not "0ms"'],
  [
    "rr:quantum=1ms=2",
    undefined,
    'quantum of policy rr must be a duration above zero such as 1ms, not "1ms=2"',
  ],
  ["eevdf:quantum=fast", 5, 'quantum of policy eevdf must be a duration above zero such as 1ms, not "fast"'],
])("the policy %j is refused", (text, quantum, error) => {
  expect(parsePolicy(text, quantum)).toEqual({ error });
});

test.each([
  ["rr", undefined, 100_000_000],
  ["rr", 7, 7],
  ["rr:quantum=2us", 7, 2_000],
  ["eevdf", 7, 0],
])("the policy %j with quantum %j has slices of %j", (text, given, slice) => {
  const parsed = parsePolicy(text, given);
  const { kernel, script, program } = boot();
  const task = kernel.createTask(program, "t", script.thread(spin));
  const host = { now: () => 0, below: () => 0, drew: () => undefined, prioritized: () => undefined };
  expect("policy" in parsed && parsed.policy(host).slice(task)).toBe(slice);
});

test("a kernel of an unknown policy is not made", () => {
  expect(() => boot({ policy: "none" })).toThrow('unknown policy "none"');
});
