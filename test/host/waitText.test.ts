import { expect, test } from "vitest";
import { waitDetail, waitText } from "../../src/host/editor/waitText";
import type { LineWaits } from "../../src/shared/trace/lineWaits";

const NONE: LineWaits = {
  uri: "file:///a.ts",
  line: 1,
  ns: 0,
  count: 0,
  longest: 0,
  reasons: [],
  started: 0,
  startedNs: 0,
};

test("what is shown above a line", () => {
  expect(waitText(NONE)).toBeUndefined();
  expect(waitText({ ...NONE, ns: 2e6, count: 1 })).toBe("blocked 2 ms");
  expect(waitText({ ...NONE, ns: 3e6, count: 4, started: 8, startedNs: 5e3 })).toBe(
    "blocked 3 ms, 4 times · started 8, blocked 5 µs in all",
  );
});

test("its reasons", () => {
  const reasons = [{ reason: "chan receive", ns: 2e6, count: 3 }];
  expect(waitDetail({ ...NONE, count: 3, longest: 1e6, reasons })).toBe(
    "chan receive: 2 ms, 3 times\nlongest: 1 ms",
  );
});
