import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeOpening } from "../../src/analysis/opening/makeOpening";
import { OpeningSource } from "../../src/analysis/opening/openingSource";
import { openingSpans } from "../../src/analysis/opening/openingSpans";
import { LogTraceSource } from "../../src/analysis/source";
import { crc32 } from "../../src/formats/crc32";
import { readOpening, writeOpening } from "../../src/formats/openingBytes";
import { TraceFormatError } from "../../src/formats/traceFormatError";
import { headerOf } from "../../src/formats/traceHeader";
import { openSchedtrace, writeSchedtrace } from "../../src/formats/schedtrace";
import { present } from "../../src/shared/assert";
import type { EventLog } from "../../src/shared/log/eventLog";
import type { Opening } from "../../src/shared/trace/opening";
import { cappedCopy } from "./support/cappedCopy";
import { randomLog } from "./support/randomLog";

const TURN = (): Promise<void> => Promise.resolve();
const LOG = randomLog({ seed: 11, steps: 250_000, cores: 3 });

function openingOf(source: LogTraceSource): Opening {
  return present(makeOpening(source), "opening");
}

describe.each<[string, EventLog]>([
  ["a log", LOG],
  ["a log on one core", randomLog({ seed: 12, steps: 90_000, cores: 1, gomaxprocs: 2 })],
  ["the end of a log", cappedCopy(LOG, `last:${Math.round(LOG.length * 0.7)}`)],
])("the opening of %s", (_, log) => {
  const source = new LogTraceSource(log);
  const opening = openingOf(source);
  const whole = { first: 0, count: opening.lanes.length, from: 0, to: log.endTime };

  it("answers spans as the log does, or leaves them to it", () => {
    let answered = 0;
    const instant = fc.oneof(
      fc.constant(0),
      fc.constant(log.endTime),
      fc.integer({ min: 0, max: log.endTime }),
    );
    const ranges = fc.record({
      first: fc.constantFrom(0, 0, 0, 1, 3),
      count: fc.constantFrom(3, 3, 4, 2, 1, 0),
      from: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(0, log.window.from) }, instant),
      to: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(log.endTime, log.endTime * 1.2) }, instant),
      columns: fc.oneof(fc.integer({ min: 400, max: 1400 }), fc.integer({ min: 100, max: 5000 })),
    });
    fc.assert(
      fc.property(ranges, ({ columns, ...range }) => {
        const resolution = (log.endTime - log.window.from) / columns;
        const early = openingSpans(opening, { ...range, resolution });
        if (early === undefined) return;
        answered++;
        expect(early).toEqual(source.answer("spans", { grouping: "core", ...range, resolution }));
      }),
      { numRuns: 120 },
    );
    expect(answered).toBeGreaterThan(3);
  });

  it("holds the whole run at the widths of screens", () => {
    const widths = opening.levels.map(({ bucket }) => (log.endTime - log.window.from) / bucket);
    expect(widths[0]).toBeGreaterThanOrEqual(512);
    const resolution = (log.endTime - log.window.from) / 800;
    expect(openingSpans(opening, { ...whole, resolution })).toBeDefined();
  });

  it("comes back from a file that is hardly larger", () => {
    const bytes = writeSchedtrace(log, opening);
    const file = openSchedtrace(bytes);
    expect(file.opening).toEqual(opening);
    expect(bytes.length / writeSchedtrace(log).length).toBeLessThan(1.05);
  });
});

describe("a trace that is being read", () => {
  const source = new LogTraceSource(LOG);
  const opening = openingOf(source);
  const file = openSchedtrace(writeSchedtrace(LOG, opening));
  const args = { grouping: "core", first: 0, count: 3, from: 0, to: LOG.endTime } as const;
  const coarse = { ...args, resolution: LOG.endTime / 600 };

  it("answers at once what its opening holds, the rest when the events are there, and everything as the log does", async () => {
    let steps = 0;
    let go = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const reading = new OpeningSource(file, opening, async () => {
      if (steps++ > 0) await gate;
    });
    let late = false;
    const zoomed = { ...args, to: LOG.endTime / 2, resolution: LOG.endTime / 600 };
    const rest = Promise.all([
      reading.query("spans", zoomed),
      reading.query("spanAt", { grouping: "core", lane: 1, time: 1000, tolerance: 1000 }),
      reading.query("lanes", { grouping: "g", offset: 0, count: 9 }),
    ]);
    void rest.then(() => {
      late = true;
    });
    expect(await reading.query("overview", {})).toEqual(source.answer("overview", {}));
    expect(await reading.query("spans", coarse)).toEqual(source.answer("spans", coarse));
    for (const page of [
      { offset: 0, count: 256 },
      { offset: 2, count: 9 },
      { offset: 7, count: 1 },
    ])
      expect(await reading.query("lanes", { grouping: "core", ...page })).toEqual(
        source.answer("lanes", { grouping: "core", ...page }),
      );
    const [{ uri } = { uri: "" }] = LOG.tables.files;
    expect(await reading.query("source", { uri })).toEqual(source.answer("source", { uri }));
    expect(late).toBe(false);
    go();
    expect(await rest).toEqual([
      source.answer("spans", zoomed),
      source.answer("spanAt", { grouping: "core", lane: 1, time: 1000, tolerance: 1000 }),
      source.answer("lanes", { grouping: "g", offset: 0, count: 9 }),
    ]);
    expect(await reading.query("spans", coarse)).toEqual(source.answer("spans", coarse));
  });

  it("refuses an opening that is not that of its events", async () => {
    const { overview } = opening;
    const lies: Opening[] = [
      { ...opening, overview: { ...overview, steals: overview.steals + 1 } },
      { ...opening, lanes: opening.lanes.map((lane) => ({ ...lane, label: "Core 9" })) },
      { ...opening, levels: opening.levels.slice(1) },
    ];
    for (const lie of lies) {
      const bad = openSchedtrace(writeSchedtrace(LOG, lie));
      const reading = new OpeningSource(bad, present(bad.opening, "opening"), TURN);
      await expect(reading.query("findings", {})).rejects.toThrow(/its opening is not that of its events/);
    }
  });

  it("tells whoever waits that the events are damaged", async () => {
    const bytes = writeSchedtrace(LOG, opening);
    bytes[bytes.length - 1000] = (bytes[bytes.length - 1000] ?? 0) ^ 1;
    const bad = openSchedtrace(bytes);
    const reading = new OpeningSource(bad, present(bad.opening, "opening"), TURN);
    expect(await reading.query("spans", coarse)).toEqual(source.answer("spans", coarse));
    await expect(reading.query("findings", {})).rejects.toThrow(/checksum does not fit/);
  });

  it("has another revision when it is computed in another way", () => {
    // Where this log itself has changed only the number here changes, else also REVISION in src/formats/openingBytes.ts.
    expect(crc32(writeOpening(opening))).toBe(4038430680);
  });

  it("leaves aside an opening of another revision", () => {
    const bytes = writeOpening(opening).slice();
    bytes[0] = 99;
    expect(readOpening(bytes, headerOf(LOG))).toBeUndefined();
  });

  it("refuses an opening that is cut off anywhere", () => {
    const bytes = writeOpening(opening);
    for (let length = 0; length < bytes.length; length += 97)
      expect(() => readOpening(bytes.slice(0, length), headerOf(LOG))).toThrow(TraceFormatError);
  });

  it("is not made of small logs", () => {
    expect(makeOpening(new LogTraceSource(randomLog({ seed: 1, steps: 3000 })))).toBeUndefined();
  });
});
