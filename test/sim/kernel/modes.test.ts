import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RunConfig } from "../../../src/shared/config";
import { OVERHEADS, TASK_REASONS, TASK_STATES, codeOf } from "../../../src/shared/enums";
import type { EventLog } from "../../../src/shared/log/eventLog";
import { Kind } from "../../../src/shared/schema";
import { POLICY_NAMES } from "../../../src/sim/kernel/policies/parsePolicy";
import { checkLog } from "./checkLog";
import { boot, events } from "./scripted";
import type { Script, Steps } from "./scripted";

const MODES = ["preemptive", "hybrid", "cooperative"] as const;

interface Job {
  readonly start: number;
  readonly nice: number;
  readonly tickets: number;
  readonly deadline: number;
  readonly steps: readonly {
    readonly do: "compute" | "sleep" | "clone" | "fork" | "yield";
    readonly ns: number;
  }[];
}

const step = fc.record({
  do: fc.constantFrom("compute", "compute", "compute", "sleep", "clone", "fork", "yield"),
  ns: fc.oneof(fc.constantFrom(0, 50_000, 1_000_000), fc.integer({ min: 1, max: 3_000_000 })),
});
const job: fc.Arbitrary<Job> = fc.record({
  start: fc.oneof(fc.constant(0), fc.nat(3_000_000)),
  nice: fc.integer({ min: 0, max: 10 }),
  tickets: fc.constantFrom(50, 100, 200),
  deadline: fc.integer({ min: 1_000_000, max: 40_000_000 }),
  steps: fc.array(step, { minLength: 1, maxLength: 5 }),
});

function* follow(s: Steps, steps: Job["steps"]): Script {
  for (const { do: what, ns } of steps) {
    if (what === "compute") yield* s.compute(ns);
    else if (what === "yield") yield* s.yield();
    else if (what === "sleep") yield* s.op((k) => k.nanosleep(ns));
    else if (what === "clone") yield* s.spawn("clone", (c) => c.compute(ns));
    else
      yield* s.op(
        (k) =>
          void k.fork(
            () => 500,
            () => s.thread((c) => c.compute(ns)),
          ),
      );
  }
}

function run(jobs: readonly Job[], config: Partial<RunConfig>): EventLog {
  const { kernel, script, program, log } = boot({ ...config, quantum: 500_000 });
  jobs.forEach(({ steps, ...params }, at) => {
    const burst = steps.reduce((sum, { ns }) => sum + ns, 0);
    kernel.createTask(
      program,
      `${at}`,
      script.thread((s) => follow(s, steps)),
      { ...params, burst },
    );
  });
  expect(kernel.run({ maxIterations: 1e5 })).toBe("over");
  expect(kernel.end).toBe("exit");
  log.emit(Kind.RunEnd, 0, 0);
  checkLog(log);
  return log;
}

const PREEMPTED = codeOf(TASK_REASONS, "preempted");
const RUNNABLE = codeOf(TASK_STATES, "runnable");
const CREATION = [codeOf(OVERHEADS, "thread creation"), codeOf(OVERHEADS, "process creation")];

/** How often tasks were preempted; in how many pieces calls were done that make a thread or a process, and how often one was preempted within such a call. */
function preemptions(log: EventLog): { all: number; calls: number; pieces: number; within: number } {
  const found = { all: 0, calls: 0, pieces: 0, within: 0 };
  /** Tasks that have done a piece of such a call, and whether they have been preempted since. */
  const inCall = new Map<number, boolean>();
  for (const { kind, task, aux, a, b } of events(log, "Overhead", "TaskState", "SyscallEnter")) {
    if (kind === Kind.SyscallEnter) {
      inCall.delete(task);
    } else if (kind === Kind.Overhead) {
      if (!CREATION.includes(aux)) continue;
      found.pieces++;
      if (!inCall.has(task)) found.calls++;
      else if (inCall.get(task) === true) found.within++;
      inCall.set(task, false);
    } else if (aux === RUNNABLE && b === PREEMPTED) {
      found.all++;
      if (inCall.has(a)) inCall.set(a, true);
    }
  }
  return found;
}

const machines = fc.record({
  cores: fc.constantFrom(1, 4),
  queues: fc.constantFrom("percpu", "global", "percpu:newidle=off,balance=0"),
  costs: fc.constantFrom("zero", "linux-x86", "linux-x86:scale=20"),
  inherit: fc.boolean(),
});

describe.each(POLICY_NAMES)("%s", (policy) => {
  test.each(MODES)("%s: any tasks on any machine", (preemption) => {
    fc.assert(
      fc.property(fc.array(job, { minLength: 1, maxLength: 8 }), machines, (jobs, machine) => {
        const { all, calls, pieces, within } = preemptions(run(jobs, { ...machine, policy, preemption }));
        if (preemption !== "preemptive") expect([pieces, within]).toEqual([calls, 0]);
        if (preemption === "cooperative") expect(all).toBe(0);
      }),
      { numRuns: 40 },
    );
  });
});

test("a kernel that can be preempted is so within a long call, the others are not", () => {
  const fork: Job = {
    start: 0,
    nice: 0,
    tickets: 100,
    deadline: 1,
    steps: [
      { do: "compute", ns: 490_000 },
      { do: "fork", ns: 1_000_000 },
      { do: "compute", ns: 1_000_000 },
    ],
  };
  const [preemptive, hybrid, cooperative] = MODES.map((preemption) =>
    preemptions(run([fork, fork], { policy: "rr", costs: "linux-x86:scale=20", preemption })),
  );
  expect(preemptive!.calls).toBe(2);
  expect(preemptive!.within).toBeGreaterThan(1);
  expect(hybrid).toMatchObject({ calls: 2, pieces: 2, within: 0 });
  expect(hybrid!.all).toBeGreaterThan(0);
  expect(cooperative).toEqual({ calls: 2, pieces: 2, within: 0, all: 0 });
});
