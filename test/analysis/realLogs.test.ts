import { describe, expect, it } from "vitest";
import { measures } from "../../src/analysis/measures";
import { LogTraceSource } from "../../src/analysis/source";
import { laneCount } from "../../src/analysis/spans/buildSpans";
import { logBytes } from "../../src/formats/logBytes";
import { readSchedtrace, writeSchedtrace } from "../../src/formats/schedtrace";
import type { EventLog } from "../../src/shared/log/eventLog";
import { GROUPINGS } from "../../src/shared/trace/queries";
import { runScript } from "../sim/goruntime/scripted";
import { laneOf, merged, slowSpans } from "./support/slowModel";

/** Workers that compute, sleep, call and wait for devices; every run is validated by runScript. */
function simulated(gomaxprocs: number, cores: number, workers: number): EventLog {
  const { log } = runScript(
    function* (s) {
      const { go } = s;
      const done = go.makechan(0);
      for (let i = 0; i < workers; i++) {
        const worker = function* () {
          for (let round = 0; round < 3; round++) {
            yield s.compute(10_000 * (1 + (i % 7)));
            if (round === 0) yield s.sleep(20_000 * (i % 3));
            if (round === 1 && i % 4 === 0) yield () => go.syscall(50_000, i % 8 === 0);
            if (round === 1 && i % 4 === 1) yield () => go.ioDisk(40_000);
            if (round === 2 && i % 4 === 2) yield () => go.ioNetwork(60_000);
            yield s.gosched();
          }
          yield s.send(done, i);
        };
        yield s.spawn(`worker${i % 3}`, worker());
      }
      for (let i = 0; i < workers; i++) yield s.recv(done);
    },
    { gomaxprocs, cores, seed: 5 },
  );
  return log;
}

describe.each([
  [1, 1],
  [4, 4],
  [4, 2],
  [2, 3],
])("a simulated run with %d Ps on %d cores", (gomaxprocs, cores) => {
  it("has spans in every grouping that a replay shows", () => {
    const log = simulated(gomaxprocs, cores, 6);
    const source = new LogTraceSource(log);
    for (const grouping of GROUPINGS) {
      const lanes = laneCount(log, grouping);
      const slow = slowSpans(log, grouping, lanes);
      for (let lane = 0; lane < lanes; lane++)
        expect(merged(laneOf(source.spansOf(grouping), lane)), `${grouping} ${lane}`).toEqual(slow[lane]);
    }
  });

  it("has figures that add up, and comes back from its file", () => {
    const log = simulated(gomaxprocs, cores, 40);
    const figures = measures(new LogTraceSource(log));
    expect(figures.goroutines).toHaveLength(41);
    for (const { states, lifetimeNs } of figures.goroutines)
      expect(Object.values(states).reduce((sum, ns) => sum + ns, 0)).toBe(lifetimeNs);
    for (const { busyNs, overheadNs, idleNs } of figures.cores)
      expect(busyNs + overheadNs + idleNs).toBe(log.endTime);
    const copy = readSchedtrace(writeSchedtrace(log));
    expect(Buffer.compare(logBytes(copy), logBytes(log))).toBe(0);
  });
});
