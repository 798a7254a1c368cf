import assert from "node:assert/strict";
import * as vscode from "vscode";
import { api, ask, file, open, outputOf, revert, simulate, test, type, until } from "./harness";

test("a program in two files runs, and its trace can be asked", async () => {
  await open(file("first/workers.ts"));
  const run = await simulate(file("first/workers.ts"));
  assert.equal(run.status.kind, "ready", JSON.stringify(run.status));
  assert.match(await outputOf(run), /sum 140/);
  const overview = await ask(run, "overview", {});
  assert.equal(overview.config.cores, 2);
  const spans = await ask(run, "spans", {
    grouping: "core",
    first: 0,
    count: 2,
    from: 0,
    to: overview.endTime,
    resolution: Math.max(1, Math.floor(overview.endTime / 1000)),
  });
  assert.ok(spans.form === "exact" ? spans.start.length > 0 : spans.buckets > 0);
  assert.ok([...run.sources.keys()].some((uri) => uri.endsWith("lib/crunch.ts")));
});

test("the tag of each entry counts", async () => {
  const run = await simulate(file("first/workers.ts"), "alone");
  assert.equal(run.summary?.config.cores, 1);
  assert.equal(run.summary.config.seed, 7);
});

test("unsaved text is what runs, also in imported files, and marks older runs as stale", async () => {
  const { document } = await open(file("first/lib/crunch.ts"));
  const before = await simulate(file("first/workers.ts"), "alone");
  assert.match(await outputOf(before), /one 1\s*$/);
  await type(document, document.getText().replace("n * n", "n * n + 41"));
  await until("stale", () => before.stale);
  const after = await simulate(file("first/workers.ts"), "alone");
  assert.match(await outputOf(after), /one 42\s*$/);
  assert.equal(after.stale, false);
  await revert(document);
  await until("no longer stale", () => !before.stale);
  await until("stale now", () => after.stale);
});

test("an unsaved document runs", async () => {
  const content = '/** @simulate */\nexport function main() {\n  console.log("from nowhere");\n}\n';
  const document = await vscode.workspace.openTextDocument({ language: "typescript", content });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One });
  const run = await simulate(document.uri);
  assert.equal(run.status.kind, "ready", JSON.stringify(run.status));
  assert.match(await outputOf(run), /from nowhere/);
  await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
});

test("changing the configuration runs again; undoing the change too", async () => {
  const { store, overrides } = await api();
  const first = await simulate(file("first/workers.ts"));
  assert.equal(first.summary?.config.cores, 2);
  await vscode.commands.executeCommand("schedlens.changeConfiguration", "cores", "3");
  assert.notEqual(store.current, first);
  const cores = (): number | undefined => store.current?.summary?.config.cores;
  assert.equal(cores(), 3);
  assert.deepEqual(overrides.of({ uri: first.target.uri, entry: "main" }), { cores: "3" });
  await vscode.commands.executeCommand("schedlens.resetConfiguration", "cores");
  assert.equal(cores(), 2);
});

test("a setting counts less than the tag, and a wrong one is said", async () => {
  const settings = vscode.workspace.getConfiguration("schedlens", file("first/workers.ts"));
  try {
    await settings.update("cores", 8, vscode.ConfigurationTarget.Workspace);
    await settings.update("seed", 99, vscode.ConfigurationTarget.Workspace);
    const run = await simulate(file("first/workers.ts"));
    assert.equal(run.summary?.config.cores, 2);
    assert.equal(run.summary.config.seed, 99);
    await settings.update("seed", -1, vscode.ConfigurationTarget.Workspace);
    const wrong = await simulate(file("first/workers.ts"));
    assert.match(wrong.status.kind === "failed" ? wrong.status.message : "", /seed must be/);
  } finally {
    await settings.update("cores", undefined, vscode.ConfigurationTarget.Workspace);
    await settings.update("seed", undefined, vscode.ConfigurationTarget.Workspace);
  }
});

test("an endless program can be stopped", async () => {
  const { store } = await api();
  const done = simulate(file("first/endless.ts"));
  const run = await until("it runs", () => store.running);
  await until("progress", () => run.status.kind === "running" && run.status.events > 0);
  await vscode.commands.executeCommand("schedlens.cancel");
  await done;
  assert.ok(
    run.status.kind === "cancelled" ||
      (run.status.kind === "ready" && run.status.summary.how === "cancelled"),
    JSON.stringify(run.status),
  );
  assert.equal(store.running, undefined);
});

test("starting another run stops the one that runs", async () => {
  const { store } = await api();
  const endless = simulate(file("first/endless.ts"));
  const first = await until("it runs", () => store.running);
  const second = await simulate(file("first/workers.ts"));
  await endless;
  assert.notEqual(first.status.kind, "running");
  assert.equal(second.status.kind, "ready");
  assert.equal(store.current, second);
});

test("removing and clearing runs", async () => {
  const { store } = await api();
  const run = await simulate(file("first/workers.ts"));
  const count = store.runs.length;
  await vscode.commands.executeCommand("schedlens.removeRun", run);
  assert.equal(store.runs.length, count - 1);
  assert.notEqual(store.current, run);
  await vscode.commands.executeCommand("schedlens.clearRuns");
  assert.equal(store.runs.length, 0);
  assert.equal(store.current, undefined);
});
