import { describe, expect, test } from "vitest";
import {
  codeOf,
  HANDOFF_REASONS,
  READY_REASONS,
  RUN_QUEUES,
  RUN_RULES,
  SYSCALLS,
  STEAL_OUTCOMES,
  TASK_STATES,
} from "../../../src/shared/enums";
import type { EventLog } from "../../../src/shared/log/eventLog";
import { Kind } from "../../../src/shared/schema";
import { events, runScript, workers } from "./scripted";
import type { Script } from "./scripted";

/** Each mechanism of the scheduler, seen in the trace of a small program. */

const four = { gomaxprocs: 4, cores: 4 };
const ms = 1e6;

/** How many goroutines leave the ring of a P from an event on, until somebody runs. */
function takenFrom(log: EventLog, p: number, from: number): number {
  let taken = 0;
  for (let at = from; ; at++) {
    const { kind, aux, p: of } = log.read(at);
    if (kind === Kind.GoRunning) return taken;
    if (kind === Kind.RunqGet && RUN_QUEUES[aux] === "local" && of === p) taken++;
  }
}

const rules = (log: EventLog): string[] => events(log, "GoRunning").map((event) => RUN_RULES[event.aux]!);

describe("stealing", () => {
  const ran = runScript(
    workers(40, (s) => [s.compute(0.2 * ms)]),
    four,
  );
  const steals = events(ran.log, "Steal");

  test("idle Ps take half of a ring, rounded up, and run the last of it", () => {
    const ring = steals.filter((event) => event.aux === codeOf(STEAL_OUTCOMES, "ring"));
    expect(ring.length).toBeGreaterThan(2);
    for (const event of ring) {
      const before = event.b & 0x3ff;
      expect((event.b >> 10) & 0x3ff).toBe(before - (before >> 1));
      expect((event.b >> 20) & 7).toBeGreaterThanOrEqual(1);
      expect(takenFrom(ran.log, event.a, event.index)).toBe(before - (before >> 1));
    }
    expect(rules(ran.log)).toContain("steal");
  });

  test("the work is spread: 8 ms of it take little more than 2 ms", () => {
    expect(ran.time).toBeGreaterThan(2 * ms);
    expect(ran.time).toBeLessThan(2.5 * ms);
  });

  test("victims are looked at in steps that have no divisor in common with their number, all such steps in time", () => {
    const steps = new Set<number>();
    for (let seed = 1; seed <= 5; seed++) {
      const { log } = runScript(
        workers(20, (s) => [s.compute(0.1 * ms), s.sleep(0.1 * ms), s.compute(0.1 * ms)]),
        { gomaxprocs: 6, cores: 6, seed },
      );
      for (const { a } of events(log, "StealRound")) steps.add((a >> 10) & 0x3ff);
    }
    expect([...steps].sort()).toEqual([1, 5]);
  });

  test("whoever readies a goroutine wakes an idle P for it", () => {
    const { stdout } = runScript(function* (s) {
      const c = s.go.makechan(0);
      yield s.spawn(
        "receiver",
        (function* (): Script {
          yield s.recv(c);
          yield s.print("received");
        })(),
      );
      // Let the receiver wait, and then whoever was woken in the meantime park.
      yield s.sleep(1 * ms);
      yield s.compute(1 * ms);
      yield s.send(c, 1);
      yield s.compute(1 * ms);
      yield s.print("computed");
      yield s.sleep(1 * ms);
    }, four);
    expect(stdout).toBe("received\ncomputed\n");
  });

  test("who finds nothing says so and spins no longer", () => {
    expect(events(ran.log, "StealFail").length).toBeGreaterThan(0);
    expect(events(ran.log, "SpinStart").length).toBeGreaterThan(2);
    expect(events(ran.log, "SpinStop").length).toBeGreaterThan(2);
  });

  test("runnext is taken last, after a nap", () => {
    const { log } = runScript(function* (s) {
      // Let the Ms of the start park.
      yield s.sleep(1 * ms);
      yield s.spawn(
        "next",
        (function* (): Script {
          yield s.compute(0.1 * ms);
        })(),
      );
      yield s.compute(1 * ms);
    }, four);
    const steal = events(log, "Steal").find((event) => event.aux === codeOf(STEAL_OUTCOMES, "runnext"));
    expect(steal).toBeDefined();
    expect((steal!.b >> 20) & 7).toBe(4);
    // 3 µs, and what the kernel may add to a short sleep.
    const nap = events(log, "SyscallEnter").find((event) => event.task === steal!.task && event.a === 53_000);
    expect(steal!.time - nap!.time).toBeGreaterThanOrEqual(53_000);
    expect(rules(log)).toContain("steal runnext");
  });
});

describe("system calls", () => {
  test("a short one keeps its P", () => {
    const { log } = runScript(
      workers(1, (s) => [() => s.go.syscall(5_000)]),
      { gomaxprocs: 1, cores: 2 },
    );
    expect(rules(log)).toContain("syscall exit (fast)");
    expect(events(log, "Retake").length).toBe(0);
  });

  test("sysmon takes the P of a long one, and hands it off to who has work", () => {
    const { log, time } = runScript(
      workers(2, (s, i) => [i === 0 ? s.compute(3 * ms) : () => s.go.syscall(5 * ms)]),
      { gomaxprocs: 1, cores: 4 },
    );
    const [retake] = events(log, "Retake");
    const [enter] = events(log, "GoSyscall");
    expect(retake!.time - enter!.time).toBeGreaterThan(20_000);
    expect(retake!.time - enter!.time).toBeLessThan(200_000);
    expect(retake!.p).toBe(-1);
    const handoff = events(log, "Handoff")[0]!;
    expect(handoff.aux).toBe(codeOf(HANDOFF_REASONS, "retaken by sysmon"));
    expect(handoff.b).toBeGreaterThanOrEqual(0);
    expect(time).toBeLessThan(6 * ms);
  });

  test("who returns to no P goes to the global queue, and the M parks", () => {
    const { log } = runScript(
      workers(2, (s, i) => [i === 0 ? s.compute(8 * ms) : () => s.go.syscall(2 * ms)]),
      { gomaxprocs: 1, cores: 4 },
    );
    const reasons = events(log, "GoRunnable").map((event) => READY_REASONS[event.aux]);
    expect(reasons).toContain("syscall exit");
  });

  test("one that is known to block hands its P off at once", () => {
    const { log } = runScript(
      workers(2, (s, i) => [i === 0 ? s.compute(1 * ms) : () => s.go.syscall(2 * ms, true)]),
      { gomaxprocs: 1, cores: 4 },
    );
    const handoff = events(log, "Handoff")[0]!;
    expect(handoff.aux).toBe(codeOf(HANDOFF_REASONS, "blocking system call"));
    expect(handoff.time).toBe(events(log, "GoSyscall")[0]!.time);
  });

  test("ten at a time need ten threads beyond the few", () => {
    const { log } = runScript(
      workers(10, (s) => [() => s.go.syscall(50 * ms)]),
      { gomaxprocs: 1, cores: 4 },
    );
    const threads = events(log, "TaskNew").length;
    expect(threads).toBeGreaterThanOrEqual(11);
    expect(threads).toBeLessThanOrEqual(14);
  });

  test("the disk serves one request after the other, while the CPU works", () => {
    const { log, time } = runScript(
      workers(4, (s) => [() => s.go.ioDisk(2 * ms)]),
      four,
    );
    expect(time).toBeGreaterThan(8 * ms);
    expect(time).toBeLessThan(9 * ms);
    expect(events(log, "GoSyscall").length).toBe(4);
  });
});

describe("preemption", () => {
  const ran = runScript(
    workers(3, (s) => [s.compute(60 * ms)]),
    { gomaxprocs: 1, cores: 2 },
  );

  test("sysmon sleeps for 20 µs 51 times, then twice as long each time, at most for 10 ms", () => {
    const { log } = runScript(
      function* (s) {
        yield s.compute(60 * ms);
      },
      { gomaxprocs: 1, cores: 2 },
    );
    const sysmon = log.tables.tasks.findIndex(({ name }) => name === "sysmon");
    const sleeps = events(log, "SyscallEnter")
      .filter(({ task, aux }) => task === sysmon && SYSCALLS[aux] === "nanosleep")
      .map(({ a }) => a);
    const longer = [40_000, 80_000, 160_000, 320_000, 640_000, 1_280_000, 2_560_000, 5_120_000, 10 * ms];
    expect(sleeps.slice(0, 60)).toEqual([...Array.from({ length: 51 }, () => 20_000), ...longer]);
  });

  test("a goroutine that runs for more than 10 ms is asked to give way, at most every 20 ms", () => {
    const requests = events(ran.log, "PreemptRequest").filter((event) => event.b >= 0);
    expect(requests.length).toBeGreaterThan(6);
    const gaps = requests.slice(1).map((event, i) => event.time - requests[i]!.time);
    for (const gap of gaps) {
      expect(gap).toBeGreaterThan(10 * ms);
      expect(gap).toBeLessThan(21 * ms);
    }
  });

  test("it goes to the global queue; the request is a signal to its thread", () => {
    const preempted = events(ran.log, "GoRunnable").filter(
      (event) => READY_REASONS[event.aux] === "preempted",
    );
    expect(preempted.length).toBeGreaterThan(6);
    expect(events(ran.log, "Signal").length).toBeGreaterThanOrEqual(preempted.length);
    expect(rules(ran.log)).toContain("global queue");
  });

  test("one core is enough: sysmon preempts although it shares the core", () => {
    const { log } = runScript(
      workers(2, (s) => [s.compute(60 * ms)]),
      { gomaxprocs: 1, cores: 1 },
    );
    expect(events(log, "PreemptRequest").length).toBeGreaterThan(3);
  });
});

describe("netpoller", () => {
  test("a hundred requests wait at the same time without threads", () => {
    const { log, time } = runScript(
      workers(100, (s) => [() => s.go.ioNetwork(5 * ms)]),
      four,
    );
    expect(time).toBeLessThan(6 * ms);
    expect(events(log, "TaskNew").length).toBeLessThanOrEqual(7);
    const polls = events(log, "Netpoll");
    expect(polls.reduce((sum, event) => sum + event.a, 0)).toBe(100);
    expect(polls.some((event) => event.b === 1)).toBe(true);
    expect(rules(log).some((rule) => rule.startsWith("netpoll"))).toBe(true);
  });

  test("who schedules polls in passing", () => {
    const { log } = runScript(
      function* (s) {
        yield s.spawn(
          "asker",
          (function* (): Script {
            yield () => s.go.ioNetwork(1 * ms);
            yield s.print("answered");
          })(),
        );
        for (let i = 0; i < 30; i++) {
          yield s.compute(0.1 * ms);
          yield s.sleep(0.05 * ms);
        }
      },
      { gomaxprocs: 1, cores: 1 },
    );
    expect(events(log, "Netpoll").length).toBe(1);
  });

  test("sysmon polls where nobody else does for 10 ms", () => {
    const { log } = runScript(
      function* (s) {
        yield s.spawn(
          "asker",
          (function* (): Script {
            yield () => s.go.ioNetwork(1 * ms);
          })(),
        );
        yield s.gosched();
        yield s.compute(60 * ms);
      },
      { gomaxprocs: 1, cores: 2 },
    );
    const [poll] = events(log, "Netpoll");
    expect(log.tables.tasks[poll!.task]!.name).toBe("sysmon");
  });
});

describe("threads", () => {
  test("parked Ms are used again, last in first out", () => {
    const { log } = runScript(function* (s) {
      for (let i = 0; i < 20; i++) {
        yield s.spawn(
          "worker",
          (function* (): Script {
            yield s.compute(0.1 * ms);
          })(),
        );
        yield s.sleep(1 * ms);
      }
    }, four);
    expect(events(log, "TaskNew").length).toBeLessThanOrEqual(6);
    expect(events(log, "StartM").length).toBeGreaterThan(15);
  });

  test("a locked goroutine stays on its thread: the P is handed over and back", () => {
    const { log } = runScript(
      function* (s) {
        const c = s.go.makechan(0);
        yield s.spawn(
          "locked",
          (function* (): Script {
            yield () => s.go.lockOSThread();
            for (let i = 0; i < 5; i++) yield s.recv(c);
          })(),
        );
        for (let i = 0; i < 5; i++) yield s.send(c, i);
      },
      { gomaxprocs: 1, cores: 2 },
    );
    const locked = events(log, "GoRunning").filter((event) => RUN_RULES[event.aux] === "locked");
    expect(locked.length).toBeGreaterThanOrEqual(2);
    expect(new Set(locked.map((event) => event.task)).size).toBe(1);
    const reasons = events(log, "Handoff").map((event) => HANDOFF_REASONS[event.aux]);
    expect(reasons).toContain("locked goroutine");
  });

  test("an M that has lost its core keeps its P: more Ps than cores", () => {
    const { log, stdout } = runScript(
      workers(8, (s, i) => [s.compute(10 * ms), s.print(i)]),
      { gomaxprocs: 8, cores: 2 },
    );
    expect(stdout.split("\n").length).toBe(9);
    const runnable = codeOf(TASK_STATES, "runnable");
    expect(events(log, "TaskState").filter((event) => event.aux === runnable).length).toBeGreaterThan(10);
  });
});
