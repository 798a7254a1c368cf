import * as vscode from "vscode";
import { collectFiles } from "../../program/annotations/collectFiles";
import type { CollectedFiles, FileSource } from "../../program/annotations/collectFiles";
import { SOURCE_SCHEME } from "../contributions";

/** The text of a file as the editor has it: unsaved text wins. `undefined` where there is no such file. */
export async function readText(uri: vscode.Uri): Promise<string | undefined> {
  const key = uri.toString();
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
  if (open !== undefined) return open.getText();
  try {
    if (uri.scheme === SOURCE_SCHEME) return (await vscode.workspace.openTextDocument(uri)).getText();
    const stat = await vscode.workspace.fs.stat(uri);
    if ((stat.type & vscode.FileType.File) === 0) return undefined;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

/** The folder that a file's imports may not leave: its workspace folder, its own folder outside of any, none for unsaved files. */
function rootOf(uri: vscode.Uri): string | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (folder !== undefined) return folder.uri.toString();
  if (uri.scheme === SOURCE_SCHEME) return uri.with({ path: "/" }).toString();
  return uri.scheme === "untitled" ? undefined : vscode.Uri.joinPath(uri, "..").toString();
}

/**
 * Reads a program through VS Code's file system, so that virtual and remote workspaces work.
 * @throws Error when the entry file itself cannot be read
 */
export async function collectProgram(uri: vscode.Uri): Promise<CollectedFiles> {
  const text = await readText(uri);
  if (text === undefined)
    throw new Error(
      vscode.l10n.t(
        "The file {0} cannot be read: it was moved, deleted or closed without saving",
        uri.toString(true),
      ),
    );
  const source: FileSource = { read: (each) => readText(vscode.Uri.parse(each)), root: rootOf(uri) };
  return collectFiles(uri.toString(), text, source);
}
