import * as vscode from "vscode";
import type { LineWaits } from "../../shared/trace/lineWaits";
import { isOn } from "../configuration/settings";
import { COMMANDS, SETTINGS } from "../contributions";
import type { Disposable } from "../disposable";
import { isProgramDocument, PROGRAM_SELECTOR } from "../languages";
import type { Run } from "../runs/run";
import type { RunStore } from "../runs/store";
import { waitDetail, waitText } from "./waitText";

/** Above the lines of the program that is shown: how long it was blocked there (`schedlens.lens.waits`). */
export class WaitLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  /** The answer of each run, asked for once. */
  private readonly answers = new WeakMap<Run, Promise<readonly LineWaits[]>>();
  private readonly subscriptions: readonly Disposable[];

  constructor(private readonly store: RunStore) {
    this.subscriptions = [
      store.onDidChange((run) => {
        if (run?.status.kind !== "running") this.changed.fire();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${SETTINGS.section}.${SETTINGS.lensWaits}`)) this.changed.fire();
      }),
      vscode.languages.registerCodeLensProvider(PROGRAM_SELECTOR, this),
      this.changed,
    ];
  }

  /** Only on lines that still read as they did when they were run. */
  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (!isProgramDocument(document) || !isOn(SETTINGS.lensWaits, document.uri)) return [];
    const run = this.store.current;
    const uri = document.uri.toString();
    const was = run?.sources.get(uri)?.split(/\r\n|\r|\n/);
    if (run?.simulation === undefined || run.status.kind !== "ready" || was === undefined) return [];
    const waits = await this.waitsOf(run, run.simulation);
    return waits.flatMap((each) => {
      const title = waitText(each);
      const line = each.line - 1;
      if (title === undefined || run.documentOf(each.uri) !== uri || line >= document.lineCount) return [];
      const { text, range } = document.lineAt(line);
      if (text !== was[line]) return [];
      const command = COMMANDS.openRun;
      return [
        new vscode.CodeLens(range, {
          title: `$(watch) ${title}`,
          tooltip: waitDetail(each),
          command,
          arguments: [run.id],
        }),
      ];
    });
  }

  private waitsOf(run: Run, simulation: NonNullable<Run["simulation"]>): Promise<readonly LineWaits[]> {
    const known = this.answers.get(run) ?? simulation.query("lineWaits", {});
    this.answers.set(run, known);
    // A run that went away while it was asked is asked again when it is back.
    return known.catch(() => {
      this.answers.delete(run);
      return [];
    });
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}
