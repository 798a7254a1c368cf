import * as vscode from "vscode";
import type { TestApi } from "../../src/host/activate";
import type { Run } from "../../src/host/runs/run";
import type { QueryArgs, QueryName, QueryResult } from "../../src/shared/trace/queries";

type Body = () => Promise<void>;
const tests: { readonly name: string; readonly body: Body }[] = [];

/** Registers a test. They run in the order of their registration, in one window. */
export function test(name: string, body: Body): void {
  tests.push({ name, body });
}

export function registered(): readonly { readonly name: string; readonly body: Body }[] {
  return tests;
}

/** Waits until the condition gives something; fails with its text after a generous time. */
export async function until<T>(
  what: string,
  condition: () => T | undefined | false | null | Promise<T | undefined | false | null>,
  limit = 30_000,
): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const value = await condition();
    if (value !== undefined && value !== false && value !== null) return value;
    if (Date.now() > end) throw new Error(`timed out waiting for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

let activated: TestApi | undefined;

export async function api(): Promise<TestApi> {
  if (activated !== undefined) return activated;
  const extension = vscode.extensions.getExtension<TestApi | undefined>("schedlens.schedlens");
  if (extension === undefined) throw new Error("the extension is not installed");
  const exported = await extension.activate();
  if (exported === undefined) throw new Error("the extension is not in test mode");
  return (activated = exported);
}

/** A file of the fixture workspace: `first/workers.ts`. */
export function file(path: string): vscode.Uri {
  const [folder = "", ...rest] = path.split("/");
  const root = vscode.workspace.workspaceFolders?.find(({ name }) => name === folder);
  if (root === undefined) throw new Error(`no workspace folder ${folder}`);
  return vscode.Uri.joinPath(root.uri, ...rest);
}

export async function open(uri: vscode.Uri): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), {
    viewColumn: vscode.ViewColumn.One,
  });
}

export async function lensesOf(uri: vscode.Uri): Promise<readonly vscode.CodeLens[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    "vscode.executeCodeLensProvider",
    uri,
    100,
  );
  return lenses.filter((lens) => lens.command?.command.startsWith("schedlens.") === true);
}

/** The lenses with this text. */
export async function lensesWith(uri: vscode.Uri, text: string): Promise<readonly vscode.CodeLens[]> {
  return (await lensesOf(uri)).filter((lens) => lens.command?.title.includes(text) === true);
}

/** Does what a click on the lens does. */
export async function click(lens: vscode.CodeLens | undefined): Promise<void> {
  if (lens?.command === undefined) throw new Error("there is no lens to click");
  await vscode.commands.executeCommand(lens.command.command, ...(lens.command.arguments as unknown[]));
}

/** Simulates an entry as its lens does, and waits for the end of the run. */
export async function simulate(uri: vscode.Uri, entry = "main"): Promise<Run> {
  const { store } = await api();
  const before = store.current;
  await vscode.commands.executeCommand("schedlens.simulate", uri.toString(), entry);
  const run = await until("a new run", () => (store.current === before ? undefined : store.current));
  return until("the end of the run", () => run.status.kind !== "running" && run);
}

export async function ask<Name extends QueryName>(
  run: Run,
  name: Name,
  args: QueryArgs<Name>,
): Promise<QueryResult<Name>> {
  if (run.simulation === undefined) throw new Error(`the run has no data: ${JSON.stringify(run.status)}`);
  return run.simulation.query(name, args);
}

export async function outputOf(run: Run): Promise<string> {
  const { rows } = await ask(run, "output", { offset: 0, count: 1000 });
  return rows.map((row) => row.text).join("\n");
}

/** Replaces the text of an open document without saving it. */
export async function type(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  await vscode.workspace.applyEdit(edit);
}

/** Gives up everything that was typed. */
export async function revert(document: vscode.TextDocument): Promise<void> {
  // The command means the active editor, and a panel that opens may become active in between.
  for (let tries = 0; document.isDirty && tries < 10; tries++) {
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One });
    await vscode.commands.executeCommand("workbench.action.files.revert");
  }
}

/** What hovering over a place says. */
export async function hoverText(uri: vscode.Uri, at: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", uri, at);
  return hovers
    .flatMap(({ contents }) =>
      contents.map((each) => (each instanceof vscode.MarkdownString ? each.value : JSON.stringify(each))),
    )
    .join("\n");
}
