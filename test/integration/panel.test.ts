import assert from "node:assert/strict";
import * as vscode from "vscode";
import { api, ask, file, open, simulate, test, type, revert, until } from "./harness";

test("the panel opens beside the code and draws; the editor keeps the focus", async () => {
  const { panel, store } = await api();
  panel.close();
  const editor = await open(file("first/workers.ts"));
  const drawn = new Promise((resolve) => panel.onDidDraw(resolve));
  await simulate(editor.document.uri);
  await drawn;
  assert.ok(panel.isOpen);
  assert.equal(store.current?.status.kind, "ready");
  const tab = vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .find(({ input }) => input instanceof vscode.TabInputWebview);
  assert.equal(tab?.group.viewColumn, vscode.ViewColumn.Two);
  assert.equal(vscode.window.activeTextEditor?.document, editor.document);
});

test("a place that the panel reveals is selected in the editor", async () => {
  const { panel } = await api();
  const run = await simulate(file("first/workers.ts"));
  const { endTime } = await ask(run, "overview", {});
  const { goroutines } = await ask(run, "stateAt", { time: Math.floor(endTime / 2), max: 100 });
  const place = goroutines.find((at) => at.place?.uri === run.target.uri)?.place;
  assert.ok(place, "a goroutine with a place in the program");
  panel.receive({ type: "reveal", side: "shown", place, preserveFocus: false });
  await until("the selection", () => {
    const editor = vscode.window.activeTextEditor;
    return editor?.document.uri.toString() === place.uri && editor.selection.active.line === place.line - 1;
  });
});

test("the cursor asks where each goroutine is", async () => {
  const { panel, cursor } = await api();
  const run = await simulate(file("first/workers.ts"));
  const { endTime } = await ask(run, "overview", {});
  const time = Math.floor(endTime / 2);
  // The page itself sends its cursor when it has drawn.
  const instant = await until("the instant", () => {
    panel.receive({ type: "cursor", time });
    return cursor.instant?.time === time && cursor.instant;
  });
  assert.ok(instant.entities.some(({ place }) => place !== undefined));
  await vscode.commands.executeCommand("schedlens.revealGoroutine", instant.entities[0]?.entity);
});

test("messages that make no sense are ignored", async () => {
  const { panel } = await api();
  for (const nonsense of [
    undefined,
    7,
    {},
    { type: "query", id: "x" },
    { type: "cursor", time: Number.NaN },
    { type: "toString" },
  ])
    panel.receive(nonsense);
  assert.ok(panel.isOpen);
});

test("closing the panel and editing during a run are harmless", async () => {
  const { panel, store, cursor } = await api();
  const { document } = await open(file("first/endless.ts"));
  const done = simulate(document.uri);
  const run = await until("it runs", () => store.running);
  panel.close();
  await until("the panel is closed", () => !panel.isOpen);
  await type(document, document.getText().replace("n++", "n += 2"));
  await until("stale", () => run.stale);
  await vscode.commands.executeCommand("schedlens.cancel");
  await done;
  assert.equal(cursor.instant, undefined);
  await revert(document);
  await vscode.commands.executeCommand("schedlens.showPanel");
  const after = await simulate(file("first/workers.ts"));
  assert.equal(after.status.kind, "ready");
});

test("what the panel showed is remembered for a reload", async () => {
  const { panel, memory } = await api();
  const run = await simulate(file("first/workers.ts"));
  const state = { version: 1, runId: run.id, grouping: "p", from: 0, to: 5000, cursor: 1000, tab: "steals" };
  panel.receive({ type: "state", state });
  const remembered = await until(
    "it is written down",
    () => memory.recall()?.state?.grouping === "p" && memory.recall(),
  );
  assert.deepEqual(remembered.target, run.target);
  assert.deepEqual(remembered.state, state);
});
