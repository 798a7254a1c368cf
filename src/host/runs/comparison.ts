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

/** Which run it was, as it is kept over a reload of the window: one of the history, or of a trace file. */
export type ComparedWith =
  { readonly label: string; readonly runId: string } | { readonly label: string; readonly file: string };

/** The run with which a page compares its own: one of the history, whose data stays as long, or one of a trace file, which is read for it. */
export class Comparison implements vscode.Disposable {
  private chosen: Run | undefined;
  /** Of what is on its way, or cannot be shown. */
  private instead: PanelStatus | undefined;
  /** Which one it is, also while it is on its way. */
  private which: ComparedWith | undefined;
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

  /** What brings the same comparison back; undefined where there is none. */
  get kept(): ComparedWith | undefined {
    return this.which;
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
    this.which = { label: run.label, runId: run.id };
    this.holding = this.parts.store.hold(run);
    this.changed.fire();
    void this.parts.history.load(run);
  }

  /** Compares with the run of a trace file. What is wrong with it is the status. */
  async chooseFile(uri: vscode.Uri): Promise<void> {
    const choice = this.drop();
    const label = uri.path.slice(uri.path.lastIndexOf("/") + 1);
    this.which = { label, file: uri.toString() };
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

  /** Compares with the same run as before a reload of the window. Where it is gone, that is the status. */
  async restore(kept: ComparedWith): Promise<void> {
    if ("file" in kept) return this.chooseFile(vscode.Uri.parse(kept.file));
    const choice = this.drop();
    this.which = kept;
    this.instead = { kind: "opening", label: kept.label };
    this.changed.fire();
    const { history, store } = this.parts;
    await history.restored;
    if (choice !== this.choices) return;
    const run = store.runs.find(({ id }) => id === kept.runId);
    if (run === undefined) this.lost(kept.label);
    else this.choose(run);
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
    this.which = undefined;
    this.instead = undefined;
    return ++this.choices;
  }

  dispose(): void {
    this.drop();
    this.subscription.dispose();
    this.changed.dispose();
  }
}
