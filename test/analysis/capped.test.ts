import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { measures } from "../../src/analysis/measures";
import { LogTraceSource } from "../../src/analysis/source";
import { STATE_AFTER } from "../../src/analysis/spans/machineState";
import { logBytes } from "../../src/formats/logBytes";
import { readSchedtrace, writeSchedtrace } from "../../src/formats/schedtrace";
import type { EventLog } from "../../src/shared/log/eventLog";
import { Kind } from "../../src/shared/schema";
import { GROUPINGS } from "../../src/shared/trace/queries";
import { runFile, runText } from "../helpers/run";
import { expectValid } from "../helpers/valid";
import { cappedCopy } from "./support/cappedCopy";
import { spansFrom } from "./support/inWindow";

const EXAMPLES = new URL("../../examples/", import.meta.url);
const ALL = Number.MAX_SAFE_INTEGER;
const PROGRAMS = readdirSync(EXAMPLES).filter((name) => name.endsWith(".ts"));
/** Shares of a run's events that are kept. */
const SHARES = [0.04, 0.5, 0.93];

function caps(log: EventLog): EventLog[] {
  return SHARES.map((share) => cappedCopy(log, `last:${Math.ceil(log.length * share)}`));
}

/** Changes of a goroutine's state by events from `start` on. */
function changesOf(log: EventLog, g: number, start: number): number {
  let changes = 0;
  log.forEach((event) => {
    if (event.a !== g) return;
    if (STATE_AFTER[event.kind] !== -1) changes++;
    else if (event.kind === Kind.GoCopystack) changes += 2;
  }, start);
  return changes;
}

describe.each(PROGRAMS)("the last events of %s", (name) => {
  it("are as many as were asked for, with the whole output", async () => {
    const { log, source } = await runFile(new URL(name, EXAMPLES).pathname, { seed: 2 });
    const output = source.answer("output", { offset: 0, count: ALL }).rows;
    for (const [i, capped] of caps(log).entries()) {
      expectValid(capped);
      const { start, dropped, from } = capped.window;
      const asked = Math.ceil(log.length * (SHARES[i] ?? 1));
      expect(capped.length - start).toBeLessThanOrEqual(asked);
      expect(capped.length - start).toBeGreaterThanOrEqual(asked / 2);
      const kept = capped.length - start;
      expect(dropped).toBeLessThanOrEqual(log.length - kept);
      expect(from).toBe(log.timeAt(log.length - kept - 1));
      expect(capped.read(0).kind).toBe(Kind.RunStart);
      expect(capped.read(start - 1).kind).toBe(Kind.Dropped);
      expect(new LogTraceSource(capped).answer("output", { offset: 0, count: ALL }).rows).toEqual(output);
    }
  });

  it("give the spans and states of the whole log", async () => {
    const { log, source } = await runFile(new URL(name, EXAMPLES).pathname, {
      cores: 3,
      gomaxprocs: 3,
      seed: 3,
    });
    for (const capped of caps(log)) {
      expectValid(capped);
      const got = new LogTraceSource(capped);
      const { from } = capped.window;
      for (const grouping of GROUPINGS) {
        const spans = source.spansOf(grouping);
        for (let lane = 0; lane + 1 < spans.laneOffsets.length; lane++)
          expect(spansFrom(capped, got.spansOf(grouping), lane, from), `${grouping} ${lane}`).toEqual(
            spansFrom(log, spans, lane, from),
          );
      }
      for (const part of [0, 0.2, 0.5, 0.9, 1]) {
        const at = { time: from + Math.floor((log.endTime - from) * part), max: ALL };
        expect(got.answer("stateAt", at)).toEqual(source.answer("stateAt", at));
      }
      expect(got.answer("stateAt", { time: from - 1, max: ALL })).toEqual({ total: 0, goroutines: [] });
      for (const what of ["runqueues", "utilization"] as const) {
        const range = { what, from, to: log.endTime, points: ALL };
        expect(got.answer("series", range)).toEqual(source.answer("series", range));
      }
    }
  });

  it("give figures of the time that they cover", async () => {
    const { log } = await runFile(new URL(name, EXAMPLES).pathname, { seed: 7 });
    for (const capped of caps(log)) {
      expectValid(capped);
      const { start, from, dropped } = capped.window;
      const source = new LogTraceSource(capped);
      const figures = measures(source);
      expect(figures.dropped).toEqual({ events: dropped, untilNs: from });
      expect(figures.events).toBe(capped.length - start);
      for (const { busyNs, overheadNs, idleNs } of figures.cores) {
        expect(busyNs + overheadNs + idleNs).toBe(log.endTime - from);
        expect(idleNs).toBeGreaterThanOrEqual(0);
      }
      for (const { states, lifetimeNs } of figures.goroutines)
        expect(Object.values(states).reduce((sum, ns) => sum + ns, 0)).toBe(lifetimeNs);
      for (let g = 0; g < log.tables.gs.length; g++) {
        const edges = source.answer("transitions", { of: "goroutine", entity: g });
        expect(edges.reduce((sum, edge) => sum + edge.count, 0)).toBe(changesOf(capped, g, start));
      }
    }
  });

  it("come back from their file", async () => {
    const { log } = await runFile(new URL(name, EXAMPLES).pathname, {});
    const capped = cappedCopy(log, `last:${log.length >> 1}`);
    expectValid(capped);
    const copy = readSchedtrace(writeSchedtrace(capped));
    expect(copy.window).toEqual(capped.window);
    expect(logBytes(copy)).toEqual(logBytes(capped));
  });
});

const ALLOCATING = `
import { go, sync } from "schedlens";
/** @simulate gc=on */
export function main() {
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 4; i++)
    wg.go(() => {
      let kept: number[][] = [];
      for (let k = 0; k < 3000; k++) {
        kept.push(new Array(200).fill(k));
        if (k % 100 === 0) kept = [];
      }
    });
  wg.wait();
}`;

describe("with the garbage collector", () => {
  it("a log may begin anywhere in a cycle", () => {
    const { log, source } = runText(ALLOCATING);
    expectValid(log);
    for (let part = 1; part < 40; part++) {
      const capped = cappedCopy(log, `last:${Math.ceil((log.length * part) / 40)}`);
      expectValid(capped);
      const got = new LogTraceSource(capped);
      const { from } = capped.window;
      const spans = source.spansOf("g");
      for (let lane = 0; lane + 1 < spans.laneOffsets.length; lane++)
        expect(spansFrom(capped, got.spansOf("g"), lane, from)).toEqual(spansFrom(log, spans, lane, from));
    }
  });
});
