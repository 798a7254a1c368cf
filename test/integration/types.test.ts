import assert from "node:assert/strict";
import * as vscode from "vscode";
import { file, hoverText, open, test, until } from "./harness";

const CANNOT_FIND = 2307;

function complaints(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ code }) => Number(typeof code === "object" ? code.value : code) === CANNOT_FIND);
}

for (const [path, about] of [
  ["untyped/loose.ts", "without a tsconfig"],
  ["second/src/typed.ts", "with a tsconfig that includes src"],
] as const) {
  test(`the types of "schedlens" resolve after the quick fix, ${about}`, async () => {
    const uri = file(path);
    const { document } = await open(uri);
    const [squiggle] = await until(
      "the complaint",
      () => complaints(uri).length > 0 && complaints(uri),
      60_000,
    );
    assert.ok(squiggle);
    assert.equal(document.getText(squiggle.range), '"schedlens"');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      uri,
      squiggle.range,
    );
    const action = actions.find(({ title }) => title.includes("SchedLens types"));
    assert.ok(action?.command, actions.map(({ title }) => title).join(", "));
    await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments as unknown[]));
    await until("no complaint", () => complaints(uri).length === 0, 60_000);
    const hovers = await until("the type of chan", async () => {
      const at = document.positionAt(document.getText().indexOf("chan<number>"));
      const text = await hoverText(uri, at);
      return text.includes("Chan<number>") && text;
    });
    assert.match(hovers, /chan/);
  });
}
