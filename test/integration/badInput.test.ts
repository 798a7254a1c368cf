import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Run } from "../../src/host/runs/run";
import { MemoryFiles } from "./memoryFiles";
import { file, open, outputOf, simulate, test } from "./harness";

const texts = new Map<string, string>();
let registered: vscode.Disposable | undefined;

/** Runs a text, as a file of its own, and gives the run and what our diagnostics mark. */
async function runText(content: string): Promise<{ run: Run; marks: string[]; messages: string }> {
  registered ??= vscode.workspace.registerFileSystemProvider("memory-texts", new MemoryFiles(texts), {
    isReadonly: true,
  });
  const path = `/text${texts.size}.ts`;
  texts.set(path, content);
  return runDocument(
    await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: "memory-texts", path })),
  );
}

async function runDocument(
  document: vscode.TextDocument,
): Promise<{ run: Run; marks: string[]; messages: string }> {
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One });
  const run = await simulate(document.uri);
  const own = vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === "SchedLens");
  return {
    run,
    marks: own.map(({ range }) => document.getText(range)),
    messages: own.map(({ message }) => message).join("\n"),
  };
}

function refused(run: Run): void {
  assert.equal(run.status.kind, "failed", JSON.stringify(run.status));
}

test("a syntax error is a diagnostic and a failed run", async () => {
  const { run, marks } = await runText("/** @simulate */\nexport function main() {\n  const = 1;\n}\n");
  refused(run);
  assert.ok(marks.length > 0);
});

test("a file without an entry", async () => {
  const { run } = await runText("export function main() {}\n");
  refused(run);
  assert.match(
    run.status.kind === "failed"
      ? [run.status.message, ...run.status.diagnostics.map(({ message }) => message)].join("\n")
      : "",
    /entry|@simulate/,
  );
});

test("an entry with a required parameter is marked", async () => {
  const { run, marks } = await runText("/** @simulate */\nexport function main(n: number) {}\n");
  refused(run);
  assert.deepEqual(marks, ["n: number"]);
});

test("wrong values are marked", async () => {
  const { run, marks } = await runText("/** @simulate cores=0 */\nexport function main() {}\n");
  refused(run);
  assert.deepEqual(marks, ["0"]);
});

test("what is not supported is marked where it stands", async () => {
  const { run, marks } = await runText(
    '/** @simulate */\nexport function main() {\n  console.log(eval("1"));\n}\n',
  );
  refused(run);
  assert.ok(
    marks.some((mark) => mark.includes("eval")),
    marks.join("|"),
  );
});

test("imports that cannot be had are marked", async () => {
  const uri = file("first/outside.ts");
  const { document } = await open(uri);
  const run = await simulate(uri);
  refused(run);
  const own = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "SchedLens");
  assert.deepEqual(own.map(({ range }) => document.getText(range)).sort(), [
    '"../second/src/plain"',
    '"node:fs"',
  ]);
});

test("an unsaved document may have no relative imports", async () => {
  const content =
    'import { x } from "./x";\n/** @simulate */\nexport function main() {\n  console.log(x);\n}\n';
  const document = await vscode.workspace.openTextDocument({ language: "typescript", content });
  const { run, marks, messages } = await runDocument(document);
  await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  refused(run);
  assert.deepEqual(marks, ['"./x"']);
  assert.match(messages, /save it first/);
});

test("a program that throws ends with exit code 2 and a trace", async () => {
  const run = await simulate(file("first/throws.ts"));
  assert.equal(run.status.kind, "ready", JSON.stringify(run.status));
  assert.equal(run.summary?.exitCode, 2);
  assert.match(await outputOf(run), /panic: on purpose/);
});

test("a deadlock ends with exit code 2 and a trace", async () => {
  const run = await simulate(file("first/deadlock.ts"));
  assert.equal(run.summary?.how, "deadlock");
  assert.match(await outputOf(run), /all goroutines are asleep - deadlock!/);
});

test("a hundred thousand lines of output complete", async () => {
  const { run } = await runText(
    "/** @simulate */\nexport function main() {\n  for (let i = 0; i < 100_000; i++) console.log(i);\n}\n",
  );
  assert.equal(run.status.kind, "ready", JSON.stringify(run.status));
});
