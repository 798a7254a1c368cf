import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_CONFIG } from "../../src/shared/config";
import { CHUNK_EVENTS, newChunk } from "../../src/shared/log/chunk";
import { EventLog } from "../../src/shared/log/eventLog";

function logAt(times: Iterable<number>): EventLog {
  const log = new EventLog(DEFAULT_CONFIG);
  let i = 0;
  for (const time of times) {
    log.now = time;
    log.emit(i % 50, i % 256, i, -i - 1);
    i++;
  }
  return log;
}

describe("the event log", () => {
  it("gives back what was written", () => {
    const log = new EventLog(DEFAULT_CONFIG);
    Object.assign(log, { now: 5, core: 3, task: 4, p: 5, g: 6, loc: 7 });
    log.emit(9, 255, 2 ** 31 - 1, -(2 ** 31));
    log.emit(10);
    expect(log.read(0)).toEqual({
      index: 0,
      time: 5,
      kind: 9,
      aux: 255,
      core: 3,
      task: 4,
      p: 5,
      g: 6,
      a: 2 ** 31 - 1,
      b: -(2 ** 31),
      loc: 7,
    });
    expect(log.read(1)).toMatchObject({ aux: 0, a: -1, b: -1 });
    expect([log.length, log.endTime]).toEqual([2, 5]);
  });

  it("takes no event before the latest", () => {
    const log = logAt([10, 20]);
    log.now = 19;
    expect(() => log.emit(1)).toThrow("event 2 at 19 ns comes before the latest one at 20 ns");
    log.now = 20;
    log.emit(1);
    expect(log.length).toBe(3);
  });

  it("takes no event before the latest over the edge of a chunk", () => {
    const log = logAt(new Array<number>(CHUNK_EVENTS).fill(50));
    log.now = 49;
    expect(() => log.emit(1)).toThrow(/comes before the latest one at 50 ns/);
  });

  it("finds every event, however time jumps", () => {
    const jumps = fc.array(fc.oneof(fc.nat(5), fc.integer({ min: 4e9, max: 9e9 })), { maxLength: 60 });
    fc.assert(
      fc.property(jumps, (gaps) => {
        let now = 0;
        const times = gaps.map((gap) => (now += gap));
        const log = logAt(times);
        expect(times.map((_, i) => log.timeAt(i))).toEqual(times);
        expect(times.map((_, i) => log.read(i).a)).toEqual(times.map((_, i) => i));
        const seen: number[] = [];
        log.forEach(({ index, time }) => {
          expect(time).toBe(times[index]);
          seen.push(index);
        });
        expect(seen).toEqual(times.map((_, i) => i));
        for (const time of [0, ...times, now + 1]) {
          const expected = times.findIndex((one) => one >= time);
          expect(log.firstAtOrAfter(time)).toBe(expected === -1 ? times.length : expected);
        }
      }),
    );
  });

  it("finds events behind chunks that were closed early", () => {
    const times = Array.from({ length: CHUNK_EVENTS + 1000 }, (_, i) => (i < 500 ? i : 1e10 + i));
    const log = logAt(times);
    expect(log.chunks.length).toBe(3);
    expect([0, 1, 2].map((at) => log.chunkLength(at))).toEqual([500, CHUNK_EVENTS, 500]);
    for (const i of [
      0,
      499,
      500,
      501,
      CHUNK_EVENTS - 1,
      CHUNK_EVENTS,
      CHUNK_EVENTS + 499,
      CHUNK_EVENTS + 500,
    ])
      expect([log.read(i).a, log.timeAt(i)]).toEqual([i, times[i]]);
  });

  it("visits a part", () => {
    const log = logAt(Array.from({ length: CHUNK_EVENTS * 2 + 10 }, (_, i) => i));
    const seen: number[] = [];
    log.forEach(({ index }) => seen.push(index), CHUNK_EVENTS - 2, CHUNK_EVENTS * 2 + 1);
    expect([seen[0], seen.length, seen.at(-1)]).toEqual([
      CHUNK_EVENTS - 2,
      CHUNK_EVENTS + 3,
      CHUNK_EVENTS * 2,
    ]);
    log.forEach(() => expect.unreachable(), 5, 5);
  });

  it("refuses to read outside", () => {
    const log = logAt([1]);
    for (const index of [-1, 1, NaN]) expect(() => log.read(index)).toThrow(RangeError);
    expect(new EventLog(DEFAULT_CONFIG).endTime).toBe(0);
  });

  it("keeps wide numbers", () => {
    const log = new EventLog(DEFAULT_CONFIG);
    for (const value of [0, 1, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 53 - 1])
      expect(log.readWide(log.wide(value))).toBe(value);
    expect(log.readWide(-1)).toBe(-1);
    for (const value of [-1, 0.5, NaN, Infinity, 2 ** 53]) expect(() => log.wide(value)).toThrow(RangeError);
  });

  it("adopts chunks of any length and goes on behind them", () => {
    const source = logAt(Array.from({ length: 25 }, (_, i) => i * 10));
    const log = new EventLog(DEFAULT_CONFIG);
    for (const [from, to] of [
      [0, 10],
      [10, 11],
      [11, 25],
    ] as const) {
      const chunk = newChunk(source.timeAt(from), to - from);
      for (let i = from; i < to; i++) {
        chunk.delta[i - from] = source.timeAt(i) - chunk.base;
        chunk.a[i - from] = i;
      }
      log.adopt(chunk, to - from);
    }
    expect(Array.from({ length: 25 }, (_, i) => [log.read(i).a, log.timeAt(i)])).toEqual(
      Array.from({ length: 25 }, (_, i) => [i, i * 10]),
    );
    expect(() => {
      log.now = 239;
      log.emit(1);
    }).toThrow(/before the latest/);
    log.now = 240;
    log.emit(1, 0, 77);
    expect([log.length, log.read(25).a, log.read(24).a]).toEqual([26, 77, 24]);
  });
});
