import { describe, expect, it } from "vitest";
import { NONE } from "../../src/shared/ids";
import type { LogEvent } from "../../src/shared/log/eventLog";
import { Kind } from "../../src/shared/schema";
import type { KindName } from "../../src/shared/schema";
import { validate, violationText } from "../../src/analysis/validate/validate";
import { LifetimeCheck } from "../../src/analysis/validate/lifetimeCheck";
import { eventsOf, withEvents } from "./support/editLog";
import { scenario } from "./support/scenario";

/** Position of the nth event of a kind, counted from 0. */
function nth(events: readonly LogEvent[], kind: KindName, n = 0): number {
  const found = events.flatMap((event, at) => (event.kind === Kind[kind] ? [at] : []))[n];
  if (found === undefined) throw new Error(`no event ${n} of kind ${kind}`);
  return found;
}

function findEvent(events: readonly LogEvent[], wanted: Partial<LogEvent>): LogEvent {
  const found = events.find((event) =>
    Object.entries(wanted).every(([key, value]) => event[key as keyof LogEvent] === value),
  );
  if (found === undefined) throw new Error(`no event like ${JSON.stringify(wanted)}`);
  return found;
}

type Mutation = (events: LogEvent[]) => void;

/** Changes fields of the nth event of a kind. */
function change(kind: KindName, n: number, fields: Partial<LogEvent>): Mutation {
  return (events) => Object.assign(events[nth(events, kind, n)]!, fields);
}

function remove(kind: KindName, n = 0): Mutation {
  return (events) => events.splice(nth(events, kind, n), 1);
}

function repeat(kind: KindName, n = 0): Mutation {
  return (events) => {
    const at = nth(events, kind, n);
    events.splice(at, 0, { ...events[at]! });
  };
}

const CASES: readonly (readonly [what: string, mutation: Mutation, check: string, message: RegExp])[] = [
  ["no RunStart", remove("RunStart"), "frame", /begins with ProcessStart/],
  ["RunStart twice", repeat("RunStart"), "frame", /second RunStart/],
  ["another number of cores", change("RunStart", 0, { a: 7 }), "frame", /7 cores, the configuration of 2/],
  ["no RunEnd", remove("RunEnd"), "frame", /ends with .*not RunEnd/],
  ["RunEnd twice", repeat("RunEnd"), "frame", /RunEnd after RunEnd/],
  [
    "time goes back",
    change("TimerFire", 0, { time: 450 }),
    "frame",
    /goes back from 500 ns \(PState\) to 450 ns/,
  ],
  ["a kind that does not exist", change("Output", 0, { kind: 250 }), "frame", /250 is not a kind/],
  ["a goroutine that does not exist", change("GoWaiting", 0, { a: 99 }), "arguments", /GoWaiting: g is 99/],
  ["a reason out of its vocabulary", change("GoWaiting", 0, { aux: 200 }), "arguments", /reason is 200/],
  ["an unknown place", change("Output", 0, { loc: 1000 }), "arguments", /1000 in the column loc/],
  ["a thread twice", repeat("TaskNew", 1), "task states", /M1 \(tid 3\) is created twice/],
  ["a thread that was not created", remove("TaskNew", 2), "task states", /X \(tid 4\) changes state before/],
  [
    "a thread skips runnable",
    remove("TaskState", 0),
    "task states",
    /M0 .*from new to running \(dispatched\)/,
  ],
  ["a goroutine twice", repeat("GoNew", 1), "goroutine states", /G2 worker is created twice/],
  ["a goroutine runs twice", repeat("GoRunning", 1), "goroutine states", /G2 worker: .*running to running/],
  [
    "a goroutine is readied twice",
    repeat("GoRunnable", 4),
    "goroutine states",
    /G1 main: .*from runnable to runnable \(ready\)/,
  ],
  [
    "a wait that did not begin",
    remove("GoWaiting"),
    "bindings",
    /G4 worker runs on M0 .*, but G1 main is there/,
  ],
  [
    "a rule that does not fit",
    change("GoRunning", 0, { aux: 10 }),
    "goroutine states",
    /runnable to running \(syscall exit \(fast\)\)/,
  ],
  [
    "a dead one's stack",
    (events) => {
      const at = nth(events, "GoDead", 0);
      events.splice(at + 1, 0, { ...events[at]!, kind: Kind.GoCopystack, b: 4096, g: NONE });
    },
    "goroutine states",
    /stack is copied while it is dead/,
  ],
  ["a P runs twice", repeat("PState", 1), "P states", /P1: illegal change from running to running/],
  [
    "a switch from another task",
    change("ContextSwitch", 3, { a: 0 }),
    "cores",
    /from M0 .*, but no task is there/,
  ],
  ["a task on two cores", change("ContextSwitch", 3, { b: 0 }), "cores", /to M0 .*, which is on core 0/],
  [
    "a switch to itself",
    (events) => {
      const at = nth(events, "ContextSwitch", 1);
      events.splice(at + 1, 0, { ...events[at]!, a: 1, b: 1 });
    },
    "cores",
    /from M1 \(tid 3\) to itself/,
  ],
  ["running without a core", remove("ContextSwitch", 1), "cores", /M1 \(tid 3\) is running and has no core/],
  ["a P of two Ms", change("PState", 1, { a: 0 }), "P states", /P0: illegal change from running to running/],
  [
    "an M of two Ps",
    change("PState", 1, { b: 0 }),
    "bindings",
    /M0 \(tid 2\) takes P1, but holds P0 already/,
  ],
  [
    "a goroutine without its P",
    (events) => {
      findEvent(events, { kind: Kind.GoRunning, time: 220 }).p = 0;
    },
    "bindings",
    /G2 worker runs on M1 \(tid 3\) and P0, but that P is held by M0/,
  ],
  [
    "a goroutine on a busy M",
    remove("GoDead", 0),
    "bindings",
    /G1 main runs on M1 .*, but G2 worker is there/,
  ],
  [
    "executed by a thread that has gone to sleep",
    (events) => {
      const slept = ({ kind, time, aux }: LogEvent): boolean =>
        kind === Kind.TaskState && time === 400 && aux === 3;
      const at = events.findIndex(slept);
      events.splice(at + 1, 0, { ...events[at]!, kind: Kind.StealFail, aux: 0, a: 0, b: 0 });
    },
    "executor",
    /StealFail: executed by M1 \(tid 3\), which is waiting/,
  ],
  [
    "executed elsewhere",
    change("Output", 0, { core: 1 }),
    "executor",
    /Output: executed by M0 .* on core 1, but it has core 0/,
  ],
  [
    "executed by a waiting goroutine",
    change("Output", 0, { g: 0 }),
    "executor",
    /executed by G1 main, which is runnable/,
  ],
  [
    "executed by a goroutine of another M",
    change("Output", 0, { g: 1 }),
    "executor",
    /G2 worker on M0 .*, but it runs on M1/,
  ],
  [
    "woken by nobody",
    (events) => {
      Object.assign(findEvent(events, { kind: Kind.GoRunnable, time: 900 }), {
        g: NONE,
        task: NONE,
        core: NONE,
      });
    },
    "wakers",
    /G1 main is woken \(ready\) by nobody/,
  ],
  [
    "woken without a timer",
    (events) => {
      findEvent(events, { kind: Kind.GoRunnable, time: 900 }).g = NONE;
    },
    "wakers",
    /G1 main is woken by M1 .* without a goroutine or a timer/,
  ],
  [
    "woken by a netpoller that did not poll",
    (events) => {
      findEvent(events, { kind: Kind.GoRunnable, time: 900 }).aux = 6;
    },
    "wakers",
    /M1 .* did not poll/,
  ],
  [
    "woken by a disk that did not complete",
    remove("DeviceComplete"),
    "wakers",
    /M1 .* disk request, but no device completed/,
  ],
  ["a wrong length", change("RunqPut", 2, { b: 5 }), "Go queues", /holds 1, the event says 5/],
  [
    "put twice",
    (events) => {
      const at = nth(events, "RunqPut", 1);
      events.splice(at + 1, 0, { ...events[at]!, aux: 1 });
    },
    "Go queues",
    /G2 worker is put into a queue, but it is in runnext of P0/,
  ],
  [
    "taken from where it is not",
    change("RunqGet", 0, { p: 1 }),
    "Go queues",
    /G1 main is taken out of runnext of P1, but it is in runnext of P0/,
  ],
  [
    "runs while it is queued",
    remove("RunqGet", 0),
    "Go queues",
    /G1 main is no longer runnable, but still in runnext of P0/,
  ],
  [
    "out of order",
    change("RunqGet", 3, { a: 2 }),
    "Go queues",
    /G3 worker is taken out of the ring of P0 before G2 worker/,
  ],
  [
    "a steal from more than there is",
    change("Steal", 0, { b: 5 | (3 << 10) }),
    "Go queues",
    /ring of P0 holds 2, not 5/,
  ],
  ["a steal of too many", change("Steal", 0, { b: 2 | (2 << 10) }), "Go queues", /Steal of 2 from 2/],
  ["a steal from itself", change("Steal", 0, { a: 1 }), "Go queues", /P1 steals from itself/],
  [
    "a rule that does not fit the queue",
    change("GoRunning", 2, { aux: 3 }),
    "rules",
    /G4 worker runs on P0 by the rule local queue, but was taken from runnext of P0/,
  ],
  [
    "a theft that was none",
    change("GoRunning", 0, { aux: 6 }),
    "rules",
    /G1 main runs on P0 by the rule steal, but was taken from runnext of P0/,
  ],
  [
    "a thread that is lost",
    (events) => {
      events.splice(nth(events, "CpuEnqueue", 2), 1);
    },
    "kernel queues",
    /X \(tid 4\) is runnable, but in no queue and on no core|leaves the queue/,
  ],
  [
    "queued on two cores",
    repeat("CpuEnqueue", 2),
    "kernel queues",
    /enters the queue of core 1, but is in that of core 1/,
  ],
  [
    "a wrong kernel queue length",
    change("CpuEnqueue", 2, { b: 9 }),
    "kernel queues",
    /queue of core 1 holds 1, the event says 9/,
  ],
  [
    "runs while in the kernel's queue",
    remove("CpuDequeue", 0),
    "kernel queues",
    /M0 .* is in the queue of core 0 and not runnable/,
  ],
  ["a system call within one", repeat("SyscallEnter"), "pairs", /enters blocking within blocking/],
  [
    "a return from nowhere",
    remove("SyscallEnter"),
    "pairs",
    /returns from blocking, but is in no system call/,
  ],
  ["an answer without a request", remove("DeviceSubmit"), "pairs", /disk request 0 completes without/],
  ["a timer that was not set", remove("TimerStart"), "pairs", /timer 1 fires, but is not set/],
  ["a process twice", repeat("ProcessStart"), "pairs", /main \(pid 2\) starts, but it has started/],
  [
    "spinning counted wrong",
    change("SpinStart", 0, { a: 2 }),
    "spinning",
    /has 1 spinning Ms, the event says 2/,
  ],
  ["negative spinning", remove("SpinStart"), "spinning", /has -1 spinning Ms/],
];

describe("a log broken in one place", () => {
  it("is fine when it is whole", () => {
    expect(validate(scenario())).toBeUndefined();
  });

  it.each(CASES)("%s", (_, mutation, check, message) => {
    const log = scenario();
    const events = eventsOf(log);
    mutation(events);
    const violation = validate(withEvents(log, events));
    expect(violation?.message).toMatch(message);
    expect(violation?.check).toBe(check);
  });

  it("says at which event", () => {
    const log = scenario();
    const events = eventsOf(log);
    const at = nth(events, "GoNew", 1);
    repeat("GoNew", 1)(events);
    const violation = validate(withEvents(log, events));
    expect(violation).toMatchObject({ event: at + 1, time: 100 });
    expect(violation && violationText(violation)).toBe(
      `event ${at + 1} at 100 ns: G2 worker is created twice [goroutine states]`,
    );
  });
});

/** Other checks come first in a whole log: this one alone. */
describe("lifetimes", () => {
  const problem = (mutation: Mutation): string | undefined => {
    const log = scenario();
    const events = eventsOf(log);
    mutation(events);
    const check = new LifetimeCheck(log);
    for (const event of events) {
      const message = check.event(event);
      if (message !== undefined) return message;
    }
    return check.end(1200);
  };

  it("accepts a whole log", () => {
    expect(problem(() => undefined)).toBeUndefined();
  });

  it("finds a life that began later than its states", () => {
    const late: Mutation = (events) => {
      const born = { ...findEvent(events, { kind: Kind.GoNew, a: 2 }), time: 300 };
      events.splice(nth(events, "GoWaiting"), 0, born);
    };
    expect(problem(late)).toMatch(/^G3 worker lived for 900 ns, its states sum up to \d+ ns$/);
  });

  it("finds two goroutines on a P", () => {
    expect(problem(change("GoRunning", 1, { p: 0 }))).toBe("G2 worker runs on P0, but G1 main is there");
  });
});
