import * as vscode from "vscode";
import { formatDuration } from "../../shared/duration";
import { COMMANDS } from "../contributions";
import type { Run } from "./run";
import type { RunStore } from "./store";

/** How long a run takes before it gets a notification besides the status bar, ms. */
const PATIENCE = 3000;

/** The status bar item while something runs, and for long runs a notification; both cancel. */
export class Progress implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    "schedlens.progress",
    vscode.StatusBarAlignment.Left,
    100,
  );
  private readonly subscription: vscode.Disposable;
  private watched: { run: Run; timer: ReturnType<typeof setTimeout>; done: () => void } | undefined;

  constructor(
    private readonly store: RunStore,
    private readonly cancel: () => void,
  ) {
    this.item.name = "SchedLens";
    this.item.command = COMMANDS.cancel;
    this.item.tooltip = vscode.l10n.t("Stop the simulation");
    this.subscription = store.onDidChange(() => this.update());
  }

  private update(): void {
    const { running } = this.store;
    if (running !== this.watched?.run) this.watch(running);
    if (running?.status.kind !== "running") {
      this.item.hide();
      return;
    }
    this.item.text = `$(sync~spin) ${running.label}: ${describe(running)}`;
    this.item.accessibilityInformation = {
      label: vscode.l10n.t("Simulating {0}. Activate to stop it.", running.label),
    };
    this.item.show();
  }

  private watch(run: Run | undefined): void {
    this.unwatch();
    if (run === undefined) return;
    let done: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      done = resolve;
    });
    this.watched = { run, done, timer: setTimeout(() => this.notify(run, ended), PATIENCE) };
  }

  private unwatch(): void {
    clearTimeout(this.watched?.timer);
    this.watched?.done();
    this.watched = undefined;
  }

  private notify(run: Run, ended: Promise<void>): void {
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t("Simulating {0}", run.label),
      cancellable: true,
    };
    void vscode.window.withProgress(options, (progress, token) => {
      const changes = this.store.onDidChange((changed) => {
        if (changed === run) progress.report({ message: describe(run) });
      });
      const cancellation = token.onCancellationRequested(() => this.cancel());
      return ended.finally(() => {
        changes.dispose();
        cancellation.dispose();
      });
    });
  }

  dispose(): void {
    this.unwatch();
    this.subscription.dispose();
    this.item.dispose();
  }
}

function describe(run: Run): string {
  if (run.status.kind !== "running") return "";
  return vscode.l10n.t(
    "{0}, {1} events",
    formatDuration(run.status.time),
    run.status.events.toLocaleString("en"),
  );
}
