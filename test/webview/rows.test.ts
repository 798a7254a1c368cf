import { expect, test, vi } from "vitest";
import type { KeptLanes, LaneFilter } from "../../src/shared/trace/laneFilter";
import type { QueryArgs } from "../../src/shared/trace/queries";
import { Rows } from "../../webview/timeline/rows";
import { overview } from "./samples";

const FILTER: LaneFilter = { kind: "found", text: "worker", time: 0 };

function opened() {
  const asked: { readonly args: QueryArgs<"keptLanes">; readonly answer: (kept: KeptLanes) => void }[] = [];
  const query = (_name: string, args: QueryArgs<"keptLanes">): Promise<KeptLanes> =>
    new Promise((answer) => asked.push({ args, answer }));
  const changed = vi.fn();
  const rows = new Rows({ source: { query }, failed: vi.fn() }, changed);
  const want = (filter?: LaneFilter): boolean => rows.want(1, "g", filter, overview);
  return { asked, changed, rows, want };
}

test("without a filter every lane stands in its own row", () => {
  const { asked, rows, want } = opened();
  expect(want()).toBe(true);
  expect([rows.count, rows.lane(7), rows.lane(12), rows.row(7), rows.shares]).toEqual([
    12,
    7,
    -1,
    7,
    undefined,
  ]);
  expect(asked).toEqual([]);
});

test("with a filter those that it keeps do, once they are known; without it all again at once", async () => {
  const { asked, changed, rows, want } = opened();
  expect([want(FILTER), want(FILTER)]).toEqual([false, false]);
  expect(asked.map(({ args }) => args)).toEqual([{ grouping: "g", filter: FILTER }]);
  asked[0]?.answer({ lanes: Uint32Array.of(3, 9), entities: 5 });
  await vi.waitFor(() => expect(changed).toHaveBeenCalledOnce());
  expect(want(FILTER)).toBe(true);
  expect(rows.shares).toEqual({ lanes: 2, of: 12, entities: 5 });
  expect([0, 1, 2].map((row) => rows.lane(row))).toEqual([3, 9, -1]);
  expect([3, 9, 4].map((lane) => rows.row(lane))).toEqual([0, 1, -1]);
  expect([want(), rows.count]).toEqual([true, 12]);
});

test("an answer about an earlier filter is not taken for that about the next", async () => {
  const { asked, rows, want } = opened();
  want(FILTER);
  const other: LaneFilter = { ...FILTER, text: "main" };
  expect(want(other)).toBe(false);
  asked[0]?.answer({ lanes: Uint32Array.of(1), entities: 1 });
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  expect(want(other)).toBe(false);
  asked[1]?.answer({ lanes: Uint32Array.of(2), entities: 1 });
  await vi.waitFor(() => expect(want(other)).toBe(true));
  expect(rows.lane(0)).toBe(2);
});
