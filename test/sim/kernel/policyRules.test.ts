import { expect, test } from "vitest";
import { TASK_REASONS } from "../../../src/shared/enums";
import type { RunConfig } from "../../../src/shared/config";
import { Kind } from "../../../src/shared/schema";
import type { SchedParams } from "../../../src/sim/kernel/schedParams";
import type { FutexRef } from "../../../src/sim/kernel/services";
import { checkLog } from "./checkLog";
import { boot, events, simulateAll, slices } from "./scripted";
import type { Script, Steps } from "./scripted";

const MS = 1_000_000;

type Thread = readonly [params: Partial<SchedParams>, script: (s: Steps) => Script];

/** Slices of threads `t0`, `t1` … on one core, in ms: `t0 0-3`. Those that take no time are left out. */
function ran(config: Partial<RunConfig>, threads: readonly Thread[]): string[] {
  const { kernel, script, program, log } = boot(config);
  threads.forEach(([params, run], at) => kernel.createTask(program, `t${at}`, script.thread(run), params));
  expect(kernel.run({ maxIterations: 1e5 })).toBe("over");
  log.emit(Kind.RunEnd, 0, 0);
  checkLog(log);
  return slices(log).flatMap((text) => {
    const [, name = "", from = "", to = ""] = /^(\w+) (\d+)-(\d+)/.exec(text) ?? [];
    return from === to ? [] : [`${name} ${Number(from) / MS}-${Number(to) / MS}`];
  });
}

test("cfs: who yields is passed over once, also where it has run least", () => {
  const turns = (ms: number) =>
    function* (s: Steps): Script {
      for (let i = 0; i < 2; i++) {
        yield* s.compute(ms * MS);
        yield* s.yield();
      }
    };
  const order = ran({ policy: "cfs:wakeup=40ms" }, [
    [{}, turns(1)],
    [{}, turns(3)],
  ]);
  expect(order).toEqual(["t0 0-1", "t1 1-4", "t0 4-5", "t1 5-8"]);
});

test("stride: who comes back from a sleep has no claim on the time that it has been away", () => {
  const order = ran({ policy: "stride:quantum=1ms" }, [
    [{}, (s) => s.compute(8 * MS)],
    [
      {},
      function* (s) {
        yield* s.op((k) => k.nanosleep(4.5 * MS));
        yield* s.compute(3 * MS);
      },
    ],
  ]);
  expect(order).toEqual(["t0 0-1", "t0 1-6", "t1 6-7", "t0 7-8", "t1 8-9", "t0 9-10", "t1 10-11"]);
});

test("priority: who waits rises by a step for each aging interval, until it is before who runs", () => {
  const order = ran({ policy: "priority:aging=1ms" }, [
    [{ nice: 0 }, (s) => s.compute(12 * MS)],
    [{ nice: 5 }, (s) => s.compute(4 * MS)],
  ]);
  // At the tick of 4 ms it has risen by four steps, at that of 8 ms by eight.
  expect(order).toEqual(["t0 0-8", "t1 8-12", "t0 12-16"]);
});

test("priority: equals take turns by the quantum", () => {
  const order = ran({ policy: "priority:quantum=1ms" }, [
    [{}, (s) => s.compute(2 * MS)],
    [{}, (s) => s.compute(2 * MS)],
    [{ nice: 1 }, (s) => s.compute(MS)],
  ]);
  expect(order).toEqual(["t0 0-1", "t1 1-2", "t0 2-3", "t1 3-4", "t2 4-5"]);
});

test("deadline: a wait for another thread does not move it", () => {
  const shared: { futex?: FutexRef } = {};
  const order = ran({ policy: "deadline" }, [
    [
      { deadline: 10 * MS },
      function* (s) {
        const futex = (shared.futex = s.services.newFutex());
        yield* s.compute(MS);
        yield* s.op((k) => k.futexWait(futex, 0));
        yield* s.compute(MS);
      },
    ],
    [
      { deadline: 12 * MS },
      function* (s) {
        yield* s.compute(8 * MS);
        yield* s.op((k) => void k.futexWake(shared.futex!, 1));
        yield* s.compute(8 * MS);
      },
    ],
  ]);
  // Set anew at 9 ms it would be 19, after the other's.
  expect(order).toEqual(["t0 0-1", "t1 1-9", "t0 9-10", "t1 10-18"]);
});

test("sjf: the length of the next burst is half the latest one and half what was expected of that", () => {
  const order = ran({ policy: "sjf" }, [
    [
      {},
      function* (s) {
        yield* s.compute(8 * MS);
        yield* s.op((k) => k.nanosleep(2 * MS));
        yield* s.compute(MS);
      },
    ],
    [{ start: 9 * MS, burst: 5 * MS }, (s) => s.compute(5 * MS)],
    [{ start: 11 * MS, burst: 6 * MS }, (s) => s.compute(6 * MS)],
    [{ start: 11 * MS, burst: 3 * MS }, (s) => s.compute(3 * MS)],
  ]);
  // The burst of 8 ms lets 4 be expected: more than 3, less than 6.
  expect(order).toEqual(["t0 0-8", "t1 9-14", "t3 14-17", "t0 17-18", "t2 18-24"]);
});

test("who gives way says so itself, who has to is preempted", () => {
  const { log } = simulateAll({ policy: "rr:quantum=2ms" }, [
    function* (s) {
      yield* s.compute(MS);
      yield* s.yield();
      yield* s.compute(3 * MS);
    },
    (s) => s.compute(3 * MS),
  ]);
  const why = events(log, "TaskState")
    .filter(({ aux, time }) => aux === 1 && time > 0)
    .map(({ a, b, time }) => `t${a} ${time / MS} ${TASK_REASONS[b] ?? ""}`);
  expect(why).toEqual(["t0 1 yielded", "t1 3 preempted", "t0 5 preempted"]);
});
