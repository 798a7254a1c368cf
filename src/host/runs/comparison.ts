import * as vscode from "vscode";
import type { Disposable } from "../disposable";
import type { PanelStatus } from "../../shared/messages/panel";
import { statusOf } from "../panel/status";
import { openTraceRun } from "../traces/openTraceRun";
import type { TraceRunParts } from "../traces/openTraceRun";
import type { History } from "./history";
import type { Run } from "./run";
import type { RunStore } from "./store";

export interface ComparisonParts extends TraceRunParts {
  readonly store: RunStore;
  readonly history: History;
}

/** The run with which a page compares its own: one of the history, whose data stays as long, or one of a trace file, which is read for it. */
export class Comparison implements vscode.Disposable {
  private chosen: Run | undefined;
  /** Of what is on its way, or cannot be shown. */
  private instead: PanelStatus | undefined;
  private holding: vscode.Disposable | undefined;
  /** Counts the choices, so that a file that was read too late is none. */
  private choices = 0;
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly subscription: Disposable;

  constructor(private readonly parts: ComparisonParts) {
    this.subscription = parts.store.onDidChange((run) => {
      if (this.chosen === undefined || this.isOfFile) return;
      if (run === undefined && !parts.store.runs.includes(this.chosen)) this.lost(this.chosen.label);
      else if (run === this.chosen) this.changed.fire();
    });
  }

  get run(): Run | undefined {
    return this.chosen;
  }

  /** undefined: there is no comparison. */
  get status(): PanelStatus | undefined {
    return this.instead ?? (this.chosen && statusOf(this.chosen));
  }

  private isOfFile = false;

  /** Compares with a run of the history; its data comes back from there if need be. */
  choose(run: Run): void {
    this.drop();
    this.chosen = run;
    this.holding = this.parts.store.hold(run);
    this.changed.fire();
    void this.parts.history.load(run);
  }

  /** Compares with the run of a trace file. What is wrong with it is the status. */
  async chooseFile(uri: vscode.Uri): Promise<void> {
    const choice = this.drop();
    const label = uri.path.slice(uri.path.lastIndexOf("/") + 1);
    this.instead = { kind: "opening", label };
    this.changed.fire();
    try {
      const run = await openTraceRun(uri, this.parts);
      if (choice !== this.choices) {
        run.simulation?.dispose();
        return;
      }
      this.chosen = run;
      this.isOfFile = true;
      this.instead = undefined;
    } catch (error) {
      if (choice !== this.choices) return;
      const message = error instanceof Error ? error.message : String(error);
      this.instead = { kind: "unreadable", label, message };
    }
    this.changed.fire();
  }

  end(): void {
    this.drop();
    this.changed.fire();
  }

  private lost(label: string): void {
    this.drop();
    const message = vscode.l10n.t("This run is no longer in the history.");
    this.instead = { kind: "unreadable", label, message };
    this.changed.fire();
  }

  /** @returns the number of the choice that begins */
  private drop(): number {
    this.holding?.dispose();
    this.holding = undefined;
    if (this.isOfFile) this.chosen?.simulation?.dispose();
    this.isOfFile = false;
    this.chosen = undefined;
    this.instead = undefined;
    return ++this.choices;
  }

  dispose(): void {
    this.drop();
    this.subscription.dispose();
    this.changed.dispose();
  }
}
