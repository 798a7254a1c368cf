import * as vscode from "vscode";
import { TRACE_EDITOR, TRACE_EXTENSION } from "../contributions";

/** Opens a trace file in its editor: the one that is named, else those that the person chooses. */
export async function openTraceFile(named: vscode.Uri | undefined): Promise<void> {
  const chosen =
    named !== undefined
      ? [named]
      : await vscode.window.showOpenDialog({
          canSelectMany: true,
          filters: { [vscode.l10n.t("SchedLens traces")]: [TRACE_EXTENSION.slice(1)] },
          title: vscode.l10n.t("SchedLens: Open Trace File"),
        });
  for (const uri of chosen ?? []) await vscode.commands.executeCommand("vscode.openWith", uri, TRACE_EDITOR);
}
