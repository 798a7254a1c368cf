import { expect, test } from "vitest";
import { OVERHEADS } from "../../../src/shared/enums";
import { KINDS } from "../../../src/shared/schema";
import { ExecutionStop } from "../../../src/sim/kernel/services";
import { costProfile } from "../../../src/shared/costs";
import { boot, events, simulate, simulateAll, slices } from "./scripted";
import type { Script, Steps } from "./scripted";

test("new threads go to idle cores, the lowest first", () => {
  const { log } = simulate({ cores: 3 }, function* (s) {
    for (const name of ["a", "b"]) yield* s.spawn(name, (c) => c.compute(1_000));
    yield* s.op((k) => expect(k.idleCores()).toBe(0));
    yield* s.compute(1_000);
  });
  expect(slices(log)).toEqual(["t0 0-1000 core0", "a 0-1000 core1", "b 0-1000 core2"]);
});

test("a woken task goes to the core where it ran if that is idle, else to the lowest idle one", () => {
  const { log } = simulate({ cores: 4 }, function* (s) {
    yield* s.spawn("a", function* (c) {
      yield* c.op((k) => k.nanosleep(1_000));
      yield* c.compute(10);
      yield* c.op((k) => k.nanosleep(9_000));
      yield* c.compute(10);
    });
    yield* s.op((k) => k.nanosleep(2_000));
    // Core 1 is idle again; the next two take it and core 2.
    for (const name of ["b", "c"]) yield* s.spawn(name, (c) => c.compute(20_000));
    yield* s.compute(20_000);
  });
  const a = slices(log).filter((slice) => slice.startsWith("a"));
  expect(a).toEqual(["a 0-0 core1", "a 1000-1010 core1", "a 10010-10020 core3"]);
  expect(events(log, "Migrate").map(({ aux, b }) => [b, aux])).toEqual([[1, 3]]);
});

test("a core that runs out of work takes a task from the busiest", () => {
  const { log } = simulateAll({ cores: 2, policy: "rr:quantum=1s" }, [
    (s) => s.compute(1_000),
    (s) => s.compute(5_000),
    (s) => s.compute(5_000),
    (s) => s.compute(5_000),
    (s) => s.compute(5_000),
  ]);
  // Cores 0: t0 t2 t4, core 1: t1 t3.
  expect(slices(log)).toEqual([
    "t0 0-1000 core0",
    "t1 0-5000 core1",
    "t2 1000-6000 core0",
    "t3 5000-10000 core1",
    "t4 6000-11000 core0",
  ]);
  const three = simulateAll({ cores: 3, policy: "rr:quantum=1s" }, [
    (s) => s.compute(9_000),
    (s) => s.compute(9_000),
    (s) => s.compute(1_000),
    (s) => s.compute(5_000),
  ]);
  expect(slices(three.log)).toContain("t3 1000-6000 core2");
  expect(events(three.log, "Migrate").map(({ time, aux, b }) => [time, b, aux])).toEqual([[1_000, 0, 2]]);
});

test("busy cores even out from time to time", () => {
  const { kernel, script, program, log } = boot({ cores: 2 });
  const spin = script.thread.bind(script, (s) => s.compute(1e12));
  // Two of the four on core 1 end at once: 2 and 0, so core 1 pulls; then three on core 0 and one on core 1.
  for (let i = 0; i < 6; i++) {
    const execution = i === 1 || i === 3 ? script.thread((s) => s.compute(10)) : spin();
    kernel.createTask(program, `t${i}`, execution);
  }
  while (kernel.now < 200_000_000) kernel.run({ maxIterations: 100 });
  const last = new Map(events(log, "CpuEnqueue").map(({ a, aux }) => [a, aux]));
  const on0 = [0, 2, 4, 5].filter((task) => last.get(task) === 0);
  expect(on0).toHaveLength(2);
});

test("a task that is woken before its core has switched away stays there, whoever looks for work", () => {
  // The kernel's part of the sleep lasts longer than the sleep itself.
  const config = { cores: 2, policy: "rr:quantum=1s", costs: "linux-x86:scale=1000" };
  const { kernel, script, program, log } = boot(config);
  const futex = kernel.services.newFutex();
  let asleep = false;
  const threads: Record<string, (s: Steps) => Script> = {
    next: (s) => s.op((k) => k.futexWait(futex, 0)),
    *busy(s) {
      while (!asleep) {
        yield* s.compute(100);
        yield* s.turn();
      }
      yield* s.compute(500);
    },
    *sleeper(s) {
      // No core is idle then: "next" goes behind the sleeper.
      yield* s.op((k) => void k.at(kernel.now + 5, () => k.futexWake(futex, 1)));
      asleep = true;
      yield* s.op((k) => k.nanosleep(1));
    },
  };
  for (const [name, start] of Object.entries(threads)) kernel.createTask(program, name, script.thread(start));
  expect(kernel.run({ maxIterations: 1e5 })).toBe("over");
  expect(events(log, "Migrate").map(({ a, b, aux }) => [log.tables.tasks[a]?.name, b, aux])).toEqual([
    ["next", 0, 1],
  ]);
});

test("an idle core gets what waits elsewhere at the next tick, if it came too late for its look around", () => {
  const config = { cores: 2, policy: "rr:quantum=1s", costs: "linux-x86:scale=10" };
  const { log } = simulateAll(config, [
    function* (s) {
      yield* s.compute(1_000);
      yield* s.op((k) => k.nanosleep(1_500));
      yield* s.compute(10);
    },
    // Over while core 0 has one waiting task and none that runs: nothing to take.
    (s) => s.compute(2_000),
    (s) => s.compute(20_000_000),
  ]);
  const moved = events(log, "Migrate");
  expect(moved.map(({ time, a, b, aux }) => [time, log.tables.tasks[a]?.name, b, aux])).toEqual([
    [expect.any(Number), "t0", 0, 1],
  ]);
  const costs = costProfile(config.costs)!;
  expect(moved[0]?.time).toBe(4_000_000 + costs.wakeLatency);
  // It pays for the cold cache before it goes on.
  const paid = events(log, "Overhead").filter(({ aux }) => OVERHEADS[aux] === "migration");
  const start = (moved[0]?.time ?? 0) + costs.threadSwitch;
  expect(paid.map(({ time, core, a }) => [time, core, a])).toEqual([[start, 1, costs.migration]]);
  expect(slices(log)).toContain(`t0 ${start + costs.migration}-${start + costs.migration + 10} core1`);
});

test("a wake-up on another core takes effect there after the wake latency, by an interrupt", () => {
  const { log } = simulate({ cores: 2, costs: "linux-x86" }, function* (s) {
    yield* s.spawn("a", (c) => c.compute(10));
    yield* s.compute(100_000);
  });
  const costs = costProfile("linux-x86")!;
  const cloned = events(log, "SyscallEnter")[0]!.time;
  const created = events(log, "TaskNew")[1]!.time;
  const ipi = events(log, "Interrupt")[0]!;
  const running = events(log, "TaskState").find(({ a, aux }) => a === 1 && aux === 2)!;
  expect(created).toBe(cloned);
  expect([ipi.core, ipi.aux, ipi.task]).toEqual([1, 3, -1]);
  expect(ipi.time).toBe(cloned + costs.threadCreate + costs.wakeLatency);
  expect(running.time).toBe(ipi.time + costs.threadSwitch);
});

test("switches, system calls, interrupts and migrations take the core's time", () => {
  const { log, kernel } = simulate({ costs: "linux-x86" }, function* (s) {
    yield* s.op((k) => k.nanosleep(10_000));
    yield* s.compute(100);
  });
  const costs = costProfile("linux-x86")!;
  const asleep = costs.threadSwitch;
  expect(events(log, "TaskState").map(({ time }) => time)).toEqual([
    0,
    asleep,
    asleep,
    asleep + 10_000,
    asleep + 10_000 + costs.interrupt + costs.threadSwitch,
    kernel.now,
    kernel.now,
  ]);
  expect(kernel.now).toBe(asleep + 10_000 + costs.interrupt + costs.threadSwitch + 100);
  const spent = events(log, "Overhead").map(({ time, a }) => [time, a]);
  expect(spent).toEqual([
    [0, costs.threadSwitch],
    [asleep, costs.modeSwitch],
    [asleep + 10_000, costs.interrupt],
    [asleep + 10_000 + costs.interrupt, costs.threadSwitch],
  ]);
});

test("an idle core has no ticks", () => {
  const { log } = simulate({ cores: 4 }, function* (s) {
    yield* s.op((k) => k.nanosleep(1_000_000_000));
    yield* s.compute(12_000_000);
  });
  const ticks = events(log, "Interrupt").filter(({ aux }) => aux === 0);
  // The end of the sleep at 1 s, then every multiple of 4 ms while the core is busy; an event comes before a core at its end.
  expect(ticks.map(({ time }) => time)).toEqual([1_000_000_000, 1_004_000_000, 1_008_000_000, 1_012_000_000]);
  expect(ticks.every(({ core }) => core === 0)).toBe(true);
});

test.each([
  ["rr:quantum=9ms", "zero", 1, 2],
  // Where a tick takes time, where its policy counts it, and where it evens out the cores' queues, there are ticks.
  ["rr:quantum=9ms", "linux-x86", 1, 7],
  ["eevdf", "zero", 1, 5],
  ["priority", "zero", 1, 0],
  ["priority:aging=1s", "zero", 1, 5],
  ["rr:quantum=9ms", "zero", 2, 14],
])("timer interrupts of 20 ms of %s with costs %s on %i cores: %i", (policy, costs, cores, count) => {
  const { log } = simulateAll(
    { policy, costs, cores },
    Array.from({ length: cores }, () => (s: Steps) => s.compute(20_000_000)),
  );
  expect(events(log, "Interrupt").filter(({ aux }) => aux === 0)).toHaveLength(count);
});

test("a burst that nothing interrupts is one turn, however long, and ends where its slice does", () => {
  const { kernel, program, log } = boot({ policy: "rr:quantum=5ms" });
  const runs = new Map<number, number>();
  for (const id of [1, 2]) {
    let left = 12_000_000;
    kernel.createTask(program, `t${id}`, {
      run: () => {
        runs.set(id, (runs.get(id) ?? 0) + 1);
        left -= kernel.cpu.burst(left);
        return left === 0 ? ExecutionStop.Exited : ExecutionStop.Limit;
      },
    });
  }
  kernel.run({ maxIterations: 1e5 });
  const ends = events(log, "TaskState").filter(({ aux }) => aux === 4);
  expect(ends.map(({ time }) => time)).toEqual([22_000_000, 24_000_000]);
  // Three slices, and at the end of each of the first two a look at what takes no time.
  expect([...runs.values()]).toEqual([5, 5]);
});

test("an event comes before a core at the same instant", () => {
  const order: string[] = [];
  simulate({}, function* (s) {
    yield* s.op((k) => void k.at(30, () => order.push("event")));
    yield* s.compute(30);
    yield* s.op(() => void order.push("core"));
  });
  expect(order).toEqual(["event", "core"]);
});

test("at the same instant the lower core comes first, whichever it was before", () => {
  const order: string[] = [];
  const twice = function* (s: Steps, name: string, first: number, then: number): Script {
    for (const ns of [first, then]) {
      yield* s.compute(ns);
      yield* s.op(() => void order.push(`${s.kernel.now} ${name}`));
    }
  };
  simulateAll({ cores: 3 }, [
    (s) => twice(s, "core0", 30, 10),
    (s) => twice(s, "core1", 10, 20),
    (s) => twice(s, "core2", 20, 10),
  ]);
  expect(order).toEqual(["10 core1", "20 core2", "30 core0", "30 core1", "30 core2", "40 core0"]);
});

test("operations happen in the order of (time, core), events before cores", () => {
  const order: string[] = [];
  simulate({ cores: 3 }, function* (s) {
    const thread = (name: string, steps: readonly number[]) =>
      s.spawn(name, function* (c) {
        for (const ns of steps) {
          yield* c.compute(ns);
          yield* c.op(() => void order.push(`${c.kernel.now} ${name}`));
        }
      });
    yield* s.op((k) => void k.at(30, () => order.push("30 event")));
    yield* thread("core1", [10, 20, 5]);
    yield* thread("core2", [30, 1, 100]);
    yield* s.compute(30);
    yield* s.op(() => void order.push(`${s.kernel.now} core0`));
    yield* s.compute(5);
    yield* s.op(() => void order.push(`${s.kernel.now} core0`));
    yield* s.compute(200);
  });
  expect(order).toEqual([
    "10 core1",
    "30 event",
    "30 core0",
    "30 core1",
    "30 core2",
    "31 core2",
    "35 core0",
    "35 core1",
    "131 core2",
  ]);
});

test("plain code runs ahead of the other cores by at most a grain", () => {
  const grain = 50;
  const { kernel, script, program } = boot({ cores: 2, grain });
  const clocks = [0, 0];
  let worst = 0;
  for (const core of [0, 1]) {
    kernel.createTask(program, `t${core}`, {
      run: () => {
        const { cpu } = kernel;
        expect(cpu.mayAct()).toBe(true);
        while (cpu.budget >= 0 && cpu.now() < 10_000) {
          cpu.charge(1);
          clocks[core] = cpu.now();
          worst = Math.max(worst, (clocks[core] ?? 0) - (clocks[1 - core] ?? 0));
        }
        return cpu.now() < 10_000 ? ExecutionStop.Limit : ExecutionStop.Exited;
      },
    });
  }
  expect(script.kernel.run({ maxIterations: 1e5 })).toBe("over");
  // The charge that exceeds the limit has still happened.
  expect(worst).toBe(grain + 1);
});

test("a lone busy core comes back only at events and after the longest turn", () => {
  const { kernel, program } = boot({ cores: 8 });
  let calls = 0;
  kernel.createTask(program, "t", {
    run: () => {
      calls++;
      const { cpu } = kernel;
      while (cpu.budget >= 0) cpu.charge(1);
      return cpu.now() < 12_000_000 ? ExecutionStop.Limit : ExecutionStop.Exited;
    },
  });
  kernel.run({ maxIterations: 1e5 });
  // 12 ms in turns of at most 2^17 − 1 ns, cut by the ticks at 4 and 8 ms.
  expect(calls).toBe(3 * Math.ceil(4_000_000 / (2 ** 17 - 1)));
});

test.each([
  ["linux-x86", 1_200],
  ["linux-x86:scale=10", 12_000],
  ["linux-x86:scale=0.5", 600],
  ["zero", 0],
  ["zero:scale=10", 0],
])("cost profile %s", (name, threadSwitch) => {
  expect(costProfile(name)?.threadSwitch).toBe(threadSwitch);
  expect(costProfile(name)?.statements).toBe(!name.startsWith("zero"));
});

test.each([
  "",
  "linux",
  "linux-x86:",
  "linux-x86:scale=",
  "linux-x86:scale=-1",
  "linux-x86:scale=1e3",
  "zero:factor=2",
])("there is no cost profile %j", (name) => expect(costProfile(name)).toBeUndefined());

test("every kind that the kernel writes has a name in the schema", () => {
  const { log } = simulate({ cores: 2, costs: "linux-x86" }, (s) => s.op((k) => k.diskRead(5)));
  log.forEach(({ kind }) => expect(KINDS[kind]).toBeDefined());
});
