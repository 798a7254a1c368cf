import { expect, test } from "vitest";
import { History } from "../../webview/model/history";
import { Store } from "../../webview/model/store";
import { overview, ready } from "./samples";

function opened() {
  const store = new Store();
  const history = new History();
  const open = (runId: string): void => {
    store.dispatch(ready(runId));
    store.dispatch({ type: "overview", run: store.model.run, overview });
    history.note(store.model);
  };
  open("a");
  const look = (from: number): void => {
    store.dispatch({ type: "range", range: { from, to: from + 1000 } });
    history.note(store.model);
  };
  const step = (back: boolean): number | undefined => {
    const stop = history.step(store.model, back);
    if (stop !== undefined) store.dispatch({ type: "go", stop });
    return stop?.range.from;
  };
  return { store, open, look, back: () => step(true), forward: () => step(false) };
}

test("back and forward through what was looked at; a new place ends the way forward", () => {
  const { look, back, forward } = opened();
  look(1000);
  look(2000);
  expect([back(), back(), back()]).toEqual([1000, 0, undefined]);
  expect([forward(), forward(), forward()]).toEqual([1000, 2000, undefined]);
  back();
  look(5000);
  expect(forward()).toBeUndefined();
  expect([back(), back()]).toEqual([1000, 0]);
});

test("what has not rested yet is a place to come back to, too", () => {
  const { store, back, forward } = opened();
  store.dispatch({ type: "focus", focus: { entity: 3, label: "G3" } });
  back();
  expect(store.model.focus).toBeUndefined();
  forward();
  expect(store.model.focus?.entity).toBe(3);
});

test("what was hidden is shown again on the way back, and hidden again on the way forward", () => {
  const { store, back, forward } = opened();
  const filter = { kind: "found", text: "worker", time: 0 } as const;
  store.dispatch({ type: "filter", filter });
  back();
  expect(store.model.filter).toBeUndefined();
  forward();
  expect(store.model.filter).toBe(filter);
});

test("another run begins anew", () => {
  const { open, look, back } = opened();
  look(1000);
  open("b");
  expect(back()).toBeUndefined();
});
