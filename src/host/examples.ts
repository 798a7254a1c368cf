import * as vscode from "vscode";
import { exampleSummary } from "./exampleSummary";

const COPY = "Copy all of them to a folder …";

/** Lets the person choose an example. A single file opens as an unsaved copy that can be run and changed at once. */
export async function openExamples(extensionUri: vscode.Uri): Promise<void> {
  const root = vscode.Uri.joinPath(extensionUri, "examples");
  const names = (await vscode.workspace.fs.readDirectory(root))
    .filter(([name, type]) => type === vscode.FileType.File && /\.(ts|js)$/.test(name))
    .map(([name]) => name)
    .sort();
  const examples = await Promise.all(
    names.map(async (name) => {
      const content = new TextDecoder().decode(
        await vscode.workspace.fs.readFile(vscode.Uri.joinPath(root, name)),
      );
      return { label: name, detail: exampleSummary(content), content };
    }),
  );
  const picked = await vscode.window.showQuickPick(
    [...examples, { label: COPY, detail: "", content: undefined }],
    {
      title: "SchedLens: Examples",
      placeHolder: "Opens an unsaved copy, which can be run at once",
      matchOnDetail: true,
    },
  );
  if (picked === undefined) return;
  if (picked.content === undefined) return copyExamples(root);
  const language = picked.label.endsWith(".js") ? "javascript" : "typescript";
  const document = await vscode.workspace.openTextDocument({ language, content: picked.content });
  await vscode.window.showTextDocument(document, { preview: false });
}

async function copyExamples(root: vscode.Uri): Promise<void> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: "Copy the Examples Here",
    title: "SchedLens: where to put a folder schedlens-examples",
  });
  const parent = chosen?.[0];
  if (parent === undefined) return;
  const target = vscode.Uri.joinPath(parent, "schedlens-examples");
  try {
    await vscode.workspace.fs.copy(root, target, { overwrite: false });
  } catch (error) {
    void vscode.window.showErrorMessage(
      `The examples could not be copied to ${target.path}: ${error instanceof Error ? error.message : String(error)}`,
    );
    return;
  }
  await vscode.commands.executeCommand("vscode.openFolder", target, {
    forceNewWindow: vscode.workspace.workspaceFolders !== undefined,
  });
}
