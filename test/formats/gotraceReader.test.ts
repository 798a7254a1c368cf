import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readGoTrace } from "./support/goTraceOrder";
import { transitionCounts } from "./support/goTraceCounts";

/** What the tests of the export rely on: our reader of Go traces knows Go's rules, and refuses what breaks them. */

const recorded = new URL("realGo/", import.meta.url);
const real = new Uint8Array(readFileSync(new URL("real.trace", recorded)));
const counts = JSON.parse(readFileSync(new URL("counts.json", recorded), "utf8")) as {
  readonly goroutines: Readonly<Record<string, number>>;
  readonly procs: Readonly<Record<string, number>>;
};

test("reads a trace of real Go as go tool trace does", () => {
  const trace = readGoTrace(real, "real");
  expect(transitionCounts(trace, "G")).toEqual(counts.goroutines);
  expect(transitionCounts(trace, "P")).toEqual(counts.procs);
});

const HEADER = [...new TextEncoder().encode("go 1.23 trace\0\0\0")];
const NO_M = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
const FREQUENCY = [1, 1, ...NO_M, 0, 6, 8, 0x80, 0x94, 0xeb, 0xdc, 0x03];
/** A batch of M `m` that begins at 0; times and numbers below 128. */
const batch = (m: number, ...events: readonly (readonly number[])[]): number[] => {
  const data = events.flat();
  return [1, 1, m, 0, data.length, ...data];
};
const strings = (...texts: readonly string[]): number[] => {
  const data = texts.flatMap((text, i) => [5, i + 1, text.length, ...new TextEncoder().encode(text)]);
  return [1, 1, ...NO_M, 0, data.length + 1, 4, ...data];
};
const file = (...batches: readonly (readonly number[])[]): Uint8Array =>
  new Uint8Array([...HEADER, ...batches.flat()]);

const P0_IDLE = [13, 0, 0, 2];
const P0_START = [10, 0, 0, 1];
const CREATE_1 = [14, 0, 1, 0, 0];
const START_1 = [16, 0, 1, 1];
const BLOCK = [20, 1, 0, 0];
const STOP = [19, 1, 0, 0];
const BEGIN = [P0_IDLE, P0_START, CREATE_1, START_1];

describe("takes what Go's reader takes", () => {
  const unblock = [21, 0, 1, 2, 0];
  test.each([
    ["a goroutine that runs and ends", [batch(2, ...BEGIN, [17, 1])]],
    ["a number of a goroutine again, after its end", [batch(2, ...BEGIN, [17, 1], CREATE_1, START_1)]],
    ["a wake-up by a thread without a P", [batch(2, ...BEGIN, BLOCK), batch(3, [21, 1, 1, 2, 0])]],
    [
      "a wake-up at the instant of the block, from an M that comes first",
      [batch(3, unblock.with(1, 1)), batch(2, ...BEGIN, BLOCK)],
    ],
    ["a system call", [batch(2, ...BEGIN, [22, 1, 2, 0], [23, 1])]],
    [
      "a system call whose P is stolen",
      [batch(2, ...BEGIN, [22, 1, 2, 0], [24, 2]), batch(3, [12, 2, 0, 3, 2], [10, 0, 0, 4])],
    ],
    ["a system call that gives up its P", [batch(2, ...BEGIN, [22, 1, 2, 0], [11, 0], [24, 1])]],
    ["a stopped world", [batch(2, ...BEGIN, [26, 0, 1, 0], [9, 0, 2, 0], [27, 1])]],
  ])("%s", (_, batches) => {
    expect(() => readGoTrace(file(FREQUENCY, strings("x"), ...batches))).not.toThrow();
  });
});

describe("refuses what Go's reader refuses", () => {
  test.each([
    [
      "another version",
      new Uint8Array([...new TextEncoder().encode("go 1.24 trace\0\0\0"), ...FREQUENCY]),
      /header/,
    ],
    ["no frequency", file(batch(2, ...BEGIN)), /no frequency/],
    ["a P that is not introduced", file(FREQUENCY, batch(2, P0_START)), /cannot come next/],
    ["a creation without a P", file(FREQUENCY, batch(2, CREATE_1)), /needs a P/],
    [
      "a goroutine that is not introduced",
      file(FREQUENCY, batch(2, P0_IDLE, P0_START, START_1)),
      /cannot come next/,
    ],
    ["a block without a goroutine", file(FREQUENCY, batch(2, P0_IDLE, P0_START, BLOCK)), /needs a goroutine/],
    [
      "a wrong number of a goroutine",
      file(FREQUENCY, batch(2, P0_IDLE, P0_START, CREATE_1, [16, 0, 1, 2])),
      /cannot come next/,
    ],
    ["a wrong number of a P", file(FREQUENCY, batch(2, P0_IDLE, [10, 0, 0, 2])), /cannot come next/],
    ["a wrong number of a system call", file(FREQUENCY, batch(2, ...BEGIN, [22, 0, 1, 0])), /wrong number/],
    [
      "a second goroutine on an M",
      file(FREQUENCY, batch(2, ...BEGIN, [14, 0, 2, 0, 0], [16, 0, 2, 1])),
      /must not have a goroutine/,
    ],
    [
      "a second P on an M",
      file(FREQUENCY, batch(2, ...BEGIN, [13, 0, 1, 2], [10, 0, 1, 1])),
      /cannot come next/,
    ],
    ["a goroutine that exists already", file(FREQUENCY, batch(2, ...BEGIN, CREATE_1)), /exists already/],
    [
      "the return of a call whose P is gone",
      file(FREQUENCY, batch(2, ...BEGIN, [22, 0, 2, 0], [11, 0], [23, 0])),
      /needs a P/,
    ],
    [
      "a blocked return with the P still there",
      file(FREQUENCY, batch(2, ...BEGIN, [22, 0, 2, 0], [24, 0])),
      /cannot come next/,
    ],
    [
      "a steal from an M that has another P",
      file(FREQUENCY, batch(2, ...BEGIN, [22, 0, 2, 0]), batch(3, [12, 1, 0, 3, 9])),
      /does not have the P/,
    ],
    [
      "a wake-up of what does not wait",
      file(FREQUENCY, batch(2, ...BEGIN, [21, 0, 1, 2, 0])),
      /cannot come next/,
    ],
    ["a string that is not there", file(FREQUENCY, batch(2, ...BEGIN, [20, 0, 1, 0])), /no string 1/],
    ["a stack that is not there", file(FREQUENCY, batch(2, ...BEGIN, [20, 0, 0, 1])), /no stack 1/],
    ["a contradicting status", file(FREQUENCY, batch(2, ...BEGIN, [13, 0, 0, 2])), /of a P that is Running/],
    [
      "an annotation without a goroutine",
      file(FREQUENCY, batch(2, ...BEGIN, STOP, [44, 0, 0, 0, 0, 0])),
      /needs a goroutine/,
    ],
    ["the end of a stop that did not begin", file(FREQUENCY, batch(2, ...BEGIN, [27, 0])), /has not begun/],
    ["a batch that is too long", file(FREQUENCY, [1, 1, 2, 0, 0x81, 0x80, 0x04]), /has 65537 bytes/],
    [
      "an event before what enables it",
      file(FREQUENCY, batch(2, ...BEGIN, [20, 9, 0, 0]), batch(3, [21, 1, 1, 2, 0])),
      /cannot come next/,
    ],
  ] as const)("%s", (_, bytes, why) => {
    expect(() => readGoTrace(bytes)).toThrow(why);
  });
});
