import { expect, test } from "vitest";
import { SYSCALLS, TASK_REASONS, TASK_STATES } from "../../../src/shared/enums";
import type { EventLog } from "../../../src/shared/log/eventLog";
import { Kind } from "../../../src/shared/schema";
import type { FutexRef, TaskRef } from "../../../src/sim/kernel/services";
import { TaskStatus } from "../../../src/sim/kernel/task";
import { checkLog } from "./checkLog";
import { boot, events, simulate, slices } from "./scripted";

/** `name state reason` with the time, for each state change. */
function states(log: EventLog): string[] {
  return events(log, "TaskState").map(({ time, a, aux, b }) =>
    `${time} ${log.tables.tasks[a]?.name} ${TASK_STATES[aux]} ${TASK_REASONS[b]}`.trim(),
  );
}

test("a futex wakes its sleepers in the order in which they came", () => {
  const woken: string[] = [];
  const { log } = simulate({}, function* (s) {
    const futex = s.services.newFutex();
    for (const name of ["a", "b", "c", "d"]) {
      yield* s.spawn(name, function* (c) {
        yield* c.op((k) => k.futexWait(futex, 0));
        woken.push(name);
      });
    }
    yield* s.op((k) => k.nanosleep(1_000));
    yield* s.op((k) => expect(k.futexWake(futex, 2)).toBe(2));
    yield* s.op((k) => k.nanosleep(1_000));
    expect(woken).toEqual(["a", "b"]);
    yield* s.op((k) => expect(k.futexWake(futex, 5)).toBe(2));
    yield* s.op((k) => expect(k.futexWake(futex, 5)).toBe(0));
  });
  expect(woken).toEqual(["a", "b", "c", "d"]);
  expect(events(log, "FutexWake").map(({ b }) => log.tables.tasks[b]?.name)).toEqual(["a", "b", "c", "d"]);
  expect(log.tables.objects.map(({ kind }) => kind)).toEqual(["futex"]);
});

test("futexWait does not sleep where the word has changed", () => {
  const { state } = simulate({}, function* (s) {
    const futex = s.services.newFutex();
    futex.value = 1;
    yield* s.op((k) => expect(k.futexWait(futex, 0)).toBe(false));
  });
  expect(state).toBe("over");
});

test("a timeout takes the sleeper out of the futex's queue", () => {
  let late: FutexRef | undefined;
  const { kernel } = simulate({}, function* (s) {
    const futex = s.services.newFutex();
    late = futex;
    yield* s.spawn("impatient", function* (c) {
      yield* c.op((k) => k.futexWait(futex, 0, 500));
      expect(c.kernel.now).toBe(500);
    });
    yield* s.spawn("patient", function* (c) {
      yield* c.op((k) => k.futexWait(futex, 0, 5_000));
      expect(c.kernel.now).toBe(1_000);
    });
    yield* s.op((k) => k.nanosleep(1_000));
    yield* s.op((k) => expect(k.futexWake(futex, 9)).toBe(1));
    yield* s.op((k) => k.nanosleep(9_000));
  });
  expect(late).toBeDefined();
  expect(kernel.now).toBe(10_000);
});

test("a call that blocks shows as waiting with its reason, and returns when the task runs again", () => {
  const { log } = simulate({}, function* (s) {
    yield* s.op((k) => k.nanosleep(100));
    yield* s.op((k) => k.blockingCall(200));
    yield* s.op((k) => k.diskRead(300));
    yield* s.op((k) => k.nanosleep(0));
  });
  expect(states(log)).toEqual([
    "0 t0 runnable created",
    "0 t0 running dispatched",
    "0 t0 waiting sleep",
    "100 t0 runnable woken",
    "100 t0 running dispatched",
    "100 t0 waiting system call",
    "300 t0 runnable woken",
    "300 t0 running dispatched",
    "300 t0 waiting disk",
    "600 t0 runnable woken",
    "600 t0 running dispatched",
    "600 t0 waiting sleep",
    "601 t0 runnable woken",
    "601 t0 running dispatched",
    "601 t0 zombie exited",
    "601 t0 dead reaped",
  ]);
  const calls = (kind: "SyscallEnter" | "SyscallExit") =>
    events(log, kind).map(({ time, aux }) => `${time} ${SYSCALLS[aux]}`);
  expect(calls("SyscallEnter")).toEqual(["0 nanosleep", "100 blocking", "300 pread64", "600 nanosleep"]);
  expect(calls("SyscallExit")).toEqual(["100 nanosleep", "300 blocking", "600 pread64", "601 nanosleep"]);
});

test("the disk serves one request after the other", () => {
  const done: string[] = [];
  const { log } = simulate({ cores: 4 }, function* (s) {
    for (const [name, ns] of [
      ["a", 300],
      ["b", 100],
      ["c", 50],
    ] as const) {
      yield* s.spawn(name, function* (c) {
        yield* c.op((k) => k.diskRead(ns));
        done.push(`${name} ${c.kernel.now}`);
      });
    }
    yield* s.op((k) => k.nanosleep(1_000));
    yield* s.op((k) => k.diskRead(10));
    done.push(`main ${s.kernel.now}`);
  });
  expect(done).toEqual(["a 300", "b 400", "c 450", "main 1010"]);
  expect(events(log, "DeviceComplete").map(({ time }) => time)).toEqual([300, 400, 450, 1_010]);
});

test("network requests run in parallel and come out of epoll in the order of their completion", () => {
  const { kernel } = simulate({}, function* (s) {
    yield* s.op((k) => k.networkRequest(300, "slow"));
    yield* s.op((k) => k.networkRequest(100, "fast"));
    yield* s.op((k) => k.networkRequest(100, "fast too"));
    yield* s.op((k) => expect(k.epollPoll()).toEqual([]));
    yield* s.op((k) => expect(k.networkPending()).toBe(true));
    yield* s.op((k) => k.epollWait(-1));
    expect(s.kernel.now).toBe(100);
    yield* s.compute(50);
    yield* s.op((k) => expect(k.epollWait(-1)).toBe(false));
    yield* s.op((k) => expect(k.epollPoll()).toEqual(["fast", "fast too"]));
    yield* s.op((k) => expect(k.epollPoll()).toEqual([]));
    yield* s.op((k) => k.epollWait(20));
    expect(s.kernel.now).toBe(170);
    yield* s.op((k) => expect(k.epollPoll()).toEqual([]));
    yield* s.op((k) => k.epollWait(1_000));
    expect(s.kernel.now).toBe(300);
    yield* s.op((k) => expect(k.networkPending()).toBe(true));
    yield* s.op((k) => expect(k.epollPoll()).toEqual(["slow"]));
    yield* s.op((k) => expect(k.networkPending()).toBe(false));
    yield* s.op((k) => expect(k.epollWait(0)).toBe(false));
  });
  expect(kernel.now).toBe(300);
});

test("epollBreak ends a wait, or keeps the next one from sleeping", () => {
  const { kernel } = simulate({ cores: 2 }, function* (s) {
    yield* s.spawn("breaker", function* (c) {
      yield* c.op((k) => k.nanosleep(40));
      yield* c.op((k) => k.epollBreak());
      yield* c.op((k) => k.epollBreak());
    });
    yield* s.op((k) => k.epollWait(-1));
    expect(s.kernel.now).toBe(40);
    yield* s.op((k) => k.nanosleep(10));
    yield* s.op((k) => expect(k.epollWait(-1)).toBe(false));
    yield* s.op((k) => k.epollWait(7));
  });
  expect(kernel.now).toBe(57);
});

test("nothing to wait for: the machine is idle for ever", () => {
  const { state, kernel } = simulate({}, function* (s) {
    yield* s.compute(5);
    yield* s.op((k) => k.futexWait(k.newFutex(), 0));
  });
  expect(state).toBe("idle");
  expect(kernel.end).toBeUndefined();
});

test("the run ends with the program's last thread, or by exitGroup with all of them", () => {
  const alone = simulate({}, function* (s) {
    yield* s.spawn("longer", (c) => c.compute(900));
    yield* s.compute(100);
  });
  expect([alone.state, alone.kernel.end, alone.kernel.exitCode, alone.kernel.now]).toEqual([
    "over",
    "exit",
    0,
    1_000,
  ]);

  const group = simulate({ cores: 3, grain: 10 }, function* (s) {
    const futex = s.services.newFutex();
    yield* s.spawn("runs", (c) => c.compute(1e9));
    yield* s.spawn("sleeps", (c) => c.op((k) => k.nanosleep(1e9)));
    yield* s.spawn("waits", (c) => c.op((k) => k.futexWait(futex, 0)));
    yield* s.spawn("reads", (c) => c.op((k) => k.diskRead(1e6)));
    for (let i = 0; i < 4; i++) yield* s.spawn(`queued${i}`, (c) => c.compute(1e9));
    yield* s.compute(100);
    yield* s.op((k) => k.exitGroup(300));
  });
  expect([group.state, group.kernel.end, group.kernel.exitCode]).toEqual(["over", "exit", 44]);
  expect(group.kernel.now).toBeLessThanOrEqual(110);
  const dead = states(group.log).filter((line) => line.includes("dead"));
  expect(dead).toHaveLength(9);
  expect(events(group.log, "ProcessExit")).toHaveLength(1);
});

test("the run ends at the limit of virtual time", () => {
  const { state, kernel, log } = simulate({ limit: 1_000_000 }, (s) => s.compute(1e12));
  expect([state, kernel.end]).toEqual(["over", "limit"]);
  expect(log.endTime).toBeLessThanOrEqual(1_000_000);

  const asleep = simulate({ limit: 1_000_000 }, (s) => s.op((k) => k.nanosleep(1_000_001)));
  expect([asleep.state, asleep.kernel.end]).toEqual(["over", "limit"]);
  const just = simulate({ limit: 1_000_000 }, (s) => s.op((k) => k.nanosleep(1_000_000)));
  expect([just.state, just.kernel.end]).toEqual(["over", "exit"]);
});

test("tgkill interrupts the core that runs the task", () => {
  let victim: TaskRef | undefined;
  const { log } = simulate({ cores: 2 }, function* (s) {
    yield* s.op((k) => {
      victim = k.clone(
        "victim",
        s.thread((c) => c.compute(1_000)),
      );
    });
    yield* s.compute(500);
    yield* s.op((k) => {
      expect(victim && k.coreOf(victim)).toBe(1);
      if (victim) k.tgkill(victim);
    });
    yield* s.compute(1_000);
    yield* s.op((k) => {
      expect(victim && k.coreOf(victim)).toBe(-1);
      if (victim) k.tgkill(victim);
    });
  });
  const signals = events(log, "Interrupt").filter(({ aux }) => aux === 4);
  expect(signals.map(({ core, task }) => [core, log.tables.tasks[task]?.name])).toEqual([[1, "victim"]]);
});

test("at calls back outside of any task, unless it is taken back", () => {
  const seen: string[] = [];
  simulate({}, function* (s) {
    yield* s.op((k) => {
      k.at(70, () => {
        const { now, core, task } = s.kernel.machine.log;
        seen.push(`${now} ${core} ${task}`);
        expect(() => k.current()).toThrow("outside of any task");
      });
      const takeBack = k.at(80, () => seen.push("never"));
      k.at(90, () => seen.push("90"));
      takeBack();
    });
    yield* s.compute(100);
  });
  expect(seen).toEqual(["70 -1 -1", "90"]);
});

test("a futex woken from an event costs nobody time", () => {
  const { kernel } = simulate({ costs: "linux-x86" }, function* (s) {
    const futex = s.services.newFutex();
    yield* s.op((k) => void k.at(50_000, () => expect(k.futexWake(futex, 1)).toBe(1)));
    yield* s.op((k) => k.futexWait(futex, 0));
  });
  expect(kernel.end).toBe("exit");
});

test("pids and tids are one sequence, a first thread has its process's", () => {
  const { log } = simulate({}, (s) => s.spawn("second", (c) => c.compute(1)));
  expect(log.tables.processes.map(({ pid, name, parent }) => [pid, name, parent])).toEqual([
    [1, "init", -1],
    [2, "test", 0],
  ]);
  expect(log.tables.tasks.map(({ tid, name }) => [tid, name])).toEqual([
    [2, "t0"],
    [3, "second"],
  ]);
});

test("returning Blocked without having blocked is an error, and so is the reverse", () => {
  expect(() => simulate({}, (s) => s.op(() => true))).toThrow("Blocked is returned after a call that blocks");
  expect(() =>
    simulate({}, function* (s) {
      yield* s.turn();
      s.services.nanosleep(5);
    }),
  ).toThrow("Blocked is returned after a call that blocks");
});

test("illegal transitions of a task throw", () => {
  const { kernel, script, program } = boot();
  const task = kernel.createTask(
    program,
    "t",
    script.thread((s) => s.compute(1)),
  );
  expect(() => task.setStatus(TaskStatus.New)).toThrow("task 2 cannot go from runnable to new");
  expect(() => task.setStatus(TaskStatus.Dead)).toThrow("task 2 cannot go from runnable to dead");
});

test("a task with a start arrives then, also where nobody runs, and can be killed before", () => {
  const { kernel, script, program, log } = boot();
  const late = kernel.createTask(
    program,
    "late",
    script.thread((s) => s.compute(5)),
    { start: 100 },
  );
  const never = kernel.createTask(
    program,
    "never",
    script.thread((s) => s.compute(5)),
    { start: 1_000 },
  );
  kernel.createTask(
    program,
    "first",
    script.thread((s) => s.compute(10)),
  );
  kernel.createTask(
    program,
    "killer",
    script.thread(function* (s) {
      yield* s.op((k) => k.nanosleep(500));
      yield* s.op((k) => {
        k.exitGroup(0);
      });
    }),
  );
  expect(late.status).toBe(TaskStatus.New);
  kernel.run({ maxIterations: 1e4 });
  log.emit(Kind.RunEnd, 0, 0);
  checkLog(log);
  expect(slices(log).filter((slice) => !slice.startsWith("killer"))).toEqual([
    "first 0-10 core0",
    "late 100-105 core0",
  ]);
  expect([late.arrivedAt, never.status, kernel.end]).toEqual([100, TaskStatus.Dead, "exit"]);
});

test("nice outside of -20 … 19 is refused", () => {
  const { kernel, script, program } = boot();
  const thread = script.thread((s) => s.compute(1));
  expect(() => kernel.createTask(program, "t", thread, { nice: 20 })).toThrow("nice");
});

test("a long piece of code that cannot be interrupted only delays what would have taken its core", () => {
  const { log } = simulate({ policy: "rr:quantum=1ms" }, function* (s) {
    yield* s.spawn("other", (c) => c.compute(10));
    yield* s.critical(3_500_000);
    yield* s.compute(5);
  });
  expect(slices(log)).toEqual([
    "t0 0-3500000 core0",
    "other 3500000-3500010 core0",
    "t0 3500010-3500015 core0",
  ]);
});
