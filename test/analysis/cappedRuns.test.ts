import { describe, expect, it } from "vitest";
import { logBytes } from "../../src/formats/logBytes";
import { Kind } from "../../src/shared/schema";
import type { RunConfig } from "../../src/shared/config";
import { LogTraceSource } from "../../src/analysis/source";
import { runText } from "../helpers/run";
import type { RunResult } from "../helpers/run";
import { expectValid } from "../helpers/valid";
import { runScript, startScript } from "../sim/goruntime/scripted";
import { cappedCopy } from "./support/cappedCopy";

/** Programs of everything that leaves a state behind, each of which prints on both streams as it goes. */
const BUSY = `
import { chan, go, recv, select, sync, time } from "schedlens";
export function work(n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += i % 7;
  return sum;
}
/** @simulate */
export function main() {
  const c = chan<number>(3);
  const done = chan<number>();
  const mu = new sync.Mutex();
  const wg = new sync.WaitGroup();
  const never = chan<number>();
  for (let i = 0; i < 5; i++) go(() => { never.recv(); });
  wg.add(6);
  for (let w = 0; w < 6; w++) {
    go(() => {
      for (let i = 0; i < 25; i++) {
        mu.lock();
        work(200);
        mu.unlock();
        if (i % 5 === w % 5) time.sleep("20us");
        c.send(i);
      }
      wg.done();
    });
  }
  go(() => { wg.wait(); c.close(); });
  go(() => {
    let sum = 0;
    for (;;) {
      const [v, ok] = c.recvOk();
      if (!ok) break;
      sum += v;
      if (v === 24) { console.log("at", sum); console.error("e", v); }
    }
    done.send(sum);
  });
  const t = time.after("9s");
  select(
    recv(done, (v) => console.log("sum", v)),
    recv(t, () => console.log("late")),
  );
}
`;

const CONFIGS: readonly Partial<RunConfig>[] = [
  {},
  { cores: 1, gomaxprocs: 1 },
  { cores: 2, gomaxprocs: 4, seed: 9 },
  { costs: "zero", seed: 4 },
];

function outcome({ stdout, stderr, exitCode, source, log }: RunResult): unknown {
  const { end, message, entry, endTime } = source.answer("overview", {});
  return { stdout, stderr, exitCode, end, message, entry, endTime, last: log.endTime };
}

describe.each(CONFIGS)("with %o", (config) => {
  const all = runText(BUSY, config);

  it("a run is the same whatever its log keeps", () => {
    expect(all.diagnostics).toEqual([]);
    expect(all.stdout).toContain("sum 1800");
    for (const events of ["none", "last:1", "last:100", "last:1000", "last:50000000"]) {
      const run = runText(BUSY, { ...config, events });
      expectValid(run.log);
      expect(outcome(run), events).toEqual(outcome(all));
    }
  });

  it("none: there is nothing but what the program printed", () => {
    const { log } = runText(BUSY, { ...config, events: "none" });
    expectValid(log);
    const kinds = new Set<number>();
    log.forEach(({ kind }) => kinds.add(kind));
    expect(kinds).toEqual(new Set([Kind.RunStart, Kind.Output, Kind.Dropped, Kind.RunEnd]));
    const { outputs } = all.source.summary();
    expect(log.window.dropped).toBe(all.log.length - outputs.length - 2);
    expect(log.length).toBe(outputs.length + 3);
  });

  it("last:N: the log is that of the whole run with its beginning dropped", () => {
    for (const events of ["last:37", "last:300", "last:2000"]) {
      const { log } = runText(BUSY, { ...config, events });
      expectValid(log);
      expect(log.window.dropped).toBeGreaterThan(0);
      expect(logBytes(log)).toEqual(logBytes(cappedCopy(all.log, events)));
    }
  });

  it("a log that holds them all drops none", () => {
    const { log } = runText(BUSY, { ...config, events: `last:${all.log.length}` });
    expectValid(log);
    expect(log.window).toEqual({ start: 0, from: 0, dropped: 0 });
    expect(log.length).toBe(all.log.length);
  });
});

describe("bounds", () => {
  it("a log that keeps everything ends the run when it is full, and stays readable", () => {
    const forever = startScript(
      function* (s) {
        for (;;) yield s.gosched();
      },
      { gomaxprocs: 1, cores: 1 },
    );
    forever.log.most = 1 << 16;
    for (let i = 0; i < 1000 && !forever.run(10_000); i++);
    expect(forever.end?.how).toBe("limit");
    expect(forever.end?.exitCode).toBe(124);
    expect(forever.end?.message).toContain("the log's limit of 65536 events (2 MB of memory) is reached");
    expect(forever.end?.message).toContain("--events");
    expect(forever.log.length).toBeGreaterThan(1 << 16);
    expect(forever.log.length).toBeLessThan((1 << 16) + 10_000);
    expectValid(forever.log);
  });

  it("where it ends does not depend on the portions in which it is driven", () => {
    const lengths = [7, 1000, 100_000].map((portion) => {
      const sim = startScript(
        function* (s) {
          for (;;) yield s.gosched();
        },
        { gomaxprocs: 2, cores: 2 },
      );
      sim.log.most = 1 << 16;
      while (!sim.run(portion));
      expectValid(sim.log);
      return sim.log.length;
    });
    expect(new Set(lengths).size).toBe(1);
  });

  it("a capped log's memory does not grow with the run", () => {
    const { log } = runScript(
      function* (s) {
        for (let i = 0; i < 60_000; i++) {
          yield s.gosched();
          // Numbers that do not fit an event's argument.
          if (i % 10 === 0) yield s.sleep(3e9);
        }
      },
      { gomaxprocs: 1, cores: 1, events: "last:4000", limit: 1e15 },
    );
    const source = new LogTraceSource(log);
    expect(log.window.dropped).toBeGreaterThan(100_000);
    const rows = log.chunks.reduce((sum, chunk) => sum + chunk.kind.length, 0);
    expect(rows).toBeLessThan(8000);
    expect(log.tables.wide.length).toBeLessThan(4000);
    expect(source.answer("overview", {}).events).toBeLessThanOrEqual(4000);
  });
});
