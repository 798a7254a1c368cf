import * as vscode from "vscode";
import { exampleSummary } from "./exampleSummary";

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
    [...examples, { label: vscode.l10n.t("Copy all of them to a folder …"), detail: "", content: undefined }],
    {
      title: vscode.l10n.t("SchedLens: Examples"),
      placeHolder: vscode.l10n.t("Opens an unsaved copy, which can be run at once"),
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
    openLabel: vscode.l10n.t("Copy the Examples Here"),
    title: vscode.l10n.t("SchedLens: where to put a folder schedlens-examples"),
  });
  const parent = chosen?.[0];
  if (parent === undefined) return;
  const target = vscode.Uri.joinPath(parent, "schedlens-examples");
  try {
    await vscode.workspace.fs.copy(root, target, { overwrite: false });
  } catch (error) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        "The examples could not be copied to {0}: {1}",
        target.path,
        error instanceof Error ? error.message : String(error),
      ),
    );
    return;
  }
  await vscode.commands.executeCommand("vscode.openFolder", target, {
    forceNewWindow: vscode.workspace.workspaceFolders !== undefined,
  });
}
