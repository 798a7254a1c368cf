import assert from "node:assert/strict";
import * as vscode from "vscode";
import { COMMANDS } from "../../src/host/contributions";
import {
  api,
  click,
  file,
  hoverText,
  lensesOf,
  lensesWith,
  open,
  revert,
  test,
  type,
  until,
} from "./harness";

test("every command is registered", async () => {
  await api();
  const all = new Set(await vscode.commands.getCommands(true));
  for (const id of Object.values(COMMANDS)) assert.ok(all.has(id), id);
});

for (const [path, count] of [
  ["first/workers.ts", 2],
  ["first/module.mts", 1],
  ["second/src/plain.js", 1],
  ["second/src/common.cjs", 1],
] as const) {
  test(`the lens stands above each entry of ${path}`, async () => {
    const editor = await open(file(path));
    const lenses = await lensesWith(editor.document.uri, "Simulate scheduling");
    assert.equal(lenses.length, count);
    for (const lens of lenses) assert.match(editor.document.lineAt(lens.range.start.line).text, /function/);
  });
}

test("a file without annotations has no lens", async () => {
  await open(file("first/lib/crunch.ts"));
  assert.equal((await lensesOf(file("first/lib/crunch.ts"))).length, 0);
});

test("the lens shows the last result, which opens the run", async () => {
  const { store } = await api();
  const uri = file("first/workers.ts");
  await open(uri);
  await click((await lensesWith(uri, "Simulate scheduling"))[0]);
  const result = await until("the result", async () => (await lensesWith(uri, "2 cores"))[0]);
  assert.match(result.command?.title ?? "", /^2 cores · [\d.]+ (µs|ms|s) · \d+ steals?$/);
  await click(result);
  assert.equal(store.current?.target.entry, "main");
});

test("wrong annotations are marked on their exact range, with a quick fix", async () => {
  const uri = file("first/wrong.ts");
  const { document } = await open(uri);
  const marked = await until("two diagnostics", () => {
    const found = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "SchedLens");
    return found.length === 2 && found;
  });
  assert.deepEqual(marked.map(({ range }) => document.getText(range)).sort(), ["@gorutine", "many"]);
  const typo = marked.find(({ range }) => document.getText(range) === "@gorutine");
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    uri,
    typo?.range,
  );
  const fix = actions.find(({ title }) => title.includes("@goroutine"));
  assert.ok(fix?.edit, actions.map(({ title }) => title).join(", "));
  await vscode.workspace.applyEdit(fix.edit);
  assert.match(document.getText(), /\/\*\* @goroutine \*\//);
  await until(
    "one diagnostic",
    () => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "SchedLens").length === 1,
  );
  await revert(document);
});

test("completion and hover inside the comment", async () => {
  const uri = file("first/workers.ts");
  const { document } = await open(uri);
  const line = document
    .getText()
    .split("\n")
    .findIndex((text) => text.includes("@simulate cores=2"));
  const at = (text: string, offset: number): vscode.Position =>
    new vscode.Position(line, document.lineAt(line).text.indexOf(text) + offset);
  const tags = await vscode.commands.executeCommand<vscode.CompletionList>(
    "vscode.executeCompletionItemProvider",
    uri,
    at("@simulate", 1),
    "@",
  );
  const labels = tags.items.map(({ label }) => (typeof label === "string" ? label : label.label));
  for (const tag of ["@simulate", "@goroutine", "@cpu", "@io"])
    assert.ok(labels.includes(tag), `${tag} in ${labels.join(" ")}`);
  const keys = await vscode.commands.executeCommand<vscode.CompletionList>(
    "vscode.executeCompletionItemProvider",
    uri,
    at("cores=2", 0),
  );
  assert.ok(keys.items.some(({ label }) => label === "gomaxprocs"));
  assert.match(await hoverText(uri, at("@simulate", 3)), /entry point/);
});

test("a half-written file keeps its lens", async () => {
  const uri = file("first/module.mts");
  const { document } = await open(uri);
  await lensesWith(uri, "Simulate");
  await type(document, document.getText().replace('console.log("mts");', "const x = `${ ("));
  assert.equal((await lensesWith(uri, "Simulate scheduling")).length, 1);
  await revert(document);
});
