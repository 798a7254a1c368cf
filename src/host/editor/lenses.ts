import * as vscode from "vscode";
import type { Disposable } from "../disposable";
import { isEnabled } from "../configuration/settings";
import { COMMANDS, SETTINGS } from "../contributions";
import { isProgramDocument, PROGRAM_SELECTOR } from "../languages";
import { statusText } from "../runs/run";
import type { RunStore } from "../runs/store";
import type { Scans } from "./scans";

/** *Simulate scheduling* above each entry point, with the last result beside it. */
export class Lenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly subscriptions: readonly Disposable[];

  constructor(
    private readonly scans: Scans,
    private readonly store: RunStore,
  ) {
    let running: unknown;
    this.subscriptions = [
      // Progress of a run that is still running changes nothing here.
      store.onDidChange((run) => {
        if (run?.status.kind === "running" && running === run) return;
        running = run?.status.kind === "running" ? run : undefined;
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
          title: "$(play) Simulate scheduling",
          tooltip: `Run ${entry.name} on a simulated machine and show its schedule`,
          command: COMMANDS.simulate,
          arguments: [uri, entry.name],
        }),
      ];
      const last = this.store.latest({ uri, entry: entry.name });
      if (last?.status.kind === "running") {
        lenses.push(
          new vscode.CodeLens(range, {
            title: "$(stop-circle) Stop",
            tooltip: "Stop the simulation",
            command: COMMANDS.cancel,
          }),
        );
      } else if (last !== undefined) {
        const title = statusText(last);
        lenses.push(
          new vscode.CodeLens(range, {
            title,
            tooltip: "Show this run",
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
