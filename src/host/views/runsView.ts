import * as vscode from "vscode";
import type { Disposable } from "../disposable";
import { COMMANDS, TREE_CONTEXTS, VIEWS } from "../contributions";
import { statusText } from "../runs/run";
import type { Run } from "../runs/run";
import type { RunStore } from "../runs/store";

const ICONS = { running: "sync~spin", ready: "check", failed: "error", cancelled: "circle-slash" } as const;

/** Between two refreshes for the progress of a run, ms. */
const PACE = 500;

function iconOf(run: Run, current: boolean): vscode.ThemeIcon {
  if (run.status.kind === "ready" && run.status.summary.how !== "exit")
    return new vscode.ThemeIcon("warning");
  if (run.status.kind === "ready" && current) return new vscode.ThemeIcon("eye");
  return new vscode.ThemeIcon(ICONS[run.status.kind]);
}

/** The history, newest first. */
export class RunsView implements vscode.TreeDataProvider<Run>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Run | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private refreshed = 0;
  private readonly subscriptions: readonly Disposable[];

  constructor(private readonly store: RunStore) {
    this.subscriptions = [
      this.changed,
      store.onDidChange((run) => this.update(run)),
      vscode.window.createTreeView(VIEWS.runs, { treeDataProvider: this, canSelectMany: true }),
    ];
  }

  /** The tree puts a refresh off while others come: progress is shown at a pace that it can follow. */
  private update(run: Run | undefined): void {
    const now = Date.now();
    if (run?.status.kind === "running" && now - this.refreshed < PACE) return;
    this.refreshed = now;
    this.changed.fire(run);
  }

  getChildren(run?: Run): Run[] {
    return run === undefined ? [...this.store.runs] : [];
  }

  getTreeItem(run: Run): vscode.TreeItem {
    const item = new vscode.TreeItem(run.label);
    const changes = Object.entries(run.overrides).map(([key, text]) => `${key}=${text}`);
    item.id = run.id;
    item.description = [statusText(run), ...changes].join(" · ");
    item.tooltip = `${run.label}\n${item.description}\n${new Date(run.startedAt).toLocaleTimeString()}`;
    item.iconPath = iconOf(run, run === this.store.current);
    item.contextValue = TREE_CONTEXTS.run;
    item.command = { command: COMMANDS.openRun, title: vscode.l10n.t("Show this run"), arguments: [run.id] };
    return item;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}
