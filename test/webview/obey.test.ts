import { describe, expect, test, vi } from "vitest";
import type { TraceSource } from "../../src/shared/trace/queries";
import { Store } from "../../webview/model/store";
import type { TimelineCommand } from "../../webview/timeline/keys";
import { obey } from "../../webview/timeline/obey";
import { ANSWERS, openedStore, overview } from "./samples";

const DETAIL = {
  kind: "running",
  start: 300_000,
  end: 310_000,
  title: "",
  facts: [],
  place: undefined,
  entity: 1,
} as const;

function opened() {
  const store = openedStore();
  store.dispatch({ type: "range", range: { from: 200_000, to: 400_000 } });
  const query = vi.fn((name: keyof typeof ANSWERS) => Promise.resolve(ANSWERS[name]));
  const failed = vi.fn();
  const scroll = vi.fn();
  const source = { query } as unknown as TraceSource;
  return {
    store,
    query,
    failed,
    scroll,
    select: () =>
      store.dispatch({ type: "select", selection: { grouping: "core", lane: 0, detail: DETAIL } }),
    press: (command: TimelineCommand) => obey(command, { store, source, failed }, scroll),
  };
}

describe("keys of the timeline", () => {
  test("zoom around the cursor where it is in view, else around the middle", () => {
    const { store, press } = opened();
    press("zoomIn");
    expect(store.model.range.from + store.model.range.to).toBeCloseTo(600_000);
    store.dispatch({ type: "range", range: { from: 200_000, to: 400_000 } });
    store.dispatch({ type: "cursor", time: 200_000, reveal: false });
    press("zoomIn");
    expect(store.model.range.from).toBeCloseTo(200_000);
    press("zoomOut");
    expect(store.model.range.to).toBeCloseTo(400_000);
  });

  test("move and show all", () => {
    const { store, press } = opened();
    press("right");
    expect(store.model.range).toEqual({ from: 230_000, to: 430_000 });
    press("left");
    press("left");
    expect(store.model.range).toEqual({ from: 170_000, to: 370_000 });
    press("all");
    expect(store.model.range).toEqual({ from: 0, to: overview.endTime });
  });

  test("fit the selection, and all when it is fitted", () => {
    const { store, press, select } = opened();
    select();
    press("fit");
    expect(store.model.range).toEqual({ from: 298_500, to: 311_500 });
    press("fit");
    expect(store.model.range).toEqual({ from: 0, to: overview.endTime });
    press("clear");
    expect(store.model.selection).toBeUndefined();
  });

  test("mark what is in view, or the selection, in whole ns, and take the mark away", () => {
    const { store, press, select } = opened();
    store.dispatch({ type: "range", range: { from: 200_000.4, to: 400_000.4 } });
    press("mark");
    expect(store.model).toMatchObject({ marked: { from: 200_000, to: 400_001 }, tab: "range" });
    press("mark");
    expect(store.model.marked).toBeUndefined();
    select();
    press("mark");
    expect(store.model.marked).toEqual({ from: 300_000, to: 310_000 });
    press("clear");
    expect(store.model.marked).toBeUndefined();
  });

  test("hide what is not involved with who is looked at, else with what is marked, and show it again", () => {
    const { store, press, select } = opened();
    press("involved");
    expect(store.model.filter).toBeUndefined();
    press("mark");
    press("involved");
    expect(store.model.filter).toEqual({ kind: "range", from: 200_000, to: 400_000 });
    press("involved");
    expect(store.model.filter).toBeUndefined();
    store.dispatch({ type: "focus", focus: { entity: 3, label: "G3" } });
    press("involved");
    expect(store.model.filter).toEqual({ kind: "involved", entity: 3, label: "G3" });
    press("clear");
    expect(store.model).toMatchObject({ filter: undefined, focus: { entity: 3 } });
    press("clear");
    expect(store.model.focus).toBeUndefined();
    select();
    press("involved");
    expect(store.model.filter).toEqual({ kind: "range", from: 300_000, to: 310_000 });
  });

  test("step to the events of the goroutine that is looked at", async () => {
    const { store, query, press } = opened();
    store.dispatch({ type: "cursor", time: 5, reveal: false });
    press("nextEvent");
    expect(query).toHaveBeenLastCalledWith("step", { time: 5, entity: -1, back: false });
    await vi.waitFor(() => expect(store.model.cursor).toBe(17));
    store.dispatch({ type: "focus", focus: { entity: 3, label: "G3" } });
    press("previousEvent");
    expect(query).toHaveBeenLastCalledWith("step", { time: 17, entity: 3, back: true });
  });

  test("scroll the lanes", () => {
    const { scroll, press } = opened();
    press("down");
    press("pageUp");
    expect(scroll.mock.calls).toEqual([
      [1, 0],
      [0, -1],
    ]);
  });

  test("do nothing without a run, and tell of failures", async () => {
    const { query, failed, press } = opened();
    query.mockRejectedValueOnce(new Error("gone"));
    press("nextEvent");
    await vi.waitFor(() => expect(failed).toHaveBeenCalledOnce());
    const empty = new Store();
    obey("nextEvent", { store: empty, source: { query }, failed }, () => undefined);
    expect(query).toHaveBeenCalledOnce();
  });
});
