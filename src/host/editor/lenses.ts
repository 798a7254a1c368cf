import * as vscode from "vscode";
import type { Disposable } from "../disposable";
import { isEnabled } from "../configuration/settings";
import { COMMANDS, SETTINGS } from "../contributions";
import { isProgramDocument, PROGRAM_SELECTOR } from "../languages";
import { statusText } from "../runs/run";
import type { Run } from "../runs/run";
import type { RunStore } from "../runs/store";
import type { Scans } from "./scans";

/** A run that has not ended by the time of its first progress can be stopped at the lens; others would only make it flicker. */
function takesLong(run: Run): boolean {
  return run.status.kind === "running" && run.status.events > 0;
}

/** *Simulate scheduling* above each entry point, with the last result beside it. */
export class Lenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly subscriptions: readonly Disposable[];

  constructor(
    private readonly scans: Scans,
    private readonly store: RunStore,
  ) {
    let stoppable: Run | undefined;
    this.subscriptions = [
      // Of the progress of a run, only that there is some changes the lens.
      store.onDidChange((run) => {
        if (run !== undefined && run.status.kind === "running" && (run === stoppable || !takesLong(run)))
          return;
        stoppable = run?.status.kind === "running" ? run : undefined;
        this.changed.fire();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${SETTINGS.section}.${SETTINGS.lens}`)) this.changed.fire();
      }),
      vscode.languages.registerCodeLensProvider(PROGRAM_SELECTOR, this),
      this.changed,
    ];
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    if (!isProgramDocument(document) || !isEnabled(SETTINGS.lens)) return [];
    const uri = document.uri.toString();
    return this.scans.of(document).entries.flatMap((entry) => {
      const range = document.lineAt(Math.min(entry.line, document.lineCount) - 1).range;
      const lenses = [
        new vscode.CodeLens(range, {
          title: `$(play) ${vscode.l10n.t("Simulate scheduling")}`,
          tooltip: vscode.l10n.t("Run {0} on a simulated machine and show its schedule", entry.name),
          command: COMMANDS.simulate,
          arguments: [uri, entry.name],
        }),
      ];
      const runs = this.store.of({ uri, entry: entry.name });
      const running = runs.find(takesLong);
      const last = runs.find((run) => run.status.kind !== "running");
      if (running !== undefined) {
        const title = `$(stop-circle) ${vscode.l10n.t("Stop")}`;
        lenses.push(
          new vscode.CodeLens(range, {
            title,
            tooltip: vscode.l10n.t("Stop the simulation"),
            command: COMMANDS.cancel,
          }),
        );
      } else if (last !== undefined) {
        const title = statusText(last);
        lenses.push(
          new vscode.CodeLens(range, {
            title,
            tooltip: vscode.l10n.t("Show this run"),
            command: COMMANDS.openRun,
            arguments: [last.id],
          }),
        );
      }
      return lenses;
    });
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}
