import { expect, test } from "vitest";
import { costProfile } from "../../../src/shared/costs";
import type { RunConfig } from "../../../src/shared/config";
import { OVERHEADS } from "../../../src/shared/enums";
import type { Overhead } from "../../../src/shared/enums";
import type { EventLog } from "../../../src/shared/log/eventLog";
import { Kind } from "../../../src/shared/schema";
import { checkLog } from "./checkLog";
import { boot, events, simulate } from "./scripted";
import type { Script, Steps } from "./scripted";

const MS = 1_000_000;
const costs = costProfile("linux-x86")!;

/** Lengths of all overheads of a kind, ns. */
function overheads(log: EventLog, name: Overhead): number[] {
  return events(log, "Overhead")
    .filter(({ aux }) => OVERHEADS[aux] === name)
    .map(({ a }) => log.readWide(a));
}

test("a switch to another process takes longer than one to a thread of the same", () => {
  const turns = function* (s: Steps): Script {
    for (let i = 0; i < 3; i++) {
      yield* s.compute(1000);
      yield* s.yield();
    }
  };
  const both = (other: (s: Steps) => Script) =>
    simulate({ costs: "linux-x86", preemption: "hybrid" }, function* (s) {
      yield* other(s);
      yield* turns(s);
    }).log;
  const threads = both((s) => s.spawn("other", turns));
  const processes = both((s) =>
    s.op(
      (k) =>
        void k.fork(
          () => 0,
          () => s.thread(turns),
        ),
    ),
  );
  expect(new Set(overheads(threads, "context switch"))).toEqual(new Set([costs.threadSwitch]));
  expect(overheads(processes, "context switch")).toContain(costs.processSwitch);
});

test("a fork takes time for each page", () => {
  const creation = (pages: number): number[] =>
    overheads(
      simulate({ costs: "linux-x86", preemption: "hybrid" }, (s) =>
        s.op(
          (k) =>
            void k.fork(
              () => pages,
              () => s.thread((c) => c.compute(1)),
            ),
        ),
      ).log,
      "process creation",
    );
  expect(creation(0)).toEqual([costs.processCreate]);
  expect(creation(100)).toEqual([costs.processCreate + 100 * costs.forkPage]);
});

/** Tasks that compute, one for each list of the cores that it may have; all: undefined. */
function spinners(
  affinities: readonly (readonly number[] | undefined)[],
  config: Partial<RunConfig>,
): EventLog {
  const { kernel, script, program, log } = boot({ limit: 500 * MS, ...config });
  affinities.forEach((affinity, at) =>
    kernel.createTask(
      program,
      `t${at}`,
      script.thread((s) => s.compute(1000 * MS)),
      affinity === undefined ? {} : { affinity },
    ),
  );
  expect(kernel.run({ maxIterations: 1e6 })).toBe("over");
  log.emit(Kind.RunEnd, 0, 0);
  checkLog(log);
  return log;
}

test("a new thread goes to the core with the fewest", () => {
  const log = spinners([[0], [0], [1], undefined], { cores: 2 });
  expect(events(log, "CpuEnqueue").find(({ a }) => a === 3)?.aux).toBe(1);
});

test("one thread more than on another core is no imbalance, two more are", () => {
  expect(events(spinners([[0], undefined, undefined], { cores: 2 }), "Migrate")).toEqual([]);
  // The first four are two on each core; the last two have to go to core 1.
  const crowded = spinners([[0], [0], undefined, undefined, [1], [1]], { cores: 2 });
  expect(events(crowded, "Migrate").map(({ a, aux, time }) => [a, aux, time])).toEqual([[3, 0, 4 * MS]]);
});
