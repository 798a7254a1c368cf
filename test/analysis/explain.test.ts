import { describe, expect, it } from "vitest";
import { LogTraceSource } from "../../src/analysis/source";
import { QueueIndex } from "../../src/analysis/explain/queueIndex";
import { RUN_RULES, STEAL_ROUND_ENDS } from "../../src/shared/enums";
import type { EventLog } from "../../src/shared/log/eventLog";
import { Kind } from "../../src/shared/schema";
import { Mutex } from "../../src/sim/goruntime/api";
import { events, runScript } from "../sim/goruntime/scripted";
import type { Main, Script } from "../sim/goruntime/scripted";

const ms = 1e6;

/** The row of the first goroutine of this name. */
function row(log: EventLog, name: string): number {
  const found = events(log, "GoNew").find(
    (event) => log.tables.string(log.tables.gs.at(event.a as never).name) === name,
  );
  if (found === undefined) throw new Error(`no goroutine ${name}`);
  return found.a;
}

function explained(main: Main, gomaxprocs: number, cores = gomaxprocs, seed = 1) {
  const { log } = runScript(main, { gomaxprocs, cores, seed });
  const source = new LogTraceSource(log);
  return {
    log,
    why: (name: string, time: number) => {
      const answer = source.answer("explain", { entity: row(log, name), time });
      if (answer === undefined) throw new Error(`${name} does not exist at ${time}`);
      return answer;
    },
  };
}

describe("why a goroutine is ready and does not run", () => {
  const { log, why } = explained(function* (s) {
    const done = s.go.makechan(0);
    for (const name of ["a", "b", "c", "d"]) {
      yield s.spawn(
        name,
        (function* (): Script {
          yield s.compute(4 * ms);
          yield s.send(done, 0);
        })(),
      );
    }
    for (let i = 0; i < 4; i++) yield s.recv(done);
  }, 1);

  it("tells the queue, the place in it, and who comes before", () => {
    const answer = why("c", 1 * ms);
    expect(answer.state).toBe("runnable");
    expect(answer.sentence).toMatch(
      /^G\d+ c is ready to run since .* in the local queue of P0, number 4 of 4\.$/,
    );
    expect(answer.points).toContainEqual(expect.stringMatching(/^G1 main started it/));
    expect(answer.points).toContainEqual(
      expect.stringMatching(/^Before it at P0: G5 runtime\.runfinq, G\d+ a and G\d+ b\.$/),
    );
  });

  it("tells what runs there, and that its slice ends", () => {
    expect(why("c", 1 * ms).points).toContainEqual(
      expect.stringMatching(/^P0 runs G\d+ d, in a slice that began .* ago: sysmon asks it to give way/),
    );
  });

  it("tells what came of it", () => {
    const run = events(log, "GoRunning").find((event) => event.a === row(log, "c"))!;
    const { points } = why("c", 1 * ms);
    expect(points.at(-1)).toMatch(/^It runs on P0 in .*, at .* \(local queue\)\.$/);
    expect(run.time).toBeGreaterThan(1 * ms);
  });

  it("says so at the last instant before it runs, and no longer in that of the decision", () => {
    const run = events(log, "GoRunning").find((event) => event.a === row(log, "c"))!;
    expect(why("c", run.time - 1).state).toBe("runnable");
    expect(why("c", run.time).state).toBe("running");
  });
});

describe("why this goroutine was chosen", () => {
  it("names the rule of runnext and who still waits", () => {
    const { log, why } = explained(function* (s) {
      const c = s.go.makechan(0);
      yield s.spawn(
        "receiver",
        (function* (): Script {
          yield s.recv(c);
          yield s.compute(1 * ms);
        })(),
      );
      yield s.gosched();
      yield s.spawn(
        "other",
        (function* (): Script {
          yield s.compute(1 * ms);
        })(),
      );
      yield s.send(c, 1);
      yield s.sleep(5 * ms);
    }, 1);
    const run = events(log, "GoRunning").filter((event) => event.a === row(log, "receiver"))[1]!;
    const [chosen, waiting] = why("receiver", run.time).points;
    expect(chosen).toMatch(
      /^P0 had it in runnext, which comes first: it goes on in the slice that began .* before\.$/,
    );
    expect(waiting).toMatch(/^Still waiting: in its local queue G\d+ other\.$/);
  });

  it("explains the 61st slice", () => {
    const { log, why } = explained(function* (s) {
      for (let i = 0; i < 100; i++) {
        yield s.spawn(
          "brief",
          (function* (): Script {
            yield s.compute(1000);
          })(),
        );
      }
      yield s.gosched();
    }, 1);
    const run = events(log, "GoRunning").find((event) => RUN_RULES[event.aux] === "global queue (61st tick)");
    if (run === undefined) throw new Error("the 61st tick does not come by");
    const name = log.tables.string(log.tables.gs.at(run.a as never).name);
    expect(why(name, run.time).points.join(" ")).toMatch(
      /The schedtick of P0 was (61|122), a multiple of 61: the global queue comes before its own.*Passed over at P0: G\d+ brief/,
    );
  });

  it("tells a theft: the round, the batch, and from how many", () => {
    const { log, why } = explained(function* (s) {
      for (let i = 0; i < 12; i++) {
        yield s.spawn(
          `w${i}`,
          (function* (): Script {
            yield s.compute(1 * ms);
          })(),
        );
      }
      yield s.compute(5 * ms);
    }, 2);
    const run = events(log, "GoRunning").find((event) => RUN_RULES[event.aux] === "steal")!;
    const steal = events(log, "Steal").find((event) => event.p === run.p && event.time <= run.time)!;
    const before = steal.b & 0x3ff;
    const name = log.tables.string(log.tables.gs.at(run.a as never).name);
    expect(why(name, run.time).points.join(" ")).toContain(
      `in round 1 of its search it took ${before - (before >> 1)} of the ${before} in the local queue of P0`,
    );
  });
});

describe("why a goroutine waits", () => {
  const { why } = explained(function* (s) {
    const mutex = new Mutex(-1);
    const c = s.go.makechan(0);
    yield s.spawn(
      "holder",
      (function* (): Script {
        yield s.lock(mutex);
        yield s.compute(3 * ms);
        yield s.unlock(mutex);
        yield s.send(c, 1);
      })(),
    );
    yield s.spawn(
      "locker",
      (function* (): Script {
        yield s.compute(1 * ms);
        yield s.lock(mutex);
      })(),
    );
    yield s.spawn(
      "lost",
      (function* (): Script {
        yield s.recv(null);
      })(),
    );
    yield s.spawn(
      "chooser",
      (function* (): Script {
        const [one, other] = [s.go.makechan(0), s.go.makechan(0)];
        yield s.select([
          { dir: "recv", chan: one },
          { dir: "send", chan: other, value: 1 },
        ]);
      })(),
    );
    yield s.spawn(
      "sleeper",
      (function* (): Script {
        yield s.sleep(4 * ms);
      })(),
    );
    yield s.spawn(
      "caller",
      (function* (): Script {
        yield () => s.go.syscall(4 * ms);
      })(),
    );
    yield s.recv(c);
    yield s.sleep(5 * ms);
  }, 4);

  it("names who holds the lock, and who wakes it", () => {
    const answer = why("locker", 2 * ms);
    expect(answer.sentence).toMatch(/^G\d+ locker waits \(sync\.Mutex\.Lock\) on mutex \d+ since /);
    expect(answer.points).toContainEqual(expect.stringMatching(/^G\d+ holder holds it\.$/));
    expect(answer.points.at(-1)).toMatch(/^G\d+ holder wakes it in .*, at 3/);
  });

  it("names the cases of a select", () => {
    expect(why("chooser", 2 * ms).points[0]).toMatch(
      /^It waits to receive from chan \d+, or to send on chan \d+\.$/,
    );
  });

  it("names who wakes the receiver", () => {
    expect(why("main", 2 * ms).points.at(-1)).toMatch(/^G\d+ holder wakes it in .*, at 3/);
  });

  it("knows what never ends", () => {
    expect(why("lost", 2 * ms).points).toEqual([
      "A receive from a nil channel never ends.",
      "Nobody wakes it before the run ends.",
    ]);
  });

  it("tells a timer", () => {
    expect(why("sleeper", 2 * ms).points).toEqual([expect.stringMatching(/^Its timer wakes it in .*, at 4/)]);
  });

  it("tells the P of a system call", () => {
    expect(why("caller", 30_000).sentence).toMatch(/is in the system call blocking since/);
  });
});

describe("the contents of the queues", () => {
  it("are those of a replay, before every event", () => {
    const { log } = runScript(
      function* (s) {
        const done = s.go.makechan(0);
        for (let i = 0; i < 300; i++) {
          yield s.spawn(
            "w",
            (function* (): Script {
              yield s.compute(1000);
              yield s.gosched();
              yield s.send(done, i);
            })(),
          );
        }
        for (let i = 0; i < 300; i++) yield s.recv(done);
        yield () => s.go.gomaxprocs(1);
        yield s.compute(1000);
      },
      { gomaxprocs: 3, cores: 3, seed: 2 },
    );
    const index = new QueueIndex(log);
    const rings: number[][] = [[], [], []];
    const next = [-1, -1, -1];
    const global = new Set<number>();
    log.forEach((event) => {
      if (event.index % 7 === 0) {
        for (const p of [0, 1, 2]) {
          expect(index.ring(p, event.index)).toEqual(rings[p]);
          expect(index.runnext(p, event.index)).toBe(next[p]);
        }
        const { process } = log.tables.ps[0]!;
        expect(new Set(index.global(process, event.index))).toEqual(global);
        expect(index.globalLength(process, event.index)).toBe(global.size);
      }
      const put = event.kind === Kind.RunqPut;
      if (!put && event.kind !== Kind.RunqGet) return;
      if (event.aux === 2) {
        if (put) global.add(event.a);
        else global.delete(event.a);
      } else if (event.aux === 0) next[event.p] = put ? event.a : -1;
      else if (put) rings[event.p]!.push(event.a);
      else rings[event.p]!.shift();
    });
  });
});

describe("what a thread without a goroutine does", () => {
  it("shows its search: round by round what it found, and what it took", () => {
    const { log } = runScript(
      function* (s) {
        for (let i = 0; i < 12; i++) {
          yield s.spawn(
            "w",
            (function* (): Script {
              yield s.compute(1 * ms);
            })(),
          );
        }
        yield s.compute(5 * ms);
      },
      { gomaxprocs: 4, cores: 4 },
    );
    const source = new LogTraceSource(log);
    const steal = events(log, "Steal")[0]!;
    const at = { grouping: "p", lane: steal.p, time: steal.time, tolerance: 2000 } as const;
    const { kind, facts } = source.answer("spanAt", at)!;
    expect(kind).toBe("scheduler");
    expect(facts).toContainEqual(["Round 1", expect.stringMatching(/then: ring$/)]);
    const before = steal.b & 0x3ff;
    const batch = before - (before >> 1);
    expect(facts).toContainEqual([
      "Steals",
      `${batch} of ${before} from P${steal.a}: ${before - batch} left there, ${batch - 1} in its own queue`,
    ]);
    const failed = events(log, "StealRound").filter(
      (event) => STEAL_ROUND_ENDS[event.aux] === "nothing" && (event.b & 3) === 3,
    )[0]!;
    const search = source.answer("spanAt", { ...at, lane: failed.p, time: failed.time })!;
    expect(search.facts.map(([label]) => label)).toContain("Round 4");
    expect(search.facts.map(([, text]) => text).join()).toMatch(/P\d (empty|idle|runnext kept)/);
  });
});
