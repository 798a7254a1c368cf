import { expect, test, vi } from "vitest";
import type { SpanDetail } from "../../src/shared/trace/queries";
import { gesturesOn } from "../../webview/timeline/gestures";
import { openedStore } from "./samples";

const PLACE = { uri: "file:///a.ts", line: 3, column: 1, fn: "worker" };
const DETAIL: SpanDetail = {
  kind: "running",
  start: 300_000,
  end: 310_000,
  title: "G7 worker",
  facts: [],
  place: PLACE,
  entity: 7,
};

/** A plot of 1,000 pixels over the run's 1,000,000 ns, with rows 20 pixels high that show every other lane. */
function opened(answer: () => Promise<SpanDetail | undefined> = () => Promise.resolve(DETAIL)) {
  const store = openedStore();
  const panel = { store, names: { entity: () => "" }, reveal: vi.fn(), failed: vi.fn() };
  const lanes = {
    measures: { width: 1000, lane: 20, scroll: 0 },
    hit: ({ x, y }: { x: number; y: number }) =>
      y < 20 ? undefined : { lane: Math.floor(y / 20) - 1, time: x * 1000 },
    detailAt: vi.fn(answer),
    laneAt: (row: number) => 2 * row,
    scrollBy: vi.fn(),
    showPointer: vi.fn(),
  };
  return { store, panel, lanes, does: gesturesOn(panel as never, lanes) };
}

test("zoom at the pointer, pan by as much as it moved, scroll", () => {
  const { store, lanes, does } = opened();
  does.zoom(0.5, 400);
  expect(store.model.range).toEqual({ from: 200_000, to: 700_000 });
  does.pan(100);
  expect(store.model.range).toEqual({ from: 250_000, to: 750_000 });
  does.scroll(30);
  expect(lanes.scrollBy).toHaveBeenCalledWith(30);
});

test("mark a stretch for its statistics, and drag the cursor", () => {
  const { store, does } = opened();
  does.mark(100, 300);
  expect(store.model).toMatchObject({ marked: { from: 100_000, to: 300_000 }, tab: "range" });
  does.scrub(250);
  expect(store.model.cursor).toBe(250_000);
});

test("a click selects the slice in its lane, and shows its line; a double click makes it fill the view", async () => {
  const { store, panel, does } = opened();
  does.click(305, 65);
  expect(store.model.cursor).toBe(305_000);
  await vi.waitFor(() => expect(panel.reveal).toHaveBeenCalledWith(PLACE, true));
  expect(store.model).toMatchObject({
    selection: { grouping: "core", lane: 4, detail: DETAIL },
    focus: { entity: 7, label: "G7 worker" },
    range: { from: 0, to: 1_000_000 },
  });
  does.doubleClick(305, 65);
  await vi.waitFor(() => expect(store.model.range).toEqual({ from: 298_500, to: 311_500 }));
});

test("a click where nothing is takes the selection away; one beside the lanes moves the cursor alone", async () => {
  const { store, lanes, does } = opened(() => Promise.resolve(undefined));
  const selection = { grouping: "core", lane: 0, detail: DETAIL } as const;
  store.dispatch({ type: "select", selection });
  does.click(500, 5);
  expect([store.model.cursor, store.model.selection]).toEqual([500_000, selection]);
  expect(lanes.detailAt).not.toHaveBeenCalled();
  does.click(500, 25);
  await vi.waitFor(() => expect(store.model.selection).toBeUndefined());
});

test("an answer about other lanes than are shown by now does not count, and a failure is told", async () => {
  let give: (detail: SpanDetail) => void = () => undefined;
  const { store, lanes, panel, does } = opened(() => new Promise((resolve) => (give = resolve)));
  does.click(305, 65);
  store.dispatch({ type: "filter", filter: { kind: "range", from: 0, to: 1 } });
  give(DETAIL);
  lanes.detailAt.mockRejectedValueOnce(new Error("gone"));
  does.click(305, 65);
  await vi.waitFor(() => expect(panel.failed).toHaveBeenCalledOnce());
  expect(store.model.selection).toBeUndefined();
});
