import fc from "fast-check";
import { expect, test } from "vitest";
import type { RunConfig } from "../../../src/shared/config";
import type { EventLog } from "../../../src/shared/log/eventLog";
import type { FutexRef, TaskRef } from "../../../src/sim/kernel/services";
import { simulate } from "./scripted";
import type { Script, Steps } from "./scripted";

type Step =
  | { readonly do: "compute" | "critical" | "sleep" | "call" | "disk"; readonly ns: number }
  | { readonly do: "yield" | "poll" | "break" | "exit" | "section" }
  | { readonly do: "network" | "epoll"; readonly ns: number }
  | { readonly do: "wait"; readonly futex: number; readonly ns: number }
  | { readonly do: "wake"; readonly futex: number; readonly count: number }
  | { readonly do: "spawn" | "signal"; readonly thread: number };

/** Short and long, with many ties. */
const duration = fc.oneof(
  fc.constantFrom(0, 1, 100, 1_000, 4_000_000),
  fc.nat(20_000),
  fc.integer({ min: 1_000_000, max: 6_000_000 }),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("compute"), ns: duration }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("critical"), ns: duration }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom("sleep", "call", "disk"), ns: duration }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("yield") }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("network", "epoll"), ns: duration }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("poll", "break", "section") }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("wait"), futex: fc.nat(2), ns: duration }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("wake"), futex: fc.nat(2), count: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("spawn", "signal"), thread: fc.nat(5) }) },
);
const program = fc.record({
  threads: fc.array(fc.array(step, { maxLength: 8 }), { minLength: 6, maxLength: 6 }),
  exits: fc.boolean(),
});
const config: fc.Arbitrary<Partial<RunConfig>> = fc.record({
  cores: fc.constantFrom(1, 2, 3, 5),
  policy: fc.constantFrom(
    "eevdf",
    "rr:quantum=1ms",
    "rr:quantum=50us",
    "rr:quantum=50us,aligned",
    "eevdf:quantum=500us",
    "cfs",
    "cfs:latency=1ms,granularity=100us,wakeup=10us",
    "fifo",
    "sjf",
    "stcf",
    "priority",
    "priority:aging=1ms,quantum=50us",
    "priority:preemptive=off",
    "mlfq:quantum=50us",
    "mlfq:quantum=50us,1ms,allotment=2,3,boost=3ms,stay,iobump",
    "lottery:quantum=50us",
    "lottery:quantum=50us,draws=7,5,3",
    "stride:quantum=50us",
    "deadline",
  ),
  queues: fc.constantFrom("percpu", "global"),
  inherit: fc.boolean(),
  preemption: fc.constantFrom("preemptive", "hybrid", "cooperative"),
  costs: fc.constantFrom("zero", "linux-x86", "linux-x86:scale=10"),
  grain: fc.constantFrom(1_000, 20_000),
});

interface Shared {
  readonly futexes: readonly FutexRef[];
  readonly threads: readonly (readonly Step[])[];
  readonly polling: { sleeps: boolean };
  readonly tasks: TaskRef[];
  spawned: number;
}

function* act(s: Steps, step: Step, shared: Shared): Script {
  switch (step.do) {
    case "compute":
      return yield* s.compute(step.ns);
    case "critical":
      return yield* s.critical(step.ns % 100_000);
    case "sleep":
      return yield* s.op((k) => k.nanosleep(step.ns));
    case "call":
      return yield* s.op((k) => k.blockingCall(step.ns));
    case "disk":
      return yield* s.op((k) => k.diskRead(step.ns));
    case "yield":
      return yield* s.yield();
    case "network":
      return yield* s.op((k) => k.networkRequest(step.ns, step));
    case "poll":
      return yield* s.op((k) => void k.epollPoll());
    case "break":
      return yield* s.op((k) => k.epollBreak());
    case "exit":
      return yield* s.op((k) => k.exitGroup(3));
    case "epoll":
      yield* s.turn();
      if (shared.polling.sleeps) return;
      shared.polling.sleeps = true;
      yield* s.op((k) => k.epollWait(step.ns));
      shared.polling.sleeps = false;
      return;
    case "wait":
      return yield* s.op((k) => k.futexWait(shared.futexes[step.futex]!, 0, step.ns));
    case "wake":
      return yield* s.op((k) => void k.futexWake(shared.futexes[step.futex]!, step.count));
    case "spawn": {
      if (shared.spawned >= 14) return;
      const name = `t${shared.spawned++}`;
      const start = (c: Steps) => all(c, shared.threads[step.thread]!, shared);
      return yield* s.op((k) => void shared.tasks.push(k.clone(name, s.thread(start))));
    }
    case "signal":
      return yield* s.op((k) => k.tgkill(shared.tasks.at(step.thread) ?? k.current()));
    case "section":
      // A critical section of a runtime: several calls whose costs add up.
      return yield* s.op((k) => {
        k.epollPoll();
        k.epollBreak();
        k.futexWake(shared.futexes[0]!, 1);
        k.epollPoll();
      });
  }
}

function* all(s: Steps, steps: readonly Step[], shared: Shared): Script {
  for (const each of steps) yield* act(s, each, shared);
}

function run(threads: readonly (readonly Step[])[], exits: boolean, settings: Partial<RunConfig>) {
  return simulate(settings, function* (s) {
    const futexes = [0, 1, 2].map(() => s.services.newFutex());
    const shared: Shared = { futexes, threads, polling: { sleeps: false }, tasks: [], spawned: 0 };
    for (const thread of [1, 2, 3, 4, 5]) yield* act(s, { do: "spawn", thread }, shared);
    yield* all(s, threads[0]!, shared);
    if (exits) yield* act(s, { do: "exit" }, shared);
  });
}

/** A number for everything in the log. */
function hash(log: EventLog): number {
  let sum = log.length;
  log.forEach((e) => {
    for (const x of [
      e.time % 2 ** 32,
      Math.floor(e.time / 2 ** 32),
      e.kind,
      e.aux,
      e.core,
      e.task,
      e.a,
      e.b,
    ]) {
      sum = (Math.imul(sum, 16_777_619) ^ x) | 0;
    }
  });
  return sum;
}

test("whatever threads do, the kernel keeps its invariants, and does the same again", () => {
  fc.assert(
    fc.property(program, config, ({ threads, exits }, settings) => {
      // `simulate` checks the log. All waits have timeouts, so that every run comes to its end.
      const { log, state, kernel } = run(threads, exits, settings);
      expect([state, kernel.end]).toEqual(["over", "exit"]);
      expect(hash(run(threads, exits, settings).log)).toEqual(hash(log));
    }),
    { numRuns: 200 },
  );
});

test("virtual time does not depend on the grain where threads share nothing and none takes another's core", () => {
  const alone = fc.array(
    fc.record({ do: fc.constantFrom<("compute" | "sleep")[]>("compute", "sleep"), ns: duration }),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(fc.array(alone, { minLength: 6, maxLength: 6 }), config, (threads, settings) => {
      const on = (grain: number) => {
        // Where slices end together every core's task is taken from it for a moment.
        const policy = (settings.policy ?? "eevdf").replace(",aligned", "");
        // Who wakes while an idle core is only on its way may take another's, out of the queue of all.
        const preemption =
          settings.queues === "global" ? "cooperative" : (settings.preemption ?? "preemptive");
        const { log, state } = run(threads, false, { ...settings, policy, preemption, cores: 6, grain });
        expect(state).toBe("over");
        return hash(log);
      };
      expect(on(5_000)).toBe(on(700));
      expect(on(50_000)).toBe(on(700));
    }),
    { numRuns: 60 },
  );
});
