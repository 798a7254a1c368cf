import * as vscode from "vscode";
import { COMMANDS, VIEWS } from "../contributions";
import type { Run } from "../runs/run";
import type { PanelCommand } from "./page";

/** The command that each button of a page means. */
const IDS = {
  rerun: COMMANDS.rerunRun,
  cancel: COMMANDS.cancel,
  export: COMMANDS.exportRun,
  openTrace: COMMANDS.openTrace,
  openExamples: COMMANDS.openExamples,
  configure: `${VIEWS.configuration}.focus`,
  showProblems: "workbench.actions.view.problems",
} as const satisfies Partial<Record<PanelCommand, string>>;

/** Does what a button of a page about `run` means. */
export function runCommand(command: PanelCommand, run: Run | undefined): void {
  // The subject of a page does these itself.
  if (command === "reopen" || command === "compare" || command === "endComparison") return;
  if ((command === "rerun" || command === "export") && run !== undefined)
    void vscode.commands.executeCommand(IDS[command], run);
  else void vscode.commands.executeCommand(command === "rerun" ? COMMANDS.rerun : IDS[command]);
}
