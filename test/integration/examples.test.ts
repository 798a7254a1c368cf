import assert from "node:assert/strict";
import { appendFileSync } from "node:fs";
import * as vscode from "vscode";
import { api, ask, lensesWith, open, test, until } from "./harness";

test("the examples draw after a click on their lens (times are printed, not asserted)", async () => {
  const { panel, store } = await api();
  const extension = vscode.extensions.getExtension("schedlens.schedlens");
  assert.ok(extension);
  const root = vscode.Uri.joinPath(extension.extensionUri, "examples");
  const names = (await vscode.workspace.fs.readDirectory(root))
    .map(([name]) => name)
    .filter((name) => /\.(ts|js)$/.test(name));
  assert.ok(names.length >= 8, names.join(" "));
  for (const name of names.sort()) {
    const uri = vscode.Uri.joinPath(root, name);
    await open(uri);
    const [lens] = await lensesWith(uri, "Simulate scheduling");
    assert.ok(lens?.command, `${name} has a lens`);
    let drawn: { readonly totalMs: number; readonly panelMs: number } | undefined;
    const listener = panel.onDidDraw((event) => {
      if (event.runId === store.current?.id && store.current.status.kind === "ready") drawn ??= event;
    });
    const before = store.current;
    await vscode.commands.executeCommand(lens.command.command, ...(lens.command.arguments as unknown[]));
    const run = await until(
      `the end of ${name}`,
      () => store.current !== before && store.current?.status.kind !== "running" && store.current,
    );
    assert.equal(run.status.kind, "ready", `${name}: ${JSON.stringify(run.status)}`);
    const { totalMs, panelMs } = await until(`the picture of ${name}`, () => drawn);
    listener.dispose();
    const { events } = await ask(run, "overview", {});
    const report = process.env["SCHEDLENS_TIMES"];
    if (report !== undefined)
      appendFileSync(
        report,
        `${name}: click to drawn ${totalMs} ms (of which the panel ${Math.round(panelMs)} ms, ${events} events)\n`,
      );
  }
});
