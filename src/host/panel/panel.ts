import * as vscode from "vscode";
import type { Disposable } from "../disposable";
import type { FromPanel, PanelState, PanelStatus } from "../../shared/messages/panel";
import { PANEL_TYPE } from "../contributions";
import type { Comparison } from "../runs/comparison";
import { pickOther } from "../runs/pickRun";
import type { Run } from "../runs/run";
import type { RunStore } from "../runs/store";
import type { PanelMemory } from "./memory";
import { runCommand } from "./pageCommands";
import { Page, pageOptions } from "./page";
import type { PageParts, PanelCommand, Subject } from "./page";
import { statusOf } from "./status";
import { readKeptState } from "./validate";

export interface PanelParts extends PageParts {
  readonly store: RunStore;
  readonly memory: PanelMemory;
  readonly comparison: Comparison;
  /** Shows the remembered run, or makes it again where its data is gone. */
  readonly recall: (target: Run["target"], id: string) => void;
}

/** The panel drew a run completely. */
export interface Drawn {
  readonly runId: string;
  /** As the panel measured: from the run's data being there to the picture. */
  readonly panelMs: number;
  /** From the click to the picture. */
  readonly totalMs: number;
}

/** The one panel beside the code. It shows the store's current run. */
export class Panel implements vscode.Disposable, vscode.WebviewPanelSerializer, Subject {
  private page: Page | undefined;
  private readonly drew = new vscode.EventEmitter<Drawn>();
  readonly onDidDraw = this.drew.event;
  private readonly subscriptions: readonly Disposable[];

  constructor(private readonly parts: PanelParts) {
    this.subscriptions = [
      this.drew,
      parts.store.onDidChange((changed) => {
        if (changed === undefined || changed === parts.store.current) this.update();
      }),
      parts.comparison.onDidChange(() => this.update()),
      vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, this),
    ];
  }

  get isOpen(): boolean {
    return this.page !== undefined;
  }

  get run(): Run | undefined {
    return this.parts.store.current;
  }

  get comparison(): Comparison {
    return this.parts.comparison;
  }

  get status(): PanelStatus {
    return statusOf(this.run);
  }

  get state(): PanelState | undefined {
    return this.parts.memory.stateOf(this.run);
  }

  keep(state: PanelState): void {
    if (this.run !== undefined) this.parts.memory.remember(this.run, state);
  }

  command(command: PanelCommand): void {
    if (command === "compare") void this.compare(this.run, undefined);
    else if (command === "endComparison") this.comparison.end();
    else runCommand(command, this.run);
  }

  /** Shows a run beside another one, or a trace file, which the person chooses where none is given. */
  async compare(run: Run | undefined, other: Run | vscode.Uri | undefined): Promise<void> {
    const { store } = this.parts;
    const chosen = other ?? (await pickOther(store, run));
    if (chosen === undefined) return;
    if (run !== undefined && run !== this.run) store.show(run);
    const done = chosen instanceof vscode.Uri ? this.comparison.chooseFile(chosen) : undefined;
    if (!(chosen instanceof vscode.Uri)) this.comparison.choose(chosen);
    this.show();
    await done;
  }

  drawn(ms: number): void {
    const { run } = this;
    if (run !== undefined)
      this.drew.fire({ runId: run.id, panelMs: ms, totalMs: Date.now() - run.startedAt });
  }

  /** Opens the panel beside the code, or brings it to the front; the editor keeps the focus. */
  show(): void {
    if (this.page !== undefined) {
      this.page.panel.reveal(undefined, true);
      return;
    }
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const options = pageOptions(this.parts.extensionUri);
    this.adopt(vscode.window.createWebviewPanel(PANEL_TYPE, "SchedLens", column, options));
  }

  /** After a reload of the window: the run's data has gone with its worker. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, kept: unknown): Promise<void> {
    this.close();
    const remembered = this.parts.memory.restore(readKeptState(kept));
    if (remembered !== undefined && this.run === undefined)
      this.parts.recall(remembered.target, remembered.runId);
    if (remembered?.compared !== undefined && this.comparison.kept === undefined)
      void this.comparison.restore(remembered.compared);
    this.adopt(panel);
    return Promise.resolve();
  }

  /** Closes the panel. What runs goes on. */
  close(): void {
    this.page?.panel.dispose();
  }

  /** The page that shows a run. */
  pageOf(run: Run): Page | undefined {
    return run === this.run ? this.page : undefined;
  }

  /** Handles a message as if the page had sent it. */
  receive(value: unknown): FromPanel | undefined {
    return this.page?.receive(value);
  }

  private adopt(panel: vscode.WebviewPanel): void {
    const page = new Page(panel, this, this.parts);
    this.page = page;
    panel.onDidDispose(() => {
      page.dispose();
      if (this.page === page) this.page = undefined;
    });
    this.update();
  }

  private update(): void {
    const { run, page } = this;
    if (page !== undefined) page.panel.title = run === undefined ? "SchedLens" : `SchedLens: ${run.label}`;
    if (run !== undefined && run.status.kind !== "running") this.parts.memory.remember(run, undefined);
    page?.update();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.close();
  }
}
