import * as vscode from "vscode";
import { PANEL_TYPE, TRACE_EDITOR } from "../contributions";
import type { Place } from "../../shared/trace/queries";
import type { Run } from "../runs/run";

/** The column in which the file is already to be seen, else one that does not cover the panel. */
function columnFor(uri: vscode.Uri): vscode.ViewColumn {
  const key = uri.toString();
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === key);
  if (visible?.viewColumn !== undefined) return visible.viewColumn;
  const free = vscode.window.tabGroups.all.find(({ activeTab }) => {
    const input = activeTab?.input;
    if (input instanceof vscode.TabInputCustom) return input.viewType !== TRACE_EDITOR;
    return !(input instanceof vscode.TabInputWebview && input.viewType.includes(PANEL_TYPE));
  });
  return free?.viewColumn ?? vscode.ViewColumn.Beside;
}

/**
 * Shows a place of a run's program, whose line and column count from 1; of a program without a run where that is undefined. Says so where the
 * file is gone.
 */
export async function revealPlace(run: Run | undefined, place: Place, preserveFocus: boolean): Promise<void> {
  const uri = vscode.Uri.parse(run?.documentOf(place.uri) ?? place.uri);
  const at = new vscode.Position(Math.max(0, place.line - 1), Math.max(0, place.column - 1));
  try {
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document, {
      viewColumn: columnFor(uri),
      preserveFocus,
      preview: true,
    });
    editor.selection = new vscode.Selection(at, at);
    editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  } catch {
    void vscode.window.setStatusBarMessage(
      vscode.l10n.t("SchedLens: {0} can no longer be opened", uri.path),
      5000,
    );
  }
}
