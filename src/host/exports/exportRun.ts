import * as vscode from "vscode";
import type { Run } from "../runs/run";
import { exportFormats } from "./formats";
import type { FormatItem } from "./formats";
import { makePage } from "./page";

/**
 * Saves a run in a format and at a place that the person chooses, where they are not given. Says what came of it.
 * @returns where it is, or undefined where it was not saved
 */
export async function exportRun(
  run: Run,
  extensionUri: vscode.Uri,
  given: { readonly format?: string; readonly target?: vscode.Uri } = {},
): Promise<vscode.Uri | undefined> {
  if (run.simulation === undefined) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t("There is no data of {0} to export: run it again first.", run.label),
    );
    return undefined;
  }
  const item = exportFormats().find(({ format }) => format === given.format) ?? (await chooseFormat());
  if (item === undefined) return undefined;
  const target = given.target ?? (await chooseTarget(run, item));
  if (target === undefined) return undefined;
  try {
    const bytes =
      item.format === "html" ? await makePage(run, extensionUri) : await run.simulation.export(item.format);
    await vscode.workspace.fs.writeFile(target, bytes);
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

async function chooseFormat(): Promise<FormatItem | undefined> {
  return vscode.window.showQuickPick(exportFormats(), {
    title: vscode.l10n.t("SchedLens: Export Run"),
    placeHolder: vscode.l10n.t("What to save the run as"),
    matchOnDetail: true,
  });
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
