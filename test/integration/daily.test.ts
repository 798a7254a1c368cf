import assert from "node:assert/strict";
import * as vscode from "vscode";
import { statusText } from "../../src/host/runs/run";
import { api, ask, file, lensesWith, open, outputOf, revert, simulate, test, type, until } from "./harness";

const set = (name: string, value: unknown): Thenable<void> =>
  vscode.workspace.getConfiguration("schedlens").update(name, value, vscode.ConfigurationTarget.Workspace);

test("saving a file of the program that is shown runs it again, where that is wanted", async () => {
  const { store } = await api();
  const { document } = await open(file("first/lib/crunch.ts"));
  const before = await simulate(file("first/workers.ts"), "alone");
  const text = document.getText();
  await type(document, text.replace("n * n", "n * n + 1"));
  await document.save();
  await until("stale", () => before.stale);
  assert.equal(store.current, before, "it is off by default");
  await set("runOnSave", true);
  try {
    await type(document, text.replace("n * n", "n * n + 41"));
    await document.save();
    const after = await until("the run", () => store.current !== before && store.current);
    await until("its end", () => after.status.kind === "ready");
    assert.match(await outputOf(after), /one 42\s*$/);
    await type(document, text.replace("n * n", "n * n + 0"));
    await type(document, text.replace("n * n", "n * n + 41"));
    await document.save();
    const other = await open(file("first/workers.ts"));
    await type(other.document, other.document.getText().replace("sum", "the sum"));
    await other.document.save();
    await until("one more run", () => store.current !== after);
    assert.equal(store.runs[1], after, "a save without a change ran nothing");
  } finally {
    await set("runOnSave", undefined);
    await type(document, text);
    await document.save();
    await open(file("first/workers.ts"));
    await vscode.commands.executeCommand("undo");
    await vscode.commands.executeCommand("workbench.action.files.save");
  }
});

test("the history comes back in the next window, with its data", async () => {
  const { store, history, nextHistory } = await api();
  const run = await simulate(file("first/workers.ts"));
  const output = await outputOf(run);
  await history.flush();
  assert.ok(run.stored, "it is stored");
  const next = nextHistory();
  await next.history.restored;
  const restored = next.store.runs.find(({ id }) => id === run.id);
  assert.ok(restored);
  assert.deepEqual(
    [restored.label, statusText(restored), restored.stale, restored.simulation],
    [run.label, statusText(run), false, undefined],
  );
  next.store.show(restored);
  await until("its data", () => restored.simulation);
  assert.equal(await outputOf(restored), output);
  assert.deepEqual([...restored.sources], [...run.sources]);
  restored.simulation?.dispose();

  await vscode.commands.executeCommand("schedlens.removeRun", run);
  await history.flush();
  const after = nextHistory();
  await after.history.restored;
  assert.equal(
    after.store.runs.find(({ id }) => id === run.id),
    undefined,
  );
  assert.equal(store.runs.includes(run), false);
});

test("a run that gave up its data for newer ones gets it back when it is shown", async () => {
  const { store, history, panel } = await api();
  const first = await simulate(file("first/workers.ts"));
  await history.flush();
  for (let i = 0; i < 5; i++) await simulate(file("first/workers.ts"), "alone");
  assert.equal(first.simulation, undefined);
  await vscode.commands.executeCommand("schedlens.openRun", first);
  assert.equal(panel.status.kind, "opening");
  await until("its data", () => first.simulation);
  assert.equal(store.current, first);
  assert.match(await outputOf(first), /sum 140/);
});

test("the history keeps to its quota", async () => {
  const { store, history } = await api();
  await vscode.commands.executeCommand("schedlens.clearRuns");
  await set("history.megabytes", 0);
  try {
    const unkept = await simulate(file("first/workers.ts"));
    await history.flush();
    assert.equal(unkept.stored, undefined);
  } finally {
    await set("history.megabytes", undefined);
  }
  const kept = await simulate(file("first/workers.ts"));
  await history.flush();
  assert.ok(kept.stored);
  await set("history.megabytes", 0);
  try {
    store.fire(undefined);
    await history.flush();
    assert.equal(kept.stored, undefined);
  } finally {
    await set("history.megabytes", undefined);
  }
});

test("a program reads the input that it was given, from a text and from a file", async () => {
  const { inputs, store } = await api();
  const uri = file("first/reads.ts");
  const program = `import { os } from "schedlens";
/** @simulate */
export function main() {
  for (let text = os.readText(0, 64); text !== ""; text = os.readText(0, 64)) os.write(1, text.toUpperCase());
}
`;
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(program));
  await open(uri);
  const target = { uri: uri.toString(), entry: "main" };
  await inputs.set(target, { kind: "text", text: "first\nsecond\n" });
  const typed = await simulate(uri);
  assert.match(await outputOf(typed), /FIRST\s+SECOND/);
  await vscode.commands.executeCommand("schedlens.setInput", "changed");
  const changed = await until("another run", () => store.current !== typed && store.current);
  await until("its end", () => changed.status.kind === "ready");
  assert.match(await outputOf(changed), /CHANGED/);
  const text = file("first/input.txt");
  await vscode.workspace.fs.writeFile(text, new TextEncoder().encode("of a file"));
  await inputs.set(target, { kind: "file", uri: text.toString() });
  assert.match(await outputOf(await simulate(uri)), /OF A FILE/);
  await vscode.workspace.fs.delete(text);
  const { status } = await simulate(uri);
  assert.match(status.kind === "failed" ? status.message : "", /input cannot be read/);
});

test("a program that reads, and was given nothing, is asked about; to refuse is to cancel", async () => {
  const { store } = await api();
  const uri = file("first/asks.ts");
  const program = `import { os } from "schedlens";
/** @simulate */
export function main() {
  os.write(1, os.readText(0, 64));
}
`;
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(program));
  const before = store.current;
  const done = vscode.commands.executeCommand("schedlens.simulate", uri.toString(), "main");
  const run = await until("a new run", () => store.current !== before && store.current);
  await until("the question is gone", async () => {
    await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
    return run.status.kind === "cancelled";
  });
  await done;
  assert.equal(run.simulation, undefined);
  await revert(await vscode.workspace.openTextDocument(uri));
  const { events } = await ask(await simulate(file("first/workers.ts")), "overview", {});
  assert.ok(events > 0);
});

test("lenses on lines say how long the program was blocked there, where that is wanted", async () => {
  const uri = file("first/workers.ts");
  const { document } = await open(uri);
  await simulate(uri);
  assert.equal((await lensesWith(uri, "blocked")).length, 0, "they are off by default");
  await set("lens.waits", true);
  try {
    const lenses = await until("the lenses", async () => {
      const found = await lensesWith(uri, "blocked");
      return found.length > 0 && found;
    });
    for (const lens of lenses) assert.match(document.lineAt(lens.range.start.line).text, /\(/);
    assert.ok(lenses.some((lens) => /started \d+, blocked/.test(lens.command?.title ?? "")));
  } finally {
    await set("lens.waits", undefined);
  }
});
