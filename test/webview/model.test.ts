import { describe, expect, test, vi } from "vitest";
import { INITIAL, panelState, reduce } from "../../webview/model/model";
import type { Action, Model } from "../../webview/model/model";
import { Store } from "../../webview/model/store";
import { overview, ready } from "./samples";

function after(...actions: readonly Action[]): Model {
  return actions.reduce(reduce, INITIAL);
}

const shown = after(ready("a"), { type: "overview", run: 1, overview });

describe("a run", () => {
  test("is shown whole, with the cursor at its start", () => {
    expect(shown.range).toEqual({ from: 0, to: overview.endTime });
    expect(shown.cursor).toBe(0);
  });

  test("where the log has dropped events, what is shown first is the rest, with some of the gap", () => {
    const dropped = { events: 500, until: 900_000 };
    const { range } = after(ready("a"), { type: "overview", run: 1, overview: { ...overview, dropped } });
    expect(range.to).toBe(overview.endTime);
    expect(range.from).toBeLessThan(900_000);
    expect(range.from).toBeGreaterThan(850_000);
  });

  test("an overview that belongs to an earlier run is dropped", () => {
    const model = after(ready("a"), ready("b"));
    expect(model.run).toBe(2);
    expect(reduce(model, { type: "overview", run: 1, overview })).toBe(model);
  });

  test("another run begins anew; the same run with news does not", () => {
    const zoomed = reduce(shown, { type: "range", range: { from: 10, to: 500 } });
    const stale = reduce(zoomed, {
      type: "status",
      status: { kind: "ready", runId: "a", label: "main", stale: true },
      config: undefined,
    });
    expect(stale.range).toBe(zoomed.range);
    expect(stale.run).toBe(zoomed.run);
    const next = reduce(zoomed, ready("b"));
    expect(next.run).toBe(zoomed.run + 1);
    expect(next.overview).toBeUndefined();
  });

  test("keeps its picture while it runs again", () => {
    const running = reduce(shown, {
      type: "status",
      status: { kind: "running", label: "main", time: 0, events: 0 },
      config: undefined,
    });
    expect(running.overview).toBe(overview);
    expect(reduce(running, ready("b")).run).toBe(shown.run + 1);
  });

  test("without lanes in a grouping shows one that has some", () => {
    const native = { ...overview, laneCounts: { core: 0, p: 0, g: 0, m: 3, process: 3 } };
    expect(after(ready("a"), { type: "overview", run: 1, overview: native }).grouping).toBe("m");
  });
});

describe("what survives a reload", () => {
  const kept = {
    version: 1,
    runId: "a",
    grouping: "p",
    from: 100,
    to: 900,
    cursor: 300,
    tab: "steals",
    filter: { kind: "involved", entity: 3, label: "G3 worker" },
  } as const;

  test("comes back for the same run", () => {
    const model = after({ type: "restore", state: kept, split: 0.4 }, ready("a"), {
      type: "overview",
      run: 1,
      overview,
    });
    expect(model).toMatchObject({
      grouping: "p",
      tab: "steals",
      cursor: 300,
      range: { from: 100, to: 900 },
      split: 0.4,
    });
    expect(panelState(model)).toEqual(kept);
  });

  test("for another run only the views come back", () => {
    const model = after({ type: "restore", state: kept, split: undefined }, ready("b"), {
      type: "overview",
      run: 1,
      overview,
    });
    expect(model).toMatchObject({
      grouping: "p",
      tab: "steals",
      cursor: 0,
      range: { from: 0, to: overview.endTime },
      filter: undefined,
    });
  });

  test("an unknown tab is the first", () => {
    expect(after({ type: "restore", state: { ...kept, tab: "psychology" }, split: 9 })).toMatchObject({
      tab: "states",
      split: 0.88,
    });
  });

  test("is nothing without a run", () => {
    expect(panelState(INITIAL)).toBeUndefined();
  });
});

describe("the cursor", () => {
  test("stays in the run and on whole nanoseconds", () => {
    expect(reduce(shown, { type: "cursor", time: -5, reveal: false }).cursor).toBe(0);
    expect(reduce(shown, { type: "cursor", time: 1e12, reveal: false }).cursor).toBe(overview.endTime);
    expect(reduce(shown, { type: "cursor", time: 12.6, reveal: false }).cursor).toBe(13);
  });

  test("moves the range only where it is asked to be seen", () => {
    const zoomed = reduce(shown, { type: "range", range: { from: 0, to: 1000 } });
    expect(reduce(zoomed, { type: "cursor", time: 500_000, reveal: false }).range).toBe(zoomed.range);
    const revealed = reduce(zoomed, { type: "cursor", time: 500_000, reveal: true }).range;
    expect(revealed).toEqual({ from: 499_500, to: 500_500 });
  });
});

test("the store tells its listeners of changes only", () => {
  const store = new Store();
  const listener = vi.fn();
  const stop = store.subscribe(listener);
  store.dispatch({ type: "grouping", grouping: "core" });
  expect(listener).not.toHaveBeenCalled();
  store.dispatch({ type: "grouping", grouping: "p" });
  expect(listener).toHaveBeenCalledOnce();
  stop();
  store.dispatch({ type: "grouping", grouping: "g" });
  expect(listener).toHaveBeenCalledOnce();
  expect(store.model.grouping).toBe("g");
});
