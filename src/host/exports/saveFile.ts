import * as vscode from "vscode";
import type { Run } from "../runs/run";
import type { FormatItem } from "./formats";

/**
 * Saves what `make` makes of a run at a place that the person chooses, where it is not given. Says what came of it.
 * @returns where it is, or undefined where it was not saved
 */
export async function saveFile(
  run: Run,
  item: FormatItem,
  given: vscode.Uri | undefined,
  make: () => Promise<Uint8Array>,
): Promise<vscode.Uri | undefined> {
  const target = given ?? (await chooseTarget(run, item));
  if (target === undefined) return undefined;
  try {
    await vscode.workspace.fs.writeFile(target, await make());
  } catch (error) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        "{0} was not saved: {1}",
        run.label,
        error instanceof Error ? error.message : String(error),
      ),
    );
    return undefined;
  }
  vscode.window.setStatusBarMessage(vscode.l10n.t("SchedLens: saved {0}", target.path), 5000);
  return target;
}

/** Proposes a name beside the program. */
async function chooseTarget(run: Run, { extension, label }: FormatItem): Promise<vscode.Uri | undefined> {
  const program = vscode.Uri.parse(run.target.uri);
  const file = program.path.slice(program.path.lastIndexOf("/") + 1).replace(/\.[cm]?[jt]s$/, "");
  const name = [file, run.summary?.entry ?? run.target.entry].filter((part) => part !== undefined).join("-");
  const folder =
    vscode.workspace.fs.isWritableFileSystem(program.scheme) === true
      ? vscode.Uri.joinPath(program, "..")
      : vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showSaveDialog({
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, `${name}.${extension}`) }),
    filters: { [label]: [extension] },
    title: vscode.l10n.t("SchedLens: Export Run"),
  });
}
