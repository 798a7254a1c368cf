import { expect, test } from "vitest";
import type { FindRow } from "../../src/shared/trace/find";
import { runText } from "../helpers/run";

const PROGRAM = `import { chan, compute, go, time } from "schedlens";
/** @simulate cores=2 gomaxprocs=2 */
export function main() {
  const never = chan<number>();
  go(function Reader() { never.recv(); });
  go(function sleeper() { time.sleep(5_000_000); });
  go(function cruncher() {
    compute(1_000_000);
    compute(1_000_000);
  });
  time.sleep(4_000_000);
}
`;

const { log, source } = runText(PROGRAM);
const search = (text: string, time = 2_500_000, max = 50): readonly FindRow[] =>
  source.answer("find", { text, time, max }).rows;
const names = (rows: readonly FindRow[]): string[] => rows.map(({ name }) => name.replace(/^G\d+ /, ""));

test("names and numbers, whatever their capitals", () => {
  expect(names(search("reader"))).toEqual(["Reader"]);
  const [reader] = search("READER");
  expect(search(/^G\d+/.exec(reader?.name ?? "")?.[0] ?? "?")).toContainEqual(reader);
  expect(search("nobody")).toEqual([]);
  expect(search("  ")).toEqual([]);
});

test("states and what is waited for, at the instant asked about", () => {
  expect(search("sleep").map(({ what }) => what)).toContain("waiting (sleep)");
  expect(names(search("chan receive"))).toEqual(["Reader"]);
  expect(names(search("chan receive", 0))).toEqual([]);
  expect(names(search("running", 500_000))).toContain("cruncher");
  expect(search("running", 500_000).find(({ name }) => name.endsWith("cruncher"))?.time).toBe(500_000);
});

test("lines, with the first time from the instant on, or else the last before", () => {
  const [first, ...more] = search("main.ts:9", 0);
  expect([names([first!]), more]).toEqual([["cruncher"], []]);
  expect(search(":9", 0)).toEqual([first]);
  expect(search("other.ts:9")).toEqual([]);
  const at = (time: number): number => search(":9", time)[0]?.time ?? -1;
  expect(at(log.endTime)).toBeLessThanOrEqual(log.endTime);
  expect(at(0)).toBeGreaterThan(900_000);
});

test("no more than asked for, and it says so", () => {
  const { rows, more } = source.answer("find", { text: "g", time: 0, max: 2 });
  expect([rows.length, more]).toEqual([2, true]);
});
